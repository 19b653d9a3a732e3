import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import { escortNamed } from './leaving-items.ts';
import type { SessionInHand } from './session-data.ts';

/** Identity seen: the one who was named, or somebody else, and then by name. */
export function EscortAnswers({ hand, says }: { hand: SessionInHand; says: string }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [isAsking, setAsking] = useState(false);
  const named = escortNamed(hand);
  const answer = (state: 'met' | 'not-met', value?: string) =>
    run(async () => {
      const { event } = await keep('discharge-item', {
        item: 'escort',
        state,
        ...(value === undefined ? {} : { value }),
      });
      sayKept(hand, t(`leave.item.escort.${state === 'met' ? 'yes' : 'no'}`), event);
      setAsking(false);
    });
  return (
    <div className="row g1">
      {named !== undefined && (
        <Button
          size="lg"
          loading={busy}
          aria-label={`${t('leave.escortNamed', { who: named })}: ${says}`}
          data-answer="escort met"
          onClick={() => void answer('met', named)}
        >
          {t('leave.escortNamed', { who: named })}
        </Button>
      )}
      <Button
        size="lg"
        loading={busy}
        aria-label={`${t(named === undefined ? 'leave.item.escort.yes' : 'leave.escortOther')}: ${says}`}
        data-answer="escort other"
        onClick={() => setAsking(true)}
      >
        {t(named === undefined ? 'leave.item.escort.yes' : 'leave.escortOther')}
      </Button>
      <Button
        size="lg"
        loading={busy}
        aria-label={`${t('leave.item.escort.no')}: ${says}`}
        data-answer="escort not-met"
        onClick={() => void answer('not-met')}
      >
        {t('leave.item.escort.no')}
      </Button>
      <NotKept error={error} />
      {isAsking && (
        <ReasonDialog
          hand={hand}
          title={t('leave.escortWho')}
          label={t('leave.escortLabel')}
          act={t('leave.item.escort.yes')}
          longest={200}
          close={() => setAsking(false)}
          error={error}
          onReason={(who) => answer('met', who)}
        />
      )}
    </div>
  );
}
