/** What a row of the table says beside its values: late, what else was read, and what was corrected. */
import {
  acceptedOf,
  type Fact,
  type FactOf,
  happenedAt,
  type ReadingFact,
  type Settled,
  type Stamp,
} from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { factWords } from './fact-words.ts';
import { personOf } from './floor-seats.ts';
import { chairWords, shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';
import { timeWords } from './time-words.ts';

/** Against the order at the pump: what stands beside the row itself, not only among what is to be explained. */
const atThePump: readonly string[] = [
  'rate-above-order',
  'concentration-differs',
  'volume-above-order',
  'dose-above-order',
  'volume-differs',
];

export const againstOf = (fact: Fact, { agenda }: SessionInHand): string[] =>
  agenda.deviations.flatMap(({ of, rule, says }) => (of === fact.id && atThePump.includes(rule) ? [says] : []));

export function remarksOf(fact: Fact, stamp: Stamp, { floor }: SessionInHand): string[] {
  const times = timeWords(stamp, floor.clinic.timeZone);
  if (fact.kind !== 'reading') return times;
  const { painNrs, anxietyNrs, nauseaNrs, rass, symptoms, cannot } = fact.data;
  const also = [
    painNrs === undefined ? undefined : t('table.pain', { value: painNrs }),
    anxietyNrs === undefined ? undefined : t('table.anxiety', { value: anxietyNrs }),
    nauseaNrs === undefined ? undefined : t('table.nausea', { value: nauseaNrs }),
    rass === undefined ? undefined : t('table.rass', { value: rass }),
    symptoms === undefined || symptoms.length === 0 ? undefined : symptoms.join(', ').replaceAll('-', ' '),
    ...Object.values(cannot ?? {}).flatMap((why) =>
      why === undefined ? [] : t('session.cannot', { why: t(`session.cannot.${why}`) }),
    ),
  ].filter((word) => word !== undefined);
  return [...times, ...also, ...monitorWords(fact.data, stamp.atMs, floor.clinic.timeZone)];
}

/** Which values were accepted from which monitor; when each was measured, where that is not the time of the set. */
function monitorWords(data: ReadingFact, atMs: number, zone: string): string[] {
  const accepted = acceptedOf(data);
  const devices = [...new Set(accepted.map(({ device }) => device))];
  return devices.map((device) => {
    const what = accepted
      .filter((of) => of.device === device)
      .map(({ name, measuredAt }) => {
        const measured = clock(measuredAt, zone);
        const word = t(`pad.of.${name}`);
        return measured === clock(atMs, zone) ? word : t('monitor.remarkAt', { name: word, time: measured });
      });
    const isSimulated = accepted.some((of) => of.device === device && of.isSimulated === true);
    const name = isSimulated ? `${device} (${t('monitor.simulated')})` : device;
    return t('monitor.remark', { device: name, what: what.join(', ') });
  });
}

/** Was, is, who, when, why: as it was first written stays readable. */
export function wasWords(settled: Settled, correction: FactOf<'correction'>, hand: SessionInHand): string {
  const [{ original, fact }, { floor, record }] = [settled, hand];
  const zone = floor.clinic.timeZone;
  const { change, reason } = correction.data;
  const who = personOf(floor, correction.by);
  const isTime = 'measuredAt' in change;
  const what =
    'retracted' in change
      ? t('table.retracted')
      : 'movesTo' in change
        ? movedWords(settled, correction, hand)
        : isTime
          ? t('table.time.changed', { time: clock(happenedAt(fact), zone) })
          : t('table.is', { is: readWords(fact, original) });
  const words = {
    what,
    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
    time: clock(happenedAt(correction), zone),
    why: reason,
  };
  const was = isTime ? clock(happenedAt(original), zone) : readWords(original, fact);
  const said = 'movesTo' in change ? t('table.moved', words) : t('table.correction', { ...words, was });
  const isTakenBack = record.changed.some((of) => of.fact.id === correction.id && of.state === 'retracted');
  return isTakenBack ? t('table.takenBack', { what: said }) : said;
}

/** Where a set went, or where it came from: by chair and initials, as people at the chairs say it. */
function movedWords({ original, corrections }: Settled, { id, data }: FactOf<'correction'>, hand: SessionInHand) {
  const targetOf = ({ data: { change } }: FactOf<'correction'>) => ('movesTo' in change ? change.movesTo : undefined);
  const before = corrections.slice(
    0,
    corrections.findIndex((of) => of.id === id),
  );
  const target = 'movesTo' in data.change ? data.change.movesTo : undefined;
  if (target !== hand.session.id) return t('table.movedAway', { where: placeWords(target, hand) });
  const from = before.map(targetOf).findLast((of) => of !== undefined) ?? original.session;
  return t('table.movedHere', { where: placeWords(from, hand) });
}

function placeWords(sessionId: string | undefined, { floor }: SessionInHand): string {
  const session = floor.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return t('table.otherSession');
  const chair = floor.chairs.find(({ id }) => id === session.chairId);
  return t('table.place', {
    chair: chair === undefined ? t('acts.noChair') : chairWords(chair.name),
    initials: session.patient.initials,
    number: session.patient.number,
  });
}

/** Where a value came from is no value. */
const saysFrom: readonly string[] = ['monitor', 'source', 'device'];

/** Only what differs between the two; all of it where nothing does. */
function readWords(of: Fact, other: Fact): string {
  if (of.kind !== 'reading' || other.kind !== 'reading') return factWords(of);
  const [mine, theirs]: Record<string, unknown>[] = [of.data, other.data];
  const names = Object.keys({ ...mine, ...theirs }).filter(
    (name) => !saysFrom.includes(name) && JSON.stringify(mine?.[name]) !== JSON.stringify(theirs?.[name]),
  );
  if (names.length === 0) return factWords(of);
  return names.map((name) => String(mine?.[name] ?? t('table.unknown'))).join(', ');
}
