/**
 * Pages as they were made last, for as long as nothing they are made of has changed: the revision of the public tables is
 * asked at each request, so a page is never older than what an editor has just written. And not for longer than any cache may
 * keep it: a signature runs out by itself.
 */
import type { Services } from '#server/platform/services.ts';
import type { Packed } from './compress.ts';

export type KeptPage = { packed: Packed; tag: string; status: 200 | 404 | 410; freshS: number };
type Kept = KeptPage & { revision: number; untilMs: number };

/** A page is kept as it goes out: some tens of thousands of bytes. */
const keptMost = 200;
const byServer = new WeakMap<Services, Map<string, Kept>>();

export type Moment = { revision: number; nowMs: number };

/** What a page depends on besides its address: the state of the public tables, and the time. */
export async function momentOf({ db, clock }: Services): Promise<Moment> {
  const row = await db.public.selectFrom('centerRevision').select('number').executeTakeFirst();
  return { revision: Number(row?.number ?? 0), nowMs: clock().getTime() };
}

export function findKept(services: Services, address: string, { revision, nowMs }: Moment): KeptPage | undefined {
  const found = byServer.get(services)?.get(address);
  return found?.revision === revision && nowMs < found.untilMs ? found : undefined;
}

/** Those made longest ago go first. */
export function keepPage(services: Services, address: string, moment: Moment, page: KeptPage): void {
  const kept = byServer.get(services) ?? new Map<string, Kept>();
  byServer.set(services, kept);
  kept.delete(address);
  kept.set(address, { ...page, revision: moment.revision, untilMs: moment.nowMs + page.freshS * 1_000 });
  if (kept.size > keptMost) kept.delete(kept.keys().next().value ?? '');
}
