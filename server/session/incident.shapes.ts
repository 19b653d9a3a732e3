import { z } from '@hono/zod-openapi';
import { dutyIds, IncidentReport, incidentStates } from '#clinical/session/session.ts';
import { At, Debrief, givenId, Id, Moment, Version } from './emergency.shapes.ts';

/** Shapes of incidents on the wire. What goes in is the medicine's own schema. */
const Report = IncidentReport.extend({}).openapi('IncidentReport');

const Incident = z.object({
  id: z.string(),
  kind: z.string(),
  patientId: z.string().nullable(),
  sessionId: z.string().nullable(),
  emergencyId: z.string().nullable(),
  happenedAt: Moment,
  report: Report,
  ownerId: z.string().nullable(),
  state: z.enum(incidentStates),
  recordedBy: z.string(),
  recordedAt: Moment,
  reviewedBy: z.string().nullable(),
  reviewedAt: Moment.nullable(),
  closedBy: z.string().nullable(),
  closedAt: Moment.nullable(),
  version: z.number(),
  initials: z.string().nullable(),
  number: z.string().nullable(),
});

export const Incidents = z
  .object({
    incidents: z.array(Incident),
    /** Emergencies of the log that have no record yet. */
    toRecord: z.array(
      z.object({
        sessionId: z.string(),
        emergencyId: z.string(),
        card: z.string(),
        initials: z.string(),
        number: z.string(),
        openedAt: z.string(),
        closedAt: z.string().nullable(),
      }),
    ),
  })
  .openapi('Incidents');

export const OneIncident = z
  .object({
    incident: Incident,
    fromLog: z
      .object({
        card: z.string(),
        openedAt: z.string(),
        closedAt: z.string().nullable(),
        outcome: z.string().nullable(),
        lines: z.array(z.object({ at: z.string(), by: z.string().nullable(), says: z.string() })),
      })
      .nullable(),
    isSerious: z.boolean(),
    duties: z.array(
      z.object({
        id: z.enum(dutyIds),
        says: z.string(),
        dueOn: z.string().nullable(),
        source: z.string(),
        verified: z.boolean(),
      }),
    ),
    debriefs: z.array(Debrief),
    missing: z.object({ reviewed: z.array(z.string()), closed: z.array(z.string()) }),
  })
  .openapi('Incident');

export const NewIncident = z
  .object({
    ...givenId,
    sessionId: Id.optional(),
    emergencyId: Id.optional().openapi({ description: 'The event that opened the card; left out: a near miss' }),
    happenedAt: At.optional().openapi({ description: 'Of a near miss; of an emergency the log knows it' }),
    ownerId: Id.nullable(),
    report: Report,
  })
  .openapi('NewIncident');
export const ChangedIncident = z
  .object({ version: Version.min(1), ownerId: Id.nullable(), report: Report })
  .openapi('ChangedIncident');
export const IncidentMove = z
  .object({ version: Version.min(1), to: z.enum(['reviewed', 'closed'], 'is reviewed or closed') })
  .openapi('IncidentMove');
