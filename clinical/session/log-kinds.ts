/**
 * What can happen in a session: each kind of fact with its schema, version by version.
 *
 * A tablet may come back after weeks with old facts in its outbox, so every version ever shipped still parses. A new
 * version is added to its list; an old one never changes.
 */
import { z } from 'zod';
import { eventSources, seriousCriteria, WeightGiven } from '#clinical/chart/chart.ts';
import { emergencyClosed } from './emergency-closing.ts';
import { asked, Id, text, whole } from './log-fields.ts';
import { givenKinds } from './log-kinds-given.ts';
import { groupKinds } from './log-kinds-group.ts';
import { medicineGiven, secondConfirmed } from './log-kinds-medicine.ts';
import { isPressureInOrder, pressureInOrder, ReadingSet } from './readings.ts';

const { atMin: _atMin, ...readable } = ReadingSet.shape;

/** Why something could not be measured: an answer too, and the reading stays due. */
export const cannotReasons = ['cold-hands', 'movement', 'refused', 'device', 'other'] as const;

const reading = {
  ...readable,
  nauseaNrs: whole(0, 10).optional(),
  isOriented: z.boolean().optional(),
  cannot: z.partialRecord(z.enum(Object.keys(readable)), z.enum(cannotReasons)).optional(),
  /** Accepted from a monitor: some of it at least. */
  source: z.enum(['by-hand', 'monitor-accepted']),
  device: text(100).optional(),
};

/** What a monitor can say of a set; all else is asked or seen by a person. */
export const fromMonitorNames = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMin',
  'spo2Pct',
  'breathsPerMin',
] as const;
export type FromMonitorName = (typeof fromMonitorNames)[number];

/** Where an accepted value came from: the id under which it was received, and what the monitor was called then. */
export const FromMonitor = z.strictObject({
  id: Id,
  device: text(200),
  /** By the server's clock. */
  measuredAt: z.iso.datetime(),
  /** Where it was converted, or its unit assumed. */
  received: text(200).optional(),
  isSimulated: z.literal(true).optional(),
});
export type FromMonitor = z.infer<typeof FromMonitor>;

/**
 * A set of readings as the readings' own form takes it; when it was taken is the fact's time. Version 2 says of each value
 * that was accepted from a monitor where it came from.
 */
export const ReadingFact = z
  .strictObject({ ...reading, monitor: z.partialRecord(z.enum(fromMonitorNames), FromMonitor).optional() })
  .refine(isPressureInOrder, pressureInOrder);

export type ReadingFact = z.infer<typeof ReadingFact>;

/** What a correction does to the fact it points at; the fact itself stays in the log. */
export const Change = z.union([
  z.strictObject({ data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ measuredAt: z.iso.datetime() }),
  z.strictObject({ movesTo: Id }),
  /** Withdrawn; `inFavourOf` names the other one, where two could not both be so. */
  z.strictObject({ retracted: z.literal(true), inFavourOf: z.uuid().optional() }),
]);

const checked = { item: text(100), state: z.enum(['met', 'not-met', 'not-known', 'overridden']) };
const because = { reason: text(1_000).optional() };
const sideEffect = { effect: text(60), grade: whole(0, 5).optional(), note: text(2_000).optional() };

