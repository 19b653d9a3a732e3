import { z } from '@hono/zod-openapi';
import { IsoDay } from '#clinical/plan/plan.ts';
import {
  DoseChoice,
  EmergencyIntervals,
  emergencyIds,
  KitCheck,
  SignedDose,
  typedText,
} from '#clinical/session/session.ts';
import { SecondPerson } from '#server/identity/second-person.actions.ts';

/** Shapes of emergency doses, drills, debriefs and the kit on the wire. */
export const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const IdParam = z.object({ id: Id });
export const Moment = z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' });
export const Version = z.int('is a version').min(0).max(2_000_000_000);
const text = typedText;
const Why = text(1_000).min(3, 'is needed');
export const givenId = {
  id: Id.optional().openapi({ description: 'Made by the sender, so that a repeated request is harmless' }),
};
export const Made = z.object({ id: z.string() });
export const MedicineParam = z.object({ id: Id, medicineId: Id });
export const SecondHere = z.object({ second: SecondPerson }).openapi('MedicineSecond');
export const Confirmed = z.object({ confirmed: z.boolean() });
export const MadeVersion = z.object({ id: z.string(), version: z.number() });
export const At = z.iso.datetime({ message: 'is a moment like 2026-11-25T10:00:00Z' });
/** Ids of staff, each once. */
export const People = z.array(Id).min(1, 'names at least one person').max(40, 'names 40 people or fewer');

export const EndReason = z.object({ reason: Why }).openapi('EmergencyEndReason');

export const NewDoseVersion = z
  .object({
    ...givenId,
    version: Version.min(1).openapi({ description: 'The number this list gets: one more than the newest' }),
    choices: z.array(DoseChoice).min(1, 'is not empty').max(100),
    reason: Why,
  })
  .openapi('NewEmergencyDoses');

const DosesShown = z.array(SignedDose);
export const DosesInForce = z
  .object({ id: z.string(), version: z.number(), signedByName: z.string(), signedAt: z.string(), doses: DosesShown })
  .openapi('EmergencyDosesInForce');
export const DoseVersions = z
  .object({
    versions: z.array(
      z.object({
        id: z.string(),
        version: z.number(),
        doses: DosesShown,
        print: z.string(),
        signedBy: z.string(),
        signedByName: z.string(),
        signedAt: Moment,
        reason: z.string(),
        end: z.object({ reason: z.string(), by: z.string(), at: Moment }).nullable(),
      }),
    ),
  })
  .openapi('EmergencyDoseVersions');

const dueStates = z.enum(['never', 'in-date', 'due', 'overdue']);
export const KitDue = z
  .object({
    state: dueStates,
    lastOn: z.string().nullable(),
    dueOn: z.string().nullable(),
    everyDays: z.number(),
    isOwn: z.boolean(),
    open: z.array(z.string()),
  })
  .openapi('KitDue');
export const Kit = z
  .object({
    due: KitDue,
    checks: z.array(z.object({ id: z.string(), checkedBy: z.string(), checkedAt: Moment, items: KitCheck })),
  })
  .openapi('Kit');
export const NewKitCheck = z.object({ ...givenId, items: KitCheck }).openapi('NewKitCheck');

export const NewIntervals = z
  .object({ ...EmergencyIntervals.shape, version: Version, reason: Why })
  .openapi('NewEmergencyIntervals');

const FollowUp = z.object({
  id: z.string(),
  debriefId: z.string(),
  what: z.string(),
  ownerId: z.string(),
  dueOn: z.string(),
  doneAt: Moment.nullable(),
  doneBy: z.string().nullable(),
  doneNote: z.string(),
  version: z.number(),
});
export const FollowUps = z
  .object({
    followUps: z.array(
      FollowUp.extend({
        incidentId: z.string().nullable(),
        drillId: z.string().nullable(),
        card: z.string().nullable(),
      }),
    ),
  })
  .openapi('FollowUps');
export const FollowUpDone = z.object({ version: Version.min(1), note: text(1_000) }).openapi('FollowUpDone');

export const Debrief = z.object({
  id: z.string(),
  heldAt: Moment,
  people: z.array(z.string()),
  wentWell: z.string(),
  writtenBy: z.string(),
  writtenAt: Moment,
  followUps: z.array(FollowUp),
});
export const NewDebrief = z
  .object({
    ...givenId,
    heldAt: At,
    people: People,
    wentWell: text(4_000),
    toChange: z
      .array(z.object({ what: text(500).min(3, 'is needed'), ownerId: Id, dueOn: IsoDay }))
      .max(20, 'has 20 changes or fewer'),
  })
  .openapi('NewDebrief');

const Card = z.enum(emergencyIds, 'is a card of this list');
const Drill = z.object({
  id: z.string(),
  card: z.string(),
  plannedOn: z.string(),
  plannedBy: z.string(),
  scenario: z.string(),
  state: z.string(),
  startedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  people: z.array(z.string()),
  outcome: z.string(),
  version: z.number(),
});
export const Drills = z
  .object({
    intervals: z.object({ ...EmergencyIntervals.shape, version: z.number(), isOwn: z.boolean() }),
    cards: z.array(
      z.object({ card: z.string(), lastOn: z.string().nullable(), state: dueStates, dueOn: z.string().nullable() }),
    ),
    drills: z.array(Drill),
  })
  .openapi('Drills');
const stepKinds = z.enum(['step', 'dose', 'other'], 'is step, dose or other');
export const OneDrill = z
  .object({
    drill: Drill,
    steps: z.array(z.object({ id: z.string(), what: z.string(), says: z.string(), at: Moment, by: z.string() })),
    debriefs: z.array(Debrief),
  })
  .openapi('Drill');
export const NewDrill = z
  .object({ ...givenId, card: Card, plannedOn: IsoDay, scenario: text(2_000) })
  .openapi('NewDrill');
export const DrillStart = z.object({ people: People }).openapi('DrillStart');
export const DrillSteps = z
  .object({
    steps: z
      .array(z.object({ id: Id, what: stepKinds, says: text(300).min(1, 'is needed'), at: At }))
      .min(1)
      .max(200, 'has 200 steps or fewer'),
  })
  .openapi('DrillSteps');
export const DrillEnd = z
  .object({ how: z.enum(['done', 'cancelled'], 'is done or cancelled'), outcome: text(1_000) })
  .openapi('DrillEnd');
export const KeptSteps = z.object({ kept: z.number() });
