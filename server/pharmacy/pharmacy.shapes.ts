import { z } from '@hono/zod-openapi';
import { DeaNumber, line } from '#clinical/chart/chart.ts';
import {
  CountedLine,
  DeviceProduct,
  judgements,
  LabelRead,
  LossFacts,
  PackProduct,
  stepKinds,
  VialProduct,
} from '#clinical/pharmacy/pharmacy.ts';
import { SecondPerson } from '#server/identity/second-person.actions.ts';

/** What the pharmacy is asked. What goes in is the medicine's own schema where there is one. */
export const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const IdParam = z.object({ id: Id });
/** Every change carries an id that its sender made: the same one again is answered the same and changes nothing. */
const id = Id.openapi({ description: 'Made by the sender, so that a repeated request is harmless' });
const Day = z.iso.date('is a day, as 2026-11-30');
const At = z.iso
  .datetime({ offset: true, error: 'is a moment' })
  .optional()
  .openapi({ description: 'When it really happened; now where it is left out' });
const Why = line(1_000, 'a reason').min(3, 'is needed');
const Words = line(200, 'words').min(1, 'is needed');
const Amount = z.int('is a whole number').min(1, 'is 1 or more').max(1e9, 'is 1000000000 or less');
const ItemIds = z.array(Id).min(1, 'names no container').max(500, 'names 500 containers or fewer');

/** A volume of liquid in whole microlitres, or whole pieces. */
const Measured = z
  .union([z.strictObject({ ul: Amount }), z.strictObject({ pieces: Amount })], 'is {"ul": …} or {"pieces": …}')
  .openapi('DrugMeasured');

const second = SecondPerson.optional();

export const NewLocation = z.strictObject({
  id,
  name: line(60, 'a name').min(1, 'is needed'),
  place: line(200, 'a place'),
});
export const ChangedLocation = z
  .strictObject({
    version: z.int().min(1).max(2_000_000_000),
    name: line(60, 'a name').min(1, 'is needed'),
    place: line(200, 'a place'),
    retired: z.boolean(),
  })
  .openapi('ChangedStockLocation');

// Made anew: a schema from before the library was extended has no `openapi`.
const ProductGiven = z
  .discriminatedUnion('form', [VialProduct.extend({}), DeviceProduct.extend({}), PackProduct.extend({})])
  .openapi('DrugProductGiven');
export const NewProduct = z.strictObject({ id, product: ProductGiven }).openapi('NewDrugProduct');
export const Reading = z
  .strictObject({ read: LabelRead })
  .openapi('LabelReading', { description: 'What a second person reads from the container, on their own' });

const Supplier = z.strictObject({
  name: Words,
  address: line(300, 'an address').min(1, 'is needed'),
  deaNumber: DeaNumber,
});
export const NewReceipt = z
  .strictObject({
    id,
    productId: Id,
    locationId: Id,
    invoice: Words,
    supplier: Supplier,
    receivedOn: Day,
    lot: line(40, 'a lot').min(1, 'is needed'),
    expiresOn: Day,
    containers: z.int('is a whole number').min(1, 'is 1 or more').max(500, 'is 500 or less'),
    /** One for each container, where they have them. */
    serials: z.array(line(40, 'a serial number').min(1, 'is needed')).max(500).optional(),
    /** The code of one of them as it was scanned: product, lot and expiry are held against it. */
    scanned: z.string().max(200, 'has 200 characters or fewer').optional(),
  })
  .openapi('NewDrugReceipt');

export const Scan = z.strictObject({ text: z.string().min(1, 'is needed').max(200, 'has 200 characters or fewer') });
export const Move = z
  .strictObject({ id, itemIds: ItemIds, toLocationId: Id, at: At, reason: Why.optional() })
  .openapi('StockMove');
export const Assign = z.strictObject({ id, itemId: Id, sessionId: Id, at: At }).openapi('StockAssign');
export const Unassign = z.strictObject({ id, itemId: Id, at: At, reason: Why.optional() }).openapi('StockUnassign');
export const DrawGiven = z
  .strictObject({
    id,
    itemId: Id,
    sessionId: Id,
    amount: Measured,
    at: At,
    /** Why it is more than the order needs; without, more than that is asked about first. */
    reason: Why.optional(),
  })
  .openapi('StockDraw');
