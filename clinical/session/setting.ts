/** Who has to be there, and with what. @source clinical basis 3.1, 3.5 */
import { guideline, label, practice, projectDefault, sourced, table } from '#clinical/sources.ts';

const section = 'clinical basis 3.1';

export const personnel = table('Who supervises, and where: what each document asks', '1', practice(section), [
  {
    name: 'Spravato label and REMS',
    asks: 'A health-care provider supervises dosing and observes for at least 2 hours in a certified site. EU: extra precautions in unstable heart or lung disease.',
    ...label(`${section} [S4, S16b]`),
  },
  {
    name: 'Spravato, EU: what extra precautions mean',
    asks: 'A site with resuscitation equipment and trained staff.',
    ...label(section, 'unverified'),
  },
  {
    name: 'US ketamine label',
    asks: 'Physicians experienced in anaesthesia, airway and oxygenation; vital signs without a break; emergency airway equipment at hand. Written for anaesthesia.',
    ...label(`${section} [S24]`),
  },
  {
    name: 'APA task force 2017',
    asks: 'A licensed clinician who may give a Schedule III drug and manages heart and airway events (ACLS suggested), on site throughout; means to watch ECG, pressure, SpO2 or EtCO2; oxygen and rescue drugs; rapid psychiatric follow-up.',
    ...guideline(`${section} [document S95, S96]`, 'unverified'),
  },
  {
    name: 'ASA statement',
    asks: 'The same standards as for other anaesthetic drugs; a defined goal and course; the smallest dose; periodic visits face to face; watch for diversion.',
    ...guideline(`${section} [S88]`),
  },
  {
    name: 'ASRA, AAPM and ASA 2018 (pain)',
    asks: 'For higher doses an ACLS-level provider and monitoring without a break.',
    ...guideline(`${section} [S28]`, 'unverified'),
  },
  {
    name: 'CANMAT 2021',
    asks: 'Intravenous racemic ketamine is third line, given by a team of several professions that watches vital signs.',
    ...guideline(`${section} [S29]`),
  },
  {
    name: 'McIntyre 2021, international',
    asks: 'A checklist for starting a service: setting, personnel, monitoring; its details were not read.',
    ...guideline(`${section} [S30]`),
  },
  {
    name: 'New Zealand 2023',
    asks: 'A test of response by intramuscular doses, then an oral course of 3 months, in public services.',
    ...guideline(`${section} [S31]`),
  },
  {
    name: 'College of Physicians and Surgeons of BC, draft 2021',
    asks: 'IV, IM and SC in an accredited facility with an anaesthesiologist on site; ECG, kidney, liver and sleep-apnoea screen. Not for esketamine.',
    ...guideline(`${section} [S91]`),
  },
  {
    name: 'ASKP3 standards 2020, pledge 2024',
    asks: 'No dose reaches a depth of sedation beyond the provider and the place; structured screening.',
    ...practice(`${section} [S89]`),
  },
  {
    name: 'University Health System San Antonio',
    asks: 'All routes under the hospital’s moderate-sedation policy; psychiatrist with anaesthesia consult.',
    ...practice(`${section} [S135]`),
  },
  {
    name: 'Clinic minimum, published',
    asks: 'An ACLS-trained lead and a BLS-trained second person, AED, airway kit, call bell, infusion pump, pressure, SpO2 and ECG.',
    ...practice(`${section} [S89b]`),
  },
]);

export const staffing = sourced(
  'Clinicians to patients: intranasal, and the first minutes of an IV, IM or SC session one to one; prescriber on site within',
  { patientsPerClinicianIntranasal: 2, oneToOneForMin: 60, prescriberWithinMin: 5 },
  '1',
  projectDefault(section),
);

export const emergencyKit = sourced(
  'Emergency kit, with a check log every month',
  [
    'oxygen with delivery devices',
    'bag-valve-mask',
    'suction',
    'oropharyngeal and nasal airways',
    'supraglottic airway, if trained',
    'AED',
    'monitor for blood pressure, SpO2 and ECG',
    'glucometer',
    'intravenous set',
    'the drugs of the emergency cards',
  ],
  '1',
  projectDefault('clinical basis 3.5'),
);
