import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Change, type Fact, happenedAt, stampsOf } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { correctedData, type Typed, typedOf } from './correct-fields.ts';
import { CorrectValues } from './correct-values.tsx';
import { CorrectWeight, type WeightTyped, weightFrom } from './correct-weight.tsx';
import { factWords } from './fact-words.ts';
import { personOf } from './floor-seats.ts';
import { chairWords, shortName } from './floor-words.ts';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';
import { timeWords } from './time-words.ts';

const ways = ['value', 'time', 'person', 'never'] as const;
type Way = (typeof ways)[number];
type ChangeOf = ReturnType<(typeof Change)['parse']>;
const longest = 1_000;

/** A fact that is wrong: its value, its time, its person, or all of it. What was first written stays readable. */
export function CorrectSheet({ id, hand, close }: { id: string; hand: SessionInHand; close: () => void }) {
  const fact = hand.record.standing.find((of) => of.id === id);
  if (fact === undefined)
    return (
      <SmallSheet title={t('correct.title')} hand={hand} close={close}>
        <Notice state="unknown">{t('correct.gone')}</Notice>
      </SmallSheet>
    );
  return <CorrectFact fact={fact} hand={hand} close={close} />;
}

function CorrectFact({ fact, hand, close }: { fact: Fact; hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [way, setWay] = useState<Way>();
  const [typed, setTyped] = useState<Typed>(() => typedOf(fact));
  const [weight, setWeight] = useState<WeightTyped>({ typed: '', unit: undefined });
  const at = useAtTime(hand);
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState('');
  const [says, setSays] = useState<string>();
  const zone = hand.floor.clinic.timeZone;
  const stamp = stampsOf(hand.record)(fact);
  const who = personOf(hand.floor, stamp.by);

  const changeOf = (): { change: ChangeOf } | { says: string } => {
    if (way === 'never') return { change: { retracted: true } };
    if (way === 'person') return other === undefined ? { says: t('correct.same') } : { change: { movesTo: other } };
    if (way === 'time')
      return at.wrong !== undefined || at.atMs === undefined
        ? { says: at.wrong ?? t('correct.same') }
        : { change: { measuredAt: new Date(Math.round(at.atMs - fact.clockOffsetMs)).toISOString() } };
    const now = fact.kind === 'weight' ? weightFrom(weight) : correctedData(fact, typed);
    if ('says' in now) return now;
    const isSame = JSON.stringify(now.data) === JSON.stringify(fact.data);
    return isSame ? { says: t('correct.same') } : { change: { data: now.data } };
  };
  const save = () => {
    const now = changeOf();
    if ('says' in now) return setSays(now.says);
    if (reason.trim() === '') return setSays(t('acts.reasonNeeded'));
    setSays(undefined);
    void run(async () => {
      const { event } = await keep('correction', { of: fact.id, change: now.change, reason: reason.trim() });
      sayKept(hand, t('correct.done'), event);
      close();
    });
  };
  return (
    <SmallSheet title={t('correct.title')} hand={hand} close={close} wide>
      <p className="strong num">
        {t('correct.what', {
          what: factWords({ kind: fact.kind, data: { ...fact.data } }),
          time: clock(happenedAt(fact), zone),
          who: who === undefined ? t('session.toBeClaimed') : shortName(who),
        })}
      </p>
      {timeWords(stamp, zone).map((words) => (
        <p key={words} className="num">
          <ClockIcon size={16} aria-hidden /> {words}
        </p>
      ))}
      <p className="quiet">{t('correct.how')}</p>
      <fieldset className="choice-line">
        <legend className="label">{t('correct.way')}</legend>
        <div className="choices choices-4">
          {ways.map((of) => (
            <Choice
              key={of}
              isOn={way === of}
              word={t(`correct.way.${of}`)}
              pick={() => {
                setWay(of);
                setSays(undefined);
              }}
            />
          ))}
        </div>
      </fieldset>
      {way === 'value' &&
        (fact.kind === 'weight' ? (
          <CorrectWeight of={weight} change={setWeight} />
        ) : (
          <CorrectValues fact={fact} typed={typed} change={setTyped} />
        ))}
      {way === 'time' && <AtTime hand={hand} of={at} usualMs={happenedAt(fact)} />}
      {way === 'person' && <OtherPerson hand={hand} other={other} pick={setOther} />}
      {way === 'never' && <p>{t('correct.never')}</p>}
      {way !== undefined && (
        <Textarea
          label={t('acts.reason')}
          value={reason}
          maxLength={longest}
          autosize
          minRows={2}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      {says !== undefined && (
        <div role="alert">
          <Notice state="red">{says}</Notice>
        </div>
      )}
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={way === undefined} onClick={save}>
          {t('correct.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}

type OtherProps = { hand: SessionInHand; other: string | undefined; pick: (id: string) => void };

/** The whole set moves: each is named by chair, initials and two identifiers. */
function OtherPerson({ hand, other, pick }: OtherProps) {
  const others = hand.floor.sessions.filter(({ id, isSigned }) => id !== hand.session.id && !isSigned);
  if (others.length === 0) return <Notice state="unknown">{t('correct.nobody')}</Notice>;
  const chairWordsOf = ({ chairId }: FloorSession) => {
    const chair = hand.floor.chairs.find(({ id }) => id === chairId);
    return chair === undefined ? t('acts.noChair') : chairWords(chair.name);
  };
  return (
    <fieldset className="choice-line">
      <legend className="label">{t('correct.whose')}</legend>
      <div className="stack g1">
        {others.map((session) => (
          <Choice
            key={session.id}
            isOn={other === session.id}
            word={t('acts.who', {
              chair: chairWordsOf(session),
              initials: session.patient.initials,
              birth: day(session.patient.birthOn),
              number: session.patient.number,
            })}
            pick={() => pick(session.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}
