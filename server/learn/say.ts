/** How the pages say a figure: counts of 100, times, days, money. Every digit of a page comes through here or from data. */
import type { Range, Told } from '#clinical/learn/learn.ts';
import { type Both, dayIn, numberIn } from '#server/public/language.ts';

/** A whole count of 100. What is there but rounds to nothing is not said to be nothing. */
export const of100 = (per100: number): string => {
  const whole = Math.round(per100);
  return String(per100 > 0 && whole === 0 ? 1 : whole);
};

/** The other side of a count: it always adds up to 100. */
export const others = (per100: number): string => String(100 - Number(of100(per100)));

/** Of 1,000, for what is rare. */
export const of1000 = (per100: number): string => String(Math.round(10 * per100));

/** How many more of 100, from the two counts that stand beside it. */
export const moreOf = (active: number, control: number): string =>
  String(Number(of100(active)) - Number(of100(control)));

export const rangeOf = ({ from, to }: Range): Both => ({
  en: `${Math.round(from)} to ${Math.round(to)}`,
  es: `${Math.round(from)} a ${Math.round(to)}`,
});

/** The same in both languages: `40 min`, `1 h 25 min`, `2 h`. */
export function timeOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export const many = (count: number): string => numberIn('en', count);
export const usd = (dollars: number): string => `$${many(dollars)}`;
export const day = (iso: string): Both => ({ en: dayIn('en', iso), es: dayIn('es', iso) });

/** `0.5`, from whole micrograms. */
export const mgOf = (ug: number): string => String(ug / 1_000);

/** A row of a table of sources, by its name. */
export function named<Row extends { readonly name: string }>(rows: readonly Row[], name: string): Row {
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no row "${name}"`);
  return row;
}

/** What a page cannot do without: a missing one stops the page instead of leaving a hole in a sentence. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a figure of the page is not there');
  return value;
}

const hourWords = (hours: number): Both =>
  hours === 1 ? { en: `${hours} hour`, es: `${hours} hora` } : { en: `${hours} hours`, es: `${hours} horas` };

/** A time as it stands in a sentence: `40 minutes`, `2 hours`, `1 hour 25 minutes`. */
export function spell(minutes: number): Both {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return { en: `${rest} minutes`, es: `${rest} minutos` };
  const whole = hourWords(hours);
  if (rest === 0) return whole;
  return { en: `${whole.en} ${rest} minutes`, es: `${whole.es} ${rest} minutos` };
}

/** Minutes from the dose, or from the end of the infusion. */
export const stayOf = (stay: { readonly fromDoseMin: number } | { readonly fromEndMin: number }): Both =>
  spell('fromDoseMin' in stay ? stay.fromDoseMin : stay.fromEndMin);

type KeyOf<Row> = Row extends unknown ? keyof Row : never;

/** One figure of one row of a table whose rows say different things. */
export function factOf<Row extends { readonly name: string }, Key extends KeyOf<Row> & PropertyKey>(
  rows: readonly Row[],
  name: string,
  key: Key,
): Extract<Row, Record<Key, unknown>>[Key] {
  const holds = (row: Row): row is Extract<Row, Record<Key, unknown>> => row.name === name && key in row;
  return known(rows.find(holds))[key];
}

/** Minutes after which the side effects of the day are over, the longest of them. */
export const overAfter = (effects: readonly Told[]): number =>
  Math.max(...effects.flatMap(({ time }) => (time?.offset === undefined ? [] : [time.offset.to])));
