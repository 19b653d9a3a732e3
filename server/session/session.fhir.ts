/** The record of a session as a FHIR R4 Bundle of type collection: what another system can read, with the log's hash. */
import type { Dossier } from './dossier.ts';
import { givenResources, orderResource } from './session.fhir-given.ts';
import { provenanceResources, sideEffectResources, withdrawnResources } from './session.fhir-happened.ts';
import { observationResources } from './session.fhir-observed.ts';
import { iso, type Resource, subjectOf } from './session.fhir-parts.ts';

/** @param address of this server: what makes the names of the resources whole */
export function sessionBundle(dossier: Dossier, address: string) {
  const { session, clinic, printedAtMs, names } = dossier;
  const resources: Resource[] = [
    patientResource(dossier),
    ...[...names].map(([id, text]) => ({ resourceType: 'Practitioner', id, name: [{ text }] })),
    encounterResource(dossier),
    ...orderResource(dossier),
    ...givenResources(dossier),
    ...observationResources(dossier),
    ...sideEffectResources(dossier),
    ...withdrawnResources(dossier),
  ];
  return {
    resourceType: 'Bundle' as const,
    type: 'collection',
    timestamp: iso(printedAtMs),
    identifier: { system: 'urn:racemic:log-head', value: session.head === '' ? 'empty' : session.head },
    ...(clinic.synthetic ? { meta: { security: [testData] } } : {}),
    entry: [...resources, ...provenanceResources(dossier, resources)].map((resource) => ({
      fullUrl: `${address}/fhir/${resource.resourceType}/${resource.id}`,
      resource: clinic.synthetic ? { ...resource, meta: { security: [testData] } } : resource,
    })),
  };
}

/** The people in a demonstration clinic are invented, and no other system may take them for real. */
const testData = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};

const genders: Readonly<Record<string, string>> = { male: 'male', female: 'female' };

const patientResource = ({ patient }: Dossier): Resource => ({
  resourceType: 'Patient',
  id: patient.id,
  identifier: [{ system: 'urn:racemic:chart-number', value: patient.number }],
  name: [{ family: patient.familyName, given: [patient.givenName] }],
  birthDate: patient.birthOn,
  gender: genders[patient.sexForClinicalUse] ?? 'unknown',
});

function encounterResource(dossier: Dossier): Resource {
  const { session, record, clinic } = dossier;
  const { arrived, left, firstDose } = record;
  const status =
    left !== undefined
      ? 'finished'
      : firstDose !== undefined
        ? 'in-progress'
        : arrived !== undefined
          ? 'arrived'
          : 'planned';
  return {
    resourceType: 'Encounter',
    id: session.id,
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
    subject: subjectOf(dossier),
    serviceProvider: { display: clinic.name },
    period: {
      start: iso(arrived?.atMs ?? session.plannedAtMs),
      ...(left === undefined ? {} : { end: iso(left.atMs) }),
    },
    ...(left === undefined ? {} : { hospitalization: { dischargeDisposition: { text: left.data.how } } }),
  };
}
