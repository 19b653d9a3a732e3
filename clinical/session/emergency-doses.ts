/**
 * Emergency drug doses for adults, each with its own source. They show only where a medical director has signed them.
 *
 * Many were read in tables and teaching pages rather than in the guideline itself: an anaesthetist or a pharmacist signs
 * every one. A row without a source of its own is general knowledge and stays unverified.
 *
 * @source clinical basis 3.5
 */
import { guideline, practice, table, trial } from '#clinical/sources.ts';
import type { EmergencyId } from './emergency-cards.ts';

export type DoseRow = {
  readonly event: EmergencyId;
  readonly drug: string;
  readonly route: 'IV' | 'IM' | 'PO' | 'ODT' | 'SL' | 'IV or IM' | 'route not named';
  readonly from: number;
  readonly to: number;
  readonly unit: 'mg' | 'mg/kg' | 'mg/h' | 'mL/kg';
  readonly overMin?: { readonly from: number; readonly to: number };
  readonly repeatMin?: { readonly from: number; readonly to: number };
  readonly most?: number;
  /** When, for whom, and for whom not. */
  readonly note: string;
};

const section = 'clinical basis 3.5';
const team = 'IV drugs are given by the emergency team.';
const notLabetalol = 'Not in asthma, slow heart, AV block or systolic heart failure [S121c].';
const trained = 'Trained airway staff only.';
const persists = 'Only if it stays for more than 15 to 30 minutes without symptoms.';

