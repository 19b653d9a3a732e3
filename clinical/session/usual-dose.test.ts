import { expect, test } from 'vitest';
import { emergencyDoses, medicineName, rescueMedicines, usualDoseOf, usualSays } from './session.ts';

const of = (medicine: string, mg: number, route: string, weightGrams?: number) =>
  usualDoseOf({ medicine, doseUg: Math.round(mg * 1_000), route, weightGrams });

test.each([
  ['naloxone', 400, 'iv', 'above'],
  ['Naloxone', 0.4, 'iv', 'within'],
  ['naloxone', 0.04, 'iv', 'within'],
  ['naloxone', 0.003, 'iv', 'below'],
  // The basis has no nasal dose: only far more than by any other route is asked.
  ['Narcan', 4, 'intranasal', 'within'],
  ['Narcan', 400, 'intranasal', 'above'],
  ['Epinephrine', 5, 'im', 'above'],
  ['adrenaline', 0.5, 'im', 'within'],
  ['midazolam', 50, 'iv', 'above'],
  ['midazolam', 10, 'im', 'within'],
  // 2 mg is the most by vein, 10 mg by muscle.
  ['midazolam', 10, 'iv', 'above'],
  ['labetalol', 200, 'oral', 'within'],
  ['labetalol', 200, 'iv', 'above'],
  ['aspirin', 300, 'oral', 'within'],
  ['paracetamol', 1_000, 'oral', 'not known'],
  // By weight: without one, nothing is made up.
  ['propofol', 500, 'iv', 'not known'],
] as const)('%s %d mg by %s is %s', (medicine, mg, route, state) => {
  expect(of(medicine, mg, route).state).toBe(state);
});

test('a dose by weight is compared where the weight is known', () => {
  expect(of('propofol', 500, 'iv', 70_000).state).toBe('above');
  expect(of('propofol', 70, 'iv', 70_000).state).toBe('within');
});

test('every proposed dose in milligrams is within its own span', () => {
  for (const { drug, route, from, to, unit } of emergencyDoses.rows) {
    if (unit !== 'mg') continue;
    const by = { IV: 'iv', IM: 'im', PO: 'oral', ODT: 'odt', SL: 'sublingual', 'IV or IM': 'im' };
    const named = Object.entries(by).find(([name]) => name === route)?.[1] ?? 'oral';
    for (const mg of [from, to]) expect([drug, mg, of(drug, mg, named).state]).toEqual([drug, mg, 'within']);
  }
});

test('it says how many times, whose dose, and whether anybody verified it', () => {
  expect(usualSays(of('naloxone', 400, 'iv'))).toBe('1000 times the largest usual single dose (of the clinical basis)');
  expect(usualSays(of('flumazenil', 2, 'iv'))).toContain('10 times the largest');
  expect(usualSays(of('flumazenil', 2, 'iv'))).toContain('not verified');
  expect(usualSays(of('naloxone', 0.4, 'iv'))).toBeUndefined();
});

test('medicines of the open card come first, each once, and none is left out', () => {
  const { ofCard, others } = rescueMedicines(['respiratory-depression']);
  expect(ofCard).toEqual(['naloxone', 'flumazenil']);
  expect(others).toContain('adrenaline');
  expect([...ofCard, ...others].length).toBe(new Set([...ofCard, ...others]).size);
  expect(rescueMedicines([]).ofCard).toEqual([]);
  expect(medicineName('Naloxone HCl')).toBe('naloxone');
});
