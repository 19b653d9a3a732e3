/** Figures of the basis that no room of the medicine needed so far. Those that one needed are read from there. */
import { expectedPressure } from '#clinical/session/session.ts';
import { basisOf, sourced, trial } from '#clinical/sources.ts';

/** A row of the table of rises by its name. */
function pressureOf(name: string) {
  const row = expectedPressure.rows.find((one) => one.name === name);
  if (row === undefined) throw new RangeError(`no row ${name}`);
  return row;
}

function meansOf(name: string) {
  const row = pressureOf(name);
  if (!('largestMeanMaximum' in row)) throw new RangeError(`no means in ${name}`);
  const { systolicMmHg: systolic, diastolicMmHg: diastolic } = row.largestMeanMaximum.active;
  return { systolic, diastolic };
}

function sharesOf(name: string) {
  const row = pressureOf(name);
  if (!('systolicRiseFrom40Pct' in row)) throw new RangeError(`no shares in ${name}`);
  return {
    people: row.patients.active,
    rise40Pct: row.systolicRiseFrom40Pct.active,
    rise25Pct: row.diastolicRiseFrom25Pct.active,
    from180Pct: row.systolicFrom180Pct.active,
    /** Of the older ones none was read. */
    ...('diastolicFrom110Pct' in row ? { from110Pct: row.diastolicFrom110Pct.active } : {}),
  };
}

/** Mean of the largest rise, and per cent of people with a rise that large or a pressure that high at least once in four weeks. */
export const sprayPressure: Readonly<Record<'under65' | 'from65', SprayPressure>> = {
  under65: {
    ...meansOf('esketamine, 18 to 64 years'),
    ...sharesOf('esketamine, label table, under 65 years'),
  },
  from65: {
    ...meansOf('esketamine, 65 years and over'),
    ...sharesOf('esketamine, label table, 65 years and over'),
  },
};
/** Who says so: the means in one study, the shares in the label. */
export const pressureSource = {
  under65: {
    means: basisOf(pressureOf('esketamine, 18 to 64 years')),
    shares: basisOf(pressureOf('esketamine, label table, under 65 years')),
  },
  from65: {
    means: basisOf(pressureOf('esketamine, 65 years and over')),
    shares: basisOf(pressureOf('esketamine, label table, 65 years and over')),
  },
} as const;

type SprayPressure = ReturnType<typeof meansOf> & ReturnType<typeof sharesOf>;

export const hazardRatioOfGoingOn = sourced(
  'Spray that goes on against an empty spray, people who were well: ratio of the hazards of a relapse',
  0.49,
  '1',
  trial('clinical basis 6.1 [S39b, S39c]'),
);

export const thoughtsBetter = sourced(
  'Infusions in US clinics: of those with thoughts of suicide, share in whom they got better',
  0.73,
  '1',
  trial('clinical basis 6.1 [S57]'),
);

export const underSkin = sourced(
  'KADS, under the skin, dose raised by response: much better, well, at four weeks',
  { response: 0.29, remission: 0.196 },
  '1',
  trial('clinical basis 6.1, KADS cohort 2 [S54], figures [K]', 'unverified'),
);

export const swallowed = sourced(
  'Ketamine swallowed, 1 mg/kg three times a week for 21 days: well',
  0.273,
  '1',
  trial('clinical basis 1.6 [K]', 'unverified'),
);

export const underTongue = sourced(
  'Ketamine under the tongue at home, four weeks: much better, well, by PHQ-9, and worse',
  { response: 0.628, remission: 0.326, worse: 0.009, people: 1247 },
  '1',
  trial('clinical basis 1.6, 6.1 [S52]'),
);

export const stoppedForPressure = sourced(
  'Esketamine spray: share of people who stopped for pressure or pulse, at most',
  0.02,
  '1',
  trial('clinical basis 3.4 [S37]'),
);

/** Area under the curve, as a share of the one without. Where a route is left out, none was read. */
export const levelWith = sourced(
  'What a medicine makes of the level of ketamine, by route',
  [
    { class: 'clarithromycin', route: 'oral', times: 2.6 },
    { class: 'ticlopidine', route: 'oral', times: 2.4 },
    { class: 'ticlopidine', route: 'intranasal-esketamine', times: 1.29 },
    { class: 'grapefruit', route: 'oral', times: 3 },
    { class: 'rifampicin', route: 'oral', times: 0.14 },
    { class: 'rifampicin', route: 'iv', times: 0.86 },
    { class: 'st-johns-wort', route: 'oral', times: 0.42 },
  ],
  '1',
  trial('clinical basis 2.5 [S100, S104, S105, S106, S107, S108]'),
);
