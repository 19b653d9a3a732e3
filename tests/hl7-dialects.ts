/** Messages as monitors and their gateways really write them, by hand, with what is to be read from each. For tests. */

export type Case = {
  readonly name: string;
  readonly message: string | Uint8Array;
  /** Device, metric, value, moment; the moment is left out where the message says none. */
  readonly values: readonly (readonly [device: string, metric: string, value: number | undefined, at?: string])[];
  readonly why?: readonly RegExp[];
};

const noon = '20261130120000';
const noonUtc = '2026-11-30T12:00:00.000Z';
const device = 'A1B2C3D4E5F60708';
const head = (of: Record<number, string> = {}) => {
  const fields = ['MSH', '^~\\&', 'MON', 'WARD', '', '', `${noon}+0000`, '', 'ORU^R01^ORU_R01', 'M1', 'P', '2.6'];
  for (const [at, text] of Object.entries(of)) fields[Number(at) - 1] = text;
  return [...fields].map((field) => field ?? '').join('|');
};
const obr = (time = `${noon}+0000`) => `OBR|1|||1^MONITOR^X|||${time}`;
type Row = {
  type?: string;
  code?: string;
  path?: string;
  value: string;
  unit?: string;
  state?: string;
  time?: string;
  id?: string;
  place?: number;
};
const obx = ({
  type = 'NM',
  code = pulse,
  path = '',
  value,
  unit = bpm,
  state = 'R',
  time = '',
  id = '',
  place = 1,
}: Row) => `OBX|${place}|${type}|${code}|${path}|${value}|${unit}|||||${state}|||${time}||||${id}`;
const whole = (...lines: string[]) => `${lines.join('\r')}\r`;
const own = `${device}^^${device}^EUI-64`;

const pulse = '147842^MDC_ECG_HEART_RATE^MDC';
const systolic = '150021^MDC_PRESS_BLD_NONINV_SYS^MDC';
const diastolic = '150022^MDC_PRESS_BLD_NONINV_DIA^MDC';
const saturation = '150456^MDC_PULS_OXIM_SAT_O2^MDC';
const temperature = '150344^MDC_TEMP^MDC';
const bpm = '264864^MDC_DIM_BEAT_PER_MIN^MDC';
const mmHg = '266016^MDC_DIM_MMHG^MDC';

const one = (row: Row, header: Record<number, string> = {}) => whole(head(header), obr(), obx({ id: own, ...row }));
const read = (value: number | undefined, metric = 'heartRatePerMin', at = noonUtc) =>
  [[device, metric, value, at]] as const;

