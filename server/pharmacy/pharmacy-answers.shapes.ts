import { z } from '@hono/zod-openapi';

/** What the pharmacy answers. */
const Moment = z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' });
const id = z.string();
const ug = z.number();
const ul = z.number();

/** What became of a change: done, or waiting for a second person until a moment. */
export const StockAnswer = z
  .object({
    /** `again`: a count was kept as the first of two; a second person counts too. */
    state: z.enum(['done', 'awaiting', 'again']),
    id,
    /** Containers and draws that it touched or made, rows of the register, discrepancies that it opened. */
    items: z.array(id),
    rows: z.array(id),
    discrepancies: z.array(id),
    until: z.string().nullable(),
  })
  .openapi('StockAnswer');
export type StockAnswer = z.infer<typeof StockAnswer>;
export const MadeVersion = z.object({ id, version: z.number() });

export const Location = z.object({
  id,
  name: z.string(),
  place: z.string(),
  retiredAt: Moment.nullable(),
  version: z.number(),
});
export const ProductView = z
  .object({
    id,
    substance: z.string(),
    name: z.string(),
    form: z.enum(['vial', 'device', 'pack']),
    strengthUgPerMl: z.number().nullable(),
    volumeUl: ul.nullable(),
    pieceUg: ug.nullable(),
    pieces: z.number().nullable(),
    contentUg: ug,
    ndc: z.string().nullable(),
    gtin: z.string().nullable(),
    severalSessions: z.boolean(),
    readBy: id,
    /** Null: nobody receives it before a second person has read its label. */
    secondBy: id.nullable(),
    retiredAt: Moment.nullable(),
  })
  .openapi('DrugProduct');
export const ItemView = z
  .object({
    id,
    productId: id,
    locationId: id,
    receiptId: id,
    lot: z.string(),
    expiresOn: z.string(),
    isExpired: z.boolean(),
    serial: z.string().nullable(),
    /** False: not scanned when it came, and no second person has read it yet. */
    isStrengthSure: z.boolean(),
    contentUg: ug,
    insideUg: ug,
    insideUl: ul,
    outUg: ug,
    outUl: ul,
    drawnUg: ug,
    administeredUg: ug,
    wastedUg: ug,
    returnedUg: ug,
    lostUg: ug,
    openedAt: Moment.nullable(),
    assigned: z.object({ patientId: id, sessionId: id }).nullable(),
  })
  .openapi('DrugItem');
const Balance = z.object({
  locationId: id,
  productId: id,
  containers: z.number(),
  opened: z.number(),
  insideUg: ug,
  insideUl: ul,
  outUg: ug,
  outUl: ul,
});
export const Stock = z
  .object({
    serverMs: z.number(),
    today: z.string(),
    locations: z.array(Location),
    products: z.array(ProductView),
    /** Containers with something in them or drawn from them. */
    items: z.array(ItemView),
    balances: z.array(Balance),
    /** Deliveries that wait for a second person to read the label. */
    unread: z.array(
      z.object({ receiptId: id, productId: id, lot: z.string(), containers: z.number(), receivedBy: id }),
    ),
    last: z.array(z.object({ locationId: id, kind: z.string(), at: Moment, addsUp: z.boolean() })),
  })
  .openapi('Stock');

/** One container, also where nothing of it is left. */
export const Container = z.object({ today: z.string(), item: ItemView }).openapi('DrugContainer');

export const Disposals = z
  .object({
    disposals: z.array(
      z.object({
        id,
        how: z.string(),
        method: z.string(),
        doneOn: z.string(),
        place: z.string(),
        counterpart: z.string().nullable(),
        document: z.string().nullable(),
        doneBy: id,
        doneByName: z.string(),
        witnessedBy: id,
        witnessedByName: z.string(),
        containers: z.array(
          z.object({
            itemId: id,
            productId: id,
            lot: z.string(),
            serial: z.string().nullable(),
            expiresOn: z.string(),
            contentUg: ug,
            removedUg: ug,
            recordedAt: Moment,
          }),
        ),
      }),
    ),
  })
  .openapi('StockDisposals');

