/**
 * Codes of side effects. What each stands for is in our own words: MedDRA and SNOMED CT wording is licensed.
 *
 * All SNOMED CT codes pass their check digit, and none has been looked up. CTCAE codes were read in the list of v4.03.
 *
 * @source clinical basis 4.2
 */
import { guideline, practice, table } from '#clinical/sources.ts';
import type { SideEffectId } from './side-effect.ts';

type CodeRow = { readonly event: SideEffectId; readonly code: string; readonly means: string };

/** One line per side effect: code and what it stands for, in turn. */
const rows = (event: SideEffectId, ...pairs: readonly (readonly [code: string, means: string])[]): CodeRow[] =>
  pairs.map(([code, means]) => ({ event, code, means }));

const section = 'clinical basis 4.2';

export const ctcaeCodes = table<CodeRow>(
  'CTCAE terms by their code; read in the list of v4.03',
  '1',
  guideline(`${section}, CTCAE v4.03 [S82]`),
  [
    ...rows('dissociation', ['10037175', 'Psychiatric disorders, other: there is no term for dissociation']),
    ...rows('perception', ['10005886', 'Blurred vision'], ['10033987', 'Paresthesia']),
    ...rows(
      'blood-pressure-and-heart',
      ['10020772', 'Hypertension'],
      ['10040752', 'Sinus tachycardia'],
      ['10033557', 'Palpitations'],
      ['10021097', 'Hypotension'],
    ),
    ...rows('nausea-and-vomiting', ['10028813', 'Nausea'], ['10047700', 'Vomiting']),
    ...rows('dizziness', ['10013573', 'Dizziness'], ['10047340', 'Vertigo'], ['10036653', 'Presyncope']),
    ...rows('psychotomimetic', ['10019077', 'Hallucinations'], ['10012260', 'Delusions'], ['10037234', 'Psychosis']),
    ...rows('confusion', ['10010300', 'Confusion'], ['10012218', 'Delirium'], ['10010250', 'Concentration impairment']),
    ...rows('anxiety-and-agitation', ['10002855', 'Anxiety'], ['10001497', 'Agitation'], ['10038743', 'Restlessness']),
    ...rows(
      'bladder',
      ['10046539', 'Urinary frequency'],
      ['10046593', 'Urinary urgency'],
      ['10046555', 'Urinary retention'],
      ['10063057', 'Cystitis noninfective'],
      ['10019450', 'Hematuria'],
      ['10062225', 'Urinary tract pain'],
      ['10048994', 'Bladder spasm'],
    ),
    ...rows(
      'allergic',
      ['10001718', 'Allergic reaction'],
      ['10002218', 'Anaphylaxis'],
      ['10046735', 'Urticaria'],
      ['10006482', 'Bronchospasm'],
    ),
    ...rows('salivation', ['10017947', 'Gastrointestinal disorders, other: there is no term for salivation']),
    ...rows('sedation', ['10041349', 'Somnolence'], ['10012373', 'Depressed level of consciousness']),
    ...rows(
      'respiratory-depression',
      ['10002972', 'Apnea'],
      ['10021143', 'Hypoxia'],
      ['10023891', 'Laryngospasm'],
      ['10013963', 'Dyspnea'],
    ),
    ...rows('headache', ['10019211', 'Headache']),
    ...rows(
      'liver',
      ['10001551', 'ALT increased'],
      ['10003481', 'AST increased'],
      ['10056910', 'GGT increased'],
      ['10001675', 'Alkaline phosphatase increased'],
      ['10005364', 'Blood bilirubin increased'],
    ),
    ...rows('suicidality', ['10042458', 'Suicidal ideation'], ['10042464', 'Suicide attempt']),
    ...rows('mania', ['10026749', 'Mania'], ['10015533', 'Euphoria']),
    ...rows(
      'memory',
      ['10027175', 'Memory impairment'],
      ['10009845', 'Cognitive disturbance'],
      ['10001949', 'Amnesia'],
    ),
    ...rows('syncope-and-seizure', ['10042772', 'Syncope'], ['10039906', 'Seizure']),
    ...rows('infusion-site', ['10064774', 'Infusion site extravasation'], ['10022095', 'Injection site reaction']),
  ],
);