export const Return = z
  .strictObject({ id, drawId: Id, amount: Measured, at: At, reason: Why.optional() })
  .openapi('StockReturn');
/** From what was drawn, or what is left in an opened container; without an amount, all of it. */
export const Waste = z
  .strictObject({
    id,
    from: z.union([z.strictObject({ drawId: Id }), z.strictObject({ itemId: Id })], 'names a draw or a container'),
    amount: Measured.optional(),
    how: Words,
    reason: Why.optional(),
    at: At,
    second,
  })
  .openapi('StockWaste');
export const Count = z
  .strictObject({
    id,
    locationId: Id,
    kind: z.enum(['opening', 'closing', 'inventory']),
    /** Of an inventory: taken at the opening or at the close of business. */
    takenAtHour: z.enum(['opening', 'close']).optional(),
    lines: z.array(CountedLine.extend({})).max(200),
    /** Counted a second time after it did not add up, and why it may be so. */
    again: Why.optional(),
    at: At,
    second,
  })
  .openapi('StockCount');
/** The same without the second person, who proves themself and is not part of what was asked. */
export const Wasting = Waste.omit({ second: true });
export type WasteAsked = z.infer<typeof Wasting>;
export const Counting = Count.omit({ second: true });
export type CountAsked = z.infer<typeof Counting>;
/** What is really in a container, where that is not what the register says. */
export const Adjust = z
  .strictObject({
    id,
    itemId: Id,
    inside: z.union([
      z.strictObject({ ul: z.int().min(0).max(1e9) }),
      z.strictObject({ pieces: z.int().min(0).max(1e9) }),
    ]),
    /** The row of the register that was wrong, where it was one: it stays, and this one names it. */
    corrects: Id.optional(),
    reason: Why,
    at: At,
    second,
  })
  .openapi('StockAdjust');
export const Adjusting = Adjust.omit({ second: true });
export type AdjustAsked = z.infer<typeof Adjusting>;
export const Loss = z
  .strictObject({
    id,
    of: z.union([z.strictObject({ drawId: Id }), z.strictObject({ itemId: Id })], 'names a draw or a container'),
    amount: Measured.optional(),
    reason: Why,
    at: At,
  })
  .openapi('StockLoss');
export const Dispose = z
  .strictObject({
    id,
    itemIds: ItemIds,
    how: z.enum(['destroyed-on-site', 'reverse-distributor', 'transferred']),
    method: Words,
    doneOn: Day,
    place: Words,
    counterpart: Supplier.optional(),
    document: line(200, 'a document').min(1, 'is needed').optional(),
    reason: Why.optional(),
    second,
  })
  .openapi('StockDispose');
export const Disposing = Dispose.omit({ second: true });
export type DisposeAsked = z.infer<typeof Disposing>;
export const Step = z
  .strictObject({
    id,
    kind: z.enum(stepKinds),
    judgement: z.enum(judgements).optional(),
    facts: LossFacts.extend({}).optional(),
    words: Why,
    doneOn: Day.optional(),
  })
  .openapi('DiscrepancyStepGiven');
export const Reason = z.strictObject({ reason: Why }).openapi('StockReason');

export const RegisterQuery = z.object({
  locationId: Id.optional(),
  productId: Id.optional(),
  itemId: Id.optional(),
  sessionId: Id.optional(),
  patientId: Id.optional(),
  practitionerId: Id.optional(),
  kind: z
    .enum([
      'receive',
      'move',
      'assign',
      'unassign',
      'draw',
      'administer',
      'correct',
      'waste',
      'return',
      'transfer-out',
      'destroy',
      'loss',
      'count',
      'adjust',
    ])
    .optional(),
  /** Days at the clinic, both included. */
  from: Day.optional(),
  until: Day.optional(),
});
export const RegisterPage = RegisterQuery.extend({
  /** The id of the last row of the page before. */
  before: Id.optional(),
  limit: z.coerce.number().int('is a whole number').min(1).max(200).default(100),
});
export const DiscrepancyQuery = z.object({ state: z.enum(['open', 'all']).default('open') });
export const PeriodQuery = z.object({ from: Day.optional(), until: Day.optional() });
