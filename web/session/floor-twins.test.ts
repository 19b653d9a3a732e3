import { expect, test } from 'vitest';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { twinsOf } from './floor-twins.ts';

type Who = readonly [chair: string, given: string, family: string, birthOn: string, phase: string];

const maria: Who = ['1', 'Maria', 'Lopez', '1970-01-30', 'treating'];

/** A floor of these people, each in the chair of that name. */
function said(people: readonly Who[], of = 0) {
  const sessions = people.map(([chair, givenName, familyName, birthOn], at) => ({
    ...{ id: `s${at}`, chairId: chair, plannedAt: '2026-11-30T15:00:00Z' },
    patient: {
      id: `p${at}`,
      number: '1',
      initials: `${givenName[0]}.${familyName[0]}.`,
      givenName,
      familyName,
      birthOn,
    },
  })) as unknown as FloorSession[];
  const chairs = people.map(([name], at) => ({ id: name, name, place: at + 1 }));
  const records = new Map(people.map(([, , , , phase], at) => [`s${at}`, { record: { phase } }]));
  const clinic = { name: 'x', timeZone: 'UTC', synthetic: true };
  return twinsOf({ chairs, sessions, clinic }, records).get(`s${of}`);
}

test.each<[string, Who[], string | undefined]>([
  [
    'the same name',
    [['4', 'María', 'LOPEZ', '1986-03-14', 'treating']],
    'SAME NAME as chair 4. Here: born 30 Jan 1970. There: 14 Mar 1986.',
  ],
  [
    'one letter apart',
    [['4', 'Mario', 'Lopez', '1986-03-14', 'expected']],
    'nearly the same name as chair 4. Here: born 30 Jan 1970. There: 14 Mar 1986.',
  ],
  [
    'two others: whose birth date each is',
    [
      ['4', 'Maria', 'Lopez', '1986-03-14', 'treating'],
      ['5', 'Mila', 'Lund', '1991-05-02', 'treating'],
    ],
    'SAME NAME as chair 4; same initials as chair 5. Here: born 30 Jan 1970. chair 4: 14 Mar 1986; chair 5: 2 May 1991.',
  ],
  ['who has left', [['4', 'Maria', 'Lopez', '1986-03-14', 'left']], undefined],
  ['nobody like her', [['4', 'Tom', 'Becker', '1986-03-14', 'treating']], undefined],
])('a name that could be taken for another one: %s', (_, others, words) => {
  expect(said([maria, ...others])?.born).toBe(words);
});

test('where everybody reads it no birth date is said', () => {
  expect(said([maria, ['4', 'Maria', 'Lopez', '1986-03-14', 'treating']])?.says).toBe('SAME NAME as chair 4');
});
