/**
 * An unsolicited observation (ORU^R01) of a monitor or its gateway: who measured what, when. Nothing is guessed: what
 * can't be read is told with the reason, and stands beside what can.
 *
 * @source HL7 v2.6 chapter 7; IHE PCD TF-2, PCD-01 (OBX-4 holds the containment MDS.VMD.channel.metric)
 */

import type { Hl7Message, Segment } from './hl7-text.ts';
import { type Moment, readMoment } from './hl7-time.ts';
import { inUsualUnit } from './hl7-units.ts';
import { type Code, type Metric, metricOf } from './metrics.ts';

/** `corrected` replaces what the device said of the same moment before; `withdrawn` takes it back. */
export type ValueState = 'measured' | 'corrected' | 'withdrawn' | 'not-measured';

export type DeviceValue = {
  /** Of the OBX, in the message. */
  readonly place: number;
  readonly device: DeviceSaid;
  readonly code: Code;
  /** Undefined: something a chair has no line for. It is kept as received. */
  readonly metric: Metric | undefined;
  /** As received. */
  readonly text: string;
  readonly unit: string;
  /** In the metric's unit; undefined where it is not measured, withdrawn, or nothing we read. */
  readonly value: number | undefined;
  readonly isConverted: boolean;
  readonly isUnitAssumed: boolean;
  /** Undefined: the message says no time, and the moment of its arrival has to do. */
  readonly at: Moment | undefined;
  readonly state: ValueState;
  readonly isSimulated: boolean;
};

/** How the message names the device: by its own identity, by the bed, or only by the gateway that sent it. */
export type DeviceSaid = { readonly key: string; readonly by: 'device' | 'bed' | 'sender' };
export type Unread = { readonly place: number; readonly segment: string; readonly why: string };
export type Observations = { readonly values: readonly DeviceValue[]; readonly unread: readonly Unread[] };

type Group = { bed: string; obr: Segment | undefined; rows: Segment[] };

/** @param zoneOf a device's clock, for times that name none */
export function readObservations(message: Hl7Message, zoneOf: (device: DeviceSaid) => string): Observations {
  const values: DeviceValue[] = [];
  const unread: Unread[] = message.loose.map(({ place, text }) => ({
    ...{ place, segment: text.slice(0, 3) },
    why: 'a line that is no segment',
  }));
  for (const group of groupsOf(message)) {
    const devices = devicesOf(message, group);
    for (const row of group.rows) {
      const device = devices(row);
      const read = readRow(message, { group, row, device, zone: zoneOf(device) });
      if ('why' in read) unread.push({ place: row.place, segment: row.name, why: read.why });
      else values.push(...read.values);
    }
  }
  return { values, unread };
}

/** One patient's part of a message, and in it one order's: a gateway sends several. */
function groupsOf({ segments, part }: Hl7Message): Group[] {
  const groups: Group[] = [];
  let bed = '';
  let group: Group | undefined;
  for (const segment of segments) {
    if (segment.name === 'PID') {
      bed = '';
      group = undefined;
    } else if (segment.name === 'PV1') {
      const place = segment.field(3);
      bed = [part(place, 1), part(place, 2), part(place, 3)].filter((one) => one !== '').join(' ');
      if (group !== undefined) group.bed = bed;
    } else if (segment.name === 'OBR' || (segment.name === 'OBX' && group === undefined)) {
      group = { bed, obr: segment.name === 'OBR' ? segment : undefined, rows: [] };
      groups.push(group);
    }
    if (segment.name === 'OBX') group?.rows.push(segment);
  }
  return groups;
}

/** Which device a row is of: its own, that of what contains it, the only one of its group, the bed, or the sender. */
function devicesOf(message: Hl7Message, { bed, rows }: Group): (row: Segment) => DeviceSaid {
  const own = (row: Segment): string | undefined => {
    const [first = ''] = message.repetitions(row.field(18));
    // Entity, namespace, universal id, its type: the universal one where there is one.
    return [3, 1, 2].map((part) => message.part(first, part)).find((id) => id !== '');
  };
  const byPath = new Map<string, string>();
  for (const row of rows) {
    const id = own(row);
    if (id !== undefined) byPath.set(pathOf(message, row)[0] ?? '', id);
  }
  const all = new Set(byPath.values());
  const header = message.segments[0];
  const sender = [3, 4]
    .map((number) => header?.field(number) ?? '')
    .flatMap((field) => message.part(field, 3) || message.part(field, 1) || []);
  return (row) => {
    const [system = ''] = pathOf(message, row);
    const id = own(row) ?? byPath.get(system) ?? (all.size === 1 ? [...all][0] : undefined);
    if (id !== undefined) return { key: id, by: 'device' };
    if (bed !== '') return { key: bed, by: 'bed' };
    return { key: sender.join(' '), by: 'sender' };
  };
}

const pathOf = ({ part }: Hl7Message, row: Segment): string[] =>
  part(row.field(4), 1)
    .split('.')
    .filter((one) => one !== '');

type Asked = { group: Group; row: Segment; device: DeviceSaid; zone: string };

/** Undefined in OBX-11 is what many monitors send; table 0085. */
const states: Record<string, ValueState> = {
  ...{
    '': 'measured',
    F: 'measured',
    R: 'measured',
    P: 'measured',
    B: 'measured',
    V: 'measured',
    A: 'measured',
    S: 'measured',
  },
  ...{
    C: 'corrected',
    U: 'corrected',
    D: 'withdrawn',
    W: 'withdrawn',
    X: 'not-measured',
    I: 'not-measured',
    N: 'not-measured',
    O: 'not-measured',
  },
};

