import { z } from '@hono/zod-openapi';
import {
  AllergyInput,
  EmergencyContact,
  Jurisdiction,
  LicenceInput,
  line,
  MedicineInput,
  PatientInput,
  PractitionerInput,
  ProblemInput,
  TimeZone,
} from '#clinical/chart/chart.ts';

/** Shapes of the chart on the wire. What goes in is the medicine's own schema; what comes out adds id and version. */
export const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const IdParam = z.object({ id: Id });
export const RowParam = z.object({ id: Id, rowId: Id });
export const Version = z.int('is the version that was read').min(1).max(2_000_000_000);
export const Moment = z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' });
export const Saved = z.object({ id: z.string(), version: z.number() }).openapi('Saved');
const givenId = {
  id: Id.optional().openapi({ description: 'Made by the sender, so that a repeated request is harmless' }),
};

export const PatientSummary = z
  .object({
    id: z.string(),
    number: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    birthOn: z.string(),
    sexForClinicalUse: z.string(),
    initials: z.string(),
    restricted: z.boolean(),
  })
  .openapi('PatientSummary');
export const Candidate = PatientSummary.extend({ because: z.string() }).openapi('Candidate');

export const Patient = PatientSummary.extend({
  preferredName: z.string(),
  language: z.string(),
  timeZone: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  emergencyContact: EmergencyContact.nullable(),
  version: z.number(),
  createdAt: Moment,
}).openapi('Patient');

const row = { id: z.string(), patientId: z.string(), version: z.number(), createdAt: Moment };
const dates = { startedOn: z.string().nullable(), endedOn: z.string().nullable() };
export const Allergy = z
  .object({
    ...row,
    ...dates,
    kind: z.string(),
    substance: z.string(),
    reaction: z.string(),
    severity: z.string(),
    status: z.string(),
  })
  .openapi('Allergy');
export const Medicine = z
  .object({ ...row, ...dates, name: z.string(), dose: z.string(), frequency: z.string(), status: z.string() })
  .openapi('Medicine');
export const Problem = z
  .object({ ...row, ...dates, name: z.string(), code: z.string(), status: z.string() })
  .openapi('ChartProblem');
const Member = z.object({ id: z.string(), givenName: z.string(), familyName: z.string(), credentials: z.string() });

export const Chart = z
  .object({
    patient: Patient,
    allergies: z.array(Allergy).optional(),
    medicines: z.array(Medicine).optional(),
    problems: z.array(Problem).optional(),
    careTeam: z.array(Member),
    sameName: z.array(PatientSummary),
    sameInitials: z.array(PatientSummary),
    access: z.enum(['care-team', 'open', 'break-glass', 'demographics']),
  })
  .openapi('Chart');

const Distinct = {
  confirmedDistinct: z.boolean().optional(),
  reason: line(300, 'a reason').optional(),
};
export const NewPatient = PatientInput.extend({ ...givenId, ...Distinct }).openapi('NewPatient');
export const ChangedPatient = PatientInput.extend({ version: Version }).openapi('ChangedPatient');

export const NewAllergy = AllergyInput.safeExtend(givenId).openapi('NewAllergy');
export const ChangedAllergy = AllergyInput.safeExtend({ version: Version }).openapi('ChangedAllergy');
export const NewMedicine = MedicineInput.safeExtend(givenId).openapi('NewMedicine');
export const ChangedMedicine = MedicineInput.safeExtend({ version: Version }).openapi('ChangedMedicine');
export const NewProblem = ProblemInput.safeExtend(givenId).openapi('NewProblem');
export const ChangedProblem = ProblemInput.safeExtend({ version: Version }).openapi('ChangedProblem');

export const Change = z
  .object({
    id: z.string(),
    at: Moment,
    action: z.string(),
    subjectKind: z.string().nullable(),
    subjectId: z.string().nullable(),
    reason: z.string().nullable(),
    givenName: z.string().nullable(),
    familyName: z.string().nullable(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    erased: z.boolean(),
  })
  .openapi('Change');

export const Look = z
  .object({
    id: z.string(),
    at: Moment,
    action: z.string(),
    stationId: z.string().nullable(),
    reason: z.string().nullable(),
    givenName: z.string().nullable(),
    familyName: z.string().nullable(),
    access: z.string().optional(),
  })
  .openapi('Look');

export const Licence = z
  .object({
    id: z.string(),
    practitionerId: z.string(),
    kind: z.string(),
    number: z.string(),
    place: z.string(),
    scope: z.string(),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable(),
    version: z.number(),
  })
  .openapi('Licence');
export const Practitioner = z
  .object({
    id: z.string(),
    accountId: z.string().nullable(),
    givenName: z.string(),
    familyName: z.string(),
    credentials: z.string(),
    email: z.string().nullable(),
    npi: z.string().nullable(),
    deaNumber: z.string().nullable(),
    deactivatedAt: Moment.nullable(),
    version: z.number(),
    roles: z.array(z.string()),
    licences: z.array(Licence),
  })
  .openapi('Practitioner');
export const NewPractitioner = PractitionerInput.extend(givenId).openapi('NewPractitioner');
export const ChangedPractitioner = PractitionerInput.extend({ version: Version }).openapi('ChangedPractitioner');
export const NewLicence = LicenceInput.safeExtend(givenId).openapi('NewLicence');
export const ChangedLicence = LicenceInput.safeExtend({ version: Version }).openapi('ChangedLicence');

const clinicFields = {
  name: line(200, 'a name').min(1, 'is needed'),
  timeZone: TimeZone,
  jurisdiction: Jurisdiction,
};
export const ChangedClinic = z
  .object({ ...clinicFields, idleLockMin: z.int().min(1).max(60), version: Version })
  .openapi('ChangedClinic');
export const Clinic = z
  .object({
    clinicId: z.string(),
    name: z.string(),
    timeZone: z.string(),
    jurisdiction: z.string(),
    idleLockMin: z.number(),
    synthetic: z.boolean(),
    version: z.number(),
  })
  .openapi('Clinic');
