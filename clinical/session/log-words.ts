/** Why a fact can't be read, as a person at the chair would say it: which value, in which unit, and what came instead. */
import type { z } from 'zod';

/** The unit is the end of the name; longer ones first. */
const units = [
  ['UgPerMl', 'µg/mL'],
  ['UlPerH', 'µL/h'],
  ['PerMin', 'a minute'],
  ['MmHg', 'mmHg'],
  ['Pct', '%'],
  ['Ug', 'µg'],
  ['Ul', 'µL'],
] as const;

const names: Readonly<Record<string, string>> = {
  systolic: 'systolic pressure',
  diastolic: 'diastolic pressure',
  spo2: 'oxygen saturation',
  moaaS: 'sedation (MOAA/S)',
  rass: 'RASS',
  cadss: 'CADSS',
  painNrs: 'pain',
  anxietyNrs: 'anxiety',
  nauseaNrs: 'nausea',
};

function fieldWords(field: string): string {
  const [end, unit] = units.find(([ending]) => field.endsWith(ending)) ?? ['', ''];
  const bare = end === '' ? field : field.slice(0, -end.length);
  const name = names[bare] ?? bare.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return unit === '' ? name : `${name} in ${unit}`;
}

function came(data: unknown, path: readonly PropertyKey[]): string {
  let value = data;
  for (const step of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  if (typeof value === 'number') return `; this says ${value}`;
  return typeof value === 'string' && /^[^\n]{1,40}$/.test(value) ? `; this says “${value}”` : '';
}

/** "Reading: systolic pressure in mmHg is 300 or less; this says 1200." */
export function sayUnread(kind: string, data: unknown, issue: z.core.$ZodIssue | undefined): string {
  const what = kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ');
  const path = issue?.path ?? [];
  const field = path.filter((step) => typeof step === 'string' && step !== 'given').at(-1);
  const says = `${issue?.message ?? 'is not understood'}${came(data, path)}.`;
  return typeof field === 'string' ? `${what}: ${fieldWords(field)} ${says}` : `${what} ${says}`;
}
