/**
 * A signed report that somebody sends. It counts for what the center's own domain signs, whoever sent it: the keys are
 * fetched there. Only for centers somebody answers for, so that nobody makes this server ask a name of their choosing.
 */
import type { Context } from 'hono';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Env } from '#server/platform/route.ts';
import { takeFrom } from '#server/public/limits.ts';
import { isSlug } from './center-view.ts';
import { findCenter } from './finder.queries.ts';
import { receiveReport } from './receive-reports.ts';
import { reportDomainOf } from './report-host.ts';
import { listKnownReports } from './reports.queries.ts';
import { keepReceived } from './reports.ts';
import { CannotFetch, mostBytes, type Reach } from './safe-fetch.ts';

type Answer = { taken: string } | { refused: string; says: string };

export async function takeReport(c: Context<Env>, reach?: Reach): Promise<Response> {
  const { services, from } = c.var;
  takeFrom('form', from, services.clock());
  if (!/^application\/jose\b/.test(c.req.header('content-type') ?? ''))
    throw new CannotProceed('not-understood', 'A report is sent as application/jose.');
  const jws = (await c.req.text()).trim();
  if (jws.length > mostBytes) throw new CannotProceed('too-large', 'A report is smaller than this.');
  const slug = c.req.param('slug') ?? '';
  const center = isSlug(slug) ? await findCenter(services.db.public, slug) : undefined;
  const domain = center === undefined ? null : reportDomainOf(center);
  if (center === undefined || center.listing !== 'listed' || center.claimedOn === null || domain === null)
    throw new CannotProceed('not-found', 'There is no such center that somebody answers for.');
  const answer = await verified(services, { id: center.id, domain }, jws, reach);
  return c.json(answer, 'taken' in answer ? 200 : 422);
}

async function verified(
  services: Env['Variables']['services'],
  center: { id: string; domain: string },
  jws: string,
  reach: Reach | undefined,
): Promise<Answer> {
  const now = services.clock();
  const { inCentersTransaction } = services.db;
  const known = await inCentersTransaction((tx) => listKnownReports(tx, center.id));
  try {
    const one = await receiveReport(jws, { domain: center.domain, known, now, reach });
    if (!('jws' in one)) return { refused: one.why, says: one.says };
    if (!known.some(({ report }) => report.id === one.report.id))
      await inCentersTransaction((tx) =>
        keepReceived(tx, center, { verified: [one], refused: [], noLongerVouched: [] }, now),
      );
    return { taken: one.report.id };
  } catch (error) {
    if (error instanceof CannotFetch) return { refused: error.why, says: error.says };
    throw error;
  }
}
