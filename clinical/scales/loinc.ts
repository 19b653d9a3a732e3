/**
 * LOINC codes of scales, as far as anyone has confirmed them. A scale that is missing here has no confirmed code and uses
 * the clinic's own code system until it has one. MADRS, QIDS-SR16, CADSS, HAM-D17, WHO-5 and MOAA/S are such.
 */
import { guideline, table } from '#clinical/sources.ts';

export type LoincRow = {
  readonly scale: string;
  readonly of: 'panel' | 'total' | 'item' | 'question beside the score' | 'level';
  /** Number on the form, or its letter and number. */
  readonly item?: string;
  readonly code: string;
};

const read = (mark: string) => guideline(`clinical basis 5.4 [${mark}]`);
const known = guideline('clinical basis 5.4 [K]', 'unverified');

const items = (scale: string, codes: readonly string[]) =>
  codes.map((code, index) => ({ scale, of: 'item' as const, item: String(index + 1), code }));

export const loincOfPhq9 = table<LoincRow>('LOINC codes of the PHQ-9', '1', read('S134, S79, S94'), [
  { scale: 'phq-9', of: 'panel', code: '44249-1', ...known },
  { scale: 'phq-9', of: 'total', code: '44261-6', ...read('S134') },
  ...items('phq-9', ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5']).map((row) => ({
    ...row,
    ...read('S79'),
  })),
  { scale: 'phq-9', of: 'item', item: '8', code: '44253-3', ...known },
  { scale: 'phq-9', of: 'item', item: '9', code: '44260-8', ...known },
  { scale: 'phq-9', of: 'question beside the score', code: '69722-7', ...known },
]);

/** 44262-4, once the term of the bands, is deprecated: it is not here. */
export type LoincAnswer = { readonly of: string; readonly code: string };
export const loincAnswers = table<LoincAnswer>('LOINC codes of answers and lists', '1', read('S79, S79b'), [
  { of: 'PHQ-9 and GAD-7 answer 0', code: 'LA6568-5' },
  { of: 'PHQ-9 and GAD-7 answer 1', code: 'LA6569-3' },
  { of: 'PHQ-9 and GAD-7 answer 2', code: 'LA6570-1' },
  { of: 'PHQ-9 and GAD-7 answer 3', code: 'LA6571-9', ...known },
  { of: 'PHQ-9 list of bands', code: 'LL382-3', ...read('S94') },
  { of: 'C-SSRS no', code: 'LA32-8', ...guideline('clinical basis 5.3 [S78]') },
  { of: 'C-SSRS yes', code: 'LA33-6', ...guideline('clinical basis 5.3 [K]', 'unverified') },
  { of: 'C-SSRS level low', code: 'LA9194-7', ...guideline('clinical basis 5.3 [S78]') },
]);

export const loincOfGad7 = table<LoincRow>('LOINC codes of the GAD-7; the panel carries no total', '1', read('S134'), [
  { scale: 'gad-7', of: 'panel', code: '69737-5' },
  { scale: 'gad-7', of: 'total', code: '70274-6' },
  ...items('gad-7', ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7']).map((row) => ({
    ...row,
    ...known,
  })),
]);

export const loincOfCssrs = table<LoincRow>(
  'LOINC codes of the C-SSRS screener',
  '1',
  guideline('clinical basis 5.3 [S78]'),
  [
    ...items('c-ssrs-screener', ['93246-7', '93247-5', '93248-3', '93249-1', '93250-9', '93267-3']),
    { scale: 'c-ssrs-screener', of: 'item', item: '6, within 3 months', code: '93269-9' },
    { scale: 'c-ssrs-screener', of: 'level', code: '93374-7' },
  ],
);

export const loincOfAuditC = table<LoincRow>('LOINC codes of the AUDIT-C', '1', read('S79c'), [
  { scale: 'audit-c', of: 'panel', code: '72109-2' },
  { scale: 'audit-c', of: 'total', code: '75626-2' },
]);

export const loincOfDast10 = table<LoincRow>('LOINC codes of the DAST-10', '1', known, [
  { scale: 'dast-10', of: 'panel', code: '82666-9' },
  { scale: 'dast-10', of: 'total', code: '82667-7' },
]);

export const loincOfPcl5 = table<LoincRow>('LOINC codes of the PCL-5', '1', read('S134'), [
  { scale: 'pcl-5', of: 'panel', code: '101697-1' },
  { scale: 'pcl-5', of: 'total', code: '101698-9' },
]);
