import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Deviation } from '#clinical/session/session.ts';
import { happenedAt } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Mark } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { factWords } from './fact-words.ts';
import type { SessionInHand } from './session-data.ts';

/** One explanation for each fact that deviates: it covers all that is said of that fact. */
export function ExplainSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const open = hand.agenda.deviations.filter(({ isExplained }) => !isExplained);
  const byFact = Map.groupBy(open, ({ of }) => of);
  return (
    <SmallSheet title={t('explain.title')} hand={hand} close={close} wide>
      <p className="quiet">{open.length === 0 ? t('explain.nothing') : t('explain.how')}</p>
      {[...byFact].map(([of, deviations]) => (
        <ExplainOne
          key={of}
          of={of}
          deviations={deviations}
          hand={hand}
          done={() => {
            if (byFact.size === 1) close();
          }}
        />
      ))}
    </SmallSheet>
  );
}

const longest = 2_000;

type OneProps = { of: string; deviations: readonly Deviation[]; hand: SessionInHand; done: () => void };

function ExplainOne({ of, deviations, hand, done }: OneProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [why, setWhy] = useState('');
  const [isAsked, setAsked] = useState(false);
  const fact = hand.record.standing.find(({ id }) => id === of);
  const save = () => {
    if (why.trim() === '') return setAsked(true);
    void run(async () => {
      const { event } = await keep('deviation-explained', { of, why: why.trim() });
      sayKept(hand, t('explain.done'), event);
      done();
    });
  };
  return (
    <section className="card card-pad stack g1">
      {fact !== undefined && (
        <h3 className="num">
          {t('explain.fact', {
            what: factWords({ kind: fact.kind, data: { ...fact.data } }),
            time: clock(happenedAt(fact), hand.floor.clinic.timeZone),
          })}
        </h3>
      )}
      <ul className="act-list stack g05">
        {deviations.map(({ rule, says }) => (
          <li key={rule} className="row g05 nowrap">
            <Mark state="amber" />
            <span className="grow">{says}</span>
          </li>
        ))}
      </ul>
      <Textarea
        label={t('explain.why')}
        value={why}
        maxLength={longest}
        autosize
        minRows={2}
        error={isAsked && why.trim() === '' ? t('acts.reasonNeeded') : undefined}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
      <NotKept error={error} />
      <Button size="lg" variant="filled" loading={busy} onClick={save}>
        {t('explain.act')}
      </Button>
    </section>
  );
}