export const ScanAnswer = z
  .object({
    read: z.object({
      gtin: z.string().optional(),
      ndc: z.string().optional(),
      expiresOn: z.string().optional(),
      lot: z.string().optional(),
      serial: z.string().optional(),
    }),
    product: ProductView.nullable(),
    items: z.array(ItemView),
    /** What a person should know first: not stocked here, expired, of another patient. */
    says: z.array(z.string()),
  })
  .openapi('ScanAnswer');

export const RegisterRow = z
  .object({
    id,
    commandId: id,
    seq: z.number(),
    happenedAt: Moment,
    recordedAt: Moment,
    kind: z.string(),
    locationId: id,
    locationName: z.string(),
    productId: id,
    productName: z.string(),
    ndc: z.string().nullable(),
    itemId: id.nullable(),
    drawId: id.nullable(),
    lot: z.string().nullable(),
    serial: z.string().nullable(),
    expiresOn: z.string().nullable(),
    /** Into and out of containers, and into and out of hands. */
    inUg: ug,
    inUl: ul,
    outUg: ug,
    outUl: ul,
    insideUg: ug,
    insideUl: ul,
    drawnUg: ug,
    drawnUl: ul,
    beyondUg: ug,
    itemAfterUg: ug.nullable(),
    itemAfterUl: ul.nullable(),
    afterUg: ug,
    afterUl: ul,
    outAfterUg: ug,
    outAfterUl: ul,
    patientId: id.nullable(),
    patientNumber: z.string().nullable(),
    /** Null, as all that tells of whom, where the chart is closed to who asks. */
    patientName: z.string().nullable(),
    sessionId: id.nullable(),
    orderId: id.nullable(),
    sessionEventId: id.nullable(),
    actor: id,
    actorName: z.string(),
    witness: id.nullable(),
    witnessName: z.string().nullable(),
    counterpart: z.string().nullable(),
    document: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('RegisterRow');
export const Register = z.object({ rows: z.array(RegisterRow), more: z.boolean() }).openapi('Register');

export const DrawView = z
  .object({
    id,
    itemId: id,
    productId: id,
    productName: z.string(),
    lot: z.string(),
    serial: z.string().nullable(),
    sessionId: id,
    patientId: id,
    drawnBy: id,
    drawnByName: z.string(),
    drawnAt: Moment,
    drawnUg: ug,
    drawnUl: ul,
    administeredUg: ug,
    wastedUg: ug,
    returnedUg: ug,
    lostUg: ug,
    outUg: ug,
    outUl: ul,
  })
  .openapi('DrugDraw');
/** What is left in a container that was opened for one session and serves no other. */
const Rest = z.object({
  itemId: id,
  productId: id,
  productName: z.string(),
  lot: z.string(),
  serial: z.string().nullable(),
  sessionId: id,
  patientId: id,
  openedBy: id,
  openedByName: z.string(),
  openedAt: Moment,
  insideUg: ug,
  insideUl: ul,
});
/** Null where the chart is closed to who asks. */
const hidden = { patientId: id.nullable(), sessionId: id.nullable() };
export const Unaccounted = z
  .object({
    serverMs: z.number(),
    /** Doses for which no container is booked, and which nobody has explained. */
    undrawn: z.array(
      z.object({
        eventId: id,
        kind: z.string(),
        ...hidden,
        at: Moment,
        /** Null for an infusion: the pump says it. */
        ug: ug.nullable(),
        lot: z.string().nullable(),
      }),
    ),
    people: z.array(
      z.object({
        practitionerId: id,
        name: z.string(),
        oldestAt: Moment,
        draws: z.array(DrawView.extend({ ...hidden, ageMin: z.number() })),
        rests: z.array(Rest.extend({ ...hidden, ageMin: z.number() })),
      }),
    ),
  })
  .openapi('UnaccountedDrugs');

export const AwaitingView = z
  .object({
    id,
    kind: z.enum(['waste', 'dispose', 'adjust', 'count']),
    /** What was asked, as it was asked. */
    asked: z.unknown(),
    /** The same in a sentence. */
    says: z.string(),
    sessionId: id.nullable(),
    askedBy: id,
    askedByName: z.string(),
    askedAt: Moment,
    until: Moment,
    isLate: z.boolean(),
  })
  .openapi('AwaitingSecond');
export const Awaiting = z.object({ awaiting: z.array(AwaitingView) }).openapi('AwaitingSeconds');

export const DiscrepancyView = z
  .object({
    id,
    kind: z.string(),
    says: z.string(),
    discoveredAt: Moment,
    openedBy: id,
    openedByName: z.string(),
    productId: id,
    productName: z.string(),
    locationId: id,
    locationName: z.string(),
    itemId: id.nullable(),
    drawId: id.nullable(),
    patientId: id.nullable(),
    sessionId: id.nullable(),
    differenceUg: ug,
    state: z.enum(['open', 'settled']),
    judgement: z.string().nullable(),
    /** Of a theft or a significant loss. */
    noticeBy: z.string().nullable(),
    form106By: z.string().nullable(),
    steps: z.array(
      z.object({
        id,
        kind: z.string(),
        judgement: z.string().nullable(),
        facts: z.unknown().nullable(),
        words: z.string(),
        doneOn: z.string().nullable(),
        by: id,
        byName: z.string(),
        at: Moment,
      }),
    ),
  })
  .openapi('Discrepancy');
export const Discrepancies = z
  .object({
    discrepancies: z.array(DiscrepancyView),
    /** What is asked before a loss is called significant. */
    asks: z.array(z.object({ factor: z.string(), asks: z.string() })),
  })
  .openapi('Discrepancies');

export const CountView = z
  .object({
    id,
    locationId: id,
    locationName: z.string(),
    kind: z.string(),
    takenAtHour: z.string().nullable(),
    countedAt: Moment,
    countedBy: id,
    countedByName: z.string(),
    secondBy: id.nullable(),
    secondByName: z.string().nullable(),
    /** Given by one person where a second has to count too. */
    isFirst: z.boolean(),
    /** A first count, and no two people have counted the place since: what should be there is not told yet. */
    isOpen: z.boolean(),
    addsUp: z.boolean().nullable(),
    lines: z.array(
      z.object({
        productId: id,
        name: z.string(),
        expectedFull: z.number().nullable(),
        expectedOpenedUg: ug.nullable(),
        countedFull: z.number(),
        countedOpenedUg: ug,
        differenceUg: ug.nullable(),
      }),
    ),
  })
  .openapi('StockCountView');
export const Counts = z.object({ counts: z.array(CountView) }).openapi('StockCounts');
export const Witnessed = z
  .object({
    pairs: z.array(
      z.object({
        actor: id,
        actorName: z.string(),
        witness: id,
        witnessName: z.string(),
        kind: z.string(),
        times: z.number(),
        ug,
        lastAt: Moment,
      }),
    ),
  })
  .openapi('WhoWitnessedWhom');

export const SessionDrugs = z
  .object({
    sessionId: id,
    draws: z.array(DrawView),
    rests: z.array(Rest),
    assigned: z.array(ItemView),
    awaiting: z.array(AwaitingView),
    drawnUg: ug,
    administeredUg: ug,
    wastedUg: ug,
    /** Nothing drawn is unaccounted for, no opened single-use container holds a rest, nothing waits for a second person. */
    isClosed: z.boolean(),
    /** What is still open, in sentences. */
    open: z.array(z.string()),
    discrepancies: z.array(DiscrepancyView),
  })
  .openapi('SessionDrugs');
