/**
 * Stays of real people in a file: one value a row, `record_id,time,parameter,value`, the time as hours and minutes since
 * the stay began. What a monitor measures is taken as it stands there, also what cannot be true.
 *
 * @source PhysioNet/Computing in Cardiology Challenge 2012 (its names of parameters)
 */
import { csvRows } from '#server/finder/csv.ts';
import type { Measured } from './monitor-message.ts';

export type StayValue = { readonly minute: number; readonly what: Measured; readonly text: string };
/** Rows that are of no monitor, as weight and age, are counted and not sent. */
export type Stay = { readonly id: string; readonly values: readonly StayValue[]; readonly others: number };

export class NotStays extends Error {}

const measuredBy: Partial<Record<string, Measured>> = {
  ...{ NISysABP: 'systolic', NIDiasABP: 'diastolic', NIMAP: 'mean' },
  ...{ SysABP: 'arterialSystolic', DiasABP: 'arterialDiastolic', MAP: 'arterialMean' },
  ...{ HR: 'pulse', RespRate: 'breaths', SaO2: 'saturation', Temp: 'temperature' },
};
const columns = ['record_id', 'time', 'parameter', 'value'] as const;

/** In the order of the file. @throws NotStays with the line that can't be read */
export function readStays(text: string): Stay[] {
  const [header, ...rows] = csvRows(text);
  const places = columns.map((name) => {
    const place = header?.fields.findIndex((field) => field.replace('\ufeff', '').trim() === name) ?? -1;
    if (place < 0) throw new NotStays(`The file has no column “${name}”. Its first line names ${columns.join(', ')}.`);
    return place;
  });
  const stays = new Map<string, { id: string; values: StayValue[]; others: number }>();
  for (const { line, fields, fault } of rows) {
    if (fault !== undefined) throw new NotStays(`Line ${line}: ${fault}`);
    const [id = '', time = '', parameter = '', value = ''] = places.map((place) => fields[place]?.trim());
    const stay = stays.get(id) ?? { id, values: [], others: 0 };
    stays.set(id, stay);
    const what = measuredBy[parameter];
    if (what === undefined) {
      stay.others += 1;
      continue;
    }
    if (!/^[+-]?\d+(\.\d+)?$/.test(value)) throw new NotStays(`Line ${line}: “${value}” is no number.`);
    stay.values.push({ minute: minuteOf(time, line), what, text: value });
  }
  return [...stays.values()];
}

function minuteOf(time: string, line: number): number {
  const [, hours, minutes] = /^(\d{1,3}):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined) throw new NotStays(`Line ${line}: “${time}” is no time in hours and minutes.`);
  return Number(hours) * 60 + Number(minutes);
}
