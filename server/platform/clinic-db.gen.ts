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

export type ClinicDbDebrief = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  incidentId: string | null;
  drillId: string | null;
  heldAt: ColumnType<Date, Date | string, Date | string>;
  people: string;
  wentWell: ColumnType<string, string | undefined, string>;
  writtenBy: string;
  writtenAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbDevice = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  key: string;
  byWhat: string;
  name: string;
  zone: string | null;
  firstSeenAt: ColumnType<Date, Date | string, Date | string>;
  heardAt: ColumnType<Date, Date | string, Date | string>;
  offsetMs: string | null;
  isSimulated: boolean;
};

export type ClinicDbDeviceAssignment = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  deviceId: string;
  sessionId: string;
  fromAt: ColumnType<Date, Date | string, Date | string>;
  by: string;
  untilAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  endedBy: string | null;
  endWhy: string | null;
  thinnedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type ClinicDbDeviceMessage = {
  clinicId: ColumnType<string, string | undefined, string>;
  day: string;
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  cameFrom: string;
  raw: Buffer;
  outcome: string;
  why: string | null;
  unread: ColumnType<string, string | undefined, string>;
};

export type ClinicDbDeviceValue = {
  clinicId: ColumnType<string, string | undefined, string>;
  day: string;
  id: string;
  deviceId: string;
  sessionId: string | null;
  messageId: string;
  messageDay: string;
  metric: string | null;
  code: string;
  text: string;
  unit: string;
  value: string | null;
  state: string;
  deviceAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  at: ColumnType<Date, Date | string, Date | string>;
  arrivedAt: ColumnType<Date, Date | string, Date | string>;
  isConverted: boolean;
  isUnitAssumed: boolean;
  isSimulated: boolean;
};

export type ClinicDbDrill = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  card: string;
  plannedOn: string;
  plannedBy: string;
  scenario: ColumnType<string, string | undefined, string>;
  state: ColumnType<string, string | undefined, string>;
  startedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  endedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  people: ColumnType<string, string | undefined, string>;
  outcome: ColumnType<string, string | undefined, string>;
  version: ColumnType<number, number | undefined, number>;
};

export type ClinicDbDrillStep = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  drillId: string;
  what: string;
  says: string;
  at: ColumnType<Date, Date | string, Date | string>;
  by: string;
  seq: ColumnType<string, string | undefined, string>;
};

export type ClinicDbDrugAwaiting = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  kind: string;
  body: string;
  sessionId: string | null;
  askedBy: string;
  askedAt: ColumnType<Date, Date | string, Date | string>;
  until: ColumnType<Date, Date | string, Date | string>;
  outcome: string | null;
  settledBy: string | null;
  settledAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type ClinicDbDrugBalance = {
  clinicId: ColumnType<string, string | undefined, string>;
  locationId: string;
  productId: string;
  insideUg: ColumnType<string, string | undefined, string>;
  insideUl: ColumnType<string, string | undefined, string>;
  outUg: ColumnType<string, string | undefined, string>;
  outUl: ColumnType<string, string | undefined, string>;
  lastSeq: ColumnType<string, string | undefined, string>;
};

export type ClinicDbDrugCommand = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  kind: string;
  print: Buffer;
  answer: string;
  askedBy: string;
  keptAt: ColumnType<Date, Date | string, Date | string>;
};

export type ClinicDbDrugCount = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  locationId: string;
  kind: string;
  countedAt: ColumnType<Date, Date | string, Date | string>;
  countedBy: string;
  secondBy: string | null;
  lines: string;
  addsUp: boolean;
  isFirst: ColumnType<boolean, boolean | undefined, boolean>;
  takenAtHour: string | null;
};

export type ClinicDbDrugDiscrepancy = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  kind: string;
  discoveredAt: ColumnType<Date, Date | string, Date | string>;
  openedBy: string;
  productId: string;
  locationId: string;
  itemId: string | null;
  drawId: string | null;
  patientId: string | null;
  sessionId: string | null;
  sessionEventId: string | null;
  differenceUg: number;
  says: string;
};

export type ClinicDbDrugDiscrepancyStep = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  discrepancyId: string;
  kind: string;
  judgement: string | null;
  facts: string | null;
  words: string;
  doneOn: string | null;
  by: string;
  at: ColumnType<Date, Date | string, Date | string>;
};

