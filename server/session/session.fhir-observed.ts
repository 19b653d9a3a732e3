/** Readings, weights and scales as FHIR Observations. */
import { gramsOf } from '#clinical/chart/chart.ts';
import { acceptedOf, type ReadingFact, type Stamp } from '#clinical/session/session.ts';
import { receivedAs } from './device-accepted.ts';
import type { Dossier } from './dossier.ts';
import {
  encounterOf,
  iso,
  loinc,
  own,
  person,
  quantity,
  type Resource,
  subjectOf,
  timesOf,
} from './session.fhir-parts.ts';

type Status = 'final' | 'amended' | 'entered-in-error';
type Read = {
  readonly stamp: Stamp;
  readonly data: ReadingFact;
  readonly status: Status;
  readonly judged?: string | undefined;
};

const single = {
  heartRatePerMin: { code: loinc('8867-4', 'Heart rate'), unit: ['/min'] },
  breathsPerMin: { code: loinc('9279-1', 'Respiratory rate'), unit: ['/min'] },
  spo2Pct: { code: loinc('59408-5', 'Oxygen saturation by pulse oximetry'), unit: ['%'] },
  painNrs: { code: own('pain-nrs', 'Pain, 0 to 10'), unit: ['of 10', '{score}'] },
  anxietyNrs: { code: own('anxiety-nrs', 'Anxiety, 0 to 10'), unit: ['of 10', '{score}'] },
  nauseaNrs: { code: own('nausea-nrs', 'Nausea, 0 to 10'), unit: ['of 10', '{score}'] },
  moaaS: { code: own('moaa-s', 'MOAA/S, 0 to 5'), unit: ['of 5', '{score}'] },
  rass: { code: own('rass', 'RASS, −5 to +4'), unit: ['score', '{score}'] },
  cadss: { code: own('cadss', 'CADSS, 0 to 92'), unit: ['of 92', '{score}'] },
  dissociationGrade: {
    code: own('dissociation-grade', 'Grade of dissociation of this system, 0 to 4'),
    unit: ['of 4', '{score}'],
  },
} as const;
type Single = keyof typeof single;
const singles: readonly Single[] = [
  'heartRatePerMin',
  'breathsPerMin',
  'spo2Pct',
  'painNrs',
  'anxietyNrs',
  'nauseaNrs',
  'moaaS',
  'rass',
  'cadss',
  'dissociationGrade',
];
const answers = ['isOriented', 'isOnOxygen', 'hasNewArrhythmia', 'wantsToStop'] as const;
const answerCodes = {
  isOriented: own('oriented'),
  isOnOxygen: own('on-oxygen'),
  hasNewArrhythmia: own('new-arrhythmia'),
  wantsToStop: own('wants-to-stop'),
} as const;

/** Why something was not measured, as FHIR says it. */
const absent = (reason: string) => ({
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
      code: reason === 'refused' ? 'asked-declined' : reason === 'device' ? 'error' : 'not-performed',
    },
  ],
  text: reason.replaceAll('-', ' '),
});

const valueOr = (value: number | undefined, reason: string | undefined, [unit, code]: readonly [string, string?]) =>
  value !== undefined
    ? { valueQuantity: quantity(value, unit, code) }
    : reason !== undefined
      ? { dataAbsentReason: absent(reason) }
      : undefined;

