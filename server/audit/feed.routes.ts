import { z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { may } from '#server/platform/may.ts';
import { route, routes } from '#server/platform/route.ts';
import type { Services } from '#server/platform/services.ts';
import { reads } from './audit.ts';
import { quietly } from './chain.queries.ts';
import { shareAnswers } from './feed-shared.ts';

/** A whole transaction is never split: the cursor could not stand in its middle. */
const batch = 500;

/** Without a signal the stream looks by itself this often; and asks whether the sign-in still holds. */
const lookEveryMs = 5_000;
/** What is there and can't be told yet is looked for after this, then after twice as long, and so on. */
const soonMs = 10;

/**
 * What changed since a cursor. The cursor is a transaction id, bounded by the oldest transaction still running: an
 * id given out before a commit may become visible after a later one, and a plain counter would skip it for ever.
 *
 * @returns the changes, and whether there is one behind such a transaction: nobody will signal that it has ended
 */
async function changesSince(tx: Tx, cursor: string) {
  const { rows } = await sql<{
    xid: string;
    action: string;
    patientId: string | null;
    kind: string | null;
    id: string | null;
    isHeld: boolean;
  }>`
    select xid::text as xid, action, patient_id as "patientId", kind, id,
           xid >= pg_snapshot_xmin(pg_current_snapshot()) as "isHeld" from (
      select xid, action, patient_id, subject_kind as kind, subject_id::text as id
        from clinic.audit_event
       where xid > ${cursor}::xid8
         and action <> all (${reads})
      union
      select e.xid, 'session.event', s.patient_id, 'session', s.id::text
        from clinic.session_event e
        join clinic.session s on s.clinic_id = e.clinic_id
         and s.id in (e.session_id, case when e.kind = 'correction' and e.data is not null
                                         then (e.data::jsonb #>> '{change,movesTo}')::uuid end)
       where e.xid > ${cursor}::xid8
    ) as news
     order by news.xid fetch first ${batch} rows with ties`.execute(tx);
  return { changes: rows.filter(({ isHeld }) => !isHeld), isHeld: rows.some(({ isHeld }) => isHeld) };
}

const together = shareAnswers<Awaited<ReturnType<typeof changesSince>>>();

const newestCursor = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{
    at: string;
  }>`select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as at`.execute(tx);
  return rows[0]?.at ?? '0';
};

/** The live feed of one clinic: that something changed, by id. What it is, the screen asks for and may be refused. */
export const feedRoutes = routes().openapi(
  route({
    method: 'get',
    path: '/api/live',
    may: 'live.read',
    summary: 'Server-sent events: ids of what changed. Resumes after Last-Event-ID',
    request: {
      headers: z.object({
        'last-event-id': z
          .string()
          .regex(/^\d{1,20}$/, 'is a cursor of this stream')
          .optional(),
      }),
    },
    responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } } },
  }),
  (c) => {
    const { ctx, services, from } = c.var;
    const after = c.req.header('last-event-id');
    const request = c.req.raw;
    return streamSSE(c, async (stream) => {
      let wake: () => void = () => undefined;
      let signalled = true;
      const stopListening = services.live.subscribe(ctx.clinicId, () => {
        signalled = true;
        wake();
      });
      stream.onAbort(() => {
        stopListening();
        wake();
      });
      const seesPatients = may(ctx.by, 'patient.read', { clinicId: ctx.clinicId }).allowed;
      let cursor = after ?? (await quietly(services.db, ctx.clinicId, newestCursor));
      await stream.writeSSE({ event: 'ready', data: '{}', id: cursor });
      let again = 0;
      while (!stream.aborted && !stream.closed) {
        if (!(await stillHolds(services, request, from, ctx.signInId))) {
          await stream.writeSSE({ event: 'ended', data: '{}' });
          break;
        }
        signalled = false;
        const { changes, isHeld } = await together(services.live, ctx.clinicId, `${cursor} ${again}`, () =>
          quietly(services.db, ctx.clinicId, (tx) => changesSince(tx, cursor)),
        );
        for (const { xid, isHeld: _, ...change } of changes) {
          cursor = xid;
          if (change.patientId === null || seesPatients)
            await stream.writeSSE({ event: 'changed', data: JSON.stringify(change), id: xid });
        }
        again = changes.length === 0 && isHeld && !signalled ? again + 1 : 0;
        if (changes.length === 0 && !signalled) {
          const waitMs = again === 0 ? lookEveryMs : Math.min(soonMs * 2 ** again, lookEveryMs);
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, waitMs).unref();
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          const isBeat = waitMs === lookEveryMs && !signalled && !stream.aborted;
          if (isBeat) await stream.writeSSE({ event: 'beat', data: '{}', id: cursor });
        }
      }
      stopListening();
    });
  },
);

/** A revoked or locked sign-in hears nothing more. A stream is no user activity. */
async function stillHolds(
  services: Services,
  request: Request,
  from: string,
  signInId: string | undefined,
): Promise<boolean> {
  const headers = new Headers(request.headers);
  headers.set('x-racemic-background', '1');
  const found = await services.identify(new Request(request.url, { headers }), from).catch(() => undefined);
  return found !== undefined && !found.locked && found.signInId === signInId;
}
