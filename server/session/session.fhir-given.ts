/** What was ordered and what was given, as FHIR MedicationRequest and MedicationAdministration. */
import { orderInWords } from '#clinical/plan/plan.ts';
import type { Stamp } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { doseResources } from './session.fhir-doses.ts';
import {
  encounterOf,
  iso,
  own,
  person,
  quantity,
  type Resource,
  subjectOf,
  timesOf,
  to,
} from './session.fhir-parts.ts';

const mg = (ug: number) => quantity(ug / 1_000, 'mg');
const mlPerH = (ulPerH: number) => quantity(ulPerH / 1_000, 'mL/h');

export function orderResource(dossier: Dossier): Resource[] {
  const { order } = dossier;
  if (order === undefined) return [];
  return [
    {
      resourceType: 'MedicationRequest',
      id: order.id,
      status: order.state === 'active' ? 'active' : 'stopped',
      ...(order.endReason === null ? {} : { statusReason: { text: `${order.state}: ${order.endReason}` } }),
      intent: 'order',
      medicationCodeableConcept: { text: order.drug },
      subject: subjectOf(dossier),
      encounter: encounterOf(dossier),
      authoredOn: order.signedAt.toISOString(),
      requester: person(order.signedBy),
      dosageInstruction: [
        {
          ...(order.route === 'iv'
            ? {
                text: `${order.doseUg / 1_000} mg over ${order.overMin} min, ${order.concentrationUgPerMl / 1_000} mg/mL`,
                route: own('iv', 'intravenous'),
                doseAndRate: [{ doseQuantity: mg(order.doseUg), rateQuantity: mlPerH(order.pumpRateUlPerH) }],
              }
            : {
                text: orderInWords(order),
                route: own(order.route),
                doseAndRate: [{ doseQuantity: mg(order.doseUg) }],
              }),
          maxDosePerAdministration: mg(order.limits.ceilingUg),
        },
      ],
      dispenseRequest: { validityPeriod: { start: order.validFrom, end: order.validUntil } },
      ...(order.note === undefined ? {} : { note: [{ text: order.note }] }),
    },
  ];
}

const statuses = {
  'not-started': 'unknown',
  running: 'in-progress',
  paused: 'on-hold',
  stopped: 'completed',
  'run-out': 'unknown',
} as const;

export const givenResources = (dossier: Dossier): Resource[] => [
  ...infusionResource(dossier),
  ...doseResources(dossier),
  ...medicineResources(dossier),
];

function infusionResource(dossier: Dossier): Resource[] {
  const { doseStart } = dossier.record;
  const { infusion } = dossier.agenda;
  if (doseStart === undefined) return [];
  return [
    {
      ...common(dossier, doseStart),
      status: statuses[infusion.state],
      medicationCodeableConcept: { text: doseStart.data.drug },
      effectivePeriod: {
        start: iso(doseStart.atMs),
        ...(infusion.endedAtMs === undefined ? {} : { end: iso(infusion.endedAtMs) }),
      },
      ...(dossier.order === undefined ? {} : { request: to('MedicationRequest', dossier.order.id) }),
      dosage: {
        text: 'Worked out from the rates of the pump and their times, rounded down',
        route: own('iv', 'intravenous'),
        dose: mg(infusion.givenUg),
        rateQuantity: mlPerH(doseStart.data.pumpRateUlPerH),
      },
      note: [
        ...timesOf(doseStart),
        ...infusion.stretches.map(({ fromMs, toMs, pumpRateUlPerH }) => ({
          text: `${pumpRateUlPerH / 1_000} mL/h from ${iso(fromMs)} to ${iso(toMs)}`,
        })),
        ...(infusion.readOffUl === undefined
          ? []
          : [{ text: `The pump showed ${infusion.readOffUl / 1_000} mL given` }]),
      ],
    },
  ];
}

const medicineResources = (dossier: Dossier): Resource[] =>
  dossier.record.medicines.map((given) => ({
    ...common(dossier, given),
    status: 'completed',
    medicationCodeableConcept: { text: given.data.medicine },
    effectiveDateTime: iso(given.atMs),
    dosage: {
      ...(given.data.doseText === undefined ? {} : { text: given.data.doseText }),
      route: { text: given.data.route },
      ...(given.data.doseUg === undefined ? {} : { dose: mg(given.data.doseUg) }),
    },
    note: timesOf(given),
  }));

const common = (dossier: Dossier, stamp: Stamp) => ({
  resourceType: 'MedicationAdministration',
  id: stamp.id,
  subject: subjectOf(dossier),
  context: encounterOf(dossier),
  performer: [{ actor: person(stamp.by) }],
});
