import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cm, g } from '#clinical/units.ts';
import { bodyMassIndex, checkWeight, gramsOf, type WeightGiven, weightInWords } from './chart.ts';

const number = fc.integer({ min: 300, max: 3_000 }).map((tenths) => tenths / 10);
const unit = fc.constantFrom<WeightGiven['unit']>('kg', 'lb');
const swapped = ({ value, unit: of }: WeightGiven): WeightGiven => ({ value, unit: of === 'kg' ? 'lb' : 'kg' });
const height = fc.option(fc.integer({ min: 140, max: 210 }).map(cm), { nil: undefined });

test('the same number in the other unit never passes without a finding', () => {
  fc.assert(
    fc.property(number, unit, height, fc.boolean(), (value, of, tall, isFirst) => {
      const given: WeightGiven = { value, unit: of };
      const wrong = swapped(given);
      const before = isFirst ? { second: given } : { last: gramsOf(given) };
      const findings = checkWeight({ given: wrong, height: tall, ...before });
      expect(findings.filter(({ strength }) => strength === 'absolute' || strength === 'relative')).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('a first weight is read twice: not said again is missing, said differently stops, said the same is content', () => {
  const given: WeightGiven = { value: 154, unit: 'lb' };
  expect(checkWeight({ given }).map(({ rule }) => rule)).toEqual(['first-weight-read-twice']);
  expect(checkWeight({ given, second: { value: 145, unit: 'lb' } }).map(({ rule }) => rule)).toEqual([
    'first-weight-readings-differ',
  ]);
  expect(checkWeight({ given, second: given, height: cm(175) })).toEqual([]);
});

test('more than a tenth away from the last weight is questioned; a tenth is not', () => {
  const rules = (value: number) => checkWeight({ given: { value, unit: 'kg' }, last: g(70_000) }).map((of) => of.rule);
  expect([63, 77, 62.9, 77.1].map(rules)).toEqual([[], [], ['weight-changed'], ['weight-changed']]);
});

test('a weight that hardly goes with the height holds until a prescriber has assessed it', () => {
  const rules = (value: number) =>
    checkWeight({ given: { value, unit: 'kg' }, last: g(value * 1_000), height: cm(170) }).map((of) => [
      of.rule,
      of.strength,
      of.override.by,
    ]);
  expect(rules(70)).toEqual([]);
  expect(rules(154)).toEqual([['weight-unusual-for-height', 'relative', 'prescriber']]);
  expect(rules(32)).toEqual([['weight-unusual-for-height', 'relative', 'prescriber']]);
});

test('kilograms and pounds are both shown, from the same whole grams', () => {
  expect(weightInWords(gramsOf({ value: 70, unit: 'kg' }))).toBe('70.0 kg (154.3 lb)');
  expect(gramsOf({ value: 154.3, unit: 'lb' })).toBe(69_989);
  expect(bodyMassIndex(g(80_000), cm(180))).toBeCloseTo(24.7, 1);
});
