/** Facts that can't both be so, or that one side wrote without knowing of the other: shown until somebody settles them. */
import type { Fact, FactOf } from './log-event.ts';
import { bothMayStand, type ConflictKind } from './log-kinds.ts';

export type Conflict = { readonly kind: ConflictKind; readonly ids: readonly string[] };

export const conflictWords: Readonly<Record<ConflictKind, string>> = {
  'two-starts': 'two starts of the dose are written down.',
  'two-leavings': 'two leavings are written down.',
  'dose-twice': 'the same dose is written down twice, at two stations.',
  'device-twice': 'one device, or one number of a device, is written down twice.',
  'vial-drawn-twice': 'one vial is written down as drawn at two stations.',
  'order-withdrawn-meanwhile': 'the order had ended when this dose was given.',
};

/** The same in a few words. */
export const conflictHeads: Readonly<Record<ConflictKind, string>> = {
  'two-starts': 'Two starts of the dose',
  'two-leavings': 'Two leavings',
  'dose-twice': 'The same dose twice',
  'device-twice': 'One device twice',
  'vial-drawn-twice': 'One vial drawn twice',
  'order-withdrawn-meanwhile': 'Given after the order had ended',
};

type Standing = readonly Fact[];

const ofKind = <K extends Fact['kind']>(facts: Standing, ...kinds: readonly K[]): FactOf<K>[] =>
  facts.filter((fact): fact is FactOf<K> => kinds.some((kind) => kind === fact.kind));

/** Groups of two or more that `key` puts together, in order of time; undefined belongs to none. */
function together<F extends Fact>(facts: readonly F[], key: (fact: F) => string | undefined): F[][] {
  const groups = new Map<string, F[]>();
  for (const fact of facts) {
    const name = key(fact);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), fact]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

const idsOf = (facts: Standing) => facts.map(({ id }) => id);

/** Two of the same number, or one device written down as given twice. */
function devicesTwice(facts: Standing): string[][] {
  const devices = ofKind(facts, 'device-given');
  const found = [
    ...together(devices, ({ data }) => `${data.number}`),
    ...together(devices, ({ data }) => data.item),
  ].map(idsOf);
  return found.filter((ids, at) => found.findIndex((other) => other.join() === ids.join()) === at);
}

/**
 * The same dose written down at two stations. One person who splits a dose over two sites writes both at one station:
 * that is no conflict.
 */
function dosesTwice(facts: Standing): string[][] {
  const doses = ofKind(facts, 'injection-given', 'spray-given', 'mouth-dose-placed');
  return together(doses, ({ kind, data }) => [kind, data.drug, data.doseUg].join())
    .filter((group) => new Set(group.map(({ station }) => station)).size > 1)
    .map(idsOf);
}

const drawnTwice = (facts: Standing): string[][] =>
  together(ofKind(facts, 'drug-drawn'), ({ data }) => data.item)
    .filter((group) => new Set(group.map(({ station }) => station)).size > 1)
    .map(idsOf);

/** Somebody said that all of these happened. */
export function isSettled({ kind, ids }: Conflict, facts: Standing): boolean {
  if (!bothMayStand.some((one) => one === kind)) return false;
  return ofKind(facts, 'conflict-settled').some(
    ({ data }) => data.conflict === kind && ids.every((id) => data.of.includes(id)),
  );
}

/** What the log itself shows. Whether an order had ended meanwhile, only the agenda can say. */
export function conflictsIn(facts: Standing): Conflict[] {
  const starts = idsOf(ofKind(facts, 'dose-started'));
  const leavings = idsOf(ofKind(facts, 'left'));
  const all: Conflict[] = [
    ...(starts.length > 1 ? [{ kind: 'two-starts' as const, ids: starts }] : []),
    ...(leavings.length > 1 ? [{ kind: 'two-leavings' as const, ids: leavings }] : []),
    ...devicesTwice(facts).map((ids) => ({ kind: 'device-twice' as const, ids })),
    ...dosesTwice(facts).map((ids) => ({ kind: 'dose-twice' as const, ids })),
    ...drawnTwice(facts).map((ids) => ({ kind: 'vial-drawn-twice' as const, ids })),
  ];
  return all.filter((conflict) => !isSettled(conflict, facts));
}
