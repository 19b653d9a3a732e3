import { z } from '@hono/zod-openapi';
import { sessionRoutes, sessionStates } from '#clinical/session/session.ts';

const Pressure = z.object({ systolic: z.number(), diastolic: z.number().optional() });

/** Amounts in whole micrograms, pressures in mmHg, moments in ms since 1970; what is left out was not measured or said. */
export const PatientSession = z
  .object({
    id: z.string(),
    plannedAt: z.string(),
    phase: z.enum(sessionStates),
    route: z.enum(sessionRoutes).optional(),
    startedMs: z.number().optional(),
    leftMs: z.number().optional(),
    leftHow: z.enum(['let-go', 'against-advice', 'to-hospital', 'unnoticed']).optional(),
    givenUg: z.number(),
    before: Pressure.optional(),
    highest: Pressure.optional(),
    /** Where another set has a higher diastolic than the one with the highest systolic. */
    highestDiastolic: Pressure.optional(),
    lowestSpo2Pct: z.number().optional(),
    sideEffects: z
      .array(
        z.object({
          effect: z.string(),
          grade: z.number().optional(),
          isSerious: z.boolean().optional(),
          hasEnded: z.boolean(),
        }),
      )
      .readonly(),
    emergencies: z.array(z.string()).readonly(),
    openConflicts: z.number(),
    isSigned: z.boolean(),
  })
  .openapi('PatientSession');
export type PatientSession = z.infer<typeof PatientSession>;

export const PatientSessions = z.object({ sessions: z.array(PatientSession), more: z.boolean() });

/** After which session the page begins; left out for the newest. */
export const PageOfSessions = z.object({ before: z.uuid('is an id').optional() });
