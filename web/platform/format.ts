import { t } from './text.ts';

const locale = 'en-GB';
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale, options);
    formats.set(key, made);
  }
  return made;
}

/** A date without a time, as written: "2 Feb 1968". */
export function day(on: string): string {
  const date = new Date(`${on.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.valueOf())) return on;
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** A day soon to come, with its name: "Tue, 1 Dec". */
export const weekday = (on: string): string =>
  format({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));

/** The clock of the clinic, 24 hours: "10:42". */
export const clock = (at: string | number, timeZone: string | undefined): string =>
  format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone(timeZone) }).format(new Date(at));

/** The clock alone today, with its day when it was another one: a tablet may have been off over night. */
export const clockOrMoment = (at: number, timeZone: string | undefined, now = Date.now()): string =>
  today(timeZone, at) === today(timeZone, now) ? clock(at, timeZone) : moment(at, timeZone);

/** Day and clock of the clinic: "23 Nov 2026, 10:42". */
export const moment = (at: string | number, timeZone: string | undefined): string =>
  `${format({ day: 'numeric', month: 'short', year: 'numeric', ...zone(timeZone) }).format(new Date(at))}, ${clock(at, timeZone)}`;

const zone = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });

/** A time zone as people write it: "America/Los Angeles". */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

/** Which day it is at the clinic, as `YYYY-MM-DD`. */
export const today = (timeZone: string | undefined, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone(timeZone) }).format(
    now,
  );

/** Full years between two dates: what "58 y" beside a birth date says. */
export function yearsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  const before = toMonth < fromMonth || (toMonth === fromMonth && toDay < fromDay);
  return toYear - fromYear - (before ? 1 : 0);
}

/** How long ago: minutes under 100, then hours and minutes, then days. */
export function ago(at: string | number, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - new Date(at).valueOf()) / 60_000));
  if (minutes === 0) return t('time.justNow');
  if (minutes < 100) return t('time.minAgo', { minutes });
  if (minutes < 48 * 60) return t('time.hoursAgo', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return t('time.daysAgo', { count: Math.floor(minutes / 1440) });
}

/** Whole days from one date to another; negative when the second lies before the first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export function bytes(count: number): string {
  if (count < 1024) return t('size.bytes', { count });
  if (count < 1024 * 1024) return t('size.kib', { size: (count / 1024).toFixed(0) });
  if (count < 1024 ** 3) return t('size.mib', { size: (count / 1024 ** 2).toFixed(1) });
  return t('size.gib', { size: (count / 1024 ** 3).toFixed(1) });
}

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '' && !/^(dr|mr|ms|mrs)\.?$/i.test(word))
    .map((word) => /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]\p{M}*/u.exec(word.normalize('NFC'))?.[0] ?? '')
    .filter((_letter, at, all) => at === 0 || at === all.length - 1)
    .join('')
    .toLocaleUpperCase();
