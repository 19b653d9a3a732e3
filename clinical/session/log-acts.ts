/**
 * What a fact of each kind is worth in each state of a session: one table, which the fold, the agenda and the server ask.
 *
 * No state refuses a fact. *Asked* is an act that a rule may block while it is only intended; done all the same, it is
 * kept and deviates where the rule objects. *Deviates* is kept and explained before anyone signs. *No effect* can't have
 * happened in that state: kept and shown as not fitting, and it changes nothing.
 */
import type { Fact } from './log-event.ts';
import type { Kind } from './log-kinds.ts';

/** *Dosing* and *paused* are the pump's; *spraying* is from the first spray on, *holding* with a dose in the mouth. */
export const sessionStates = [
  'expected',
  'arrived',
  'dosing',
  'paused',
  'spraying',
  'holding',
  'observing',
  'left',
] as const;
export type SessionState = (typeof sessionStates)[number];
export type Standing = 'plain' | 'asked' | 'deviates' | 'no-effect';

type Row = Readonly<Record<SessionState, Standing>>;

const everywhere = (standing: Standing): Row => ({
  expected: standing,
  arrived: standing,
  dosing: standing,
  paused: standing,
  spraying: standing,
  holding: standing,
  observing: standing,
  left: standing,
});
const only = (states: readonly SessionState[], standing: Standing, otherwise: Standing): Row => ({
  ...everywhere(otherwise),
  ...Object.fromEntries(states.map((state) => [state, standing])),
});
const plain = everywhere('plain');
const deviatesOnceLeft = only(['left'], 'deviates', 'plain');

export const acts: Readonly<Record<Kind, Row>> = {
  arrived: only(['expected'], 'plain', 'no-effect'),
  'identity-confirmed': deviatesOnceLeft,
  'checklist-item': plain,
  weight: plain,
  reading: deviatesOnceLeft,
  rating: plain,
  'dose-started': { ...everywhere('deviates'), expected: 'asked', arrived: 'asked' },
  'rate-changed': only(['dosing', 'paused'], 'plain', 'no-effect'),
  'dose-paused': only(['dosing'], 'plain', 'no-effect'),
  'dose-resumed': only(['paused'], 'plain', 'no-effect'),
  'dose-stopped': only(['dosing', 'paused', 'spraying', 'holding'], 'plain', 'no-effect'),
  'injection-given': only(['expected', 'arrived', 'observing'], 'asked', 'deviates'),
  'device-given': only(['expected', 'arrived', 'spraying'], 'asked', 'deviates'),
  'spray-given': only(['expected', 'arrived', 'spraying'], 'asked', 'deviates'),
  'mouth-dose-placed': only(['expected', 'arrived', 'holding', 'observing'], 'asked', 'deviates'),
  'mouth-dose-ended': only(['holding', 'observing', 'left'], 'plain', 'no-effect'),
  'drug-drawn': plain,
  'side-effect-started': plain,
  'side-effect-changed': plain,
  'side-effect-ended': plain,
  'side-effect-handed-on': plain,
  'side-effect-action': plain,
  'side-effect-serious': plain,
  'medicine-given': deviatesOnceLeft,
  'second-confirmed': plain,
  'emergency-opened': plain,
  'emergency-action': plain,
  'emergency-closed': plain,
  note: plain,
  correction: plain,
  'watch-taken': plain,
  'handover-given': plain,
  'handover-read-back': plain,
  'group-joined': { ...everywhere('deviates'), expected: 'asked', arrived: 'asked', left: 'no-effect' },
  'group-left': only(['left'], 'no-effect', 'plain'),
  'round-begun': plain,
  'round-skipped': plain,
  'rems-answer': plain,
  'task-acknowledged': plain,
  told: plain,
  'discharge-item': plain,
  left: only(['left'], 'no-effect', 'asked'),
  'conflict-settled': plain,
  'deviation-explained': plain,
  claimed: plain,
  signed: everywhere('asked'),
  countersigned: everywhere('asked'),
};

