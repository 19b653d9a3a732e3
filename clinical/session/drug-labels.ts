/**
 * The colour group on the label of an emergency drug. The name is always read; the colour only helps to find it.
 *
 * An opposite-acting drug has the colour of its group with stripes on the upper edge, so that a hypotensive in violet
 * is not taken for a vasopressor.
 *
 * @source ISO 26825:2020, groups from a summary; the standard itself was not read
 */
import { practice, sourced } from '#clinical/sources.ts';

export const labelGroups = [
  'induction',
  'benzodiazepine',
  'anticholinergic',
  'antiemetic',
  'vasopressor',
  'hypotensive',
  'opioid antagonist',
  'benzodiazepine antagonist',
  'other',
] as const;
export type LabelGroup = (typeof labelGroups)[number];

export const drugGroups = sourced<Readonly<Record<string, LabelGroup>>>(
  'Colour group on the label of each emergency drug; muscle relaxants and others stay white with their name',
  {
    labetalol: 'hypotensive',
    nicardipine: 'hypotensive',
    hydralazine: 'hypotensive',
    clonidine: 'hypotensive',
    'glyceryl trinitrate': 'hypotensive',
    propofol: 'induction',
    suxamethonium: 'other',
    naloxone: 'opioid antagonist',
    flumazenil: 'benzodiazepine antagonist',
    midazolam: 'benzodiazepine',
    lorazepam: 'benzodiazepine',
    haloperidol: 'antiemetic',
    ondansetron: 'antiemetic',
    adrenaline: 'vasopressor',
    crystalloid: 'other',
    atropine: 'anticholinergic',
    glycopyrrolate: 'anticholinergic',
    aspirin: 'other',
  },
  '1',
  practice('interface clinic.md E6: ISO 26825:2020, summary', 'unverified'),
);

/** `adrenaline, 1 mg/mL` and `adrenaline autoinjector` are both adrenaline. */
export function drugName(drug: string): string {
  const names = Object.keys(drugGroups.value);
  return names.find((name) => drug === name || drug.startsWith(`${name},`) || drug.startsWith(`${name} `)) ?? drug;
}

export const labelGroup = (drug: string): LabelGroup => drugGroups.value[drugName(drug)] ?? 'other';

/** Acts against the group whose colour it has. */
export const isOpposite = (group: LabelGroup): boolean => group === 'hypotensive' || group.endsWith('antagonist');
