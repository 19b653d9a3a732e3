import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drugClasses } from './drug-classes.ts';
import { combinationProducts, ingredients } from './ingredients.ts';
import { recognise, wordsOf } from './medicine-names.ts';

describe('what people write is found', () => {
  test.each([
    ['Rifadin 300 mg capsule', ['rifampicin']],
    ['rifampin', ['rifampicin']],
    ['RIFAMPICIN 600mg once daily', ['rifampicin']],
    ['Auvelity', ['dextromethorphan', 'bupropion']],
    ['Symbyax 6/25 mg', ['olanzapine', 'fluoxetine']],
    ['sertraline hydrochloride 50 mg film-coated tablets', ['sertraline']],
    ['Sertralíne', ['sertraline']],
    ['Venlafaxine XR 150mg po qam', ['venlafaxine']],
    ['Depakote ER 500 mg', ['valproate']],
    ['lithium carbonate', ['lithium']],
    ['St. John’s Wort extract', ["St John's wort"]],
    ['paracetamol / codeine', ['paracetamol', 'codeine']],
    ['Tylenol with codeine', ['codeine', 'paracetamol']],
    ['Tylenol', ['paracetamol']],
    ['co-codamol 30/500', ['codeine', 'paracetamol']],
    ['meperidine', ['pethidine']],
    ['Pethidine', ['pethidine']],
    ['epinephrine autoinjector', ['adrenaline']],
    ['albuterol inhaler 2 puffs as needed', ['salbutamol']],
    ['Mucinex', ['guaifenesin']],
    ['Mucinex DM', ['dextromethorphan', 'guaifenesin']],
    ['Theo-24 300 mg', ['theophylline']],
    ['methylene blue', ['methylene blue']],
    ['Spravato 84 mg nasal spray', ['esketamine']],
    ['vitamin D3 1000 IU', ['vitamin D']],
    ['L-thyroxine 100 mcg', ['levothyroxine']],
    ['grapefruit juice', ['grapefruit']],
  ])('%s', (text, expected) => {
    expect([...recognise(text).ingredients].sort()).toEqual([...expected].sort());
  });
});

describe('what only looks alike is not found', () => {
  test.each([
    ['caffeine', ['caffeine']],
    ['Lithiumo', []],
    ['codeinex', []],
    ['theophyllinate-like', []],
    ['chlordiazepoxides', []],
    ['methylprednisolone', []],
    ['hydrocortisone', ['hydrocortisone']],
    ['isopropyl alcohol swab', ['isopropyl alcohol']],
    ['oxcarbazepine', ['oxcarbazepine']],
  ])('%s', (text, expected) => {
    expect(recognise(text).ingredients).toEqual(expected);
  });

  test('caffeine has no class of its own, theophylline has', () => {
    expect(recognise('caffeine').classes).toEqual(['no-rule']);
    expect(recognise('theophylline').classes).toEqual(['theophylline']);
  });
});

describe('a name nobody knows is handed back', () => {
  test.each([
    ['Zorblaxine 20 mg', ['zorblaxine']],
    ['rifampicin and zorblaxine', ['zorblaxine']],
    ['lisinopril/hydrochlorothiazide', []],
  ])('%s', (text, unknown) => {
    expect(recognise(text).unknown).toEqual(unknown);
  });
});

test('a steroid in the nose has its timing, an inhaled one has none', () => {
  expect(recognise('fluticasone propionate 50 mcg nasal spray').classes).toContain('nasal-steroid');
  expect(recognise('fluticasone').classes).toContain('nasal-steroid');
  expect(recognise('fluticasone inhaler 250 mcg').classes).not.toContain('nasal-steroid');
});

test('every name of every medicine finds that medicine, in capitals and with a strength', () => {
  for (const { ingredient, names } of ingredients.rows)
    for (const name of [ingredient, ...names])
      expect(recognise(`${name.toUpperCase()} 10 mg tablet`).ingredients, name).toEqual([ingredient]);
});

test('no name stands for two things', () => {
  const all = [
    ...ingredients.rows.flatMap(({ ingredient, names }) => [ingredient, ...names]),
    ...combinationProducts.rows.flatMap(({ names }) => names),
  ].map((name) => wordsOf(name).join(' '));
  expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
});

test('what a product holds is on the list', () => {
  const known = new Set(ingredients.rows.map(({ ingredient }) => ingredient));
  expect(combinationProducts.rows.flatMap((of) => of.ingredients).filter((part) => !known.has(part))).toEqual([]);
});

test('every class has a medicine, and none of those without a rule has a rule', () => {
  const used = new Set(ingredients.rows.flatMap(({ classes }) => classes));
  expect(drugClasses.filter((name) => !used.has(name))).toEqual([]);
  expect(ingredients.rows.filter(({ classes }) => classes.includes('no-rule') && classes.length > 1)).toEqual([]);
});

test('RxNorm names and codes stand where the basis gives them', () => {
  const named = (ingredient: string) => ingredients.rows.find((of) => of.ingredient === ingredient);
  expect(named('rifampicin')?.rxnormName).toBe('rifampin');
  expect(named('ketamine')?.rxnormCode).toBe('6130');
  expect(named('esketamine')?.rxnormCode).toBe('2119365');
});

test('any text is read without a fault, and words around a name do not hide it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      recognise(before);
      expect(recognise(`${before} . Rifadin . ${after}`).ingredients).toContain('rifampicin');
    }),
    { numRuns: 500 },
  );
});