function readRow(message: Hl7Message, asked: Asked): { values: DeviceValue[] } | { why: string } {
  const { row, device } = asked;
  const { part, repetitions } = message;
  const code = codeOf(message, row);
  const metric = metricOf(code);
  const state = states[part(row.field(11), 1).toUpperCase()];
  if (state === undefined) return { why: `the status “${row.field(11)}” (OBX-11) is not known` };
  const all = repetitions(row.field(5));
  // A level of the containment, which holds no value itself.
  if (all.length === 0 && state === 'measured') return { values: [] };
  if (metric === 'contradicts')
    return { why: `the code ${code.code} and the name ${code.name} do not belong together` };
  if (device.key === '') return { why: 'it does not say of which device it is' };
  if (all.length > 1 && metric !== undefined)
    return { why: `${all.length} values in one field: which of them counts is not said` };
  const moment = momentOf(message, asked);
  if (typeof moment === 'string') return { why: `the time “${moment}” is none` };
  const text = all.join(message.separators.repetition);
  const made = {
    ...{
      place: row.place,
      device,
      code,
      text: plainText(message, text),
      unit: part(row.field(6), 1) || part(row.field(6), 2),
    },
    ...{ at: moment, state, isSimulated: isSimulated(message, row), isConverted: false, isUnitAssumed: false },
  };
  if (metric === undefined) return { values: [{ ...made, metric, value: undefined }] };
  if (metric === 'pressurePair') return pairOf(message, row, made);
  if (state === 'withdrawn' || state === 'not-measured') return { values: [{ ...made, metric, value: undefined }] };
  const number = decimal(made.text);
  if (number === undefined) return { why: `“${made.text.slice(0, 40)}” is no number` };
  const usual = inUsualUnit(metric, number, unitsOf(message, row));
  return 'why' in usual ? usual : { values: [{ ...made, metric, ...usual }] };
}

type Made = Omit<DeviceValue, 'metric' | 'value'>;

/** 120/80 in one field, as some monitors write a cuff pressure. */
function pairOf(message: Hl7Message, row: Segment, made: Made): { values: DeviceValue[] } | { why: string } {
  if (made.state === 'withdrawn' || made.state === 'not-measured') return { why: 'a pressure taken back as a pair' };
  const found = /^(\d{1,3}(?:\.\d+)?)\s*\/\s*(\d{1,3}(?:\.\d+)?)(?:\s*\(\d+\))?$/.exec(made.text);
  if (found === null) return { why: `“${made.text.slice(0, 40)}” is no pair of pressures` };
  const values: DeviceValue[] = [];
  for (const [metric, text] of [
    ['systolicMmHg', found[1]],
    ['diastolicMmHg', found[2]],
  ] as const) {
    const usual = inUsualUnit(metric, Number(text), unitsOf(message, row));
    if ('why' in usual) return usual;
    values.push({ ...made, metric, ...usual });
  }
  return { values };
}

function codeOf({ part }: Hl7Message, row: Segment): Code {
  const field = row.field(3);
  const first = { code: part(field, 1), name: part(field, 2), system: part(field, 3) };
  const other = { code: part(field, 4), name: part(field, 5), system: part(field, 6) };
  return metricOf(first) === undefined && metricOf(other) !== undefined ? other : first;
}

/** Codes and names, its own and the other; what is a name alone is no unit, and is passed over where one is known. */
const unitsOf = ({ part }: Hl7Message, row: Segment) => [1, 2, 4, 5].map((at) => part(row.field(6), at));

/** Of the row, of what contains it, of the order, of the message. A string: what stands there and is no moment. */
function momentOf(message: Hl7Message, { group, row, zone }: Asked): Moment | undefined | string {
  const path = pathOf(message, row).join('.');
  const above = group.rows
    .filter((other) => other !== row && other.field(14) !== '')
    .map((other) => ({ other, at: pathOf(message, other).join('.') }))
    .filter(({ at }) => at !== '' && path.startsWith(`${at}.`))
    .sort((a, b) => b.at.length - a.at.length)[0]?.other;
  const said = [row.field(14), above?.field(14), group.obr?.field(7), message.segments[0]?.field(7)].find(
    (text) => text !== undefined && text !== '',
  );
  if (said === undefined) return undefined;
  return readMoment(message.part(said, 1), zone) ?? message.part(said, 1);
}

/** Training and debugging messages, and rows of a monitor in its demonstration mode. */
const isSimulated = ({ segments, part }: Hl7Message, row: Segment) =>
  /^[TD]$/i.test(part(segments[0]?.field(11) ?? '', 1)) || /\b(demo|simul|test)/i.test(row.field(8));

const plainText = ({ part }: Hl7Message, text: string) => part(text, 1);

/** A number as a monitor writes it, also in a field of text; nothing with a sign of comparison, a comma or words. */
function decimal(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** When the message was sent, by the clock of who sent it. */
export const sentAt = ({ segments, part }: Hl7Message, zone: string): Moment | undefined =>
  readMoment(part(segments[0]?.field(7) ?? '', 1), zone);

/** What is taken in here. Orders, admissions and the like are for others. */
export const isObservation = ({ segments, part }: Hl7Message): boolean => {
  const type = segments[0]?.field(9) ?? '';
  return part(type, 1).toUpperCase() === 'ORU' && ['R01', ''].includes(part(type, 2).toUpperCase());
};