export const emergencyDoses = table<DoseRow>(
  'Emergency drugs: doses for adults, each row in its own unit',
  'as each row says',
  practice(section, 'unverified'),
  [
    {
      event: 'hypertensive-emergency',
      drug: 'labetalol',
      route: 'IV',
      from: 10,
      to: 20,
      unit: 'mg',
      overMin: { from: 1, to: 2 },
      note: `First dose. ${notLabetalol} ${team}`,
      ...guideline(`${section} [S121b, S121c]`),
    },
    {
      event: 'hypertensive-emergency',
      drug: 'labetalol',
      route: 'IV',
      from: 20,
      to: 80,
      unit: 'mg',
      repeatMin: { from: 10, to: 10 },
      note: `Further doses. ${notLabetalol} ${team}`,
      ...guideline(`${section} [S121, S121c]`),
    },
    {
      event: 'hypertensive-emergency',
      drug: 'nicardipine',
      route: 'IV',
      from: 5,
      to: 5,
      unit: 'mg/h',
      most: 15,
      note: `Start of the infusion. ${team}`,
      ...guideline(`${section} [S121c]`),
    },
    {
      event: 'hypertensive-emergency',
      drug: 'nicardipine, step',
      route: 'IV',
      from: 2.5,
      to: 2.5,
      unit: 'mg/h',
      repeatMin: { from: 15, to: 30 },
      most: 15,
      note: `Added to the rate at each step. ${team}`,
      ...guideline(`${section} [S121c]`),
    },
    {
      event: 'hypertensive-emergency',
      drug: 'hydralazine',
      route: 'IV',
      from: 10,
      to: 20,
      unit: 'mg',
      note: team,
      ...guideline(`${section} [S121]`),
    },
    {
      event: 'hypertensive-emergency',
      drug: 'hydralazine, careful start',
      route: 'IV',
      from: 5,
      to: 5,
      unit: 'mg',
      note: team,
    },
    {
      event: 'severe-pressure-without-symptoms',
      drug: 'clonidine',
      route: 'PO',
      from: 0.1,
      to: 0.1,
      unit: 'mg',
      note: persists,
    },
    {
      event: 'severe-pressure-without-symptoms',
      drug: 'labetalol',
      route: 'PO',
      from: 100,
      to: 200,
      unit: 'mg',
      note: `${persists} ${notLabetalol}`,
    },
    {
      event: 'severe-pressure-without-symptoms',
      drug: 'labetalol',
      route: 'IV',
      from: 10,
      to: 10,
      unit: 'mg',
      note: `${persists} ${notLabetalol}`,
    },
    {
      event: 'laryngospasm',
      drug: 'propofol',
      route: 'IV',
      from: 0.5,
      to: 1,
      unit: 'mg/kg',
      note: `For partial spasm. ${trained}`,
      ...practice(`${section} [S122, S122b]`),
    },
    {
      event: 'laryngospasm',
      drug: 'suxamethonium',
      route: 'IV',
      from: 1,
      to: 1,
      unit: 'mg/kg',
      note: trained,
      ...practice(`${section} [S122b]`),
    },
    {
      event: 'laryngospasm',
      drug: 'suxamethonium',
      route: 'IM',
      from: 4,
      to: 4,
      unit: 'mg/kg',
      note: `Without a line. ${trained}`,
      ...practice(`${section} [S122]`),
    },
    {
      event: 'respiratory-depression',
      drug: 'naloxone',
      route: 'IV',
      from: 0.04,
      to: 0.04,
      unit: 'mg',
      repeatMin: { from: 2, to: 3 },
      note: 'Only if an opioid was taken; to effect. It does not reverse ketamine or esketamine.',
      ...practice(`${section} [S126]`),
    },
    {
      event: 'respiratory-depression',
      drug: 'naloxone, partial reversal',
      route: 'IV',
      from: 0.1,
      to: 0.4,
      unit: 'mg',
      note: 'Only if an opioid was taken. It does not reverse ketamine or esketamine.',
      ...practice(`${section} [S126b]`),
    },
    {
      event: 'respiratory-depression',
      drug: 'flumazenil',
      route: 'IV',
      from: 0.2,
      to: 0.2,
      unit: 'mg',
      note: 'Only for a benzodiazepine that was given, and without a risk of seizures. It does not reverse ketamine or esketamine.',
    },
    { event: 'agitation', drug: 'midazolam', route: 'IV', from: 1, to: 2, unit: 'mg', note: 'First line.' },
    { event: 'agitation', drug: 'midazolam', route: 'IM', from: 2.5, to: 5, unit: 'mg', note: 'First line.' },
    { event: 'agitation', drug: 'lorazepam', route: 'PO', from: 1, to: 1, unit: 'mg', note: 'First line.' },
    { event: 'agitation', drug: 'lorazepam', route: 'IV', from: 1, to: 1, unit: 'mg', note: 'First line.' },
    {
      event: 'agitation',
      drug: 'haloperidol',
      route: 'route not named',
      from: 1,
      to: 2.5,
      unit: 'mg',
      note: 'Second line.',
    },
    {
      event: 'vomiting',
      drug: 'ondansetron',
      route: 'IV',
      from: 4,
      to: 4,
      unit: 'mg',
      most: 8,
      note: 'It lengthens QT.',
    },
    {
      event: 'vomiting',
      drug: 'ondansetron',
      route: 'ODT',
      from: 4,
      to: 4,
      unit: 'mg',
      most: 8,
      note: 'It lengthens QT.',
    },
    {
      event: 'anaphylaxis',
      drug: 'adrenaline, 1 mg/mL',
      route: 'IM',
      from: 0.5,
      to: 0.5,
      unit: 'mg',
      repeatMin: { from: 5, to: 5 },
      note: 'Outer middle of the thigh; 0.01 mg/kg, never more than 0.5 mg at a time. Escalate after 2 to 3 doses.',
      ...guideline(`${section} [S120, S120b, S120c]`),
    },
    {
      event: 'anaphylaxis',
      drug: 'adrenaline autoinjector',
      route: 'IM',
      from: 0.3,
      to: 0.3,
      unit: 'mg',
      note: 'If nothing else is at hand.',
    },
    {
      event: 'anaphylaxis',
      drug: 'crystalloid',
      route: 'IV',
      from: 20,
      to: 20,
      unit: 'mL/kg',
      note: 'If the pressure is low.',
      ...guideline(`${section} [S120b]`),
    },
    {
      event: 'syncope',
      drug: 'atropine',
      route: 'IV',
      from: 1,
      to: 1,
      unit: 'mg',
      repeatMin: { from: 3, to: 5 },
      most: 3,
      note: 'For a slow heart with symptoms; by symptoms, not by a rate. The older start of half of it is superseded.',
      ...guideline(`${section} [S123, S123b]`),
    },
    {
      event: 'seizure',
      drug: 'midazolam',
      route: 'IM',
      from: 10,
      to: 10,
      unit: 'mg',
      note: 'At 5 minutes; for more than 40 kg of body weight.',
      ...guideline(`${section} [S124]`),
    },
    { event: 'seizure', drug: 'lorazepam', route: 'IV', from: 4, to: 4, unit: 'mg', note: 'At 5 minutes.' },
    { event: 'chest-pain', drug: 'aspirin', route: 'route not named', from: 300, to: 325, unit: 'mg', note: '' },
    {
      event: 'chest-pain',
      drug: 'glyceryl trinitrate',
      route: 'SL',
      from: 0.4,
      to: 0.4,
      unit: 'mg',
      note: 'Only above 110 mmHg systolic. No beta-blocker until assessed.',
    },
    {
      event: 'salivation',
      drug: 'glycopyrrolate',
      route: 'IV or IM',
      from: 0.1,
      to: 0.2,
      unit: 'mg',
      note: 'Instead of atropine.',
    },
    {
      event: 'salivation',
      drug: 'atropine',
      route: 'route not named',
      from: 0.3,
      to: 0.5,
      unit: 'mg',
      note: 'Instead of glycopyrrolate.',
    },
  ],
);

/** Read for another purpose: never a treatment dose here. */
export const premedicationRead = table(
  'Read only as pre-medication at anaesthetic ketamine doses: no treatment dose',
  'as each row says',
  trial(`${section} [S125, S125b]`),
  [
    { drug: 'midazolam', mgPerKg: 0.05, result: 'less agitation, slower recovery', ...trial(`${section} [S125]`) },
    { drug: 'haloperidol', mg: 5, result: 'less agitation, slower recovery', ...trial(`${section} [S125]`) },
    { drug: 'midazolam', mgPerKg: 0.03, agitationPct: { with: 8, without: 25 }, ...trial(`${section} [S125b]`) },
  ],
);
