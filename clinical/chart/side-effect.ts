/** What a side effect is called here; everything about it hangs on this name. @source clinical basis 4.2 */
export const sideEffectIds = [
  'dissociation',
  'perception',
  'blood-pressure-and-heart',
  'nausea-and-vomiting',
  'dizziness',
  'psychotomimetic',
  'confusion',
  'anxiety-and-agitation',
  'bladder',
  'allergic',
  'salivation',
  'sedation',
  'respiratory-depression',
  'headache',
  'liver',
  'dependence',
  'suicidality',
  'mania',
  'memory',
  'syncope-and-seizure',
  'infusion-site',
  'other',
] as const;
export type SideEffectId = (typeof sideEffectIds)[number];

/**
 * How an event became known: rates by scale are far higher than rates by report, so the two are never mixed. What staff saw
 * without being told is none of the three of clinical basis 4.1, and is said as such.
 */
export const eventSources = ['spontaneous report', 'seen by staff', 'scale', 'vital sign'] as const;
export type EventSource = (typeof eventSources)[number];

/** Minutes from the start of the dose, unless the words say weeks or months. */
export type TimeCourse = {
  readonly onsetMin?: { readonly from: number; readonly to: number };
  readonly offsetMin?: { readonly from: number; readonly to: number };
  readonly words: string;
};

/** A line of the catalogue. `seriousWhen` are examples; the criteria of seriousness decide. */
export type SideEffectRow = {
  readonly id: SideEffectId;
  readonly name: string;
  readonly course: TimeCourse;
  /** Terms of the grading table; empty: the general grades. `dissociation` is our own scale. */
  readonly grading: readonly string[];
  readonly watch: readonly string[];
  readonly act: readonly string[];
  readonly seriousWhen: readonly string[];
  /** Asked of every session by the REMS monitoring form. */
  readonly remsField?: 'sedation' | 'dissociation' | 'respiratory-depression';
  /** Emergency card of the session room. */
  readonly card?: string;
};
