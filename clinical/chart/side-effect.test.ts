import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as chart from './chart.ts';
import {
  bladderFindings,
  ctcaeCodes,
  daysAfter,
  expectedRates,
  gradeLiverEnzyme,
  icd10CmCodes,
  isIcd10CmCode,
  isLoincCode,
  isMedDraCode,
  isSerious,
  isSnomedCode,
  liverFindings,
  loincCodes,
  medDraCodes,
  rateColumns,
  reportsOf,
  type SeriousCriterion,
  seriousCriteria,
  sideEffect,
  sideEffectCatalogue,
  sideEffectIds,
  snomedCodes,
} from './chart.ts';

const none = Object.fromEntries(seriousCriteria.map((criterion) => [criterion, false]));

describe('codes', () => {
  test('every SNOMED CT and LOINC code that ships passes its check digit', () => {
    expect(snomedCodes.rows.filter(({ code }) => !isSnomedCode(code))).toEqual([]);
    expect(loincCodes.rows.filter(({ code }) => !isLoincCode(code))).toEqual([]);
  });

  test('MedDRA, CTCAE and ICD-10-CM have the right shape: they have no check digit', () => {
    expect([...medDraCodes.rows, ...ctcaeCodes.rows].filter(({ code }) => !isMedDraCode(code))).toEqual([]);
    expect(icd10CmCodes.rows.filter(({ code }) => !isIcd10CmCode(code))).toEqual([]);
  });

  test('CTCAE was read, the others say that they were not', () => {
    expect([ctcaeCodes, medDraCodes, snomedCodes, icd10CmCodes, loincCodes].map(({ verified }) => verified)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test.each(['44249-1', '44261-6', '70274-6', '85354-9', '98979-8'])('LOINC %s is right, no other digit is', (code) => {
    const others = Array.from({ length: 10 }, (_, check) => `${code.slice(0, -1)}${check}`).filter(isLoincCode);
    expect(others).toEqual([code]);
  });

  test('SNOMED CT: one wrong digit, and any two neighbours swapped, are always found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...snomedCodes.rows.map(({ code }) => code)),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (code, at, by) => {
          const digits = [...code];
          const place = at % digits.length;
          const wrong = digits.with(place, String((Number(digits[place]) + by) % 10)).join('');
          expect(isSnomedCode(wrong)).toBe(false);
          const [a = '', b = ''] = [digits[place], digits[place + 1]];
          if (b !== '' && a !== b)
            expect(
              isSnomedCode(
                digits
                  .with(place, b)
                  .with(place + 1, a)
                  .join(''),
              ),
            ).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('any text has an answer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const is of [isSnomedCode, isLoincCode, isMedDraCode, isIcd10CmCode])
          expect(typeof is(text)).toBe('boolean');
      }),
    );
  });
});

describe('catalogue', () => {
  test('every side effect has its course, what to do, grades and what makes it serious', () => {
    expect(sideEffectCatalogue().map(({ id }) => id)).toEqual([...sideEffectIds]);
    for (const entry of sideEffectCatalogue()) {
      expect([entry.id, entry.course.words !== '', entry.act.length > 0, entry.seriousWhen.length > 0]).toEqual([
        entry.id,
        true,
        true,
        true,
      ]);
      expect([entry.id, entry.grades.length]).toEqual([entry.id, Math.max(1, entry.grading.length)]);
      expect([entry.id, entry.codes.length > 0]).toEqual([entry.id, true]);
    }
  });

  test('onset is before offset', () => {
    for (const { id, course } of sideEffectCatalogue())
      if (course.onsetMin !== undefined && course.offsetMin !== undefined)
        expect([id, course.onsetMin.from <= course.onsetMin.to && course.onsetMin.to <= course.offsetMin.to]).toEqual([
          id,
          true,
        ]);
  });

  test('dissociation: TRANSFORM-1 26.8 % of 231 against 3.5 % of 113; racemic has no rate and says so', () => {
    const rates = expectedRates('dissociation', 'esketamine');
    expect(rates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          study: 'TRANSFORM-1',
          activePct: 26.8,
          controlPct: 3.5,
          patients: { active: 231, control: 113 },
        }),
        expect.objectContaining({ study: 'label Table 3', activePct: 41, verified: false }),
      ]),
    );
    expect(sideEffect('dissociation').rates.racemic).toMatchObject({ value: undefined, verified: false });
  });

  test('numbness in TRANSFORM-1 is 13.0 %, 30 of 231: the printed 13.3 is a slip of the source', () => {
    expect(Math.round((1_000 * 30) / 231) / 10).toBe(13);
    expect(expectedRates('perception', 'esketamine')).toEqual(
      expect.arrayContaining([expect.objectContaining({ study: 'TRANSFORM-1', reaction: 'numbness', activePct: 13 })]),
    );
  });

  test('a rate is a per cent', () => {
    for (const { value } of rateColumns)
      for (const { reaction, activePct, controlPct } of value.rates)
        expect([reaction, activePct >= 0 && activePct <= 100 && (controlPct ?? 0) <= 100]).toEqual([reaction, true]);
  });

  test('a reporting odds ratio is no risk and appears nowhere', () => {
    expect(JSON.stringify(chart)).not.toMatch(/1612|1_612|238\.5|FAERS/);
  });
});

