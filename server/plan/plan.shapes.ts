import { z } from '@hono/zod-openapi';
import { line } from '#clinical/chart/chart.ts';
import { orderWith, ProtocolShape } from '#clinical/plan/plan.ts';

/** Shapes of the plan on the wire. What goes in is the medicine's own schema. */
const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const IdParam = z.object({ id: Id });
const Version = z.int('is a version').min(1).max(2_000_000_000);
const Moment = z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' });
const Why = line(1_000, 'a reason').min(3, 'is needed');
const givenId = {
  id: Id.optional().openapi({ description: 'Made by the sender, so that a repeated request is harmless' }),
};

export const Reason = z.object({ reason: Why }).openapi('EndReason');
export const Made = z.object({ id: z.string() });
export const MadeVersion = z.object({ id: z.string(), version: z.number() });

// Made anew: a schema from before the library was extended has no `openapi`.
const Protocol = ProtocolShape.extend({}).openapi('Protocol');
export const NewProtocolVersion = z
  .object({
    ...givenId,
    version: Version.openapi({ description: 'The number this version gets: one more than the newest' }),
    protocol: Protocol,
    reason: Why,
  })
  .openapi('NewProtocolVersion');

export const ProtocolVersions = z
  .object({
    protocols: z.array(
      z.object({
        id: z.string(),
        protocol: z.string(),
        version: z.number(),
        title: z.string(),
        body: Protocol,
        print: z.string(),
        signedBy: z.string(),
        signedByName: z.string(),
        signedAt: Moment,
        reason: z.string(),
        end: z.object({ reason: z.string(), by: z.string(), at: Moment }).nullable(),
      }),
    ),
  })
  .openapi('ProtocolVersions');

const Order = orderWith({}).openapi('TreatmentOrder');
export const NewOrder = z
  .object({
    ...givenId,
    protocolVersionId: Id,
    order: Order,
    replaces: z.object({ id: Id, reason: Why }).optional(),
  })
  .openapi('NewOrder');

export const SignedOrder = orderWith({
  id: z.string(),
  patientId: z.string(),
  protocolVersionId: z.string(),
  protocolTitle: z.string(),
  protocolVersion: z.number(),
  state: z.enum(['active', 'withdrawn', 'replaced']),
  endReason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: Moment.nullable(),
  replacedBy: z.string().nullable(),
  signedBy: z.string(),
  signedAt: Moment,
  print: z.string(),
}).openapi('SignedOrder');
export const Orders = z
  .object({ orders: z.array(SignedOrder), today: z.string(), ageYears: z.number() })
  .openapi('Orders');

const ChairName = line(60, 'a name').min(1, 'is needed');
export const Chairs = z
  .object({
    chairs: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        place: z.number(),
        retiredAt: Moment.nullable(),
        version: z.number(),
      }),
    ),
  })
  .openapi('Chairs');
export const NewChair = z.object({ ...givenId, name: ChairName }).openapi('NewChair');
export const ChangedChair = z
  .object({ version: Version, name: ChairName, place: z.int('is a place').min(1).max(10_000), retired: z.boolean() })
  .openapi('ChangedChair');
