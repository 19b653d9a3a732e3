/** What is dangerous now beside what was read: a pump above the order, a grave side effect that has not ended, a scale that was rated red. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { EmergencyId } from './emergency-cards.ts';
import { redRatings } from './log-dangers-rating.ts';
import { type Fact, happenedAt } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Infusion } from './log-infusion.ts';
import { pumpOrder, type SessionOrder } from './log-order.ts';
import type { judgeIn } from './log-readings.ts';
import { enteredAt } from './log-stamp.ts';

export const graveSideEffect = sourced(
  'A side effect of this grade or above is red until it has ended or is handed on: readings are taken at once, and a prescriber is called',
  3,
  '1',
  projectDefault('clinical basis 1.7, safety stop'),
);

export type Danger = {
  /** The fact that made it so: the rate that was set, the grade that was given, the rating. */
  readonly id: string;
  readonly kind: 'rate' | 'side-effect' | 'rating';
  /** Whole, for the chair. */
  readonly says: string;
  /** For a mail or a text to whoever is called: nothing of how a patient is. */
  readonly told: string;
  /** In the width of a tile, and on a wall that everybody in the room reads. */
  readonly short: string;
  readonly atMs: number;
  /** From when somebody could have been called: a late entry is told when it comes. */
  readonly sinceMs: number;
  /** The emergency card that fits, where one does. */
  readonly card: EmergencyId | undefined;
};

/** By the side effect's name in the catalogue. */
const cardOf: Readonly<Record<string, EmergencyId>> = {
  sedation: 'respiratory-depression',
  'respiratory-depression': 'respiratory-depression',
  allergic: 'anaphylaxis',
  'blood-pressure-and-heart': 'severe-pressure-without-symptoms',
  'nausea-and-vomiting': 'vomiting',
  'anxiety-and-agitation': 'agitation',
  psychotomimetic: 'agitation',
  dissociation: 'agitation',
  salivation: 'salivation',
  'syncope-and-seizure': 'syncope',
  suicidality: 'suicidal-crisis',
};

const mlPerH = (ul: number) => `${ul / 1_000} mL/h`;

const toldFrom = (fact: Fact): number => Math.max(enteredAt(fact), fact.recordedMs ?? 0);

/** Nobody set it higher than this: the order's rate, or where nothing was ordered the one it was started at. */
export const mostRateOf = (record: SessionRecord, order: SessionOrder | undefined): number | undefined =>
  pumpOrder(order)?.pumpRateUlPerH ?? record.doseStart?.data.pumpRateUlPerH;

export function dangersOf(
  record: SessionRecord,
  order: SessionOrder | undefined,
  infusion: Infusion,
  judge: ReturnType<typeof judgeIn>,
  nowMs: number,
): Danger[] {
  if (record.phase === 'left') return [];
  return [
    ...rateDanger(record, order, infusion, nowMs),
    ...graveEffects(record, nowMs),
    ...redRatings(record, judge, nowMs),
  ];
}

/** Until it is set back, paused, or stopped and written down. */
function rateDanger(
  record: SessionRecord,
  order: SessionOrder | undefined,
  { state }: Infusion,
  nowMs: number,
): Danger[] {
  const most = mostRateOf(record, order);
  if (most === undefined || (state !== 'running' && state !== 'run-out')) return [];
  const set = record.pump.findLast((fact) => rateIn(fact) !== undefined && happenedAt(fact) <= nowMs);
  const rate = set && rateIn(set);
  if (set === undefined || rate === undefined || rate <= most) return [];
  const was = pumpOrder(order) === undefined ? 'started at' : 'ordered';
  const says = `the pump is set to ${mlPerH(rate)}; ${was} ${mlPerH(most)}`;
  return [
    {
      id: set.id,
      kind: 'rate',
      says,
      told: says,
      short: pumpOrder(order) === undefined ? 'Rate above its start' : 'Rate above order',
      atMs: happenedAt(set),
      sinceMs: toldFrom(set),
      card: undefined,
    },
  ];
}

const rateIn = (fact: Fact): number | undefined =>
  fact.kind === 'dose-started' || fact.kind === 'rate-changed' || fact.kind === 'dose-resumed'
    ? fact.data.pumpRateUlPerH
    : undefined;

/** The fact that graded each side effect last, by the id of the effect. */
function lastGraded(record: SessionRecord, nowMs: number): ReadonlyMap<string, Fact> {
  const last = new Map<string, Fact>();
  for (const fact of record.standing) {
    if (happenedAt(fact) > nowMs) continue;
    if (fact.kind === 'side-effect-started' && fact.data.grade !== undefined) last.set(fact.id, fact);
    if (fact.kind === 'side-effect-changed') last.set(fact.data.of, fact);
  }
  return last;
}

function graveEffects(record: SessionRecord, nowMs: number): Danger[] {
  const last = lastGraded(record, nowMs);
  return record.sideEffects.flatMap(({ id, effect, endedAtMs, handedOn }): Danger[] => {
    if (endedAtMs !== undefined || handedOn !== undefined) return [];
    const graded = last.get(id);
    const grade = graded !== undefined && 'grade' in graded.data ? graded.data.grade : undefined;
    if (graded === undefined || grade === undefined || grade < graveSideEffect.value) return [];
    const says = `${effect.replaceAll('-', ' ')}, grade ${grade}`;
    return [
      {
        id: graded.id,
        kind: 'side-effect',
        says,
        told: `a side effect is of grade ${grade}`,
        short: `Side effect, grade ${grade}`,
        atMs: happenedAt(graded),
        sinceMs: toldFrom(graded),
        card: cardOf[effect],
      },
    ];
  });
}
