/** How a scale becomes a number, or says why it does not. */
import { BadInput } from '#clinical/bad-input.ts';
import type { Answer, Band, Item, Range, Scale, ScaleName } from './scale.ts';

export type Warning = { readonly rule: string; readonly says: string };

export type Score = {
  readonly scale: ScaleName;
  /** Null when there is no total; `why` says so in words. */
  readonly total: number | null;
  /** In the words of the basis; null where no band is published, or where it depends on something not known. */
  readonly band: string | null;
  /** How many answers the total needed and did not get. */
  readonly missing: number;
  readonly prorated: boolean;
  readonly flags: readonly string[];
  readonly why?: string;
  readonly whyNoBand?: string;
  /** Numbers of the items without an answer, as on the form. */
  readonly unanswered?: readonly number[];
  /** Where the total would lie, whatever the missing answers are. */
  readonly possible?: Range;
  readonly suicide?: { readonly item: number; readonly answer: Answer; readonly action: string };
  readonly warnings?: readonly Warning[];
  readonly rater: Scale['rater'];
};

/** The parts of a scale: for most an item each, for the QIDS its nine domains. */
export type Part = { readonly name: string; readonly items: readonly number[] };

export function partsOf(scale: Scale): Part[] {
  const parts = new Map<string, number[]>();
  for (const [index, { part }] of scale.items.rows.entries()) {
    const name = part ?? `item ${index + 1}`;
    parts.set(name, [...(parts.get(name) ?? []), index]);
  }
  return [...parts].map(([name, items]) => ({ name, items }));
}

/** @throws BadInput that names the answer: `answers[2]` */
export function readAnswers(scale: Scale, answers: unknown): Answer[] {
  const items = scale.items.rows;
  if (!Array.isArray(answers))
    throw new BadInput(
      'answers',
      `answers: is a list of ${items.length} numbers in the order of the form, null where unanswered`,
    );
  const given: readonly unknown[] = answers;
  if (given.length !== items.length)
    throw new BadInput('answers', `answers: ${scale.title} has ${items.length} items; ${given.length} came`);
  return items.map(({ from, to }, index) => {
    const answer = given[index];
    if (answer === null) return null;
    if (typeof answer !== 'number' || !Number.isInteger(answer) || answer < from || answer > to)
      throw new BadInput(`answers[${index}]`, `answers[${index}]: is a whole number from ${from} to ${to}, or null`);
    return answer;
  });
}

/** The points an answer is worth. */
const pointsOf = ({ from, to, isReversed }: Item, answer: number) =>
  isReversed === true ? from + to - answer : answer;

/** Points by item, reversed items turned round. */
export const pointsIn = (scale: Scale, answers: readonly Answer[]): Answer[] =>
  scale.items.rows.map((item, index) => {
    const answer = answers[index];
    return answer === undefined || answer === null ? null : pointsOf(item, answer);
  });

/** One number for each part: the highest answer in it, null when it has none. */
export function partScores(scale: Scale, answers: readonly Answer[]): Answer[] {
  const points = pointsIn(scale, answers);
  return partsOf(scale).map(({ items }) => {
    const answered = items.map((index) => points[index] ?? null).filter((point) => point !== null);
    return answered.length === 0 ? null : Math.max(...answered);
  });
}

/** The lowest and the highest each part can be. */
const rangesOf = (scale: Scale): Range[] =>
  partsOf(scale).map(({ items }) => {
    const ranges = items.flatMap((index) => scale.items.rows[index] ?? []);
    return { from: Math.max(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
  });

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * The sum in proportion when parts are missing: sum × parts / answered parts, to the nearest whole point, halves up.
 *
 * Items of unequal range could carry the proportion beyond what the missing answers can give: it ends there (HAM-D17).
 */
export const prorate = (of: { sum: number; parts: number; answered: number; highest: number }): number =>
  Math.min(of.highest, Math.round((of.sum * of.parts) / of.answered));

export const bandIn = (bands: readonly Band[], total: number): string | null =>
  bands.find(({ from, to }) => from <= total && total <= to)?.band ?? null;

function suicideIn(scale: Scale, answers: readonly Answer[]): Pick<Score, 'suicide'> & { flags: string[] } {
  if (scale.suicide === undefined) return { flags: [] };
  const { item, pathwayFrom, noteFrom, sameDayFrom } = scale.suicide.value;
  const answer = answers[item - 1] ?? null;
  const say = (action: string, ...flags: string[]) => ({ suicide: { item, answer, action }, flags });
  if (answer === null) return say('Not answered: ask again. Until then it counts as yes.', 'suicide-item-unanswered');
  if (sameDayFrom !== undefined && answer >= sameDayFrom)
    return say('Suicide pathway: C-SSRS screener now, and a clinician the same day.', 'suicide-item');
  if (answer >= pathwayFrom) return say('Suicide pathway: C-SSRS screener now.', 'suicide-item');
  if (noteFrom !== undefined && answer >= noteFrom) return say('Note it and tell the clinician.');
  return say('Nothing from this item.');
}

/** What one file of a scale knows beyond its sum. */
export type Extras = {
  readonly flags?: readonly string[];
  readonly warnings?: readonly Warning[];
  /** Where a band is more than the place of the total between two figures. */
  readonly bandOf?: (total: number) => string | null;
  readonly whyNoBand?: string;
};

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/**
 * The score of answers that have been read.
 *
 * With more parts unanswered than the rule allows there is no total; the answer then says why, and where the total would
 * lie. A band is the band of the total as it is shown.
 */
export function scoreOf(scale: Scale, answers: readonly Answer[], extras: Extras = {}): Score {
  const parts = partScores(scale, answers);
  const answered = parts.filter((part) => part !== null);
  const missing = parts.length - answered.length;
  const raw = sum(answered);
  const suicide = suicideIn(scale, answers);
  const unanswered = answers.flatMap((answer, index) => (answer === null ? [index + 1] : []));
  const ranges = rangesOf(scale).filter((_range, index) => parts[index] === null);
  const possible = { from: raw + sum(ranges.map(({ from }) => from)), to: raw + sum(ranges.map(({ to }) => to)) };
  const rest = {
    ...(unanswered.length === 0 ? {} : { unanswered }),
    ...(missing === 0 ? {} : { possible }),
    ...(suicide.suicide === undefined ? {} : { suicide: suicide.suicide }),
    ...(extras.warnings === undefined || extras.warnings.length === 0 ? {} : { warnings: extras.warnings }),
    rater: scale.rater,
  };
  const flags = [...suicide.flags, ...(extras.flags ?? [])];
  const allowed = scale.mayMiss.value;
  if (missing > allowed || answered.length === 0) {
    const rule = allowed === 0 ? 'none may be missing' : `at most ${allowed} may be missing`;
    const of = parts.length === scale.items.rows.length ? 'answer' : 'part';
    const why = `${plural(missing, of)} missing; ${rule}. Ask again.`;
    return { scale: scale.name, total: null, band: null, missing, prorated: false, flags, why, ...rest };
  }
  const total =
    missing === 0 ? raw : prorate({ sum: raw, parts: parts.length, answered: answered.length, highest: possible.to });
  const published = scale.bands !== undefined && 'rows' in scale.bands ? scale.bands.rows : [];
  const band = extras.bandOf === undefined ? bandIn(published, total) : extras.bandOf(total);
  const whyNoBand =
    extras.whyNoBand ?? (published.length === 0 ? 'No bands are published for this scale.' : 'Between the bands.');
  const noBand = band === null ? { whyNoBand } : {};
  return { scale: scale.name, total, band, missing, prorated: missing > 0, flags, ...noBand, ...rest };
}