export const medDraCodes = table<CodeRow>(
  'MedDRA preferred terms by their code; our own words',
  '1',
  practice(`${section}; from memory, to be looked up in a licensed browser`, 'unverified'),
  [
    ...rows('dissociation', ['10013457', 'dissociation']),
    ...rows(
      'perception',
      ['10047513', 'blurred sight'],
      ['10013036', 'double sight'],
      ['10033775', 'tingling'],
      ['10020937', 'numbness'],
    ),
    ...rows('blood-pressure-and-heart', ['10005750', 'raised blood pressure'], ['10043071', 'fast heart']),
    ...rows('nausea-and-vomiting', ['10028813', 'feeling sick'], ['10047700', 'being sick']),
    ...rows('dizziness', ['10013573', 'dizziness'], ['10013578', 'dizziness on standing'], ['10047340', 'vertigo']),
    ...rows('psychotomimetic', ['10019063', 'hallucination'], ['10061920', 'psychotic disorder']),
    ...rows('confusion', ['10010305', 'confusion'], ['10013395', 'disorientation']),
    ...rows('anxiety-and-agitation', ['10002855', 'anxiety'], ['10001497', 'agitation']),
    ...rows(
      'bladder',
      ['10036018', 'frequent urination'],
      ['10027566', 'urgent urination'],
      ['10013990', 'painful urination'],
      ['10011796', 'interstitial cystitis'],
      ['10018867', 'blood in the urine'],
    ),
    ...rows('allergic', ['10020751', 'hypersensitivity'], ['10002198', 'anaphylactic reaction']),
    ...rows('salivation', ['10039424', 'too much saliva']),
    ...rows('sedation', ['10039897', 'sedation'], ['10041349', 'sleepiness'], ['10024855', 'loss of consciousness']),
    ...rows('respiratory-depression', ['10038678', 'depressed breathing'], ['10033318', 'fallen oxygen saturation']),
    ...rows('headache', ['10019211', 'headache']),
    ...rows('liver', ['10060795', 'raised liver enzymes']),
    ...rows('dependence', ['10013654', 'drug abuse'], ['10013663', 'drug dependence']),
    ...rows('suicidality', ['10042458', 'suicidal ideation'], ['10042464', 'suicide attempt']),
    ...rows('mania', ['10015535', 'euphoria']),
  ],
);

export const snomedCodes = table<CodeRow>(
  'SNOMED CT codes; our own words',
  '1',
  practice(`${section}; from memory: check digit right, meaning to be looked up in a licensed browser`, 'unverified'),
  [
    ...rows('perception', ['111516008', 'blurred sight'], ['91019004', 'tingling'], ['44077006', 'numbness']),
    ...rows('blood-pressure-and-heart', ['24184005', 'raised blood pressure'], ['3424008', 'fast heart']),
    ...rows('nausea-and-vomiting', ['422587007', 'feeling sick'], ['422400008', 'being sick']),
    ...rows('dizziness', ['404640003', 'dizziness'], ['399153001', 'vertigo']),
    ...rows('psychotomimetic', ['7011001', 'hallucinations']),
    ...rows('confusion', ['286933003', 'confusion'], ['62476001', 'disorientation']),
    ...rows('anxiety-and-agitation', ['48694002', 'anxiety'], ['24199005', 'agitation']),
    ...rows(
      'bladder',
      ['162116003', 'frequent urination'],
      ['75088002', 'urgent urination'],
      ['49650001', 'painful urination'],
      ['197834003', 'interstitial cystitis'],
      ['34436003', 'blood in the urine'],
    ),
    ...rows('allergic', ['39579001', 'anaphylaxis'], ['126485001', 'hives']),
    ...rows('salivation', ['53827007', 'too much saliva']),
    ...rows('sedation', ['271782001', 'sleepiness']),
    ...rows('respiratory-depression', ['389086002', 'low oxygen']),
    ...rows('headache', ['25064002', 'headache']),
    ...rows('suicidality', ['6471006', 'suicidal thoughts']),
    ...rows('syncope-and-seizure', ['271594007', 'syncope'], ['91175000', 'seizure']),
  ],
);

