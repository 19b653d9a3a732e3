/** Spans of time between two moments that are handed in. */
import { z } from 'zod';

/** A moment with its offset: `2026-03-02T09:30:00+01:00`. */
export const Moment = z.iso.datetime({ offset: true, error: 'is a date and time with its offset' });

const msPerHour = 60 * 60 * 1_000;

export const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / msPerHour;
export const daysBetween = (from: string, to: string): number => hoursBetween(from, to) / 24;
export const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

/** The UTC date so many days after a moment. */
export const dateAfter = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * 24 * msPerHour).toISOString().slice(0, 10);
