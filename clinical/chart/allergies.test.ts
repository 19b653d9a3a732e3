import { expect, test } from 'vitest';
import { againstOthers } from './allergies.ts';
import { allergyStatement } from './patient.ts';

const kinds = ['allergy', 'intolerance', 'no-known-allergies'] as const;
const statuses = ['active', 'resolved', 'entered-in-error'] as const;
const every = kinds.flatMap((kind) => statuses.map((status) => ({ kind, status })));
const isNone = ({ kind }: { kind: string }) => kind === 'no-known-allergies';

test('whatever is written beside whatever stands there: never both "none known" and an active allergy', () => {
  for (const row of every)
    for (const one of every)
      for (const other of every) {
        const there = [one, other];
        const wereTrue = new Set(there.filter(({ status }) => status === 'active').map(isNone)).size < 2;
        if (!wereTrue) continue;
        const { contradicts, ends } = againstOthers(row, there);
        const stands = [row, ...there.filter((of) => !ends.includes(of))].filter(({ status }) => status === 'active');
        expect(contradicts || new Set(stands.map(isNone)).size < 2, JSON.stringify([row, there])).toBe(true);
        if (row.status !== 'active') expect([contradicts, ends]).toEqual([false, []]);
        if (!isNone(row) && row.status === 'active') expect(allergyStatement(stands)).toBe('has allergies');
        expect(ends.every((of) => isNone(of) && of.status === 'active')).toBe(true);
      }
});
