import type { z } from '@hono/zod-openapi';
import type * as shapes from '#server/chart/chart.shapes.ts';
import type * as identity from '#server/identity/identity.shapes.ts';
import type { Role } from '#server/platform/may.ts';

/**
 * What the server says over HTTP, as the screens read it: the types of its own schemas.
 * Meaning lives in `clinical/`, rules in `server/`.
 */

/** As it comes over the wire: a moment is text there. */
export type Wire<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Wire<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Wire<Value[Key]> }
      : Value;

export type { Role };
export const staffRoles = [
  'owner',
  'medical-director',
  'prescriber',
  'nurse',
  'front-desk',
  'compliance',
  'auditor',
] as const satisfies readonly Role[];

export type PatientSummary = Wire<z.infer<typeof shapes.PatientSummary>>;
export type Candidate = Wire<z.infer<typeof shapes.Candidate>>;
export type Patient = Wire<z.infer<typeof shapes.Patient>>;
export type Chart = Wire<z.infer<typeof shapes.Chart>>;
export type Allergy = Wire<z.infer<typeof shapes.Allergy>>;
export type Medicine = Wire<z.infer<typeof shapes.Medicine>>;
export type ChartProblem = Wire<z.infer<typeof shapes.Problem>>;
export type Change = Wire<z.infer<typeof shapes.Change>>;
export type Licence = Wire<z.infer<typeof shapes.Licence>>;
export type Practitioner = Wire<z.infer<typeof shapes.Practitioner>>;
export type Clinic = Wire<z.infer<typeof shapes.Clinic>>;
export type Found = { patients: PatientSummary[]; total: number };

export type Me = Wire<z.infer<typeof identity.Me>>;

export type DemoAccount = { name: string; roles: Role[]; email: string; passphrase: string; totpSecret?: string };

/** The first thing every page asks: where am I, and who is at the screen. */
export type Frame = {
  setup: 'needed' | 'done';
  demo: boolean;
  demoOffered: boolean;
  demoReason?: string;
  version: string;
  database: string;
  address: string;
  serverTime: string;
  clinicName?: string;
  station?: { id: string; name: string; enrolledAt: string; timeZone?: string; isStaffStation?: boolean };
  me?: Me;
  idleLockMin: number;
  mail: 'smtp' | 'log';
  demoAccounts?: DemoAccount[];
};

export type SignInStep = Wire<z.infer<typeof identity.Step>>;
export type TotpOffer = Wire<z.infer<typeof identity.TotpOffer>>;
export type Passkey = Wire<z.infer<typeof identity.Passkey>>;
export type SignIn = Wire<z.infer<typeof identity.SignIn>>;
export type StationPerson = Wire<z.infer<typeof identity.StationPerson>>;
export type StationHere = Wire<z.infer<typeof identity.StationHere>>;
export type Station = Wire<z.infer<typeof identity.Station>>;
export type StationMade = Wire<z.infer<typeof identity.StationMade>>;
export type Invitation = Wire<z.infer<typeof identity.Invitation>>;
export type RecoveryRequest = Wire<z.infer<typeof identity.RecoveryRequest>>;

/** A restricted chart that somebody opened in need. */
export type Opening = {
  id: string;
  patientId: string;
  practitionerId: string;
  reason: string;
  openedAt: string;
  openUntil: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  outcome: string | null;
  note: string;
  version: number;
  givenName: string;
  familyName: string;
  initials: string;
  number: string;
};

/** Who looked at a chart, by what right and why. */
export type Look = Wire<z.infer<typeof shapes.Look>>;

/** What an owner wants to know is well; absent is not known. */
export type ClinicStatus = {
  database: {
    version: string;
    embedded: boolean;
    sizeBytes: number;
    hosts: { host: string; is: 'first' | 'standby' | 'left-behind' | 'not-reached' }[];
    waits?: string;
  };
  backup: {
    lastAt?: string;
    bytes?: number;
    rows?: number;
    lastFailureAt?: string;
    lastFailure?: string;
    lastVerifiedAt?: string;
    lastVerifyOk?: boolean;
  };
  audit: { headSeq: number; unsealed: number; checkedAt?: string; checkedOk?: boolean };
  anchor: { lastAt?: string; seq?: number };
  mail: { kind: 'smtp' | 'log'; waiting: number; failed: number };
};

export type AuditRow = {
  id: string;
  at: string;
  action: string;
  byKind: string;
  practitionerId: string | null;
  givenName: string | null;
  familyName: string | null;
  station: string | null;
  patientId: string | null;
  patientNumber: string | null;
  patientInitials: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  reason: string | null;
  erased: boolean;
  before?: unknown;
  after?: unknown;
  details?: unknown;
};
export type AuditPage = { events: AuditRow[]; patient?: Pick<PatientSummary, 'id' | 'number' | 'initials'> };
