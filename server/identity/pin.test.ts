import { expect, test } from 'vitest';
import { checkPin, peppered } from './pin.ts';

test.each([
  '12345',
  '1234567890123',
  '12345a',
  '000000',
  '121212',
  '112233',
  '123456',
  '654321',
  '890123',
  '123123',
  '147258',
])('%s is refused', (pin) => expect(() => checkPin(pin)).toThrow());

test.each(['140387', '031487', '870314', '14031987', '03141987', '19870314', '20011231'])(
  '%s looks like a date',
  (pin) => expect(() => checkPin(pin)).toThrow(/date/),
);

test.each(['480957', '771402', '90817263', '604829175', '593817402846'])('%s is accepted', (pin) =>
  expect(() => checkPin(pin)).not.toThrow(),
);

test('most six-digit PINs stay free to choose', () => {
  let accepted = 0;
  for (let number = 0; number < 1_000_000; number += 37) {
    try {
      checkPin(String(number).padStart(6, '0'));
      accepted += 1;
    } catch {}
  }
  expect(accepted / (1_000_000 / 37)).toBeGreaterThan(0.85);
});

test('the same digits of another person, or at another station, are another secret', () => {
  const pepper = Buffer.alloc(32, 7);
  const all = [
    peppered(pepper, 's1', 'a1', '480957'),
    peppered(pepper, 's2', 'a1', '480957'),
    peppered(pepper, 's1', 'a2', '480957'),
    peppered(Buffer.alloc(32, 8), 's1', 'a1', '480957'),
  ];
  expect(new Set(all).size).toBe(4);
});