describe('what is serious, and who hears of it', () => {
  test('one yes is serious, all no is not, anything else is not known', () => {
    expect(isSerious({})).toBe('not known');
    expect(isSerious(none)).toBe('no');
    expect(isSerious({ hospitalisation: true })).toBe('yes');
    fc.assert(
      fc.property(fc.constantFrom<SeriousCriterion>(...seriousCriteria), (criterion) => {
        expect(isSerious({ ...none, [criterion]: undefined })).toBe('not known');
      }),
    );
  });

  test('esketamine, outpatient: the REMS form within seven calendar days of the treatment, across a leap day', () => {
    const { reports } = reportsOf({
      product: 'esketamine',
      setting: 'outpatient',
      treatedOn: '2028-02-25',
      answers: { ...none, 'life-threatening': true },
    });
    expect(reports.map(({ to, duty, dueOn }) => [to, duty, dueOn])).toEqual([
      ['REMS', 'required', '2028-03-03'],
      ['REMS', 'voluntary', '2028-02-25'],
      ['MedWatch', 'voluntary', undefined],
    ]);
    expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04');
  });

  test('on a ward the REMS is called; after racemic ketamine nothing is required', () => {
    const to = (product: 'esketamine' | 'racemic', setting: 'inpatient' | 'outpatient') =>
      reportsOf({ product, setting, treatedOn: '2026-11-25', answers: none }).reports.map(
        ({ to: who, duty, dueOn }) => [who, duty, dueOn],
      );
    expect(to('esketamine', 'inpatient')).toEqual([
      ['REMS', 'required', undefined],
      ['MedWatch', 'voluntary', '2026-12-02'],
    ]);
    expect(to('racemic', 'outpatient')).toEqual([['MedWatch', 'voluntary', '2026-12-02']]);
  });

  test('unanswered seriousness is said', () => {
    const { findings, serious } = reportsOf({
      product: 'esketamine',
      setting: 'outpatient',
      treatedOn: '2026-11-25',
      answers: {},
    });
    expect([serious, findings.map(({ rule, strength }) => [rule, strength])]).toEqual([
      'not known',
      [['seriousness-not-known', 'missing']],
    ]);
  });
});

describe('bladder and liver', () => {
  const rules = (findings: { rule: string; strength: string }[]) =>
    findings.map(({ rule, strength }) => `${rule} ${strength}`);
  const fine = { bpicSs: 5, icsi: 2, hasVisibleBlood: false, timesMicroscopicBlood: 0 };

  test.each([
    [fine, []],
    [{ ...fine, bpicSs: 19 }, ['bladder-hold relative']],
    [{ ...fine, bpicSs: 18 }, []],
    [{ ...fine, icsi: 6, icsiBaseline: 3 }, ['bladder-hold relative']],
    [{ ...fine, icsi: 6, icsiBaseline: 4 }, []],
    [{ ...fine, icsi: 6 }, ['bladder-hold relative']],
    [{ ...fine, hasVisibleBlood: true }, ['bladder-hold relative']],
    [{ ...fine, timesMicroscopicBlood: 2 }, ['bladder-hold relative']],
    [{ ...fine, isCystitisSuspected: true }, ['ketamine-cystitis-suspected absolute']],
    [{}, ['bladder-not-known missing']],
  ])('bladder %o: %o', (facts, expected) => {
    expect(rules(bladderFindings(facts))).toEqual(expected);
  });

  test.each([
    [{ timesLimit: 2, bilirubinTimesLimit: 1, hasSymptoms: false }, []],
    [{ timesLimit: 2.1, bilirubinTimesLimit: 1, hasSymptoms: false }, ['liver-repeat relative']],
    [{ timesLimit: 3.1, bilirubinTimesLimit: 1, hasSymptoms: false }, ['liver-repeat relative']],
    [{ timesLimit: 3.1 }, ['liver-repeat relative', 'liver-symptoms-not-known missing']],
    [{ timesLimit: 3.1, hasSymptoms: true }, ['liver-stop absolute']],
    [{ timesLimit: 3.1, bilirubinTimesLimit: 2.1 }, ['liver-stop absolute']],
    [{ timesLimit: 5.1, hasSymptoms: false }, ['liver-stop absolute']],
    [{ timesLimit: undefined }, ['liver-not-known missing']],
  ])('liver %o: %o', (facts, expected) => {
    expect(rules(liverFindings(facts))).toEqual(expected);
  });

  test.each([
    ['ALT or AST', 40, undefined, 0],
    ['ALT or AST', 41, undefined, 1],
    ['ALT or AST', 121, undefined, 2],
    ['ALT or AST', 201, undefined, 3],
    ['ALT or AST', 801, undefined, 4],
    ['ALT or AST', 119, 80, 0],
    ['ALT or AST', 120, 80, 1],
    ['GGT or ALP', 100, undefined, 1],
    ['GGT or ALP', 101, undefined, 2],
    ['GGT or ALP', undefined, undefined, 'not known'],
  ] as const)('%s of %o, limit 40, baseline %o: grade %o', (enzyme, value, baseline, grade) => {
    expect(gradeLiverEnzyme({ enzyme, value, upperLimit: 40, baseline })).toBe(grade);
  });
});
