/** A session with the spray on one line: what is given, what is measured, how long a person stays. */
import { html } from 'hono/html';
import type { LearnSources } from '#clinical/learn/learn.ts';
import type { Both, Language } from '#server/public/language.ts';
import { rowAxis, type TimeRow, timeRow } from '#server/public/pictures-time.ts';
import type { Html, Rows } from './article.ts';
import { timeOf } from './say.ts';

const words = {
  spray: { en: 'Spray', es: 'Aerosol' },
  strange: { en: 'Strange feelings, often', es: 'Sensaciones extrañas, a menudo' },
  checks: { en: 'Staff check you', es: 'El personal le revisa' },
  stay: { en: 'You stay, at least', es: 'Usted se queda, al menos' },
} as const satisfies Record<string, Both>;

type Named = TimeRow & { readonly name: Both };

const half = 30;

/** `readings` before the start are negative, as in the protocol. */
export function sessionRows(
  of: LearnSources,
  strange: { readonly from: number; readonly to: number },
): readonly Named[] {
  const given = of.comparedWays.value.spray.atMin;
  const stay = of.leastStays.nasal.value;
  return [
    { name: words.spray, marks: given },
    { name: words.strange, bar: strange },
    { name: words.checks, marks: of.cadences.nasal.value.readingsAtMin },
    { name: words.stay, bar: { from: 0, to: 'fromDoseMin' in stay ? stay.fromDoseMin : 0 } },
  ];
}

const before = (minutes: number): Both =>
  minutes < 0
    ? { en: `${timeOf(-minutes)} before`, es: `${timeOf(-minutes)} antes` }
    : minutes === 0
      ? { en: 'start', es: 'inicio' }
      : { en: timeOf(minutes), es: timeOf(minutes) };

const inWords = ({ bar, marks = [] }: TimeRow): Both => {
  const parts = bar === undefined ? marks.map(before) : [before(bar.from), before(bar.to)];
  const [en, es] = bar === undefined ? [', ', ', '] : [' to ', ' a '];
  return { en: parts.map((part) => part.en).join(en), es: parts.map((part) => part.es).join(es) };
};

export const sessionTable = (rows: readonly Named[]): Rows => ({
  head: [
    { en: 'What', es: 'Qué' },
    { en: 'When', es: 'Cuándo' },
  ],
  rows: rows.map((row) => [row.name, inWords(row)]),
});

export function sessionLine(rows: readonly Named[], language: Language): Html {
  const all = rows.flatMap(({ bar, marks = [] }) => (bar === undefined ? marks : [bar.from, bar.to]));
  const [from, end] = [Math.min(...all) - 5, Math.max(...all) + 5];
  const count = Math.floor(end / half) + 1;
  const ticks = Array.from({ length: count }, (_, at) => ({ at: at * half, word: before(at * half)[language] }));
  return html`<div class="learn-curves learn-session">${rows.map(
    (row) =>
      html`<p class="learn-way">${row.name[language]}</p><div class="learn-line">${timeRow(row, { from, end, ticks, says: `${row.name[language]}: ${inWords(row)[language]}` })}</div>`,
  )}<div class="learn-axis-cell">${rowAxis(ticks, { from, end })}</div></div>`;
}
