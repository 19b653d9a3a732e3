/**
 * The specialties of the national provider registry that matter here. No code stands for ketamine; these are who gives it,
 * who watches, and where.
 *
 * @source regulatory basis G5 [S96]
 */
export const taxonomies: ReadonlyMap<string, string> = new Map([
  ['2084P0800X', 'psychiatry'],
  ['2084P0802X', 'addiction psychiatry'],
  ['207L00000X', 'anesthesiology'],
  ['207LP2900X', 'pain medicine (anesthesiology)'],
  ['207P00000X', 'emergency medicine'],
  ['363LP0808X', 'psychiatric nurse practitioner'],
  ['367500000X', 'nurse anesthetist'],
  ['363A00000X', 'physician assistant'],
  ['103TC0700X', 'clinical psychologist'],
  ['1041C0700X', 'clinical social worker'],
  ['261QM0801X', 'mental health clinic'],
  ['261QM0850X', 'adult mental health clinic'],
  ['261QI0500X', 'infusion clinic'],
  ['261QP3300X', 'pain clinic'],
]);
