import { expect, test } from 'vitest';
import { type Below, belowWords } from './floor-hidden.ts';

const free: Below = { says: '', tone: '' };
const onTime: Below = { says: 'chair 8 On time', tone: 'plain' };
const overdue: Below = { says: 'chair 7 Overdue', tone: 'red' };
const unsigned: Below = { says: 'Not signed (2)', tone: 'amber' };

test.each<[string, Below[], string | undefined, string | undefined]>([
  ['all is seen', [], undefined, undefined],
  ['a free chair, and one that goes as planned', [free, onTime], '2 more below', 'quiet'],
  ['one that is overdue', [overdue], '1 more below: chair 7 Overdue', 'red'],
  ['the worst first', [free, unsigned, overdue], '3 more below: chair 7 Overdue, Not signed (2)', 'red'],
  ['records to sign', [unsigned], '1 more below: Not signed (2)', 'amber'],
])('what lies under the edge of the screen: %s', (_, below, says, tone) => {
  const words = belowWords(below);
  expect([words?.says, words?.tone]).toEqual([says, tone]);
});
