import { z } from '@hono/zod-openapi';

const Assigned = z.object({
  sessionId: z.string(),
  fromAt: z.string(),
  initials: z.string(),
  chair: z.string().nullable(),
});

const LiveValue = z.object({
  /** Under which it was received. */
  id: z.string(),
  metric: z.string(),
  value: z.number().nullable(),
  state: z.enum(['measured', 'corrected', 'withdrawn', 'not-measured']),
  atMs: z.number(),
  arrivedMs: z.number(),
  deviceId: z.string(),
  device: z.string(),
  /** As received, where it was converted or its unit assumed. */
  received: z.string(),
  isUnitAssumed: z.boolean(),
  /** Outside of what a monitor may say, as a pressure of 0: kept as received, and told apart. */
  isImplausible: z.boolean(),
  isSimulated: z.boolean(),
});

export const DeviceOnFloor = z
  .object({
    id: z.string(),
    /** As its messages call it. */
    key: z.string(),
    /** Its own identity, the bed behind a gateway, or only the gateway. */
    byWhat: z.enum(['device', 'bed', 'sender']),
    name: z.string(),
    zone: z.string().nullable(),
    firstSeenAt: z.string(),
    heardAt: z.string(),
    /** Its clock behind (+) or ahead (−) of the server's, in ms; null is not known. */
    offsetMs: z.number().nullable(),
    isSimulated: z.boolean(),
    assigned: Assigned.nullable(),
    /** What one that measures nobody said just now, to be compared with its own screen before it is given. */
    says: z.array(LiveValue),
  })
  .openapi('Device');
export type DeviceOnFloor = z.infer<typeof DeviceOnFloor>;

export const UnreadMessage = z
  .object({
    id: z.string(),
    at: z.string(),
    from: z.string(),
    /** Null: the message was kept, and some of its rows could not be read. */
    why: z.string().nullable(),
    rows: z.array(z.object({ place: z.number(), segment: z.string(), why: z.string() })),
    /** Its header, which names no patient. */
    begins: z.string(),
  })
  .openapi('UnreadMessage');

export const DevicesOnFloor = z
  .object({ devices: z.array(DeviceOnFloor), unread: z.array(UnreadMessage) })
  .openapi('Devices');
export type DevicesOnFloor = z.infer<typeof DevicesOnFloor>;

const LiveDevice = z.object({
  id: z.string(),
  name: z.string(),
  heardMs: z.number(),
  /** Its clock behind (+) or ahead (−) of the server's, in ms; null is not known. */
  offsetMs: z.number().nullable(),
  isSimulated: z.boolean(),
});

/** The newest value of each metric of a session's devices. Nothing of it is charted. */
export const LiveValues = z
  .object({
    serverMs: z.number(),
    /** Whether this clinic ever heard a monitor. */
    isAnyKnown: z.boolean(),
    /** Those that measure this person now. */
    devices: z.array(LiveDevice),
    values: z.array(LiveValue),
  })
  .openapi('LiveValues');
export type LiveValues = z.infer<typeof LiveValues>;
