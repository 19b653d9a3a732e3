import { describe, expect, test } from 'vitest';
import type { Strength } from '#clinical/findings.ts';
import { someoneWell } from '../../tests/someone-to-assess.ts';
import { drugClasses } from './drug-classes.ts';
import { assess } from './eligibility.ts';
import type { Facts, Medicine } from './facts.ts';
import { ingredients } from './ingredients.ts';
import { interactionRows, settings } from './interactions.ts';
import type { Treatment } from './treatments.ts';

const ways = {
  nasalSpray: { product: 'esketamine', route: 'intranasal' },
  compoundedNasal: { product: 'ketamine', route: 'intranasal' },
  parenteral: { product: 'ketamine', route: 'iv' },
  oral: { product: 'ketamine', route: 'oral' },
  sublingual: { product: 'ketamine', route: 'sublingual' },
} as const satisfies Record<(typeof settings)[number], Treatment>;

const taking = (medicines: readonly Medicine[], way: keyof typeof ways, also: Partial<Facts> = {}) =>
  assess({ ...someoneWell, ...ways[way], ...also, medicines: [...medicines] });
const about = (medicine: Medicine, rule: string, way: keyof typeof ways) =>
  taking([medicine], way).find((finding) => finding.rule === rule);

type Row = [
  rule: string,
  medicine: string,
  nasalSpray: Strength | undefined,
  iv: Strength | undefined,
  oral: Strength | undefined,
];

/** The rows of basis 2.5 with every medicine it names, written by hand: one that the tables forget fails here. */
const basis25: Row[] = [
  ['benzodiazepines', 'Xanax 0.5 mg', 'caution', 'caution', 'caution'],
  ['benzodiazepine-hold', 'Xanax 0.5 mg', 'caution', 'caution', 'caution'],
  ['alcohol-hold', 'alcohol', 'caution', 'caution', 'caution'],
  ['stimulant-hold', 'modafinil', 'caution', 'caution', 'caution'],
  ['mao-inhibitor-confirmation', 'phenelzine', 'relative', 'relative', 'relative'],
  ['grapefruit-hold', 'grapefruit juice', undefined, undefined, 'relative'],
  ['sedatives', 'oxycodone', 'caution', 'caution', 'caution'],
  ['sedatives', 'alcohol', 'caution', 'caution', 'caution'],
  ['sedatives', 'zolpidem', 'caution', 'caution', 'caution'],
  ['sedatives', 'pregabalin', 'caution', 'caution', 'caution'],
  ['sedatives', 'hydroxyzine', 'caution', 'caution', 'caution'],
  ['sedatives', 'phenobarbital', 'caution', 'caution', 'caution'],
  ['stimulants', 'amphetamine salts 20 mg', 'caution', 'caution', 'caution'],
  ['stimulants', 'methylphenidate', 'caution', 'caution', 'caution'],
  ['stimulants', 'modafinil', 'caution', 'caution', 'caution'],
  ['stimulants', 'armodafinil', 'caution', 'caution', 'caution'],
  ['mao-inhibitors', 'phenelzine', 'relative', 'relative', 'relative'],
  ['mao-inhibitors', 'tranylcypromine', 'relative', 'relative', 'relative'],
  ['mao-inhibitors', 'isocarboxazid', 'relative', 'relative', 'relative'],
  ['mao-inhibitors', 'selegiline patch', 'relative', 'relative', 'relative'],
  ['mao-inhibitors', 'linezolid', 'relative', 'relative', 'relative'],
  ['mao-inhibitors', 'methylene blue', 'relative', 'relative', 'relative'],
  ['pressor-medicines', 'pseudoephedrine', 'caution', 'caution', 'caution'],
  ['pressor-medicines', 'vasopressin', 'caution', 'caution', 'caution'],
  ['pressor-medicines', 'ergotamine', 'caution', 'caution', 'caution'],
  ['pressor-medicines', 'ergometrine', 'caution', 'caution', 'caution'],
  ['theophylline', 'theophylline', 'relative', 'absolute', 'absolute'],
  ['theophylline', 'aminophylline', 'relative', 'absolute', 'absolute'],
  ['thyroid-hormones', 'Synthroid', 'caution', 'caution', 'caution'],
  ['lamotrigine', 'Lamictal', 'information', 'information', 'information'],
  ['opioid-antagonists', 'naltrexone 50 mg', 'caution', 'caution', 'caution'],
  ['lithium', 'lithium carbonate', 'information', 'information', 'information'],
  ['antipsychotics', 'clozapine', 'information', 'information', 'information'],
  ['antipsychotics', 'risperidone', 'information', 'information', 'information'],
  ['antipsychotics', 'haloperidol', 'information', 'information', 'information'],
  ['antidepressants', 'sertraline', 'caution', 'caution', 'caution'],
  ['antidepressants', 'venlafaxine', 'caution', 'caution', 'caution'],
  ['antidepressants', 'amitriptyline', 'caution', 'caution', 'caution'],
  ['clarithromycin', 'clarithromycin', 'information', 'information', 'relative'],
  ['ticlopidine', 'ticlopidine', 'caution', 'caution', 'relative'],
  ['grapefruit', 'grapefruit juice', undefined, undefined, 'relative'],
  ['itraconazole', 'itraconazole', 'caution', 'caution', 'caution'],
  ['cyp-inhibitors', 'ketoconazole', 'caution', 'caution', 'caution'],
  ['cyp-inhibitors', 'ritonavir', 'caution', 'caution', 'caution'],
  ['cyp-inhibitors', 'clopidogrel', 'caution', 'caution', 'caution'],
  ['rifampicin', 'Rifadin 300 mg capsule', 'caution', 'information', 'relative'],
  ['st-johns-wort', "St John's wort", 'caution', 'caution', 'relative'],
  ['cyp-inducers', 'carbamazepine', 'caution', 'caution', 'caution'],
  ['cyp-inducers', 'phenytoin', 'caution', 'caution', 'caution'],
  ['cyp-inducers', 'phenobarbital', 'caution', 'caution', 'caution'],
  ['cyp-inducers', 'efavirenz', 'caution', 'caution', 'caution'],
  ['nasal-timing', 'Flonase', 'caution', undefined, undefined],
  ['nasal-timing', 'oxymetazoline nasal spray', 'caution', undefined, undefined],
  ['nmda-antagonists', 'memantine', 'relative', 'relative', 'relative'],
  ['nmda-antagonists', 'amantadine', 'relative', 'relative', 'relative'],
  ['nmda-antagonists', 'dextromethorphan', 'relative', 'relative', 'relative'],
  ['nmda-antagonists', 'Auvelity', 'relative', 'relative', 'relative'],
  ['qt-medicines', 'citalopram', 'information', undefined, undefined],
];

