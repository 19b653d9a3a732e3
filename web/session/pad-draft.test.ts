import { expect, test } from 'vitest';
import { emptyPad, factOf, goOn, judgedOf, objection, type PadDraft, pressDigit, unasked } from './pad-draft.ts';

/** The keys one after the other; ">" is *Next*. */
function typedOn(keys: string, from: PadDraft = emptyPad): PadDraft {
  let draft = from;
  for (const key of keys) draft = key === '>' ? { ...draft, active: goOn(draft) } : pressDigit(draft, key).draft;
  return draft;
}

test('what is judged is what Save would keep: the digits of the open field are in it', () => {
  const seven = typedOn('1207092987');
  expect(seven.active).toBe('breathsPerMin');
  expect(judgedOf(seven)).toMatchObject({ breathsPerMin: 7 });
  expect(judgedOf(seven)).toEqual(factOf(seven));
  const back = { ...typedOn('2101259298'), active: 'systolicMmHg' as const };
  expect(judgedOf(back)).toMatchObject({ systolicMmHg: 210, diastolicMmHg: 125 });
});

test('120/150 is said at once to be a slip, by its own numbers, and no pressure is judged meanwhile', () => {
  const slip = typedOn('12015092');
  expect(objection(slip)).toContain('150 is not below 120: one of the two is a slip. Read again.');
  expect(judgedOf(slip)).toEqual({ heartRatePerMin: 92, source: 'by-hand' });
  expect(objection(typedOn('120120'))).toContain('120 is not below 120');
  expect(objection(typedOn('12080'))).toBeUndefined();
});

test('going on leads to the next field that is open, and from the last one round to what was skipped', () => {
  expect(typedOn('120>').active).toBe('heartRatePerMin');
  expect(typedOn('>809298>').active).toBe('systolicMmHg');
  expect(typedOn('1208092987>').active).toBeUndefined();
});

test('five values are no whole set while sedation, dissociation or symptoms are not asked', () => {
  const values = factOf(typedOn('12080929815'));
  expect(unasked(values)).toEqual(['sedation', 'dissociation', 'symptoms']);
  expect(unasked({ ...values, moaaS: 5, cadss: 0, symptoms: [] })).toEqual([]);
});
