import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { happenedAt } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { factWords } from './fact-words.ts';
import type { SessionInHand } from './session-data.ts';

/** A locked station takes a stop and an emergency from anyone; who it was says so afterwards. */
export function ClaimSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { unclaimed, standing } = hand.record;
  const facts = standing.filter(({ id }) => unclaimed.includes(id));
  const mine = ticked.filter((id) => unclaimed.includes(id));
  const save = () =>
    void run(async () => {
      const { event } = await keep('claimed', { of: mine });
      sayKept(hand, t('claim.done'), event);
      close();
    });
  return (
    <SmallSheet title={t('claim.title')} hand={hand} close={close}>
      <p className="quiet">{facts.length === 0 ? t('claim.nothing') : t('claim.how')}</p>
      {facts.map((fact) => (
        <Checkbox
          key={fact.id}
          className="tick-card"
          label={t('claim.fact', {
            what: factWords({ kind: fact.kind, data: { ...fact.data } }),
            time: clockWithSeconds(happenedAt(fact), hand.floor.clinic.timeZone),
          })}
          checked={ticked.includes(fact.id)}
          onChange={({ currentTarget: { checked } }) =>
            setTicked(checked ? [...ticked, fact.id] : ticked.filter((id) => id !== fact.id))
          }
        />
      ))}
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={mine.length === 0} onClick={save}>
          {mine.length === 0 ? t('claim.open') : t('claim.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