/** Taken by hand, or what a monitor said and the performer accepted, by the id under which each value was received. */
function sourceOf({ received, writtenIn }: Dossier, { stamp, data }: Read, names: readonly string[]) {
  const accepted = acceptedOf(data).filter(({ name }) => names.includes(name));
  const [first] = accepted;
  if (first === undefined && (data.monitor !== undefined || data.source === 'by-hand'))
    return { method: { text: 'Taken by hand' } };
  if (first === undefined) return { method: { text: `From ${data.device ?? 'the monitor'}, accepted` } };
  const isOther = accepted.some(
    (one) => receivedAs(received, { ...one, value: data[one.name] }, writtenIn.get(stamp.id)) === 'differs',
  );
  const display = first.isSimulated === true ? `${first.device} (simulated)` : first.device;
  return {
    method: {
      text: `From the monitor ${display}, accepted; measured ${first.measuredAt}${isOther ? '; not as it was received' : ''}`,
    },
    device: { display },
    identifier: accepted.map(({ id }) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` })),
  };
}

/** What nobody measured or asked is no Observation; what could not be measured is one without a value. */
export function readingResources(dossier: Dossier, read: Read): Resource[] {
  const { stamp, data, status, judged } = read;
  const common = (name: string) => ({
    resourceType: 'Observation',
    id: `${stamp.id}-${name.toLowerCase()}`,
    status,
    subject: subjectOf(dossier),
    encounter: encounterOf(dossier),
    effectiveDateTime: iso(stamp.atMs),
    ...(stamp.recordedMs === undefined ? {} : { issued: iso(stamp.recordedMs) }),
    performer: [person(stamp.by)],
    ...(judged === undefined ? {} : { interpretation: [own(`set-${judged}`, `The set was judged ${judged}`)] }),
    ...sourceOf(dossier, read, name === 'pressure' ? ['systolicMmHg', 'diastolicMmHg'] : [name]),
    note: timesOf(stamp),
  });
  const vital = {
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ],
  };
  const { cannot = {} } = data;
  const pressures = [
    {
      code: loinc('8480-6', 'Systolic blood pressure'),
      of: valueOr(data.systolicMmHg, cannot.systolicMmHg, ['mmHg', 'mm[Hg]']),
    },
    {
      code: loinc('8462-4', 'Diastolic blood pressure'),
      of: valueOr(data.diastolicMmHg, cannot.diastolicMmHg, ['mmHg', 'mm[Hg]']),
    },
  ].flatMap(({ code, of }) => (of === undefined ? [] : [{ code, ...of }]));
  return [
    ...(pressures.length === 0
      ? []
      : [{ ...common('pressure'), ...vital, code: loinc('85354-9', 'Blood pressure panel'), component: pressures }]),
    ...singles.flatMap((name) => {
      const { code, unit } = single[name];
      const of = valueOr(data[name], cannot[name], unit);
      return of === undefined ? [] : [{ ...common(name), code, ...of }];
    }),
    ...answers.flatMap((name) => {
      const valueBoolean = data[name];
      return valueBoolean === undefined ? [] : [{ ...common(name), code: answerCodes[name], valueBoolean }];
    }),
    ...(data.distress === undefined
      ? []
      : [{ ...common('distress'), code: own('distress'), valueCodeableConcept: own(data.distress) }]),
    ...(data.symptoms === undefined
      ? []
      : [
          {
            ...common('symptoms'),
            code: own('warning-symptoms'),
            ...(data.symptoms.length === 0
              ? { valueCodeableConcept: own('none') }
              : { component: data.symptoms.map((symptom) => ({ code: own(symptom), valueBoolean: true })) }),
          },
        ]),
  ];
}

export const observationResources = (dossier: Dossier): Resource[] => [
  ...dossier.record.readings.flatMap((reading) =>
    readingResources(dossier, {
      stamp: reading,
      data: reading.data,
      status: reading.isCorrected ? 'amended' : 'final',
      judged: dossier.agenda.judgedReadings.get(reading.id)?.state.replace(' ', '-'),
    }),
  ),
  ...dossier.record.weights.map((weight) => ({
    ...plain(dossier, weight),
    code: loinc('29463-7', 'Body weight'),
    valueQuantity: quantity(gramsOf(weight.data.given) / 1_000, 'kg'),
  })),
  ...dossier.record.ratings.map((rating) => ({
    ...plain(dossier, rating),
    code: own(rating.data.scale),
    ...(rating.data.total === null
      ? { dataAbsentReason: absent('unknown') }
      : { valueQuantity: quantity(rating.data.total, 'score', '{score}') }),
  })),
];

const plain = (dossier: Dossier, stamp: Stamp) => ({
  resourceType: 'Observation',
  id: stamp.id,
  status: stamp.isCorrected ? 'amended' : 'final',
  subject: subjectOf(dossier),
  encounter: encounterOf(dossier),
  effectiveDateTime: iso(stamp.atMs),
  performer: [person(stamp.by)],
  note: timesOf(stamp),
});
