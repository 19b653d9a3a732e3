import { Switch } from '@mantine/core';
import { maySee } from '#web/platform/may.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AppearanceChoices } from '#web/ui/appearance-choices.tsx';
import { setKeys, useKeysOn } from '#web/ui/keys.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts } from '#web/ui/parts.tsx';
import { CodeApp } from './code-app.tsx';
import { Passkeys } from './passkeys.tsx';
import { PassphraseCard } from './passphrase-card.tsx';
import { ReachCard } from './reach-card.tsx';
import { SignIns } from './sign-ins.tsx';
import { StationPin } from './station-pin.tsx';

/** How a person signs in, and where they are signed in now. */
export function AccountScreen() {
  const me = useMe();
  const station = useFrame()?.station;
  const keysOn = useKeysOn();
  return (
    <Page title={t('place.account')} narrow>
      <Card>
        <Facts>
          <Fact name={t('account.name')}>{me.name}</Fact>
          <Fact name={t('signIn.email')}>{me.email}</Fact>
          <Fact name={t('account.roles')}>{me.roles.map((role) => t(`role.${role}`)).join(', ')}</Fact>
          <Fact name={t('account.method')}>{t(`method.${me.method}`)}</Fact>
        </Facts>
      </Card>
      {station && <StationPin station={station} />}
      {maySee(me, 'shift.write') && <ReachCard />}
      <Passkeys />
      <CodeApp />
      <PassphraseCard />
      <SignIns />
      <Card title={t('account.thisDevice')}>
        <div className="stack g2">
          <AppearanceChoices />
          <Switch
            label={t('keys.switch')}
            description={t('keys.switchHint')}
            checked={keysOn}
            onChange={(event) => setKeys(event.currentTarget.checked)}
          />
        </div>
      </Card>
    </Page>
  );
}
