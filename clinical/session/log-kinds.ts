/**
 * What can happen in a session: each kind of fact with its schema, version by version.
 *
 * A tablet may come back after weeks with old facts in its outbox, so every version ever shipped still parses. A new
 * version is added to its list; an old one never changes.
 */
import { z } from 'zod';
import { WeightGiven } from '#clinical/chart/chart.ts';
import { isPressureInOrder, pressureInOrder, ReadingSet } from './readings.ts';

const text = (max: number) => z.string().trim().min(1, 'is needed').max(max, `has ${max} characters or fewer`);
const Id = z.uuid('is an id');
const whole = (from: number, to: number) =>
  z.int('is a whole number').min(from, `is ${from} or more`).max(to, `is ${to} or less`);
const ug = whole(0, 1e9);
const ul = whole(0, 1e9);
const ulPerH = whole(0, 1e9);
const ugPerMl = whole(1, 1e9);

const { atMin: _atMin, ...readable } = ReadingSet.shape;

/** Why something could not be measured: an answer too, and the reading stays due. */
export const cannotReasons = ['cold-hands', 'movement', 'refused', 'device', 'other'] as const;

/** A set of readings as the readings' own form takes it; when it was taken is the fact's time. */
export const ReadingFact = z
  .strictObject({
    ...readable,
    nauseaNrs: whole(0, 10).optional(),
    isOriented: z.boolean().optional(),
    cannot: z.partialRecord(z.enum(Object.keys(readable)), z.enum(cannotReasons)).optional(),
    source: z.enum(['by-hand', 'monitor-accepted']),
    device: text(100).optional(),
  })
  .refine(isPressureInOrder, pressureInOrder);

export type ReadingFact = z.infer<typeof ReadingFact>;

/** Asked before it was done, or written down afterwards: what was done is kept even where a rule objects. */
const asked = z.enum(['intent', 'fact']);

/** What happens at the pump. The rate is what the pump shows, not what was ordered. */
const DoseStarted = z.strictObject({
  route: z.literal('iv'),
  orderId: Id.optional(),
  drug: text(100),
  concentrationUgPerMl: ugPerMl,
  pumpRateUlPerH: ulPerH,
  /** The volume the pump is set to give before it stops by itself. */
  volumeToGiveUl: ul.optional(),
  as: asked,
});

/** What a correction does to the fact it points at; the fact itself stays in the log. */
export const Change = z.union([
  z.strictObject({ data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ measuredAt: z.iso.datetime() }),
  z.strictObject({ movesTo: Id }),
  /** Withdrawn; `inFavourOf` names the other one, where two could not both be so. */
  z.strictObject({ retracted: z.literal(true), inFavourOf: z.uuid().optional() }),
]);

export const kinds = {
  arrived: [z.strictObject({ escort: text(200).optional() })],
  'identity-confirmed': [
    z.strictObject({
      identifiers: z
        .array(z.enum(['name', 'birth-date', 'number', 'photo', 'address']))
        .min(2, 'takes two identifiers')
        .refine((given) => new Set(given).size === given.length, { message: 'takes two different identifiers' }),
    }),
  ],
  'checklist-item': [
    z.strictObject({
      item: text(100),
      state: z.enum(['met', 'not-met', 'not-known', 'overridden']),
      reason: text(1_000).optional(),
    }),
  ],
  weight: [z.strictObject({ given: WeightGiven, second: WeightGiven.optional() })],
  reading: [ReadingFact],
  rating: [z.strictObject({ scale: text(40), answers: z.unknown(), total: z.number().nullable() })],
  'dose-started': [DoseStarted],
  'rate-changed': [z.strictObject({ pumpRateUlPerH: ulPerH, reason: text(500).optional() })],
  'dose-paused': [z.strictObject({ reason: text(500).optional() })],
  'dose-resumed': [z.strictObject({ pumpRateUlPerH: ulPerH.optional() })],
  'dose-stopped': [z.strictObject({ reason: text(500).optional(), volumeGivenUl: ul.optional() })],
  'side-effect-started': [
    z.strictObject({ effect: text(60), grade: whole(0, 5).optional(), note: text(2_000).optional() }),
  ],
  'side-effect-changed': [z.strictObject({ of: Id, grade: whole(0, 5) })],
  'side-effect-ended': [z.strictObject({ of: Id })],
  /** It goes on when the patient leaves; who takes it further is said. */
  'side-effect-handed-on': [z.strictObject({ of: Id, note: text(1_000) })],
  'medicine-given': [
    z.strictObject({ medicine: text(100), doseUg: ug.optional(), doseText: text(100).optional(), route: text(40) }),
  ],
  'emergency-opened': [z.strictObject({ card: text(60) })],
  'emergency-action': [z.strictObject({ of: Id, action: text(200) })],
  'emergency-closed': [z.strictObject({ of: Id, outcome: text(1_000) })],
  note: [z.strictObject({ text: text(4_000) })],
  correction: [z.strictObject({ of: Id, change: Change, reason: text(1_000) })],
  /** Someone watches this patient from now on. */
  'watch-taken': [z.strictObject({})],
  'task-acknowledged': [z.strictObject({ task: text(100) })],
  /** Someone was told of a task by voice, since the network could not tell them. */
  told: [z.strictObject({ task: text(100), whom: text(200), how: z.enum(['in-person', 'phone', 'app']) })],
  'discharge-item': [
    z.strictObject({
      item: text(100),
      state: z.enum(['met', 'not-met', 'not-known']),
      value: text(200).optional(),
    }),
  ],
  left: [
    z.strictObject({
      how: z.enum(['let-go', 'against-advice', 'to-hospital', 'unnoticed']),
      reason: text(1_000).optional(),
      as: asked,
    }),
  ],
  'deviation-explained': [z.strictObject({ of: Id, why: text(2_000) })],
  /** Someone says that what a locked station wrote down was theirs. */
  claimed: [z.strictObject({ of: z.array(Id).min(1).max(100) })],
  signed: [z.strictObject({ head: text(100), meaning: text(200) })],
  countersigned: [z.strictObject({ head: text(100), meaning: text(200) })],
} as const satisfies Record<string, readonly [z.ZodType, ...z.ZodType[]]>;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as readonly Kind[];
export const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);

/** The data of a kind, in its newest version. */
export type DataOf<K extends Kind> = z.output<(typeof kinds)[K][0]>;