describe('each medicine of the basis speaks as strongly as it stands there', () => {
  test.each(basis25)('%s: %s', (rule, medicine, nasalSpray, iv, oral) => {
    expect(about(medicine, rule, 'nasalSpray')?.strength).toBe(nasalSpray);
    expect(about(medicine, rule, 'parenteral')?.strength).toBe(iv);
    expect(about(medicine, rule, 'oral')?.strength).toBe(oral);
  });

  test('the table holds no row that is not written here', () => {
    const written = new Set(basis25.map(([rule]) => rule));
    expect(interactionRows.rows.map(({ rule }) => rule).filter((rule) => !written.has(rule))).toEqual([]);
  });
});

describe.each(interactionRows.rows.map((row) => [row.rule, row] as const))('%s', (rule, row) => {
  test('each class of it, each medicine of that class, speaks in each setting it has', () => {
    for (const name of row.classes) {
      const members = ingredients.rows.filter(({ classes }) => classes.includes(name));
      expect(members.length, name).toBeGreaterThan(0);
      for (const { ingredient } of members)
        for (const setting of settings) {
          const found = about(ingredient, rule, setting);
          expect(found?.strength, `${ingredient}, ${setting}`).toBe(row.cells[setting]?.strength);
        }
    }
  });
});

test('every class is spoken of, but for those that only lengthen the fast or steady the mood', () => {
  const spoken = new Set(interactionRows.rows.flatMap(({ classes }) => classes));
  const elsewhere = ['no-rule', 'glp-1', 'mood-stabiliser', 'other-antidepressant'];
  expect(drugClasses.filter((name) => !spoken.has(name) && !elsewhere.includes(name))).toEqual([]);
});

describe('benzodiazepines', () => {
  const says = (medicines: Medicine[]) =>
    taking(medicines, 'parenteral').find(({ rule }) => rule === 'benzodiazepine-dose')?.says;

  test('above 8 mg a day as diazepam that is said; at 8 it is not', () => {
    expect(says([{ name: 'diazepam', diazepamEquivalentMgPerDay: 10 }])).toContain('above 8 mg a day');
    expect(says([{ name: 'diazepam', diazepamEquivalentMgPerDay: 8 }])).toBeUndefined();
  });

  test('two of them add up, and a dose nobody knows is said to be unknown', () => {
    const half = { diazepamEquivalentMgPerDay: 5 };
    expect(
      says([
        { name: 'diazepam', ...half },
        { name: 'Xanax', ...half },
      ]),
    ).toContain('10 mg a day');
    expect(says(['lorazepam'])).toContain('the dose is not known');
  });
});

test('itraconazole did not raise oral S-ketamine, but made people drowsier: no lower dose is asked for', () => {
  for (const way of settings) {
    const found = taking(['Sporanox 100 mg'], way).filter(({ facts }) => 'medicines' in facts);
    expect(found.map(({ rule }) => rule).filter((rule) => !rule.startsWith('fasting'))).toEqual(['itraconazole']);
    expect(found[0]?.says).toContain('drowsiness and impairment');
    expect(found.map(({ says }) => says).join(' ')).not.toContain('50 %');
  }
  expect(about('itraconazole', 'itraconazole', 'oral')).toMatchObject({ provenance: 'TRIAL', verified: true });
});

