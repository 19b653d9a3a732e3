// Made by npm run types:generate from the migrations. Do not edit.
import type { ColumnType } from 'kysely';

export type ClinicDbAllergy = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  kind: string;
  substance: string;
  reaction: ColumnType<string, string | undefined, string>;
  severity: string;
  status: string;
  startedOn: string | null;
  endedOn: string | null;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbAuditEvent = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  byKind: string;
  accountId: string | null;
  practitionerId: string | null;
  stationId: string | null;
  signInId: string | null;
  requestId: string | null;
  action: string;
  patientId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  reason: string | null;
  data: string | null;
  salt: Buffer | null;
  digest: Buffer;
  xid: ColumnType<string, string | undefined, string>;
};

export type ClinicDbAuditLink = {
  clinicId: ColumnType<string, string | undefined, string>;
  seq: string;
  auditId: string;
  link: string;
  hash: Buffer;
  below: ColumnType<string, string | undefined, string>;
};

export type ClinicDbBreakGlass = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  practitionerId: string;
  reason: string;
  openedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  openUntil: ColumnType<Date, Date | string, Date | string>;
  reviewedBy: string | null;
  reviewedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  outcome: string | null;
  note: ColumnType<string, string | undefined, string>;
  version: ColumnType<number, number | undefined, number>;
};

export type ClinicDbCareTeam = {
  clinicId: ColumnType<string, string | undefined, string>;
  patientId: string;
  practitionerId: string;
  addedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbChair = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  name: string;
  place: number;
  retiredAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbClinic = {
  clinicId: ColumnType<string, string | undefined, string>;
  name: string;
  timeZone: string;
  jurisdiction: string;
  idleLockMin: ColumnType<number, number | undefined, number>;
  synthetic: ColumnType<boolean, boolean | undefined, boolean>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbLicence = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  practitionerId: string;
  kind: string;
  number: string;
  place: string;
  scope: ColumnType<string, string | undefined, string>;
  validFrom: string | null;
  validUntil: string | null;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbMedicine = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  name: string;
  dose: ColumnType<string, string | undefined, string>;
  frequency: ColumnType<string, string | undefined, string>;
  status: string;
  startedOn: string | null;
  endedOn: string | null;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbPatient = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  number: string;
  givenName: string;
  familyName: string;
  preferredName: ColumnType<string, string | undefined, string>;
  initials: string;
  birthOn: string;
  sexForClinicalUse: string;
  language: string;
  timeZone: string;
  phone: ColumnType<string, string | undefined, string>;
  email: ColumnType<string, string | undefined, string>;
  address: ColumnType<string, string | undefined, string>;
  emergencyContact: ColumnType<unknown | null, string | null, string | null>;
  restricted: ColumnType<boolean, boolean | undefined, boolean>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbPatientNumber = {
  clinicId: ColumnType<string, string | undefined, string>;
  last: ColumnType<number, number | undefined, number>;
};

export type ClinicDbPatientSearch = {
  clinicId: ColumnType<string, string | undefined, string>;
  token: string;
  patientId: string;
};

export type ClinicDbPractitioner = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  accountId: string | null;
  givenName: string;
  familyName: string;
  credentials: ColumnType<string, string | undefined, string>;
  email: string | null;
  npi: string | null;
  deaNumber: string | null;
  deactivatedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbPractitionerRole = {
  clinicId: ColumnType<string, string | undefined, string>;
  practitionerId: string;
  role: string;
};

export type ClinicDbPractitionerRoleHeld = {
  clinicId: ColumnType<string, string | undefined, string>;
  practitionerId: string;
  role: string;
  heldFrom: ColumnType<Date, Date | string, Date | string>;
  heldUntil: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbProblem = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  name: string;
  code: ColumnType<string, string | undefined, string>;
  status: string;
  startedOn: string | null;
  endedOn: string | null;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbProtocolVersion = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  protocol: string;
  version: number;
  title: string;
  body: string;
  print: Buffer;
  signedBy: string;
  signedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  reason: string;
};

export type ClinicDbProtocolVersionEnd = {
  clinicId: ColumnType<string, string | undefined, string>;
  protocolVersionId: string;
  how: ColumnType<string, string | undefined, string>;
  reason: string;
  endedBy: string;
  endedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbRegistryReport = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  periodFrom: string;
  periodTo: string;
  body: string;
  jws: string;
  kid: string;
  publicKey: string;
  auditSeq: string;
  auditHash: Buffer;
  previewedBy: string;
  previewedAt: ColumnType<Date, Date | string, Date | string>;
  releasedBy: string;
  releasedAt: ColumnType<Date, Date | string, Date | string>;
  replaces: string | null;
  withdraws: ColumnType<boolean, boolean | undefined, boolean>;
};

export type ClinicDbSession = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  plannedAt: ColumnType<Date, Date | string, Date | string>;
  openedBy: string;
  openedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  lastSeq: ColumnType<string, string | undefined, string>;
  head: ColumnType<Buffer, Buffer | undefined, Buffer>;
  chairId: string | null;
  orderId: string | null;
  protocolVersionId: string | null;
  notedSeq: ColumnType<string, string | undefined, string>;
};

export type ClinicDbSessionEvent = {
  clinicId: ColumnType<string, string | undefined, string>;
  sessionId: string;
  seq: string;
  id: string;
  kind: string;
  v: number;
  measuredAt: ColumnType<Date, Date | string, Date | string>;
  byAccount: string | null;
  data: string | null;
  salt: Buffer | null;
  link: string;
  content: Buffer;
  recordedMs: string;
  hash: Buffer;
  xid: ColumnType<string, string | undefined, string>;
};

export type ClinicDbTreatmentOrder = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  patientId: string;
  protocolVersionId: string;
  body: string;
  print: Buffer;
  signedBy: string;
  signedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  validFrom: string;
  validUntil: string;
};

export type ClinicDbTreatmentOrderEnd = {
  clinicId: ColumnType<string, string | undefined, string>;
  orderId: string;
  how: string;
  reason: string;
  endedBy: string;
  endedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  replacedBy: string | null;
};

export type ClinicDb = {
  allergy: ClinicDbAllergy;
  auditEvent: ClinicDbAuditEvent;
  auditLink: ClinicDbAuditLink;
  breakGlass: ClinicDbBreakGlass;
  careTeam: ClinicDbCareTeam;
  chair: ClinicDbChair;
  clinic: ClinicDbClinic;
  licence: ClinicDbLicence;
  medicine: ClinicDbMedicine;
  patient: ClinicDbPatient;
  patientNumber: ClinicDbPatientNumber;
  patientSearch: ClinicDbPatientSearch;
  practitioner: ClinicDbPractitioner;
  practitionerRole: ClinicDbPractitionerRole;
  practitionerRoleHeld: ClinicDbPractitionerRoleHeld;
  problem: ClinicDbProblem;
  protocolVersion: ClinicDbProtocolVersion;
  protocolVersionEnd: ClinicDbProtocolVersionEnd;
  registryReport: ClinicDbRegistryReport;
  session: ClinicDbSession;
  sessionEvent: ClinicDbSessionEvent;
  treatmentOrder: ClinicDbTreatmentOrder;
  treatmentOrderEnd: ClinicDbTreatmentOrderEnd;
};
