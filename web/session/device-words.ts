/** A monitor in words, and which one a code on a label names. */
import { clock, moment, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { inChair } from './floor-words.ts';
import type { Device } from './monitor.queries.ts';
import { ageWords } from './monitor-words.ts';

/** A label writes the same key with dashes, colons or small letters. */
const bare = (code: string): string => code.replace(/[-:\s]/g, '').toUpperCase();

/** The one whose key or name this is; undefined where there is none, or more than one. */
export function deviceOfCode(devices: readonly Device[], code: string): Device | undefined {
  const wanted = bare(code);
  if (wanted === '') return undefined;
  const found = devices.filter(({ key, name }) => bare(key) === wanted || bare(name) === wanted);
  return found.length === 1 ? found[0] : undefined;
}

export function heardWords(heardAt: string, zone: string, nowMs: number): string {
  const isToday = today(zone, Date.parse(heardAt)) === today(zone, nowMs);
  return isToday ? clock(heardAt, zone) : moment(heardAt, zone);
}

/** A second or less is what a network needs. */
const agreesMs = 1_000;

export function clockWords(offsetMs: number | null): string {
  if (offsetMs === null) return t('monitors.clock.unknown');
  if (Math.abs(offsetMs) <= agreesMs) return t('monitors.clock.ok');
  return t(offsetMs > 0 ? 'monitors.clock.behind' : 'monitors.clock.ahead', { time: ageWords(Math.abs(offsetMs)) });
}

/** "M.D., chair 2". */
export const whoseWords = ({ initials, chair }: NonNullable<Device['assigned']>): string =>
  chair === null ? t('monitors.whoNoChair', { initials }) : t('monitors.who', { initials, chair: inChair(chair) });
