import { NotUnderstood } from './command.ts';

/** As many as a disk holds and a script can want. */
const most = 10_000_000;

/** @throws NotUnderstood where it is no whole number of people, clinics or weeks */
export function whole(text: string | undefined, usual: number, name: string, least = 1): number {
  if (text === undefined) return usual;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new NotUnderstood(`${name} is a whole number from ${least} to ${most}.`);
  return value;
}

/** @throws NotUnderstood: sessions are planned from the beginning of a week, so that none falls on a Sunday */
export function monday(text: string | undefined, usual: string): string {
  if (text === undefined) return usual;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime()) || date.getUTCDay() !== 1)
    throw new NotUnderstood('--from is a Monday, as 2026-01-05.');
  return text;
}

/** Tells how far it is once a second, on standard error. */
export function teller(tell: (line: string) => void) {
  const began = performance.now();
  let told = began;
  const rate = (people: number) => Math.round(people / ((performance.now() - began) / 1_000));
  return {
    now(people: number): void {
      if (performance.now() - told < 1_000) return;
      told = performance.now();
      tell(`${people} people, ${rate(people)} a second`);
    },
    end: (people: number) => tell(`${people} people in all, ${rate(people)} a second`),
  };
}
