/** The two languages of the public pages. Both stand side by side in the code, so that a missing one does not compile. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** The same thing said in both. */
export type Both<Thing = string> = { readonly en: Thing; readonly es: Thing };

export const otherLanguage = (of: Language): Language => (of === 'en' ? 'es' : 'en');

const locale: Both = { en: 'en-US', es: 'es-US' };

/** Making a formatter takes longer than all that a page formats with it. */
const days = new Map<Language, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function dayFormat(language: Language): Intl.DateTimeFormat {
  const made =
    days.get(language) ?? new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeZone: 'UTC' });
  days.set(language, made);
  return made;
}

function numberFormat(language: Language, digits: number, currency?: 'USD'): Intl.NumberFormat {
  const key = `${language} ${digits} ${currency ?? ''}`;
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const more = currency === undefined ? {} : { style: 'currency' as const, currency };
  const made = numbers.get(key) ?? new Intl.NumberFormat(locale[language], { ...shape, ...more });
  numbers.set(key, made);
  return made;
}

/** `Nov 23, 2026`, `23 nov 2026`. @param day ISO day */
export const dayIn = (language: Language, day: string): string =>
  dayFormat(language).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

export const numberIn = (language: Language, value: number, digits = 0): string =>
  numberFormat(language, digits).format(value);

/** Whole dollars where there are no cents. */
export const dollarsIn = (language: Language, cents: number): string =>
  numberFormat(language, cents % 100 === 0 ? 0 : 2, 'USD').format(cents / 100);

const msPerDay = 86_400_000;

/** Whole days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / msPerDay);
