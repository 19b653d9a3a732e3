import { z } from '@hono/zod-openapi';
import { Ladder } from '#clinical/session/session.ts';

/** One line of what was done about something that nobody had. */
export const EscalationStep = z
  .object({
    id: z.string(),
    session: z.string(),
    task: z.string(),
    what: z.enum(['told', 'nobody', 'delivered', 'failed', 'given-up', 'acknowledged', 'over']),
    place: z.number(),
    by: z.enum(['app', 'mail', 'text']).nullable(),
    /** Who was told, or who has it; null: nobody, or nobody has said whose it was. */
    whom: z.string().nullable(),
    ofStep: z.string().nullable(),
    /** A code, where it did not arrive. */
    why: z.string().nullable(),
    says: z.string(),
    sinceMs: z.number(),
    atMs: z.number(),
  })
  .openapi('EscalationStep');
export type EscalationStep = z.infer<typeof EscalationStep>;

/** Who is here, who is called by which ladder, and where reminders sound. */
export const Duty = z
  .object({
    onSite: z.array(z.object({ id: z.string(), fromMs: z.number(), untilMs: z.number() })),
    /** Was here in the last day and is not any more. */
    leftSite: z.array(z.string()),
    ladder: Ladder,
    /** Null: the project's default, behind which no director stands. */
    ladderVersion: z.number().nullable(),
    /** Whether the server has something to send them by. */
    ways: z.object({ mail: z.boolean(), text: z.boolean() }),
    /** Of the sessions shown, in order of time. */
    steps: z.array(EscalationStep),
    stations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        tested: z.object({ atMs: z.number(), heard: z.boolean(), by: z.string() }).nullable(),
        silencedMs: z.number().nullable(),
      }),
    ),
  })
  .openapi('Duty');
export type Duty = z.infer<typeof Duty>;