export type ClinicDbDrugDisposal = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  how: string;
  method: string;
  doneOn: string;
  place: string;
  counterpart: string | null;
  document: string | null;
  doneBy: string;
  witnessedBy: string;
};

export type ClinicDbDrugDraw = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  itemId: string;
  sessionId: string;
  patientId: string;
  drawnBy: string;
  drawnAt: ColumnType<Date, Date | string, Date | string>;
  drawnUg: number;
  drawnUl: number;
  administeredUg: ColumnType<number, number | undefined, number>;
  wastedUg: ColumnType<number, number | undefined, number>;
  returnedUg: ColumnType<number, number | undefined, number>;
  lostUg: ColumnType<number, number | undefined, number>;
  outUg: number;
  outUl: number;
};

export type ClinicDbDrugItem = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  productId: string;
  receiptId: string;
  locationId: string;
  lot: string;
  expiresOn: string;
  serial: string | null;
  contentUg: number;
  insideUg: number;
  insideUl: number;
  addedUg: ColumnType<number, number | undefined, number>;
  removedUg: ColumnType<number, number | undefined, number>;
  drawnUg: ColumnType<number, number | undefined, number>;
  administeredUg: ColumnType<number, number | undefined, number>;
  wastedUg: ColumnType<number, number | undefined, number>;
  returnedUg: ColumnType<number, number | undefined, number>;
  lostUg: ColumnType<number, number | undefined, number>;
  outUg: ColumnType<number, number | undefined, number>;
  outUl: ColumnType<number, number | undefined, number>;
  openedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  assignedPatientId: string | null;
  assignedSessionId: string | null;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbDrugProduct = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  substance: string;
  name: string;
  form: string;
  strengthUgPerMl: number | null;
  volumeUl: number | null;
  pieceUg: number | null;
  pieces: number | null;
  contentUg: number;
  ndc: string | null;
  gtin: string | null;
  severalSessions: boolean;
  readBy: string;
  readAt: ColumnType<Date, Date | string, Date | string>;
  secondBy: string | null;
  secondAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  retiredAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type ClinicDbDrugReceipt = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  productId: string;
  locationId: string;
  invoice: string;
  supplierName: string;
  supplierAddress: string;
  supplierDea: string;
  receivedOn: string;
  lot: string;
  expiresOn: string;
  containers: number;
  wasScanned: boolean;
  receivedBy: string;
  secondBy: string | null;
  secondAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type ClinicDbDrugRegister = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  commandId: string;
  locationId: string;
  productId: string;
  seq: string;
  happenedAt: ColumnType<Date, Date | string, Date | string>;
  recordedAt: ColumnType<Date, Date | string, Date | string>;
  kind: string;
  itemId: string | null;
  drawId: string | null;
  insideUg: number;
  insideUl: number;
  outUg: number;
  outUl: number;
  beyondUg: ColumnType<number, number | undefined, number>;
  itemAfterUg: number | null;
  itemAfterUl: number | null;
  afterUg: string;
  afterUl: string;
  outAfterUg: string;
  outAfterUl: string;
  patientId: string | null;
  sessionId: string | null;
  orderId: string | null;
  sessionEventId: string | null;
  actor: string;
  witness: string | null;
  counterpart: string | null;
  document: string | null;
  reason: string | null;
};

export type ClinicDbEmergencyDoseEnd = {
  clinicId: ColumnType<string, string | undefined, string>;
  versionId: string;
  reason: string;
  endedBy: string;
  endedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbEmergencyDoseVersion = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  version: number;
  body: string;
  print: Buffer;
  signedBy: string;
  signedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  reason: string;
};

export type ClinicDbEmergencyInterval = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  version: number;
  drillDays: number;
  kitDays: number;
  setBy: string;
  setAt: ColumnType<Date, Date | string | undefined, Date | string>;
  reason: string;
};

export type ClinicDbEscalationStep = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  sessionId: string;
  task: string;
  what: string;
  place: ColumnType<number, number | undefined, number>;
  byWay: string | null;
  practitionerId: string | null;
  ofStep: string | null;
  attempt: ColumnType<number, number | undefined, number>;
  why: string | null;
  says: ColumnType<string, string | undefined, string>;
  sinceAt: ColumnType<Date, Date | string, Date | string>;
  dueAt: ColumnType<Date, Date | string, Date | string>;
  at: ColumnType<Date, Date | string, Date | string>;
  ladderVersion: number | null;
};

