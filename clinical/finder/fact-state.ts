/** How well a fact is shown: worked out from what was said and shown, never typed in. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { type FactName, factNames, hasOutsideSource } from './fact-list.ts';

export const factStates = ['verified', 'documented', 'claimed', 'not-known', 'expired', 'contradicted'] as const;
export type FactState = (typeof factStates)[number];

/**
 * `claim`: the center says so. `document`: a page or paper shows it. `signed-report`: its own signed figures. `registry`:
 * an outside source agrees. `contradiction`: two sources disagree, or the law says otherwise; both are quoted in `words`.
 */
export const evidenceKinds = ['claim', 'document', 'signed-report', 'registry', 'contradiction'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One thing that was said or shown about one fact. Dates are ISO days. */
export type Evidence = {
  readonly fact: FactName;
  readonly kind: EvidenceKind;
  readonly words: string;
  readonly source: string;
  readonly link?: string | undefined;
  readonly checker?: string | undefined;
  readonly foundOn: string;
  /** The last day on which it still counts. */
  readonly expiresOn: string;
};

/** A signature proves who spoke, not that it is so: a signed report documents and never verifies. */
const shows: Record<EvidenceKind, FactState> = {
  claim: 'claimed',
  document: 'documented',
  'signed-report': 'documented',
  registry: 'verified',
  contradiction: 'contradicted',
};

/** Nobody outside keeps a list of who is in the room: there, what looks like a registry shows and does not verify. */
const shownBy = ({ fact, kind }: Evidence): FactState =>
  kind === 'registry' && !hasOutsideSource(fact) ? 'documented' : shows[kind];

/** From what outweighs to what is outweighed. */
const strength: readonly FactState[] = ['contradicted', 'verified', 'documented', 'claimed'];

export const evidenceCountsFor = sourced(
  'What was found about a center counts for so long; then it is expired and asked for again',
  12,
  'mo',
  projectDefault('interface, public 5 (emergency drills: "more than 12 months ago")'),
);

/** The state of a fact on a day, and what it rests on: the newest of the strongest, or the newest that ran out. */
export function stateOf(evidence: readonly Evidence[], today: string): { state: FactState; by: Evidence | undefined } {
  const newestFirst = evidence.toSorted((a, b) => (a.foundOn < b.foundOn ? 1 : a.foundOn > b.foundOn ? -1 : 0));
  // A disagreement does not heal with time: it stands until somebody settles it.
  const live = newestFirst.filter(({ kind, expiresOn }) => kind === 'contradiction' || expiresOn >= today);
  for (const state of strength) {
    const by = live.find((one) => shownBy(one) === state);
    if (by !== undefined) return { state, by };
  }
  const [newest] = newestFirst;
  return newest === undefined ? { state: 'not-known', by: undefined } : { state: 'expired', by: newest };
}

/** All 24, in their order. */
export function statesOf(evidence: readonly Evidence[], today: string): FactState[] {
  const of = Map.groupBy(evidence, ({ fact }) => fact);
  return factNames.map((name) => {
    const about = of.get(name);
    return about === undefined ? 'not-known' : stateOf(about, today).state;
  });
}

const letters: Record<FactState, string> = {
  verified: 'v',
  documented: 'd',
  claimed: 'c',
  'not-known': 'n',
  expired: 'e',
  contradicted: 'x',
};
const states = new Map(factStates.map((state) => [letters[state], state]));

/** One letter for each fact: how a search keeps them. */
export const toLetters = (of: readonly FactState[]): string => of.map((state) => letters[state]).join('');

/** @throws RangeError for anything but the letters that `toLetters` writes */
export const fromLetters = (text: string): FactState[] =>
  [...text].map((letter) => {
    const state = states.get(letter);
    if (state === undefined) throw new RangeError(`not a state of a fact: ${letter}`);
    return state;
  });

export type StateCounts = Readonly<Record<FactState, number>>;

export function countStates(of: readonly FactState[]): StateCounts {
  const counts = { verified: 0, documented: 0, claimed: 0, 'not-known': 0, expired: 0, contradicted: 0 };
  for (const state of of) counts[state] += 1;
  return counts;
}
