import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { DemoAccount } from '#web/platform/contract.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { totpNow } from './totp-now.ts';

/** The synthetic clinic has one account per role; a tap fills the form, nothing is hidden. */
export function DemoAccounts({
  accounts,
  choose,
}: {
  accounts: DemoAccount[];
  choose: (account: DemoAccount) => void;
}) {
  return (
    <Notice state="amber" title={t('demo.accounts')}>
      <ul className="demo-accounts">
        {accounts.map((account) => (
          <li key={account.email}>
            <Button fullWidth onClick={() => choose(account)}>
              {t('demo.account', {
                name: account.name,
                role: account.roles.map((role) => t(`role.${role}`)).join(', '),
              })}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** And so is the passphrase of whoever is asked for it again. */
export function DemoPassphrase({ of }: { of: string }) {
  const mine = useFrame()?.demoAccounts?.find(({ email }) => email === of);
  if (mine === undefined) return null;
  return (
    <Notice state="amber" title={t('demo.passphrase')}>
      <strong>{mine.passphrase}</strong>
    </Notice>
  );
}

/** In the synthetic clinic the second factor is shown too, so that it can be tried without a phone. */
export function DemoCodes() {
  const published = useFrame()?.demoAccounts;
  const accounts = useMemo(() => published?.filter(({ totpSecret }) => totpSecret !== undefined), [published]);
  const [codes, setCodes] = useState<Record<string, string>>({});
  useEffect(() => {
    if (accounts === undefined) return;
    const fill = async () => {
      const found = await Promise.all(
        accounts.map(async ({ email, totpSecret }) => [email, await totpNow(totpSecret ?? '')]),
      );
      setCodes(Object.fromEntries(found));
    };
    void fill();
    const timer = setInterval(() => void fill(), 5_000);
    return () => clearInterval(timer);
  }, [accounts]);
  if (accounts === undefined || accounts.length === 0) return null;
  return (
    <Notice state="amber" title={t('demo.codes')}>
      <ul className="demo-codes num">
        {accounts.map(({ email, name }) => (
          <li key={email}>
            {name} <strong>{codes[email]}</strong>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
