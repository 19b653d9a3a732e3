import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merge, same } from './merge.ts';

/** Few different values, so that people often choose the same one, and often leave one alone. */
const word = fc.constantFrom('', '555-0101', '555-0102', 'called', ' called ');
const contact = fc.record({ name: word, relation: word, phone: word });
const form = fc.record({ phone: word, address: word, place: fc.constantFrom(null, 'US-NV', 'US-CA'), contact });
const fields = ['phone', 'address', 'place'] as const;
const parts = ['name', 'relation', 'phone'] as const;

describe('two people change one form', () => {
  test('a field only the other changed is never overwritten', () =>
    fc.assert(
      fc.property(form, form, form, (base, mine, saved) => {
        const { values } = merge(base, mine, saved);
        for (const field of fields) if (same(mine[field], base[field])) expect(values[field]).toBe(saved[field]);
        for (const part of parts)
          if (same(mine.contact[part], base.contact[part])) expect(values.contact[part]).toBe(saved.contact[part]);
      }),
    ));

  test('a field only I changed is kept as I typed it', () =>
    fc.assert(
      fc.property(form, form, form, (base, mine, saved) => {
        const { values } = merge(base, mine, saved);
        for (const field of fields)
          if (same(saved[field], base[field]) && !same(mine[field], base[field]))
            expect(values[field]).toBe(mine[field]);
      }),
    ));

  test('a field both changed differently is asked about, and no other', () =>
    fc.assert(
      fc.property(form, form, form, (base, mine, saved) => {
        const { both, values } = merge(base, mine, saved);
        for (const field of fields) {
          const [here, there] = [!same(mine[field], base[field]), !same(saved[field], base[field])];
          expect(both.includes(field)).toBe(here && there && !same(mine[field], saved[field]));
          if (both.includes(field)) expect(values[field]).toBe(mine[field]);
        }
      }),
    ));

  test('whoever changed nothing gets what is saved, and asks nobody', () =>
    fc.assert(
      fc.property(form, form, (base, saved) => {
        const { values, both } = merge(base, base, saved);
        expect(values).toEqual(saved);
        expect(both).toEqual([]);
      }),
    ));

  test('one who changed a number and one who changed a name of the same contact are both heard, and asked', () => {
    const base = { contact: { name: 'Ann', relation: 'sister', phone: '1' } };
    const { values, both } = merge(
      base,
      { contact: { ...base.contact, phone: '2' } },
      { contact: { ...base.contact, name: 'Bea' } },
    );
    expect(values).toEqual({ contact: { name: 'Bea', relation: 'sister', phone: '2' } });
    expect(both).toEqual(['contact']);
  });

  test('of a set, what either added is there and what either removed is gone', () => {
    const people = fc.uniqueArray(
      fc.string({ minLength: 1, maxLength: 2 }).filter((name) => name.trim() === name && name !== ''),
    );
    fc.assert(
      fc.property(people, people, people, (base, mine, saved) => {
        const { values } = merge({ roles: base }, { roles: mine }, { roles: saved });
        const roles = new Set(values.roles);
        expect(roles.size).toBe(values.roles.length);
        for (const one of new Set([...base, ...mine, ...saved])) {
          const [was, here, there] = [base.includes(one), mine.includes(one), saved.includes(one)];
          expect(roles.has(one)).toBe(was ? here && there : here || there);
        }
      }),
    );
  });
});