export type ClinicDbFollowUp = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  debriefId: string;
  what: string;
  ownerId: string;
  dueOn: string;
  doneAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  doneBy: string | null;
  doneNote: ColumnType<string, string | undefined, string>;
  version: ColumnType<number, number | undefined, number>;
};

export type ClinicDbIncident = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  kind: string;
  patientId: string | null;
  sessionId: string | null;
  emergencyId: string | null;
  happenedAt: ColumnType<Date, Date | string, Date | string>;
  body: string;
  ownerId: string | null;
  state: ColumnType<string, string | undefined, string>;
  recordedBy: string;
  recordedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  reviewedBy: string | null;
  reviewedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  closedBy: string | null;
  closedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
};

export type ClinicDbKitCheck = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  items: string;
  checkedBy: string;
  checkedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type ClinicDbLadder = {
  clinicId: ColumnType<string, string | undefined, string>;
  version: number;
  body: string;
  print: Buffer;
  signedBy: string;
  signedAt: ColumnType<Date, Date | string, Date | string>;
  reason: string;
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

export type ClinicDbReach = {
  clinicId: ColumnType<string, string | undefined, string>;
  practitionerId: string;
  byMail: boolean;
  textNumber: string | null;
  changedAt: ColumnType<Date, Date | string, Date | string>;
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
  groupId: string | null;
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
  corrects: ColumnType<string | null, string | null | undefined, string | null>;
  movesTo: ColumnType<string | null, string | null | undefined, string | null>;
};

export type ClinicDbShift = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  practitionerId: string;
  fromAt: ColumnType<Date, Date | string, Date | string>;
  untilAt: ColumnType<Date, Date | string, Date | string>;
  writtenAt: ColumnType<Date, Date | string, Date | string>;
};

export type ClinicDbStationSound = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  stationId: string;
  what: string;
  practitionerId: string;
  at: ColumnType<Date, Date | string, Date | string>;
};

export type ClinicDbStockLocation = {
  clinicId: ColumnType<string, string | undefined, string>;
  id: string;
  name: string;
  place: ColumnType<string, string | undefined, string>;
  retiredAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
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
  debrief: ClinicDbDebrief;
  device: ClinicDbDevice;
  deviceAssignment: ClinicDbDeviceAssignment;
  deviceMessage: ClinicDbDeviceMessage;
  deviceValue: ClinicDbDeviceValue;
  drill: ClinicDbDrill;
  drillStep: ClinicDbDrillStep;
  drugAwaiting: ClinicDbDrugAwaiting;
  drugBalance: ClinicDbDrugBalance;
  drugCommand: ClinicDbDrugCommand;
  drugCount: ClinicDbDrugCount;
  drugDiscrepancy: ClinicDbDrugDiscrepancy;
  drugDiscrepancyStep: ClinicDbDrugDiscrepancyStep;
  drugDisposal: ClinicDbDrugDisposal;
  drugDraw: ClinicDbDrugDraw;
  drugItem: ClinicDbDrugItem;
  drugProduct: ClinicDbDrugProduct;
  drugReceipt: ClinicDbDrugReceipt;
  drugRegister: ClinicDbDrugRegister;
  emergencyDoseEnd: ClinicDbEmergencyDoseEnd;
  emergencyDoseVersion: ClinicDbEmergencyDoseVersion;
  emergencyInterval: ClinicDbEmergencyInterval;
  escalationStep: ClinicDbEscalationStep;
  followUp: ClinicDbFollowUp;
  incident: ClinicDbIncident;
  kitCheck: ClinicDbKitCheck;
  ladder: ClinicDbLadder;
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
  reach: ClinicDbReach;
  registryReport: ClinicDbRegistryReport;
  session: ClinicDbSession;
  sessionEvent: ClinicDbSessionEvent;
  shift: ClinicDbShift;
  stationSound: ClinicDbStationSound;
  stockLocation: ClinicDbStockLocation;
  treatmentOrder: ClinicDbTreatmentOrder;
  treatmentOrderEnd: ClinicDbTreatmentOrderEnd;
};
