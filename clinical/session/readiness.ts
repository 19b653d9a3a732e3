/**
 * What a clinic asks before the dose, beside what the record itself shows, by route.
 *
 * What no other part of the program holds yet is answered by hand, and the record says by whom.
 */
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import type { SessionRoute } from './readings.ts';
import { staffing } from './setting.ts';

const { oneToOneForMin, patientsPerClinicianIntranasal, prescriberWithinMin } = staffing.value;

export type ReadinessItem = {
  readonly item: ReadinessName;
  readonly says: string;
  /** A prescriber may override it with a reason, but for those that nobody may. */
  readonly override: 'prescriber' | 'nobody';
  /** What was seen, entered at the gate: the day of a consent, the name and number of an escort. */
  readonly takes?: 'day' | 'words' | undefined;
};

export const readinessNames = [
  'eligibility',
  'consent',
  'rems-enrolment',
  'suicide-screen',
  'new-medicines',
  'pregnancy',
  'fasting',
  'nasal-medicines',
  'escort',
  'drug',
  'prescriber-on-site',
  'one-to-one',
  'watched',
  'emergency-kit',
] as const;
export type ReadinessName = (typeof readinessNames)[number];

export const fasting = sourced(
  'Fasting before a dose below anaesthesia: hours since a light meal and since clear liquids; longer with sedatives or a slow stomach',
  { needleMealH: 4, needleSlowFromH: 6, needleSlowToH: 8, needleLiquidsH: 2, mouthFromH: 2, mouthToH: 4 },
  'h',
  projectDefault('clinical basis 2.6'),
);
export const esketamineFasting = sourced(
  'Nasal esketamine: no food for so many hours, no liquids for so many minutes, no nasal steroid or decongestant for so many',
  { foodH: 2, liquidsMin: 30, nasalMedicinesMin: 60 },
  'h; min',
  label('clinical basis 1.3 [S12, S14, S99]'),
);

/** Where the product holds neither, the day that was entered at the gate is looked at. */
export const entered = sourced(
  'A consent is renewed, and eligibility is looked at again, so many months after its day',
  { consent: 12, eligibility: 3 },
  'mo',
  projectDefault('clinical basis 2.6: validity of the work-up'),
);

const { needleMealH, needleSlowFromH, needleSlowToH, needleLiquidsH, mouthFromH, mouthToH } = fasting.value;
const { foodH, liquidsMin, nasalMedicinesMin } = esketamineFasting.value;

const says: Readonly<Record<ReadinessName, string>> = {
  eligibility: 'Eligibility was looked at by a prescriber and is in date.',
  consent: 'Consent is valid for this product and route.',
  'rems-enrolment': 'The patient is enrolled in the REMS: verified before this dose.',
  'suicide-screen': 'Asked for suicidal thoughts since the last contact.',
  'new-medicines': 'Asked for new medicines, and their interactions looked at.',
  pregnancy: 'Pregnancy is excluded, or does not apply.',
  fasting: `Fasting as the clinic asks. Light meal ${needleMealH} h ago or more, ${needleSlowFromH} to ${needleSlowToH} h with sedatives or a slow stomach; clear liquids ${needleLiquidsH} h.`,
  'nasal-medicines': `No nasal steroid and no decongestant in the last ${nasalMedicinesMin} minutes.`,
  escort: 'An escort with a telephone number is named.',
  drug: 'The vial or device is for this patient, the right medicine, and in date.',
  'prescriber-on-site': `A prescriber is on site, at the chair within ${prescriberWithinMin} minutes.`,
  'one-to-one': `A clinician stays with this patient for the first ${oneToOneForMin} minutes.`,
  watched: `A clinician watches this patient, and ${patientsPerClinicianIntranasal} patients at most.`,
  'emergency-kit': 'Oxygen, airway kit and the emergency drugs are at hand.',
};

const takes: Partial<Readonly<Record<ReadinessName, ReadinessItem['takes']>>> = {
  eligibility: 'day',
  consent: 'day',
  'rems-enrolment': 'words',
  pregnancy: 'words',
  fasting: 'words',
  escort: 'words',
  drug: 'words',
  'prescriber-on-site': 'words',
};

const nobodys: readonly ReadinessName[] = ['consent', 'rems-enrolment', 'drug', 'prescriber-on-site', 'emergency-kit'];

const item = (name: ReadinessName, words = says[name]): ReadinessItem => ({
  item: name,
  says: words,
  override: nobodys.includes(name) ? 'nobody' : 'prescriber',
  ...(takes[name] === undefined ? {} : { takes: takes[name] }),
});

const asked = (route: SessionRoute): ReadinessItem[] => {
  const isNasal = route === 'intranasal-esketamine' || route === 'intranasal-racemic';
  const isByMouth = route === 'oral' || route === 'sublingual';
  const fastingSays = isNasal
    ? `No food for ${foodH} hours, no liquids for ${liquidsMin} minutes.`
    : isByMouth
      ? `Fasting as the clinic asks. ${mouthFromH} to ${mouthToH} h.`
      : says.fasting;
  return [
    item('eligibility'),
    item('consent'),
    ...(route === 'intranasal-esketamine' ? [item('rems-enrolment')] : []),
    item('suicide-screen'),
    item('new-medicines'),
    item('pregnancy'),
    item('fasting', fastingSays),
    ...(isNasal ? [item('nasal-medicines')] : []),
    item('escort'),
    item('drug'),
    item('prescriber-on-site'),
    item(isNasal || isByMouth ? 'watched' : 'one-to-one'),
    item('emergency-kit'),
  ];
};

const basis = projectDefault('clinical basis 2.4, 2.6, 3.1, 3.5; for the spray also 1.3 and regulatory basis B2');
const listOf = (route: SessionRoute, words: string) =>
  sourced(`Checklist before ${words}: each is met, not met or not known`, asked(route), '1', basis);

export const readiness = {
  iv: listOf('iv', 'an intravenous dose'),
  im: listOf('im', 'an injection into a muscle'),
  sc: listOf('sc', 'an injection under the skin'),
  'intranasal-esketamine': listOf('intranasal-esketamine', 'nasal esketamine'),
  'intranasal-racemic': listOf('intranasal-racemic', 'a compounded nasal spray'),
  oral: listOf('oral', 'a dose that is swallowed'),
  sublingual: listOf('sublingual', 'a dose under the tongue'),
} as const satisfies Readonly<Record<SessionRoute, unknown>>;

export const readinessFor = (route: SessionRoute): readonly ReadinessItem[] => readiness[route].value;
/** That of an intravenous dose. */
export const readinessChecklist = readiness.iv;