test.each(['clopidogrel', 'ketoconazole', 'ritonavir'])('%s is general knowledge on every route', (medicine) => {
  for (const way of settings) expect(about(medicine, 'cyp-inhibitors', way)?.verified, way).toBe(false);
});

describe('what a source says and what the project proposes are two findings', () => {
  test.each([
    ['Xanax', 'benzodiazepines', 'benzodiazepine-hold', 'hours'],
    ['alcohol', 'sedatives', 'alcohol-hold', '24 hours'],
    ['modafinil', 'stimulants', 'stimulant-hold', 'the day of a session'],
    ['phenelzine', 'mao-inhibitors', 'mao-inhibitor-confirmation', 'prescriber'],
    ['grapefruit', 'grapefruit', 'grapefruit-hold', '48 hours'],
  ])('%s', (medicine, read, proposed, words) => {
    expect(about(medicine, read, 'oral')?.verified).toBe(true);
    expect(about(medicine, read, 'oral')?.says).not.toContain(words);
    expect(about(medicine, proposed, 'oral')).toMatchObject({ provenance: 'DEFAULT', verified: false });
    expect(about(medicine, proposed, 'oral')?.says).toContain(words);
  });

  test('the dose of benzodiazepines that separated non-responders is from a trial', () => {
    const diazepam = { name: 'diazepam', diazepamEquivalentMgPerDay: 10 };
    expect(about(diazepam, 'benzodiazepine-dose', 'parenteral')).toMatchObject({ provenance: 'TRIAL', verified: true });
  });

  test('clarithromycin: only what was read', () => {
    expect(about('clarithromycin', 'clarithromycin', 'oral')?.says).not.toContain('antibiotic');
  });
});

describe('what is not known', () => {
  test('no list is a question, also about each medicine that would block', () => {
    const unasked = assess({ ...someoneWell, ...ways.parenteral, medicines: undefined });
    const missing = unasked.filter(({ strength }) => strength === 'missing').map(({ rule }) => rule);
    expect(missing).toEqual(['medicines', 'theophylline']);
  });

  test('an empty list says that there are none', () => {
    expect(taking([], 'parenteral').filter(({ strength }) => strength === 'missing')).toEqual([]);
  });

  test.each([['Zorblaxine 20 mg'], ['???'], ['sertraline and zorblaxine'], ['300 mg']])(
    'a name nobody knows is a finding: %s',
    (name) => {
      const found = taking([name], 'nasalSpray').filter(({ rule }) => rule === 'medicine-not-recognised');
      expect(found).toMatchObject([{ strength: 'missing', facts: { medicines: [name] } }]);
    },
  );

  test.each(['none', 'None', 'no medication', 'N/A'])('"%s" in the list: an empty list says that', (word) => {
    const [found] = taking([word], 'nasalSpray').filter(({ rule }) => rule === 'medicine-not-recognised');
    expect(found).toMatchObject({ strength: 'missing' });
    expect(found?.says).toContain('enter an empty list');
  });

  test('a known name without a rule is said to be no statement of safety', () => {
    const [found] = taking(['metformin 500 mg bd'], 'nasalSpray').filter(
      ({ rule }) => rule === 'medicines-without-a-rule',
    );
    expect(found?.says).toContain('not a statement that it is safe');
  });
});

test('a combination speaks for each of its parts', () => {
  const rules = taking(['Symbyax 6/25'], 'nasalSpray').map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['antipsychotics', 'antidepressants']));
  const suboxone = taking(['Suboxone'], 'oral').map(({ rule }) => rule);
  expect(suboxone).toEqual(expect.arrayContaining(['sedatives', 'opioid-antagonists']));
});

test.each([
  ['alcoholInLast24h', 'alcohol-before-session', 'nasalSpray'],
  ['grapefruitInLast48h', 'grapefruit-before-session', 'oral'],
  ['grapefruitInLast48h', 'grapefruit-before-session', 'sublingual'],
] as const)('%s holds the session, and is asked', (fact, rule, way) => {
  const strength = (said: 'yes' | 'no' | undefined) =>
    taking([], way, { [fact]: said }).find((finding) => finding.rule === rule)?.strength;
  expect(strength('yes')).toBe('relative');
  expect(strength('no')).toBeUndefined();
  expect(strength(undefined)).toBe('missing');
});

test('grapefruit is not asked about before an infusion', () => {
  const found = taking([], 'parenteral', { grapefruitInLast48h: undefined });
  expect(found.some(({ rule }) => rule === 'grapefruit-before-session')).toBe(false);
});
