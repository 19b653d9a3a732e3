import { expect, test } from 'vitest';
import { acknowledgements, type Outcome } from './ack.ts';
import { readHl7 } from './hl7-text.ts';

const at = new Date('2026-11-30T12:00:00Z');
const kept: Outcome = { is: 'kept' };
const failed: Outcome = { is: 'failed', why: 'the database | is not\rthere' };
const refused: Outcome = { is: 'refused', why: 'an order' };

const messageWith = (accept: string, application: string) =>
  readHl7(Buffer.from(`MSH|^~\\&|MON|WARD|RAC|HERE|20261130||ORU^R01^ORU_R01|M7|P|2.5|||${accept}|${application}\r`));
const codes = (accept: string, application: string, outcome: Outcome) =>
  acknowledgements({ message: messageWith(accept, application), outcome, at, controlId: 'R1' }).map(
    (text) => /\rMSA\|(\w\w)\|M7/.exec(text)?.[1],
  );

test.each([
  ['', '', kept, ['AA']],
  ['', '', failed, ['AE']],
  ['', '', refused, ['AR']],
  ['AL', 'NE', kept, ['CA']],
  ['AL', 'NE', failed, ['CE']],
  ['AL', 'NE', refused, ['CR']],
  ['NE', 'AL', kept, ['AA']],
  ['AL', 'AL', kept, ['CA', 'AA']],
  ['AL', '', kept, ['CA']],
  ['NE', 'NE', kept, []],
  ['NE', 'NE', failed, []],
  ['ER', 'ER', kept, []],
  ['ER', 'ER', failed, ['CE', 'AE']],
  ['SU', 'ER', kept, ['CA']],
  ['SU', 'ER', refused, ['AR']],
] as const)('accept “%s”, application “%s”, %j: %j', (accept, application, outcome, expected) => {
  expect(codes(accept, application, outcome)).toEqual(expected);
});

test('the answer goes back to the sender, in its version and separators, and is itself a message', () => {
  const [text = ''] = acknowledgements({ message: messageWith('', ''), outcome: failed, at, controlId: 'R1' });
  const read = readHl7(Buffer.from(text));
  const header = read.segments[0];
  expect([3, 4, 5, 6, 7, 9, 10, 12].map((number) => header?.field(number))).toEqual([
    ...['RAC', 'HERE', 'MON', 'WARD', '20261130120000+0000', 'ACK^R01^ACK', 'R1', '2.5'],
  ]);
  expect(read.segments.map(({ name }) => name)).toEqual(['MSH', 'MSA', 'ERR']);
  expect(read.segments[2]?.field(8)).toBe('the database   is not there');
});

test('what could not be read at all is answered with the usual separators', () => {
  const [text = ''] = acknowledgements({ message: undefined, outcome: refused, at, controlId: 'R1' });
  expect(text.split('\r').map((line) => line.slice(0, 9))).toEqual(['MSH|^~\\&|', 'MSA|AR|', 'ERR|||200', '']);
});
