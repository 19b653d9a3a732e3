/** What of a refused fact a person can type anew: its numbers, and what was written in words. */
const inWords = [
  'text',
  'note',
  'reason',
  'escort',
  'medicine',
  'doseText',
  'route',
  'outcome',
  'action',
  'value',
  'why',
];

export type Field = { name: string; value: number | string };

export const fieldsOf = (data: Readonly<Record<string, unknown>>): Field[] =>
  Object.entries(data).flatMap(([name, value]): Field[] => {
    if (typeof value === 'number') return [{ name, value }];
    return typeof value === 'string' && inWords.includes(name) ? [{ name, value }] : [];
  });

/** The data with what was typed; an emptied field is left out, and what is no number stays as it was typed. */
export function mended(
  data: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const next: Record<string, unknown> = { ...data };
  for (const { name, value } of fieldsOf(data)) {
    const text = typed[name]?.trim() ?? '';
    if (text === '') delete next[name];
    else next[name] = typeof value === 'number' ? numberIn(text) : text;
  }
  return next;
}

function numberIn(text: string): number | string {
  const found = Number(text.replace(',', '.'));
  return Number.isFinite(found) ? found : text;
}

/** `systolicMmHg` as people read it: the unit stands in the name. */
export const nameOf = (name: string): string =>
  name
    .replace('MmHg', ', mmHg')
    .replace('PerMin', ', per min')
    .replace('Pct', ', %')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replace(/^./, (first) => first.toUpperCase());
