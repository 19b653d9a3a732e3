/** How far blood pressure usually rises, by product and age: context for a reading, never a line. @source clinical basis 3.4 */
import { label, table, trial } from '#clinical/sources.ts';

const section = 'clinical basis 3.4';

export const expectedPressure = table(
  'How far blood pressure usually rises, and when',
  'as the names say',
  trial(section),
  [
    {
      name: 'esketamine, 18 to 64 years',
      peakMin: 40,
      backAfterMin: 90,
      largestMeanMaximum: {
        active: { systolicMmHg: 13.3, diastolicMmHg: 8.7 },
        control: { systolicMmHg: 6.1, diastolicMmHg: 4.9 },
      },
      ...trial(`${section} [S37]`),
    },
    {
      name: 'esketamine, 65 years and over',
      peakMin: 40,
      backAfterMin: 90,
      largestMeanMaximum: {
        active: { systolicMmHg: 16.0, diastolicMmHg: 9.5 },
        control: { systolicMmHg: 11.1, diastolicMmHg: 6.8 },
      },
      ...trial(`${section} [S37]`),
    },
    {
      name: 'esketamine, label wording',
      peakMin: 40,
      lastsHours: { us: 4, euFrom: 1, euTo: 2 },
      riseOf40Or25Pct: { activeFrom: 8, activeTo: 19, controlFrom: 1, controlTo: 4 },
      within: 'at least once in the first 4 weeks, within 1.5 hours',
      ...label(`${section} [S9, S15]`),
    },
    {
      name: 'esketamine, label table, under 65 years',
      patients: { active: 346, control: 222 },
      systolicFrom180Pct: { active: 3, control: 0 },
      systolicRiseFrom40Pct: { active: 8, control: 0.5 },
      diastolicFrom110Pct: { active: 4, control: 0.5 },
      diastolicRiseFrom25Pct: { active: 13, control: 3 },
      ...label(`${section} [S10]`),
    },
    {
      name: 'esketamine, label table, 65 years and over',
      patients: { active: 72, control: 65 },
      systolicFrom180Pct: { active: 3, control: 2 },
      systolicRiseFrom40Pct: { active: 17, control: 2 },
      diastolicRiseFrom25Pct: { active: 14, control: 3 },
      ...label(`${section} [S10]`),
    },
    {
      name: 'esketamine, any session',
      says: 'A large rise can come after any dose, also when earlier ones were mild.',
      ...label(`${section} [S9]`),
    },
    {
      name: 'esketamine, adverse events of blood pressure',
      patients: { active: 1708 },
      anyPct: 12.8,
      stoppedForItAtMostPct: 2,
      ...trial(`${section} [S37]`),
    },
    {
      name: 'ketamine or esketamine up to 0.5 mg/kg, psychiatric adults, 15 articles',
      treatments: 2252,
      says: 'Modest but significant rises; the figures were not read.',
      ...trial(`${section} [S137]`),
    },
    {
      name: 'racemic, intravenous 0.5 mg/kg, Emory',
      infusions: 684,
      peakMin: 30,
      meanRise: { systolicMmHg: 3.3, diastolicMmHg: 3.2 },
      says: 'Higher peaks in people with hypertension; no tolerance.',
      ...trial(`${section} [S34]`),
    },
    {
      name: 'racemic, intravenous 0.5 mg/kg, Yale',
      infusions: 2342,
      patients: { active: 138 },
      peakMin: 40,
      meanRise: { systolicMmHg: 16.0, systolicSd: 11.2, diastolicMmHg: 11.0, diastolicSd: 8.45 },
      severeHypertension: { patientsPct: 12.5, sessionsPct: 0.98, ofThemInFirstThreePct: 43.4 },
      ageOddsRatioPerYear: 1.04,
      ...trial(`${section} [S35]`),
    },
  ],
);
