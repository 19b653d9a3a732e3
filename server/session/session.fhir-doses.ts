/** Each dose that was given at once as a FHIR MedicationAdministration: one device, one injection, one dose in the mouth. */
import type { Stamp } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
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
const measured = (of: { volumeUl: number; concentrationUgPerMl: number }) =>
  `${of.volumeUl / 1_000} mL of ${of.concentrationUgPerMl / 1_000} mg/mL`;

const routeCodes = {
  im: own('im', 'intramuscular'),
  sc: own('sc', 'subcutaneous'),
  intranasal: own('intranasal'),
  oral: own('oral'),
  sublingual: own('sublingual'),
} as const;

/** The order, only where this dose was given under it. */
const requestOf = ({ order }: Dossier, orderId: string | undefined) =>
  order === undefined || orderId !== order.id ? {} : { request: to('MedicationRequest', order.id) };

const administration = (
  dossier: Dossier,
  stamp: Stamp,
  of: { drug: string; orderId?: string | undefined; lot?: string | undefined },
  rest: { dosage: Record<string, unknown>; notes?: readonly string[]; endMs?: number | undefined; status?: string },
): Resource => ({
  resourceType: 'MedicationAdministration',
  id: stamp.id,
  status: rest.status ?? 'completed',
  medicationCodeableConcept: { text: of.drug },
  subject: subjectOf(dossier),
  context: encounterOf(dossier),
  ...(rest.endMs === undefined
    ? { effectiveDateTime: iso(stamp.atMs) }
    : { effectivePeriod: { start: iso(stamp.atMs), end: iso(rest.endMs) } }),
  performer: [{ actor: person(stamp.by) }],
  ...requestOf(dossier, of.orderId),
  dosage: rest.dosage,
  note: [
    ...timesOf(stamp),
    ...(of.lot === undefined ? [] : [{ text: `Lot ${of.lot}` }]),
    ...(rest.notes ?? []).map((text) => ({ text })),
  ],
});

export function doseResources(dossier: Dossier): Resource[] {
  const { injections, devices, sprays, mouthDoses } = dossier.record;
  return [
    ...injections.map(({ data, ...stamp }) =>
      administration(dossier, stamp, data, {
        dosage: {
          text: measured(data),
          route: routeCodes[data.route],
          site: own(data.site),
          dose: mg(data.doseUg),
        },
      }),
    ),
    ...devices.map(({ data, ...stamp }) =>
      administration(dossier, stamp, data, {
        dosage: { text: `Device ${data.number}`, route: routeCodes.intranasal, dose: mg(data.doseUg) },
      }),
    ),
    ...sprays.map(({ data, ...stamp }) =>
      administration(dossier, stamp, data, {
        dosage: { text: measured(data), route: routeCodes.intranasal, dose: mg(data.doseUg) },
      }),
    ),
    ...mouthDoses.map(({ data, ended, heldMs, ...stamp }) =>
      administration(dossier, stamp, data, {
        status: ended === undefined ? 'in-progress' : 'completed',
        endMs: ended?.atMs,
        dosage: { text: data.form.replaceAll('-', ' '), route: routeCodes[data.route], dose: mg(data.doseUg) },
        notes:
          ended === undefined || heldMs === undefined
            ? []
            : [`${ended.how === 'spat' ? 'Spat out' : 'Swallowed'} after ${Math.floor(heldMs / 1_000)} s`],
      }),
    ),
  ];
}
