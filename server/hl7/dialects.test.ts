import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from '../../tests/hl7-dialects.ts';
import { hasRealData, needsRealData, realFile } from '../../tests/real-data.ts';
import { readHl7 } from './hl7-text.ts';
import { readObservations } from './oru.ts';

const zone = () => 'America/Los_Angeles';
const bytes = (message: string | Uint8Array) => (typeof message === 'string' ? Buffer.from(message, 'utf8') : message);

test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { message, values, why = [] }) => {
  const { values: found, unread } = readObservations(readHl7(bytes(message)), zone);
  const said = found.map(({ device, metric, value, at }) => [
    ...[device.key, metric ?? 'other', value],
    ...(at === undefined ? [] : [new Date(at.ms).toISOString()]),
  ]);
  expect(said).toEqual(values);
  expect(unread).toHaveLength(why.length);
  for (const [at, pattern] of why.entries()) expect(unread[at]?.why).toMatch(pattern);
});

test('what was assumed, converted, simulated, corrected or taken back is told apart', () => {
  const of = (name: string) => {
    const found = cases.find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return readObservations(readHl7(bytes(found.message)), zone).values[0];
  };
  expect(of('no unit: the pulse has only one')).toMatchObject({ isUnitAssumed: true, isConverted: false });
  expect(of('kPa')).toMatchObject({ isConverted: true, text: '16', unit: 'kPa' });
  expect(of('a correction')).toMatchObject({ state: 'corrected' });
  expect(of('a value taken back')).toMatchObject({ state: 'withdrawn', value: undefined });
  expect(of('could not be measured')).toMatchObject({ state: 'not-measured', value: undefined });
  expect(of('the hour that comes twice: the earlier one')?.at).toMatchObject({ isTwice: true, hasZone: false });
  const training = cases[0]?.message.toString().replace('|M1|P|', '|M1|T|') ?? '';
  expect(readObservations(readHl7(bytes(training)), zone).values[0]).toMatchObject({ isSimulated: true });
});

test.each([
  ['an empty one', '', /begin with MSH/],
  ['a web request', 'GET / HTTP/1.1\r\nHost: here\r\n', /begin with MSH/],
  ['separators that are the same', 'MSH|||~\\&|A', /can’t be told apart/],
  ['letters of a set that is not read here', 'MSH|^~\\&|A|B|||20261130||ORU^R01|1|P|2.5||||||JAS2020', /JAS2020/],
])('%s is no message, and the sentence says why', (_name, text, why) => {
  expect(() => readHl7(Buffer.from(text))).toThrow(why);
});

test('letters that are not what the header says are refused, not turned into others', () => {
  const said = Buffer.from('MSH|^~\\&|Müller|B|||20261130||ORU^R01|1|P|2.5||||||UNICODE UTF-8', 'latin1');
  expect(() => readHl7(said)).toThrow(/not utf-8/);
});

test.skipIf(!hasRealData)(`a cuff pressure as IHE PCD-01 sends it ${needsRealData}`, () => {
  const { values, unread } = readObservations(
    readHl7(readFileSync(realFile('hl7v2', 'pcd01-cuff-pressure.hl7'))),
    zone,
  );
  expect(unread).toEqual([]);
  expect(
    values.map(({ metric, value, device, at }) => [metric, value, device.key, at && new Date(at.ms).toISOString()]),
  ).toEqual(
    (
      [
        ['systolicMmHg', 120],
        ['diastolicMmHg', 80],
        ['meanMmHg', 100],
      ] as const
    ).map(([metric, value]) => [metric, value, '0123456789ABCDEF', '2009-08-13T04:57:15.000Z']),
  );
});

test.skipIf(!hasRealData)(
  `a laboratory's report holds nothing for a chair, and each of its rows says so ${needsRealData}`,
  () => {
    const { values, unread } = readObservations(readHl7(readFileSync(realFile('hl7v2', 'oru-r01.hl7'))), zone);
    expect(values.filter(({ value }) => value !== undefined)).toEqual([]);
    expect(values.length + unread.length).toBe(5);
  },
);
