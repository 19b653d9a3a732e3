import type { ReactNode } from 'react';
import { drugName, type Emergency, type RepeatClock, repeatClock, type SignedDose } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { signedIn } from './emergency-words.ts';
import { stopwatch } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

export type Clock = { name: string; value: ReactNode; isWords?: boolean };

/** Clocks in the head of a card, large enough to be read from the other side of the chair. */
export function CardClocks({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <dl className="card-clocks num" aria-live="off">
      {clocks.map(({ name, value, isWords = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd {...(isWords ? { className: 'card-clock-words' } : {})}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was given of a signed row since the card was opened. */
export const givenOfRow = ({ record }: SessionInHand, emergency: Emergency, { row }: SignedDose) =>
  record.medicines
    .filter(({ data }) => data.of === emergency.id && data.signed?.row === row)
    .map(({ atMs, data }) => ({ atMs, doseUg: data.doseUg }));

type Repeat = { drug: string; of: Extract<RepeatClock, { state: 'wait' | 'now' | 'overdue' }> };

/** The repeat that comes first, or has waited longest. */
export function firstRepeat(
  doses: readonly SignedDose[],
  clockOf: (dose: SignedDose) => RepeatClock,
): Repeat | undefined {
  const atMs = ({ of }: Repeat) => (of.state === 'wait' ? of.nextMs : of.state === 'now' ? of.untilMs : of.sinceMs);
  return doses
    .flatMap((dose) => {
      const of = clockOf(dose);
      return of.state === 'wait' || of.state === 'now' || of.state === 'overdue'
        ? [{ drug: drugName(dose.drug), of }]
        : [];
    })
    .toSorted((a, b) => atMs(a) - atMs(b))[0];
}

export function repeatValue({ of }: Repeat, nowMs: number): string {
  if (of.state === 'wait') return stopwatch(of.nextMs - nowMs);
  return of.state === 'now' ? t('card.now') : t('card.overdue', { time: stopwatch(nowMs - of.sinceMs) });
}

/** Three clocks: since the card was opened, what is to be repeated next, and what the pump or the dose does. */
export function EmergencyClocks({ hand, emergency }: { hand: SessionInHand; emergency: Emergency }) {
  const { agenda, nowMs, floor } = hand;
  const doses = (signedIn(floor) ?? []).filter(({ event }) => event === emergency.card);
  const repeat = firstRepeat(doses, (dose) => repeatClock(dose, givenOfRow(hand, emergency, dose), nowMs));
  const next = agenda.todo.find(({ what }) => what === 'repeat' || what === 'reading');
  const until = next?.atMs === undefined ? undefined : next.atMs - nowMs;
  const readings =
    next === undefined
      ? t('card.notKnown')
      : until === undefined
        ? t('card.now')
        : until < 0
          ? t('card.overdue', { time: stopwatch(-until) })
          : stopwatch(until);
  const repeatMs = repeat?.of.state === 'wait' ? repeat.of.nextMs - nowMs : 0;
  const isDoseNext = repeat !== undefined && (until === undefined || repeatMs <= until);
  return (
    <CardClocks
      clocks={[
        { name: t('card.since'), value: stopwatch(nowMs - emergency.atMs) },
        isDoseNext
          ? { name: t('card.nextDose', { drug: repeat.drug }), value: repeatValue(repeat, nowMs) }
          : { name: t('card.nextReading'), value: readings },
        doseClock(hand),
      ]}
    />
  );
}

/** The pump where one ran; otherwise when the last dose was given. */
function doseClock({ agenda, record, floor }: SessionInHand): Clock {
  const { state, endedAtMs, startedAtMs } = agenda.infusion;
  const zone = floor.clinic.timeZone;
  const last = [...record.injections, ...record.devices, ...record.sprays, ...record.mouthDoses].reduce<
    number | undefined
  >((latest, { atMs }) => Math.max(latest ?? atMs, atMs), undefined);
  if (startedAtMs === undefined && last !== undefined)
    return { name: t('card.lastDose'), value: clock(last, zone), isWords: true };
  const value =
    state === 'stopped'
      ? t('card.pump.stopped', { time: endedAtMs === undefined ? '' : clockWithSeconds(endedAtMs, zone) })
      : t(`card.pump.${state}`);
  return { name: t('card.pump'), value, isWords: true };
}
