import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MixUp, mixUps } from './mix-ups.ts';
import { ratioOf, type Watched } from './ratio.ts';
import { soundStands } from './sound-test.ts';

const patient = (chair: string, route: Watched['route'], minutesSinceDose: number | undefined): Watched => ({
  chair,
  route,
  minutesSinceDose,
});

describe('how many one clinician watches', () => {
  test.each([
    ['nobody', [], 'met'],
    ['one infusion that has just begun', [patient('1', 'iv', 5)], 'met'],
    ['an infusion in its first hour and another one', [patient('1', 'iv', 59), patient('2', 'iv', 80)], 'over'],
    ['two infusions after the first hour', [patient('1', 'iv', 60), patient('2', 'iv', 80)], 'met'],
    ['an injection beside a spray', [patient('1', 'im', 5), patient('2', 'intranasal', 30)], 'over'],
    ['two sprays', [patient('1', 'intranasal', 5), patient('2', 'intranasal', 30)], 'met'],
    [
      'three sprays',
      [patient('1', 'intranasal', 5), patient('2', 'intranasal', 30), patient('3', 'intranasal', 90)],
      'over',
    ],
    [
      'three, one of them before the dose',
      [patient('1', 'intranasal', 5), patient('2', 'intranasal', 30), patient('3', 'iv', undefined)],
      'over',
    ],
    [
      'an infusion that has begun beside one before the dose',
      [patient('1', 'iv', 5), patient('2', 'iv', undefined)],
      'over',
    ],
    ['two before the dose', [patient('1', 'iv', undefined), patient('2', 'iv', undefined)], 'met'],
    ['two, and of one the route is not known', [patient('1', undefined, 5), patient('2', 'oral', 30)], 'not known'],
  ] as const)('%s', (_, patients, answer) => {
    expect(ratioOf(patients).answer).toBe(answer);
  });

  test('it is said in words, with the chairs', () => {
    expect(ratioOf([patient('1', 'iv', 5), patient('2', 'iv', 80)]).says).toBe('one to one for the first 60 min: 1');
    expect(ratioOf(['1', '2', '3'].map((chair) => patient(chair, 'intranasal', 9))).says).toBe(
      'at most 2 with a nasal spray: 3 are watched',
    );
  });

  test('one more patient never makes it better', () => {
    const rank = { met: 0, 'not known': 1, over: 2 };
    const some = fc.array(
      fc.record({
        chair: fc.constantFrom('1', '2', '3', '4'),
        route: fc.constantFrom('iv', 'im', 'sc', 'intranasal', 'oral', 'sublingual', undefined),
        minutesSinceDose: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(rank[ratioOf([...a, ...b]).answer]).toBeGreaterThanOrEqual(rank[ratioOf(a).answer]);
      }),
    );
  });
});

describe('who can be taken for somebody else', () => {
  const named = (id: string, givenName: string, familyName: string) => ({
    id,
    givenName,
    familyName,
    initials: `${givenName[0]}.${familyName[0]}.`,
  });
  const whyOf = (a: ReturnType<typeof named>, b: ReturnType<typeof named>): MixUp['why'] | undefined =>
    mixUps([a, b]).get(a.id)?.[0]?.why;
  test.each([
    ['Maria Lopez', 'Maria Lopez', 'same-name'],
    ['María López', 'maria lopez', 'same-name'],
    ['Maria Lopez', 'Mario Lopez', 'nearly-same-name'],
    ['Maria Lopez', 'Maria Lopes', 'nearly-same-name'],
    ['Jon Smith', 'Jane Sample', 'same-initials'],
    ['Anna Meyer', 'Tom Meier', 'similar-name'],
    ['Anna Meyer', 'Tom Myeer', 'similar-name'],
    ['Anna Li', 'Tom Lu', undefined],
    ['Anna Meyer', 'Tom Becker', undefined],
  ] as const)('%s and %s: %s', (one, other, why) => {
    const [[a = '', b = ''], [c = '', d = '']] = [one.split(' '), other.split(' ')];
    expect(whyOf(named('1', a, b), named('2', c, d))).toBe(why);
  });

  test('whoever can be taken for another, that one for them too', () => {
    const name = fc.record({ id: fc.uuid(), givenName: fc.string(), familyName: fc.string(), initials: fc.string() });
    fc.assert(
      fc.property(fc.uniqueArray(name, { selector: ({ id }) => id, maxLength: 8 }), (people) => {
        const found = mixUps(people);
        for (const [id, others] of found)
          for (const other of others) expect(found.get(other.id)).toContainEqual({ id, why: other.why });
      }),
    );
  });
});

describe('whether the sound was heard in this shift', () => {
  const hour = 3_600_000;
  const now = 100 * hour;
  test.each([
    ['never', undefined, now - hour, 'not tested this shift'],
    ['before this shift', { atMs: now - 3 * hour, heard: true }, now - hour, 'not tested this shift'],
    ['in this shift', { atMs: now - hour / 2, heard: true }, now - hour, 'tested'],
    ['in this shift, and nobody heard it', { atMs: now - hour / 2, heard: false }, now - hour, 'not heard'],
    ['without a shift, today', { atMs: now - 11 * hour, heard: true }, undefined, 'tested'],
    ['without a shift, half a day ago', { atMs: now - 13 * hour, heard: true }, undefined, 'not tested this shift'],
  ] as const)('%s', (_, last, shiftFromMs, stands) => {
    expect(soundStands(last, shiftFromMs, now)).toBe(stands);
  });
});
