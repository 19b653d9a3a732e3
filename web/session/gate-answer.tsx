import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DataOf } from '#clinical/session/session.ts';
import { today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import type { GateRow } from './gate-items.ts';
import { Override } from './override.tsx';
import type { SessionInHand } from './session-data.ts';

const said = { met: 'gate.answerMet', 'not-met': 'gate.answerNotMet' } as const;
const valueWords = {
  eligibility: 'gate.value.eligibility',
  consent: 'gate.value.consent',
  'rems-enrolment': 'gate.value.rems-enrolment',
  pregnancy: 'gate.value.pregnancy',
  fasting: 'gate.value.fasting',
  escort: 'gate.value.escort',
  drug: 'gate.value.drug',
  'prescriber-on-site': 'gate.value.prescriber-on-site',
} as const;
const isValued = (item: string): item is keyof typeof valueWords => Object.hasOwn(valueWords, item);

/** What is typed here belongs to the one answer that is given with it. Left empty, the record says that nothing was entered. */
export function GateAnswer({ row, hand }: { row: GateRow; hand: SessionInHand }) {
  const { error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const { item, state, says, takes } = row;
  const isOpen = state === 'not met' || state === 'not known';
  const answer = (to: keyof typeof said, value = typed.trim()) =>
    void run(async () => {
      const data: DataOf<'checklist-item'> = { item, state: to, ...(value === '' ? {} : { value }) };
      const { event } = await keep('checklist-item', data);
      sayKept(hand, `${t(said[to])}: ${says.replace(/\.$/, '')}`, event);
      setTyped('');
    });
  const atArrival = item === 'escort' ? namedAtArrival(hand) : undefined;
  return (
    <div className={`gate-answer${isOpen ? '' : ' in-place'}`}>
      {takes !== undefined && isValued(item) && (
        <TextInput
          size="md"
          className="gate-value"
          type={takes === 'day' ? 'date' : 'text'}
          {...(takes === 'day' ? { max: today(hand.floor.clinic.timeZone, hand.nowMs) } : { maxLength: 200 })}
          aria-label={`${t(valueWords[item])}: ${says}`}
          label={t(valueWords[item])}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <div className="row g1">
        {!row.isDecided && (
          <Button
            size="lg"
            variant={state === 'not known' ? 'light' : 'default'}
            onClick={() => answer('met')}
            aria-label={`${t('gate.answerMet')}: ${says}`}
          >
            {t('gate.answerMet')}
          </Button>
        )}
        {atArrival !== undefined && (
          <Button
            size="lg"
            onClick={() => answer('met', atArrival)}
            aria-label={`${t('gate.asAtArrival', { who: atArrival })}: ${says}`}
          >
            {t('gate.asAtArrival', { who: atArrival })}
          </Button>
        )}
        {row.from !== 'product' && (
          <Button
            size="lg"
            className={state === 'not met' ? 'in-place' : ''}
            onClick={() => answer('not-met')}
            aria-label={`${t('gate.answerNotMet')}: ${says}`}
          >
            {t('gate.answerNotMet')}
          </Button>
        )}
        {row.override === 'prescriber' && <Override hand={hand} kind="checklist-item" item={item} says={says} />}
      </div>
      <NotKept error={error} />
    </div>
  );
}

/** Who was named when the patient came; it counts here only once somebody says so. */
function namedAtArrival({ record }: SessionInHand): string | undefined {
  const arrived = record.standing.find((fact) => fact.kind === 'arrived');
  return arrived?.kind === 'arrived' ? arrived.data.escort : undefined;
}
