import { z } from '@hono/zod-openapi';
import { actions, roles } from '#server/platform/may.ts';
import { RoleSet } from '#server/platform/role-set.ts';
import { PasskeyAnswer } from './passkey.shapes.ts';

/** Trimmed, one line, no control characters: names end up in letters and on badges. */
const line = (most: number) =>
  z
    .string()
    .min(1, 'is needed')
    .max(most, `has at most ${most} characters`)
    .regex(/^\P{C}*$/u, 'holds a character that can’t be shown')
    .regex(/^\S(.*\S)?$/u, 'begins or ends with a space');
export const Name = line(80);
export const Email = z.email('is not an e-mail address').max(254, 'has at most 254 characters');
/** Any text: what a passphrase must be is said by the rules, once, when one is chosen. */
export const GivenPassphrase = z.string().min(1, 'is needed').max(512, 'is too long');
export const Code = z.string().regex(/^\d{6}$/, 'has six digits');
export const BackupCode = z.string().min(8, 'has ten letters and digits').max(24, 'has ten letters and digits');
export const Pin = z.string().regex(/^\d{1,12}$/, 'has digits only');
export const Token = z.string().min(1, 'is needed').max(200, 'is too long');
export const Id = z.uuid('is not an id');
export const IdParam = z.object({ id: Id });

export const SignInGiven = z.object({ email: Email, passphrase: GivenPassphrase }).openapi('SignInGiven');
export const Step = z
  .object({
    step: z.enum(['second-factor', 'enrol-second-factor', 'signed-in']),
    methods: z.array(z.enum(['totp', 'passkey'])).optional(),
  })
  .openapi('SignInStep');

/** Exactly one proof of who it is. */
export const Confirmation = z
  .object({
    passphrase: GivenPassphrase.optional(),
    code: Code.optional(),
    pin: Pin.optional(),
    passkey: PasskeyAnswer.optional(),
  })
  .refine((given) => Object.values(given).filter((proof) => proof !== undefined).length === 1, 'give exactly one proof')
  .openapi('Confirmation');
export type Confirmation = z.infer<typeof Confirmation>;

export const Confirmed = z
  .object({ locked: z.boolean(), steppedUpUntil: z.iso.datetime().optional() })
  .openapi('Confirmed');

export const Me = z
  .object({
    accountId: z.uuid(),
    practitionerId: z.uuid().optional(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    clinicId: z.uuid(),
    clinicName: z.string(),
    timeZone: z.string(),
    secondFactor: z.enum(['none', 'totp', 'passkey', 'both']),
    signInId: z.uuid(),
    locked: z.boolean(),
    steppedUpUntil: z.iso.datetime().optional(),
    method: z.enum(['passphrase+totp', 'passkey', 'pin', 'passphrase', 'none']),
    backupCodesLeft: z.int().optional(),
    /** Actions that the person's roles open: what is worth showing. Every call is decided again. */
    may: z.array(z.enum(actions)),
  })
  .openapi('Me');
export type Me = z.infer<typeof Me>;

export const TotpOffer = z.object({ uri: z.string(), backupCodes: z.array(z.string()) }).openapi('TotpOffer');
export const BackupCodes = z.object({ backupCodes: z.array(z.string()) }).openapi('BackupCodes');
export const Passkey = z
  .object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime(), lastUsedAt: z.iso.datetime().optional() })
  .openapi('Passkey');
export const SignIn = z
  .object({
    id: z.uuid(),
    method: z.string(),
    device: z.string(),
    from: z.string(),
    station: z.string().optional(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .openapi('SignIn');

export const StationPerson = z
  .object({
    accountId: z.uuid(),
    name: z.string(),
    initials: z.string(),
    roles: z.array(z.enum(roles)),
    hasPin: z.boolean(),
    hasPasskey: z.boolean(),
    pinLocked: z.boolean(),
  })
  .openapi('StationPerson');
export const StationHere = z
  .object({ id: z.uuid(), name: z.string(), enrolledAt: z.iso.datetime(), people: z.array(StationPerson) })
  .openapi('StationHere');
export const Station = z
  .object({
    id: z.uuid(),
    name: z.string(),
    isStaffStation: z.boolean(),
    createdAt: z.iso.datetime(),
    enrolledAt: z.iso.datetime().optional(),
    lastSeenAt: z.iso.datetime().optional(),
    revokedAt: z.iso.datetime().optional(),
  })
  .openapi('Station');
export const StationMade = z.object({ id: z.uuid(), code: z.string(), link: z.string() }).openapi('StationMade');

export const NewInvitation = z
  .object({
    givenName: Name,
    familyName: Name,
    email: Email,
    roles: RoleSet,
  })
  .openapi('NewInvitation');
export type NewInvitation = z.infer<typeof NewInvitation>;
export const Invitation = z
  .object({
    id: z.uuid(),
    givenName: z.string(),
    familyName: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    invitedBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('Invitation');

export const RecoveryRequest = z
  .object({
    id: z.uuid(),
    practitionerId: z.uuid(),
    name: z.string(),
    askedBy: z.string(),
    askedByAccountId: z.uuid(),
    askedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    approvedBy: z.string().optional(),
    approvedAt: z.iso.datetime().optional(),
  })
  .openapi('RecoveryRequest');

export const Setup = z
  .object({
    token: Token,
    owner: z.object({ givenName: Name, familyName: Name, email: Email, passphrase: GivenPassphrase }),
    clinic: z.object({
      name: line(120),
      timeZone: z
        .string()
        .refine(
          (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
          'is not a time zone such as America/Denver',
        ),
      jurisdiction: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'is a code such as US-NV'),
    }),
  })
  .openapi('Setup');
export type Setup = z.infer<typeof Setup>;

export const Done = z.object({ done: z.literal(true) }).openapi('Done');
export const done = { done: true } as const;