export const icd10CmCodes = table<CodeRow>(
  'ICD-10-CM codes; our own words. The code range of mania (F30) and the code of an infusion site are left out: not one code, and not known',
  '1',
  practice(`${section}; from memory, to be looked up`, 'unverified'),
  [
    ...rows('dissociation', ['F44.9', 'dissociation'], ['F48.1', 'depersonalisation and derealisation']),
    ...rows(
      'perception',
      ['H53.8', 'other disturbance of sight'],
      ['H53.2', 'double sight'],
      ['R20.2', 'tingling'],
      ['R20.0', 'numbness'],
    ),
    ...rows(
      'blood-pressure-and-heart',
      ['R03.0', 'raised reading'],
      ['I16.0', 'hypertensive urgency'],
      ['I16.1', 'hypertensive emergency'],
      ['I16.9', 'hypertensive crisis, not further said'],
      ['R00.0', 'fast heart'],
      ['R00.2', 'palpitations'],
    ),
    ...rows('nausea-and-vomiting', ['R11.0', 'nausea'], ['R11.10', 'vomiting'], ['R11.2', 'nausea with vomiting']),
    ...rows('dizziness', ['R42', 'dizziness']),
    ...rows(
      'psychotomimetic',
      ['R44.0', 'hearing what is not there'],
      ['R44.1', 'seeing what is not there'],
      ['R44.2', 'other hallucinations'],
      ['R44.3', 'hallucinations, not further said'],
      ['F23', 'brief psychosis'],
    ),
    ...rows('confusion', ['R41.0', 'disorientation']),
    ...rows('anxiety-and-agitation', ['F41.9', 'anxiety'], ['R45.1', 'agitation']),
    ...rows(
      'bladder',
      ['R35.0', 'frequent urination'],
      ['R39.15', 'urgent urination'],
      ['R30.0', 'painful urination'],
      ['N30.10', 'interstitial cystitis without blood'],
      ['N30.11', 'interstitial cystitis with blood'],
      ['R31.9', 'blood in the urine'],
    ),
    ...rows('allergic', ['T78.40XA', 'allergy'], ['T88.6XXA', 'anaphylaxis from a drug'], ['L50.0', 'allergic hives']),
    ...rows('salivation', ['K11.7', 'disturbed saliva']),
    ...rows('sedation', ['R40.0', 'sleepiness'], ['R40.4', 'passing change of consciousness']),
    ...rows('respiratory-depression', ['R09.02', 'low oxygen'], ['R06.81', 'apnoea'], ['J38.5', 'laryngospasm']),
    ...rows('headache', ['R51.9', 'headache']),
    ...rows('liver', ['R74.01', 'raised liver enzymes']),
    ...rows('dependence', ['F16.10', 'abuse'], ['F16.20', 'dependence']),
    ...rows('suicidality', ['R45.851', 'suicidal ideation'], ['T14.91XA', 'suicide attempt']),
    ...rows('memory', ['R41.3', 'memory loss']),
    ...rows('syncope-and-seizure', ['R55', 'syncope'], ['R56.9', 'seizure']),
    ...rows('other', ['T41.295A', 'adverse effect of an other general anaesthetic: ketamine as the cause']),
  ],
);

/** Vital signs, body and laboratory, for the record of what is watched. */
export const loincCodes = table(
  'LOINC codes of what is watched; all check digits are right',
  '1',
  practice('clinical basis 5.4; to be looked up', 'unverified'),
  [
    { code: '85354-9', means: 'blood pressure panel' },
    { code: '8480-6', means: 'systolic pressure' },
    { code: '8462-4', means: 'diastolic pressure' },
    { code: '8867-4', means: 'heart rate' },
    { code: '9279-1', means: 'breathing rate' },
    { code: '59408-5', means: 'oxygen saturation by pulse oximeter' },
    { code: '2708-6', means: 'oxygen saturation, arterial' },
    { code: '8310-5', means: 'temperature' },
    { code: '29463-7', means: 'weight' },
    { code: '8302-2', means: 'height' },
    { code: '39156-5', means: 'body mass index' },
    { code: '1742-6', means: 'ALT' },
    { code: '1920-8', means: 'AST' },
    { code: '6768-6', means: 'alkaline phosphatase' },
    { code: '2324-2', means: 'GGT' },
    { code: '1975-2', means: 'bilirubin' },
    { code: '2160-0', means: 'creatinine' },
    { code: '98979-8', means: 'eGFR, CKD-EPI 2021' },
    { code: '3016-3', means: 'TSH' },
  ],
);
