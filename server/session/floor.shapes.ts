import { z } from '@hono/zod-openapi';
import { orderWith, ProtocolShape, routes } from '#clinical/plan/plan.ts';
import { Duty } from './duty.shapes.ts';
import { DosesInForce, KitDue } from './emergency.shapes.ts';

/** An order as the chair sees it: what was signed, by whom, and whether it still stands. */
export const OrderOnFloor = orderWith({
  id: z.string(),
  state: z.enum(['active', 'withdrawn', 'replaced']),
  endReason: z.string().nullable(),
  /** When it was withdrawn or replaced: a dose after that is shown. */
  endedAt: z.string().nullable().optional(),
  signedBy: z.string(),
  signedAt: z.string(),
  protocolVersionId: z.string(),
}).openapi('OrderOnFloor');
export type OrderOnFloor = z.infer<typeof OrderOnFloor>;

const HandOver = z.object({
  sexForClinicalUse: z.string(),
  medicines: z.array(z.object({ name: z.string(), dose: z.string(), frequency: z.string() })),
  problems: z.array(z.object({ name: z.string(), code: z.string() })),
  /** Null is not known. */
  contact: z.object({ name: z.string(), relation: z.string(), phone: z.string() }).nullable(),
});
export type HandOver = z.infer<typeof HandOver>;

const ProtocolOnFloor = z
  .object({ id: z.string(), version: z.number(), title: z.string(), body: ProtocolShape })
  .openapi('ProtocolOnFloor');
export type ProtocolOnFloor = z.infer<typeof ProtocolOnFloor>;

const FloorSession = z.object({
  id: z.string(),
  chairId: z.string().nullable(),
  plannedAt: z.string(),
  openedBy: z.string(),
  lastSeq: z.number(),
  /** Several people treated together have one; null or absent: nobody else belongs to this session. */
  groupId: z.string().nullable().optional(),
  /** Days on which this patient was given the same medicine before. Absent in a copy of an older version. */
  earlier: z.array(z.object({ on: z.string(), doseUg: z.number() })).optional(),
  /** Vials and devices set aside for it. Absent in a copy of an older version. */
  stock: z
    .array(z.object({ id: z.string(), substance: z.string(), lot: z.string(), expiresOn: z.string() }))
    .optional(),
  /** What was taken out of containers for it. Absent in a copy of an older version. */
  drawn: z
    .array(
      z.object({
        itemId: z.string(),
        substance: z.string(),
        ug: z.number(),
        stepUg: z.number(),
        why: z.string().nullable(),
      }),
    )
    .optional(),
  /** The patient has left; absent in a copy of an older version. */
  hasLeft: z.boolean().optional(),
  /** Of the log, in hex: what a signature covers. */
  head: z.string(),
  isSigned: z.boolean(),
  patient: z.object({
    id: z.string(),
    number: z.string(),
    initials: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    birthOn: z.string(),
    /** Empty is not known. */
    allergies: z.array(
      z.object({
        kind: z.enum(['allergy', 'intolerance', 'no-known-allergies']),
        substance: z.string(),
        reaction: z.string(),
      }),
    ),
    /** For whoever takes the patient over. Absent in a copy of an older version: then it is not known. */
    handOver: HandOver.optional(),
  }),
  order: OrderOnFloor.nullable(),
  protocol: ProtocolOnFloor.nullable(),
});
export type FloorSession = z.infer<typeof FloorSession>;

const Floor = z.object({
  serverMs: z.number(),
  clinic: z.object({ name: z.string(), timeZone: z.string(), synthetic: z.boolean() }),
  chairs: z.array(z.object({ id: z.string(), name: z.string(), place: z.number() })),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      initials: z.string(),
      credentials: z.string(),
      roles: z.array(z.string()),
    }),
  ),
  /** Whose override before the dose counts, in ms since 1970; null is as far back as is known, or still. */
  prescribers: z.array(z.object({ id: z.string(), fromMs: z.number().nullable(), untilMs: z.number().nullable() })),
  sessions: z.array(FloorSession),
  /** What the product knows before a dose, as of `serverMs`. Absent in a copy of an older version: then people answer. */
  gate: z
    .object({
      place: z.string(),
      licences: z.array(
        z.object({
          practitionerId: z.string(),
          place: z.string(),
          validFrom: z.string().nullable(),
          validUntil: z.string().nullable(),
        }),
      ),
      prescribersOnSite: z.array(z.string()),
      lots: z.array(z.object({ substance: z.string(), lot: z.string() })).optional(),
      watched: z.array(
        z.object({
          sessionId: z.string(),
          chair: z.string(),
          route: z.enum(routes).nullable(),
          dosedMs: z.number(),
          by: z.string(),
        }),
      ),
    })
    .optional(),
  /** Doses that the medical director signed, and the kit. Absent in a copy of an older version: then no dose is shown. */
  emergency: z.object({ doses: DosesInForce.nullable(), kit: KitDue }).optional(),
  /** Absent in a copy that an older version kept on a station: then it is not known. */
  duty: Duty.optional(),
});
export type Floor = z.infer<typeof Floor>;

const SessionInAnswer = FloorSession.omit({ protocol: true })
  .extend({ protocolVersionId: z.string().nullable() })
  .openapi('FloorSession');

/** The floor as it is sent: a protocol is the same for many sessions, and is told once. */
export const FloorAnswer = Floor.extend({
  sessions: z.array(SessionInAnswer),
  protocols: z.array(ProtocolOnFloor),
}).openapi('Floor');
export type FloorAnswer = z.infer<typeof FloorAnswer>;
