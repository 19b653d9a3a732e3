import { type Basis, basisOf } from './sources.ts';

/**
 * What a rule has to say. Absolute: not unless its owners override it. Relative: hold until someone has assessed it.
 * Caution: go on and watch. Missing: a fact the rule needs is not known, and not known is never normal. Information: good
 * to know. No finding means that no rule objects; it never means safe.
 */
export const strengths = ['absolute', 'relative', 'caution', 'missing', 'information'] as const;
export type Strength = (typeof strengths)[number];

/** Who may go on in spite of a finding. */
export const overrideOwners = [
  'nobody',
  'medical-director',
  'prescriber-and-second-clinician',
  'prescriber',
  'clinician',
] as const;
export type OverrideOwner = (typeof overrideOwners)[number];

export type Override = {
  readonly by: OverrideOwner;
  /** What they have to do, in words: "enter a reason; a second clinician confirms". */
  readonly how: string;
};

/** What a rule looked at. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

export type Finding = Basis & {
  /** A stable name in kebab-case; never changes once shipped. */
  readonly rule: string;
  readonly strength: Strength;
  /** One or two sentences as a clinician would say them. */
  readonly says: string;
  /** The facts used, by name, with the unit in the name. */
  readonly facts: Readonly<Record<string, Fact>>;
  readonly override: Override;
};

/** The three usual owners, with what they do. */
export const overrides = {
  nobody: { by: 'nobody', how: 'Cannot be overridden: correct what is entered, or do not treat.' },
  director: { by: 'medical-director', how: 'The medical director fills and signs the value in the protocol.' },
  twoClinicians: {
    by: 'prescriber-and-second-clinician',
    how: 'A prescriber enters the reason, and a second clinician confirms on their own sign-in.',
  },
  prescriber: { by: 'prescriber', how: 'A prescriber assesses it and enters the reason.' },
  clinician: { by: 'clinician', how: 'A clinician reads it and goes on.' },
} as const satisfies Record<string, Override>;

/**
 * How a room says a finding: who may go on follows from the strength unless another is named, and a fact that nobody gave
 * is null. Facts are named by path, as `vitals.bloodPressures`: a finding changes only when a fact it names changes.
 */
export const sayWith =
  (usual: Readonly<Record<Strength, Override>>) =>
  (of: {
    rule: string;
    strength: Strength;
    says: string;
    facts: Readonly<Record<string, Fact | undefined>>;
    by: Basis;
    override?: Override | undefined;
  }): Finding => ({
    rule: of.rule,
    strength: of.strength,
    says: of.says,
    facts: Object.fromEntries(Object.entries(of.facts).map(([path, fact]) => [path, fact ?? null])),
    ...basisOf(of.by),
    override: of.override ?? usual[of.strength],
  });

/** Strongest first, then by rule: the same findings always read the same. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      strengths.indexOf(a.strength) - strengths.indexOf(b.strength) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