export const cases: readonly Case[] = [
  { name: 'no status in OBX-11', message: one({ value: '72', state: '' }), values: read(72) },
  { name: 'a final status', message: one({ value: '72', state: 'F' }), values: read(72) },
  { name: 'a number in a field of text (ST)', message: one({ type: 'ST', value: '72' }), values: read(72) },
  { name: 'no type at all', message: one({ type: '', value: '72' }), values: read(72) },
  {
    name: 'a decimal with a leading point',
    message: one({ code: temperature, value: '.5', unit: 'Cel' }),
    values: read(0.5, 'temperatureCel'),
  },
  {
    name: 'a decimal comma is not guessed at',
    message: one({ value: '72,5' }),
    values: [],
    why: [/“72,5” is no number/],
  },
  { name: 'a dash for “nothing measured”', message: one({ value: '---' }), values: [], why: [/“---” is no number/] },
  { name: 'a sign of comparison', message: one({ value: '>250' }), values: [], why: [/“>250” is no number/] },
  { name: 'two values in one field', message: one({ value: '27~25' }), values: [], why: [/2 values in one field/] },
  { name: 'an unknown status', message: one({ value: '72', state: 'Q' }), values: [], why: [/status “Q”/] },
  { name: 'no unit: the pulse has only one', message: one({ value: '72', unit: '' }), values: read(72) },
  {
    name: 'no unit: 128 can only be mmHg',
    message: one({ code: systolic, value: '128', unit: '' }),
    values: read(128, 'systolicMmHg'),
  },
  {
    name: 'no unit: 17 may be kPa',
    message: one({ code: systolic, value: '17', unit: '' }),
    values: [],
    why: [/no unit is named/],
  },
  {
    name: 'no unit: 98.6 degrees are not Celsius',
    message: one({ code: temperature, value: '98.6', unit: '' }),
    values: [],
    why: [/no unit is named/],
  },
  { name: 'kPa', message: one({ code: systolic, value: '16', unit: 'kPa' }), values: read(120, 'systolicMmHg') },
  {
    name: 'kPa by its MDC number alone',
    message: one({ code: diastolic, value: '10.6', unit: '265987' }),
    values: read(79.5, 'diastolicMmHg'),
  },
  {
    name: '°F',
    message: one({ code: temperature, value: '98.6', unit: '[degF]^degrees Fahrenheit^UCUM' }),
    values: read(37, 'temperatureCel'),
  },
  {
    name: 'a share of one for the saturation',
    message: one({ code: saturation, value: '0.97', unit: '1' }),
    values: read(97, 'spo2Pct'),
  },
  { name: 'per cent', message: one({ code: saturation, value: '97', unit: '%' }), values: read(97, 'spo2Pct') },
  {
    name: 'beats per minute in braces',
    message: one({ value: '72', unit: '{beats}/min^beats per minute^UCUM' }),
    values: read(72),
  },
  {
    name: 'the unit of something else',
    message: one({ code: systolic, value: '128', unit: '%' }),
    values: [],
    why: [/the unit “%”/],
  },
  {
    name: 'two units that differ',
    message: one({ code: systolic, value: '16', unit: 'kPa^^UCUM^266016^MDC_DIM_MMHG^MDC' }),
    values: [],
    why: [/two units/],
  },
  { name: 'a LOINC code', message: one({ code: '8867-4^Heart rate^LN', value: '72', unit: '/min' }), values: read(72) },
  {
    name: 'an own code first, MDC as the other',
    message: one({ code: `HR^Herzfrequenz^L^${pulse}`, value: '72' }),
    values: read(72),
  },
  {
    name: 'a code and a name that do not belong together',
    message: one({ code: '150017^MDC_PRESS_BLD_NONINV_SYS^MDC', value: '128', unit: mmHg }),
    values: [],
    why: [/do not belong together/],
  },
  {
    name: 'a pressure in an artery is no cuff pressure',
    message: one({ code: '150037^MDC_PRESS_BLD_ART_ABP_SYS^MDC', value: '128', unit: mmHg }),
    values: [[device, 'other', undefined, noonUtc]],
  },
  {
    name: '120/80 in one field',
    message: one({ type: 'ST', code: '55284-4^Blood pressure^LN', value: '120/80', unit: 'mm[Hg]' }),
    values: [...read(120, 'systolicMmHg'), ...read(80, 'diastolicMmHg')],
  },
  {
    name: 'a pressure of 0, as it was received',
    message: one({ code: systolic, value: '0', unit: mmHg }),
    values: read(0, 'systolicMmHg'),
  },
  { name: 'CRLF', message: one({ value: '72' }).replaceAll('\r', '\r\n'), values: read(72) },
  { name: 'LF alone', message: one({ value: '72' }).replaceAll('\r', '\n'), values: read(72) },
  { name: 'a byte-order mark', message: `\ufeff${one({ value: '72' })}`, values: read(72) },
  { name: 'blank lines before it', message: `\r\n\r\n${one({ value: '72' })}`, values: read(72) },
  { name: 'rows that count from 2', message: one({ value: '72', place: 2 }), values: read(72) },
  {
    name: 'other separators',
    message: one({ value: '72' }).replaceAll('^', '$').replaceAll('|', '!'),
    values: read(72),
  },
  {
    name: 'accents in ISO 8859-1, unnamed',
    message: Buffer.from(one({ value: '72', id: 'Überwachung 3' }), 'latin1'),
    values: [['Überwachung 3', 'heartRatePerMin', 72, noonUtc]],
  },
  {
    name: 'accents in ISO 8859-15, named',
    message: Buffer.from(one({ value: '72', id: 'Müller' }, { 18: '8859/15' }), 'latin1'),
    values: [['Müller', 'heartRatePerMin', 72, noonUtc]],
  },
  {
    name: 'accents in UTF-8, named',
    message: one({ value: '72', id: 'Müller' }, { 18: 'UNICODE UTF-8' }),
    values: [['Müller', 'heartRatePerMin', 72, noonUtc]],
  },
  {
    name: 'escapes in the name of a device',
    message: one({ value: '72', id: 'A\\T\\B \\S\\3' }),
    values: [['A&B ^3', 'heartRatePerMin', 72, noonUtc]],
  },
  {
    name: 'a time of its own, to the fraction, in another zone',
    message: one({ value: '72', time: '20261130171500.250+0500' }),
    values: read(72, 'heartRatePerMin', '2026-11-30T12:15:00.250Z'),
  },
  {
    name: 'no zone: the device’s own, Los Angeles',
    message: one({ value: '72', time: '20261130040000' }),
    values: read(72),
  },
  {
    name: 'the hour that comes twice: the earlier one',
    message: one({ value: '72', time: '20261101013000' }),
    values: read(72, 'heartRatePerMin', '2026-11-01T08:30:00.000Z'),
  },
  {
    name: 'the hour that is left out',
    message: one({ value: '72', time: '20260308023000' }),
    values: [],
    why: [/the time “20260308023000”/],
  },
  {
    name: 'the 31st of November',
    message: one({ value: '72', time: '20261131120000+0000' }),
    values: [],
    why: [/is none/],
  },
  {
    name: 'no time anywhere: its arrival has to do',
    message: whole(head({ 7: '' }), 'OBR|1', obx({ value: '72', id: own })),
    values: [[device, 'heartRatePerMin', 72]],
  },
  { name: 'no OBR', message: whole(head(), obx({ value: '72', id: own })), values: read(72) },
  {
    name: 'IHE containment: device and time of what contains the row',
    message: whole(
      head(),
      obr(''),
      `OBX|1||528391^MDC_DEV_SPEC_PROFILE_BP^MDC|1|||||||R|||||||${own}`,
      'OBX|2||150020^MDC_PRESS_BLD_NONINV^MDC|1.0.1|||||||R|||20261130115900+0000',
      obx({ code: systolic, path: '1.0.1.1', value: '120', unit: mmHg }),
      obx({ code: diastolic, path: '1.0.1.2', value: '80', unit: mmHg }),
    ),
    values: [
      ...read(120, 'systolicMmHg', '2026-11-30T11:59:00.000Z'),
      ...read(80, 'diastolicMmHg', '2026-11-30T11:59:00.000Z'),
    ],
  },
  {
    name: 'two devices in one message',
    message: whole(
      head(),
      obr(),
      `OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1|||||||R|||||||${own}`,
      obx({ path: '1.1.1.1', value: '72' }),
      'OBX|3||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|2|||||||R|||||||SECOND^^SECOND^EUI-64',
      obx({ path: '2.1.1.1', value: '88' }),
    ),
    values: [
      [device, 'heartRatePerMin', 72, noonUtc],
      ['SECOND', 'heartRatePerMin', 88, noonUtc],
    ],
  },
  {
    name: 'several patients behind one gateway, told apart by their beds',
    message: whole(
      head(),
      ...['PID|1||111', 'PV1||O|INF^^CHAIR 1', obr(), obx({ value: '72' })],
      ...['PID|2||222', 'PV1||O|INF^^CHAIR 2', obr(), obx({ value: '88' })],
    ),
    values: [
      ['INF CHAIR 1', 'heartRatePerMin', 72, noonUtc],
      ['INF CHAIR 2', 'heartRatePerMin', 88, noonUtc],
    ],
  },
  {
    name: 'neither device nor bed: the sender',
    message: whole(head(), obr(), obx({ value: '72' })),
    values: [['MON WARD', 'heartRatePerMin', 72, noonUtc]],
  },
  {
    name: 'nothing says whose it is',
    message: whole(head({ 3: '', 4: '' }), obr(), obx({ value: '72' })),
    values: [],
    why: [/of which device/],
  },
  { name: 'a correction', message: one({ value: '74', state: 'C' }), values: read(74) },
  { name: 'a value taken back', message: one({ value: '74', state: 'W' }), values: read(undefined) },
  { name: 'could not be measured', message: one({ value: '', state: 'X' }), values: read(undefined) },
  {
    name: 'a broken line beside a good one',
    message: whole(head(), obr(), obx({ value: '72', id: own }), 'and so on'),
    values: read(72),
    why: [/no segment/],
  },
];
