/** Calendar arithmetic on `YYYY-MM-DD`, without a clock and without a time zone. */
const dayMs = 86_400_000;

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

export const later = (one: string, other: string): string => (one > other ? one : other);
