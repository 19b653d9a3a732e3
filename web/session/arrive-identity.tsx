import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { DataOf } from '#clinical/session/session.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import type { SessionInHand } from './session-data.ts';

type Identifier = DataOf<'identity-confirmed'>['identifiers'][number];
/** Two say who it is; one alone is shared by too many. */
const needed = 2;

/** Two of what this screen shows, each ticked by hand: what can’t be compared here, and one tap for all, would confirm nothing. */
export function IdentitySheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [ticked, setTicked] = useState<readonly Identifier[]>([]);
  const { givenName, familyName, birthOn, number } = hand.session.patient;
  const words: readonly [Identifier, string][] = [
    ['name', t('identity.of.name', { is: `${givenName} ${familyName}` })],
    ['birth-date', t('identity.of.birth-date', { is: day(birthOn) })],
    ['number', t('identity.of.number', { is: number })],
  ];
  const save = () =>
    void run(async () => {
      const { event } = await keep('identity-confirmed', { identifiers: [...ticked] });
      sayKept(hand, t('identity.act'), event);
      close();
    });
  const open = Math.max(0, needed - ticked.length);
  return (
    <SmallSheet title={t('identity.title')} hand={hand} close={close}>
      <p>{t('identity.how')}</p>
      <div className="stack g1">
        {words.map(([identifier, word]) => (
          <Checkbox
            key={identifier}
            className="tick-card"
            label={word}
            checked={ticked.includes(identifier)}
            onChange={({ currentTarget: { checked } }) =>
              setTicked(checked ? [...ticked, identifier] : ticked.filter((of) => of !== identifier))
            }
          />
        ))}
      </div>
      <NotKept error={error} />
      <p className="quiet" role="status">
        {open > 0 ? t('identity.open', { count: open }) : t('identity.ready', { count: ticked.length })}
      </p>
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={open > 0} onClick={save}>
          {t('identity.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
