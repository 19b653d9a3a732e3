// Made by npm run types:generate from the migrations. Do not edit.
import type { ColumnType } from 'kysely';

export type IdentityDbAccount = {
  id: string;
  name: string;
  email: string;
  emailVerified: ColumnType<boolean, boolean | undefined, boolean>;
  image: string | null;
  twoFactorEnabled: ColumnType<boolean, boolean | undefined, boolean>;
  factorEnrolledAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbCredential = {
  id: string;
  holderId: string;
  accountId: string;
  providerId: string;
  password: string | null;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  scope: string | null;
  accessTokenExpiresAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  refreshTokenExpiresAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbInvitation = {
  id: string;
  clinicId: string;
  practitionerId: string;
  email: string;
  givenName: string;
  familyName: string;
  roles: string[];
  tokenHash: Buffer;
  invitedBy: string;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  acceptedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  acceptedBy: string | null;
  revokedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbMail = {
  id: string;
  clinicId: string | null;
  toAddress: string;
  subject: string;
  text: string;
  linkKind: string;
  status: ColumnType<string, string | undefined, string>;
  attempts: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  sentAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  error: string | null;
};

export type IdentityDbMembership = {
  accountId: string;
  clinicId: string;
  practitionerId: string;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbPasskey = {
  id: string;
  accountId: string;
  name: string | null;
  publicKey: string;
  credentialId: string;
  counter: number;
  deviceType: string;
  backedUp: boolean;
  transports: string | null;
  aaguid: string | null;
  createdAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  lastUsedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbRateLimit = {
  key: string;
  count: number;
  until: ColumnType<Date, Date | string, Date | string>;
};

export type IdentityDbRecoveryLink = {
  id: string;
  accountId: string;
  kind: string;
  tokenHash: Buffer;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  usedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbRecoveryRequest = {
  id: string;
  clinicId: string;
  accountId: string;
  askedBy: string;
  askedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  approvedBy: string | null;
  approvedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbSetupToken = {
  tokenHash: Buffer;
  clinicId: string;
  practitionerId: string;
  accountId: string;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  usedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbSignIn = {
  id: string;
  accountId: string;
  clinicId: string;
  token: string;
  previousToken: string | null;
  rotatedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  method: string;
  stationId: string | null;
  secondFactorAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  steppedUpUntil: ColumnType<Date | null, Date | string | null, Date | string | null>;
  lastActiveAt: ColumnType<Date, Date | string | undefined, Date | string>;
  lockedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  failures: ColumnType<number, number | undefined, number>;
  ipAddress: string | null;
  userAgent: string | null;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbStation = {
  id: string;
  clinicId: string;
  name: string;
  codeHash: Buffer;
  codeExpiresAt: ColumnType<Date, Date | string, Date | string>;
  tokenHash: Buffer | null;
  createdBy: string | null;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  enrolledAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  lastSeenAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  revokedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  isStaffStation: ColumnType<boolean, boolean | undefined, boolean>;
};

export type IdentityDbStationPin = {
  stationId: string;
  accountId: string;
  pinHash: string | null;
  failures: ColumnType<number, number | undefined, number>;
  lockedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  setAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbTenant = {
  clinicId: string;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDbTotpDraft = {
  accountId: string;
  secret: string;
  backupCodes: string;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
};

export type IdentityDbTwoFactor = {
  id: string;
  accountId: string;
  secret: string;
  backupCodes: string;
  verified: ColumnType<boolean, boolean | undefined, boolean>;
  lastStep: string | null;
  failedVerificationCount: ColumnType<number, number | undefined, number>;
  lockedUntil: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type IdentityDbVerification = {
  id: string;
  identifier: string;
  value: string;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type IdentityDb = {
  account: IdentityDbAccount;
  credential: IdentityDbCredential;
  invitation: IdentityDbInvitation;
  mail: IdentityDbMail;
  membership: IdentityDbMembership;
  passkey: IdentityDbPasskey;
  rateLimit: IdentityDbRateLimit;
  recoveryLink: IdentityDbRecoveryLink;
  recoveryRequest: IdentityDbRecoveryRequest;
  setupToken: IdentityDbSetupToken;
  signIn: IdentityDbSignIn;
  station: IdentityDbStation;
  stationPin: IdentityDbStationPin;
  tenant: IdentityDbTenant;
  totpDraft: IdentityDbTotpDraft;
  twoFactor: IdentityDbTwoFactor;
  verification: IdentityDbVerification;
};