const isBeforeDose = (state: SessionState): boolean => state === 'expected' || state === 'arrived';

/** The state after a fact. What has no effect changes none. */
export function stateAfter(state: SessionState, { kind }: Pick<Fact, 'kind'>): SessionState {
  if (acts[kind][state] === 'no-effect') return state;
  switch (kind) {
    case 'arrived':
      return 'arrived';
    case 'dose-started':
      return isBeforeDose(state) ? 'dosing' : state;
    case 'device-given':
    case 'spray-given':
      return isBeforeDose(state) ? 'spraying' : state;
    case 'mouth-dose-placed':
      return isBeforeDose(state) || state === 'observing' ? 'holding' : state;
    case 'mouth-dose-ended':
      return state === 'holding' ? 'observing' : state;
    case 'injection-given':
      return isBeforeDose(state) ? 'observing' : state;
    case 'dose-paused':
      return 'paused';
    case 'dose-resumed':
      return 'dosing';
    case 'dose-stopped':
      return 'observing';
    case 'left':
      return 'left';
    default:
      return state;
  }
}

/** Every fact with the state that the session was in when it happened. `facts` stand in order of time. */
export function withStates<F extends Pick<Fact, 'kind'>>(facts: readonly F[]): { fact: F; state: SessionState }[] {
  let state: SessionState = 'expected';
  return facts.map((fact) => {
    const before = state;
    state = stateAfter(state, fact);
    return { fact, state: before };
  });
}

export type Misfit = { readonly id: string; readonly kind: Kind; readonly says: string };

export const stateWords: Readonly<Record<SessionState, string>> = {
  expected: 'before the patient had arrived',
  arrived: 'before the dose',
  dosing: 'while the infusion ran',
  paused: 'while the infusion was paused',
  spraying: 'after the first spray',
  holding: 'while a dose was in the mouth',
  observing: 'after the dose',
  left: 'after the patient had left',
};

/** What points at another fact, and the kind that it must point at. */
const pointsAt: Partial<Record<Kind, Kind>> = {
  'side-effect-changed': 'side-effect-started',
  'side-effect-ended': 'side-effect-started',
  'side-effect-handed-on': 'side-effect-started',
  'side-effect-action': 'side-effect-started',
  'side-effect-serious': 'side-effect-started',
  'mouth-dose-ended': 'mouth-dose-placed',
  'handover-read-back': 'handover-given',
  'emergency-action': 'emergency-opened',
  'emergency-closed': 'emergency-opened',
  'medicine-given': 'emergency-opened',
  'second-confirmed': 'medicine-given',
};

/** @param facts those that stand, in order of time, with the state each found */
export function misfitsOf(facts: readonly { readonly fact: Fact; readonly state: SessionState }[]): Misfit[] {
  const kindOf = new Map<string, Kind>();
  const handedTo = new Map<string, string>();
  for (const { fact } of facts) {
    kindOf.set(fact.id, fact.kind);
    if (fact.kind === 'handover-given') handedTo.set(fact.id, fact.data.to);
  }
  const misfits: Misfit[] = [];
  const say = ({ id, kind }: Fact, why: string) =>
    misfits.push({ id, kind, says: `“${kind.replaceAll('-', ' ')}” ${why}` });
  for (const { fact, state } of facts) {
    const target = pointsAt[fact.kind];
    if (acts[fact.kind][state] === 'no-effect')
      say(fact, `is written ${stateWords[state]}: it doesn’t fit and changes nothing.`);
    else if (target !== undefined && 'of' in fact.data && typeof fact.data.of === 'string')
      if (kindOf.get(fact.data.of) !== target) say(fact, 'points at nothing that stands in this session.');
      else if (fact.kind === 'handover-read-back' && handedTo.get(fact.data.of) !== fact.by)
        say(fact, 'is by somebody else than the one it was given to: it hands over nothing.');
  }
  return misfits;
}
