import { Button } from '@mantine/core';
import { useState } from 'react';
import { prescribes } from '#clinical/session/session.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { t } from '#web/platform/text.ts';
import { sayKept, useKeeping } from './acts-kit.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; kind: 'checklist-item' | 'discharge-item'; item: string; says: string };

/** A prescriber lets a point pass, with a reason; for anyone else there is nothing to touch. */
export function Override({ hand, kind, item, says }: Props) {
  const { error, run, keep } = useKeeping(hand);
  const [isAsking, setAsking] = useState(false);
  const by = signedIn();
  const me = hand.floor.people.find(({ id }) => id === by);
  if (me === undefined || !prescribes(me.roles)) return null;
  const override = (reason: string) =>
    run(async () => {
      const { event } = await keep(kind, { item, state: 'overridden', reason });
      sayKept(hand, `${t('gate.overridden')}: ${says.replace(/\.$/, '')}`, event);
      setAsking(false);
    });
  return (
    <>
      <Button size="lg" onClick={() => setAsking(true)} aria-label={`${t('gate.override')}: ${says}`}>
        {t('gate.override')}
      </Button>
      {isAsking && (
        <ReasonDialog
          hand={hand}
          isInWords
          title={t('gate.overrideTitle', { says })}
          says={t('gate.overrideHow')}
          act={t('gate.override')}
          close={() => setAsking(false)}
          onReason={override}
          error={error}
        />
      )}
    </>
  );
}
