import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inFrame, openFramer, TooLong } from './mllp.ts';

const text = (bytes: Buffer) => bytes.toString('utf8');
const said = (framed: ReturnType<ReturnType<typeof openFramer>['push']>) =>
  framed.map((one) => ('message' in one ? text(one.message) : { stray: text(one.stray), why: one.why }));

test('however the bytes are cut, each message comes out once, whole and in order', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', '|', '\r', '\n', 'ü', ' '), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 8 }), fc.array(fc.nat(60), { maxLength: 40 }), (messages, cuts) => {
      const bytes = Buffer.concat(messages.map(inFrame));
      const framer = openFramer(1_000);
      const found = [];
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        found.push(...framer.push(bytes.subarray(from, from + cut)));
        from = Math.min(from + cut, bytes.length);
      }
      expect(said([...found, ...framer.close()])).toEqual(messages);
    }),
    { numRuns: 500 },
  );
});

test('an end without its carriage return ends a message; line ends between messages say nothing', () => {
  const framer = openFramer(100);
  expect(said(framer.push(Buffer.from('\x0bA\x1c\x0bB\x1c\r\r\n\x0bC\x1c')))).toEqual(['A', 'B', 'C']);
  expect(said(framer.push(Buffer.from('\r\x0bD\x1c\r')))).toEqual(['D']);
  expect(framer.close()).toEqual([]);
});

test('what stands outside of a message, or was begun and not ended, is told', () => {
  const framer = openFramer(100);
  expect(said(framer.push(Buffer.from('GET /\x0bA\x0bB\x1c\r')))).toEqual([
    { stray: 'GET /', why: 'outside of a message' },
    { stray: 'A', why: 'begun, and another one begun before its end' },
    'B',
  ]);
  framer.push(Buffer.from('\x0bhalf'));
  expect(said(framer.close())).toEqual([{ stray: 'half', why: 'begun, and not ended before the connection closed' }]);
});

test('a message without an end is cut off at the limit, and what was kept of it is handed on', () => {
  const framer = openFramer(64);
  const send = () => {
    for (let at = 0; at < 10; at += 1) framer.push(Buffer.from(`${at === 0 ? '\x0b' : ''}${'x'.repeat(10)}`));
  };
  expect(send).toThrow(TooLong);
  expect(() => openFramer(64).push(Buffer.from('x'.repeat(65)))).toThrow('longer than 64 bytes');
});
