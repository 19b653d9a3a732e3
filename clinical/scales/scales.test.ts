import { describe, expect, test } from 'vitest';
import {
  cadss6,
  cadss6Items,
  cssrsQuestions,
  cssrsText,
  listedScales,
  loincAnswers,
  loincOfAuditC,
  loincOfCssrs,
  loincOfDast10,
  loincOfGad7,
  loincOfPcl5,
  loincOfPhq9,
  type Scale,
  scoreRequest,
  withOfficialText,
} from './scales.ts';

const scales: readonly Scale[] = Object.values(listedScales);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe.each(scales.map((scale) => [scale.name, scale] as const))('%s', (_name, scale) => {
  test('is listed under its own name', () => {
    expect(Object.entries(listedScales).find(([, listed]) => listed === scale)?.[0]).toBe(scale.name);
  });

  test('its bands do not overlap, and lie inside its range', () => {
    if (scale.bands === undefined || !('rows' in scale.bands)) return;
    const { from, to } = scale.total.value;
    for (let total = from; total <= to; total += 1) {
      const bands = scale.bands.rows.filter((row) => row.from <= total && total <= row.to);
      expect(bands.length, `${total}`).toBeLessThanOrEqual(1);
      if (scale.name !== 'ymrs') expect(bands.length, `${total}`).toBe(1);
    }
    for (const band of scale.bands.rows) expect(band.from >= from && band.to <= to).toBe(true);
  });

  test('its words are printed only where they are free, one for each item', () => {
    expect(scale.officialText !== undefined).toBe(scale.licence.value.mayShipText);
    if (scale.officialText !== undefined) expect(scale.officialText.items).toHaveLength(scale.items.rows.length);
  });

  test('a licensed clinic loads the words of all items, and of no other number', () => {
    const items = scale.items.rows.map((_row, index) => `Question ${index + 1}`);
    expect(withOfficialText(scale, { from: 'our licence', items }).officialText?.items).toEqual(items);
    expect(() => withOfficialText(scale, { from: 'our licence', items: [...items, 'one more'] })).toThrow(
      expect.objectContaining({ name: 'BadInput', field: 'items' }),
    );
    expect(() => withOfficialText(scale, { from: 'our licence', items: items.with(0, ' ') })).toThrow(
      expect.objectContaining({ field: 'items[0]' }),
    );
  });

  test('its highest total is the sum of what its items can give', () => {
    const parts = new Map(scale.items.rows.map((item, index) => [item.part ?? index, item.to]));
    expect(sum([...parts.values()])).toBe(scale.total.value.to);
  });
});

test('exactly these scales print their words', () => {
  const printed = scales.filter(({ officialText }) => officialText !== undefined).map(({ name }) => name);
  expect(printed).toEqual(['phq-9', 'gad-7', 'pcl-5', 'audit-c']);
  expect(cssrsText.items).toHaveLength(cssrsQuestions.rows.length);
});

test('the six items of the CADSS-6 carry the labels of the same items of the CADSS', () => {
  expect(cadss6.items.rows.map(({ label }) => label)).toEqual(
    cadss6Items.value.map((item) => listedScales.cadss.items.rows[item - 1]?.label),
  );
});

/** LOINC codes end in a check digit after Luhn; the letters of answers and lists count as their place in the alphabet. */
function isLoinc(code: string): boolean {
  const [, signs = '', check = ''] = /^([A-Z]*\d+)-(\d)$/.exec(code) ?? [];
  const worthOf = (sign: string) => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 'A'.charCodeAt(0) + 1);
  const digits = [...signs].reverse().flatMap((sign, index) => [...`${worthOf(sign) * (index % 2 === 0 ? 2 : 1)}`]);
  return signs !== '' && (10 - (sum(digits.map(Number)) % 10)) % 10 === Number(check);
}

test('every LOINC code passes its check digit, and a wrong one would not', () => {
  const tables = [loincOfPhq9, loincOfGad7, loincOfCssrs, loincOfAuditC, loincOfDast10, loincOfPcl5, loincAnswers];
  const codes = tables.flatMap(({ rows }) => rows.map(({ code }) => code));
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !isLoinc(code))).toEqual([]);
  expect(isLoinc('44261-7')).toBe(false);
});

test('what was read is marked as read, what was not is not', () => {
  const of = (code: string) => loincOfPhq9.rows.find((row) => row.code === code)?.verified;
  expect([of('44261-6'), of('44250-9'), of('44249-1'), of('44260-8')]).toEqual([true, true, false, false]);
  expect(loincOfDast10.verified).toBe(false);
});

const zeros = (count: number) => Array.from({ length: count }, () => 0);

test.each([
  ['phq-9', { answers: zeros(8) }, 'answers', '9 items; 8 came'],
  ['phq-9', { answers: zeros(10) }, 'answers', '9 items; 10 came'],
  ['phq-9', { answers: zeros(9).with(2, 4) }, 'answers[2]', 'from 0 to 3'],
  ['phq-9', { answers: zeros(9).with(2, -1) }, 'answers[2]', 'from 0 to 3'],
  ['phq-9', { answers: zeros(9).with(8, 0.5) }, 'answers[8]', 'whole number'],
  ['phq-9', { answers: [...zeros(8), Number.NaN] }, 'answers[8]', 'whole number'],
  ['phq-9', { answers: [...zeros(8), '1'] }, 'answers[8]', 'whole number'],
  ['phq-9', { answers: [...zeros(8), true] }, 'answers[8]', 'whole number'],
  ['phq-9', { answers: { q1: 0 } }, 'answers', 'a list of 9'],
  ['phq-9', { answers: null }, 'answers', 'a list of 9'],
  ['phq-9', {}, 'answers', 'missing'],
  ['phq-9', [], '', 'an object'],
  ['phq-9', { answers: zeros(9), foo: 1 }, 'foo', 'foo'],
  ['ham-d17', { answers: zeros(17).with(3, 3) }, 'answers[3]', 'from 0 to 2'],
  ['rass', { answers: [-6] }, 'answers[0]', 'from -5 to 4'],
  ['bprs-plus', { answers: [0, 0, 0, 0], anchorBase: '1-7' }, 'answers[0]', 'from 1 to 7'],
  ['phq-9', { answers: zeros(9), anchorBase: '1-7' }, 'anchorBase', 'bprs-plus'],
  ['audit-c', { answers: zeros(3), sex: 'f' }, 'sex', 'female or male'],
  ['c-ssrs-screener', { answers: { q1: 1 } }, 'answers.q1', 'true, false or null'],
  ['c-ssrs-screener', { answers: { q7: true } }, 'answers.q7', 'q7'],
  ['c-ssrs-screener', { answers: [true] }, 'answers', 'an object'],
  ['maudsley', { answers: { severity: 'bad' } }, 'answers.severity', 'is one of'],
  ['maudsley', { answers: { durationMonths: -1 } }, 'answers.durationMonths', '0 months or more'],
  ['maudsley', { answers: { antidepressantTrials: 1.5 } }, 'answers.antidepressantTrials', 'whole number'],
  ['hamster', { answers: [] }, 'scale', 'not known'],
  [undefined, { answers: [] }, 'scale', 'missing'],
  ['__proto__', { answers: [] }, 'scale', 'not known'],
])('score %s %j is refused at "%s"', (scale, input, field, words) => {
  expect(() => scoreRequest(input, scale)).toThrow(
    expect.objectContaining({ name: 'BadInput', field, message: expect.stringContaining(words) }),
  );
});