/** Facts that can't both be so, or that one side wrote without knowing of the other. */
export const conflictKinds = [
  'two-starts',
  'two-leavings',
  'dose-twice',
  'device-twice',
  'vial-drawn-twice',
  'order-withdrawn-meanwhile',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Of these both may really have happened: then somebody says so, and both stand. */
export const bothMayStand = [
  'dose-twice',
  'device-twice',
  'vial-drawn-twice',
  'order-withdrawn-meanwhile',
] as const satisfies readonly ConflictKind[];

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
  /** Version 2 says what was seen: the day of a consent, the name and number of an escort. */
  'checklist-item': [
    z.strictObject({ ...checked, ...because }),
    z.strictObject({ ...checked, ...because, value: text(200).optional() }),
  ],
  weight: [z.strictObject({ given: WeightGiven, second: WeightGiven.optional() })],
  reading: [z.strictObject(reading).refine(isPressureInOrder, pressureInOrder), ReadingFact],
  rating: [z.strictObject({ scale: text(40), answers: z.unknown(), total: z.number().nullable() })],
  ...givenKinds,
  /** It began when the fact happened. Version 2 says how it became known: by a scale far more is found than by report. */
  'side-effect-started': [
    z.strictObject(sideEffect),
    z.strictObject({ ...sideEffect, source: z.enum(eventSources, 'is a word of this list').optional() }),
  ],
  'side-effect-changed': [z.strictObject({ of: Id, grade: whole(0, 5) })],
  'side-effect-ended': [z.strictObject({ of: Id })],
  /** It goes on when the patient leaves; who takes it further is said. */
  'side-effect-handed-on': [z.strictObject({ of: Id, note: text(1_000) })],
  /** What was done about it, a medicine or anything else. */
  'side-effect-action': [z.strictObject({ of: Id, action: text(500) })],
  /** Whether it is serious, by criteria; none of them is an answer too. */
  'side-effect-serious': [
    z.strictObject({
      of: Id,
      criteria: z
        .array(z.enum(seriousCriteria, 'is a criterion of this list'))
        .max(seriousCriteria.length)
        .refine((given) => new Set(given).size === given.length, { message: 'names each criterion once' }),
      reason: text(2_000).optional(),
    }),
  ],
  'medicine-given': medicineGiven,
  'second-confirmed': secondConfirmed,
  'emergency-opened': [z.strictObject({ card: text(60) })],
  'emergency-action': [z.strictObject({ of: Id, action: text(200) })],
  'emergency-closed': emergencyClosed,
  note: [z.strictObject({ text: text(4_000) })],
  correction: [z.strictObject({ of: Id, change: Change, reason: text(1_000) })],
  /** Someone watches this patient from now on. */
  'watch-taken': [z.strictObject({})],
  /** Said to the next person, and nothing more: the watch changes when that person has said it back. */
  'handover-given': [z.strictObject({ to: Id, says: text(4_000) })],
  'handover-read-back': [z.strictObject({ of: Id, says: text(4_000) })],
  ...groupKinds,
  /** An answer for the monitoring form of the REMS, gathered when it is known; `form` is the version that asks it. */
  'rems-answer': [
    z.strictObject({
      form: text(40),
      question: text(80),
      answer: z.union([z.boolean(), z.number(), text(2_000), z.array(text(200)).max(20)], 'is an answer'),
    }),
  ],
  'task-acknowledged': [z.strictObject({ task: text(100) })],
  /** Someone was told of a task by voice, since the network could not tell them. */
  told: [z.strictObject({ task: text(100), whom: text(200), how: z.enum(['in-person', 'phone', 'app']) })],
  /** Version 2: a prescriber lets a criterion pass, with the reason. */
  'discharge-item': [
    z.strictObject({ item: text(100), state: z.enum(['met', 'not-met', 'not-known']), value: text(200).optional() }),
    z.strictObject({ ...checked, ...because, value: text(200).optional() }),
  ],
  left: [
    z.strictObject({
      how: z.enum(['let-go', 'against-advice', 'to-hospital', 'unnoticed']),
      reason: text(1_000).optional(),
      as: asked,
    }),
  ],
  /** Both happened: neither is withdrawn, and why is said. */
  'conflict-settled': [
    z.strictObject({
      conflict: z.enum(bothMayStand, 'is a conflict in which both may be so'),
      of: z.array(Id).min(1).max(20),
      why: text(2_000),
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

type Last<Versions extends readonly unknown[]> = Versions extends readonly [...unknown[], infer Newest]
  ? Newest
  : never;

/** The data of a kind, in its newest version. What an older one says, the newer says too. */
export type DataOf<K extends Kind> = z.output<Last<(typeof kinds)[K]>>;

/** The version that is written today. */
export const newestVersion = (kind: Kind): number => kinds[kind].length;
