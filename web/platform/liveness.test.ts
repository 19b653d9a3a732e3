import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askAgainMs, isDue, liveness, silentAfterMs } from './liveness.ts';

const beatMs = 5_000;
const at = 1_800_000_000_000;

describe('“Live”', () => {
  test('holds over one missed beat and ends within a second after two', () => {
    const network = { heardAt: at, silentSince: undefined };
    expect(liveness(network, at + beatMs + 1_000)).toBe('live');
    expect(liveness(network, at + 2 * beatMs + 3_000)).toBe('silent');
  });

  test('is never said of a server that was not heard for longer, whatever the clock of this device did', () =>
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (passed) => {
        const said = liveness({ heardAt: at, silentSince: undefined }, at + passed);
        expect(said).toBe(Math.abs(passed) > silentAfterMs ? 'silent' : 'live');
      }),
    ));

  test('ends at once when a call was not answered, and a server never reached is not called silent', () => {
    expect(liveness({ heardAt: at, silentSince: at }, at)).toBe('silent');
    expect(liveness({ heardAt: undefined, silentSince: at }, at)).toBe('never');
  });
});

describe('a sign of life is asked for', () => {
  const idle = { at: 0, waits: false };
  test('before “Live” ends, and not while the feed beats', () => {
    const network = { heardAt: at, silentSince: undefined };
    expect(isDue(network, idle, at + beatMs)).toBe(false);
    expect(isDue(network, idle, at + silentAfterMs - 2_000)).toBe(true);
  });

  test('again every few seconds from a silent server, one question at a time', () => {
    const network = { heardAt: at, silentSince: at };
    expect(isDue(network, { at, waits: false }, at + askAgainMs - 1)).toBe(false);
    expect(isDue(network, { at, waits: false }, at + askAgainMs)).toBe(true);
    expect(isDue(network, { at, waits: true }, at + 60_000)).toBe(false);
  });
});
