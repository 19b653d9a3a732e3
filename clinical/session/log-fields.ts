/** The fields that facts are made of, each with the sentence of what is wrong with it. */
import { z } from 'zod';

export const text = (max: number) => z.string().trim().min(1, 'is needed').max(max, `has ${max} characters or fewer`);
export const Id = z.uuid('is an id');
export const whole = (from: number, to: number) =>
  z.int('is a whole number').min(from, `is ${from} or more`).max(to, `is ${to} or less`);
export const ug = whole(0, 1e9);
export const ul = whole(0, 1e9);
export const ulPerH = whole(0, 1e9);
export const ugPerMl = whole(1, 1e9);

/** Asked before it was done, or written down afterwards: what was done is kept even where a rule objects. */
export const asked = z.enum(['intent', 'fact']);
