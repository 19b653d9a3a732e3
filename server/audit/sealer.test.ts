import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { anEmptyClinic, quietServices, tamper, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { audit } from './audit.ts';
import { readingChain } from './chain.queries.ts';
import { sealAll, sealClinic, startSealer } from './sealer.ts';
import { verifyChain } from './verify.ts';

const db = await aDatabase();
const services = quietServices(db);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

const linked = (clinicId: string): Promise<string[]> =>
  readingChain(db, clinicId, async (tx) => {
    const rows = await tx.selectFrom('auditLink').select('auditId').orderBy('seq').execute();
    return rows.map((row) => row.auditId);
  });
const report = (clinicId: string) => verifyChain({ db, clinicId, anchors: '/nowhere', trusted: new Map() });

/** Test files share a server, so a transaction of another file may be the slow one: time counts from its end. */
async function whenSealable(clinicId: string): Promise<number> {
  const over = () =>
    readingChain(db, clinicId, async (tx) => {
      const { rows } = await sql<{ over: boolean }>`
        select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as over from clinic.audit_event`.execute(tx);
      return rows[0]?.over;
    });
  await expect.poll(over, { timeout: 20_000, interval: 5 }).toBe(true);
  return Date.now();
}

/** An event is sent and not waited for: once the database answers to something later, it has the event. */
const arrived = (tx: Tx) => sql`select 1`.execute(tx);

test('an event and the change it speaks of are kept together or not at all', async () => {
  const ctx = await anEmptyClinic(services);
  const failed = inClinic(ctx, async (tx) => {
    await audit(tx, ctx, { action: 'patient.change' });
    throw new Error('the change did not happen');
  });
  await expect(failed).rejects.toThrow('the change did not happen');
  expect((await report(ctx.clinicId)).events).toBe(0);
});

test('every event is linked once, in order, and the chain holds', async () => {
  const ctx = await anEmptyClinic(services);
  const ids = await writeEvents(ctx, 20);
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 20, seq: 20, waiting: 0 });
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 0, seq: 20 });
  expect(await linked(ctx.clinicId)).toEqual(ids);
  expect(await report(ctx.clinicId)).toMatchObject({ ok: true, events: 20, links: 20, unsealed: 0 });
});

test('more events than one batch holds are all linked', async () => {
  const ctx = await anEmptyClinic(services);
  await inClinic(ctx, async (tx) => {
    for (let n = 0; n < 1_250; n += 1) await audit(tx, ctx, { action: 'chart.read', details: { n } });
  });
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 1_250, seq: 1_250 });
  expect(await report(ctx.clinicId)).toMatchObject({ ok: true, links: 1_250 });
});

test('a sealer killed in the middle of a large transaction goes on where it stopped', async () => {
  const ctx = await anEmptyClinic(services);
  await writeEvents(ctx, 1);
  await sealAll(db, ctx.clinicId, 10_000);
  await inClinic(ctx, async (tx) => {
    for (let n = 0; n < 1_250; n += 1) await audit(tx, ctx, { action: 'chart.read', details: { n } });
  });
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 1_250 });
  const whole = await linked(ctx.clinicId);
  // What a kill after the first batch leaves: 500 of them linked, and no word that all before a transaction are.
  await tamper(db.superuser, 'delete from clinic.audit_link where clinic_id = $1 and seq > 501', [ctx.clinicId]);
  await tamper(
    db.superuser,
    `update clinic.audit_link l set below = e.xid from clinic.audit_event e
      where l.clinic_id = $1 and l.seq > 1 and e.clinic_id = $1 and e.id = l.audit_id`,
    [ctx.clinicId],
  );
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 750, seq: 1_251 });
  expect(await linked(ctx.clinicId)).toEqual(whole);
  expect(await report(ctx.clinicId)).toMatchObject({ ok: true, links: 1_251 });
});

test('a slow transaction is waited for and never passed over, and later ones wait behind it', async () => {
  const ctx = await anEmptyClinic(services);
  const started = Promise.withResolvers<string>();
  const end = Promise.withResolvers<void>();
  const slow = inClinic(ctx, async (tx) => {
    const id = await audit(tx, ctx, { action: 'plan.approve' });
    await arrived(tx);
    started.resolve(id);
    await end.promise;
  });
  const first = await started.promise;
  const later = await writeEvents(ctx, 3);
  expect(await sealClinic(db, ctx.clinicId)).toMatchObject({ linked: 0, waiting: 3 });
  end.resolve();
  await slow;
  expect(await sealAll(db, ctx.clinicId, 10_000)).toMatchObject({ linked: 4, waiting: 0 });
  expect(await linked(ctx.clinicId)).toEqual([first, ...later]);
});

test('from the first event of a chain on, writers and sealers at once leave no gap and nothing twice', async () => {
  for (let round = 0; round < 15; round += 1) {
    const ctx = await anEmptyClinic(services);
    let writing = true;
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = inClinic(ctx, async (tx) => {
      await audit(tx, ctx, { action: 'plan.approve' });
      begun.resolve();
      await end.promise;
    });
    await begun.promise;
    const writers = Promise.all(Array.from({ length: 5 }, () => writeEvents(ctx, 8)))
      .then(() => end.resolve())
      .then(() => slow)
      .finally(() => {
        writing = false;
      });
    while (writing) await Promise.all([sealClinic(db, ctx.clinicId), sealClinic(db, ctx.clinicId, false)]);
    await writers;
    await sealAll(db, ctx.clinicId, 10_000);
    expect(await report(ctx.clinicId), `round ${round}`).toMatchObject({ ok: true, events: 41, links: 41 });
  }
});

test('an event is linked within a second of its commit, without anyone asking', async () => {
  const ctx = await anEmptyClinic(services);
  const sealer = startSealer(services);
  try {
    await writeEvents(ctx, 1);
    const since = await whenSealable(ctx.clinicId);
    await expect.poll(() => linked(ctx.clinicId), { timeout: 5_000, interval: 20 }).toHaveLength(1);
    expect(Date.now() - since).toBeLessThan(1_000);
  } finally {
    await sealer.stop();
  }
});

test('an event that waited for a slow transaction of another clinic is linked as soon as that ends', async () => {
  const [ctx, other] = [await anEmptyClinic(services), await anEmptyClinic(services)];
  const sealer = startSealer(services);
  const end = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const slow = inClinic(other, async (tx) => {
    await audit(tx, other, { action: 'chart.read' });
    await arrived(tx);
    started.resolve();
    await end.promise;
  });
  try {
    await started.promise;
    await writeEvents(ctx, 1);
    await expect.poll(() => sealer.state().get(ctx.clinicId)?.waiting, { timeout: 5_000, interval: 20 }).toBe(1);
    end.resolve();
    await slow;
    const since = await whenSealable(ctx.clinicId);
    await expect.poll(() => linked(ctx.clinicId), { timeout: 5_000, interval: 20 }).toHaveLength(1);
    expect(Date.now() - since).toBeLessThan(1_000);
  } finally {
    end.resolve();
    await sealer.stop();
  }
});

test('the application may neither change nor remove an event or a link', async () => {
  const ctx = await anEmptyClinic(services);
  await writeEvents(ctx, 1);
  await sealAll(db, ctx.clinicId, 10_000);
  for (const table of ['auditEvent', 'auditLink'] as const) {
    await expect(inClinic(ctx, (tx) => tx.deleteFrom(table).execute())).rejects.toThrow('permission denied');
    await expect(
      inClinic(ctx, (tx) => tx.updateTable(table).set({ clinicId: ctx.clinicId }).execute()),
    ).rejects.toThrow('permission denied');
  }
});

test('transaction numbers of another server, loaded with its tables, hold nothing up', async () => {
  const ctx = await anEmptyClinic(services);
  await writeEvents(ctx, 3);
  await sealAll(db, ctx.clinicId, 10_000);
  const loaded = await writeEvents(ctx, 1);
  await tamper(db.superuser, `update clinic.audit_event set xid = '900000000' where clinic_id = $1`, [ctx.clinicId]);
  await tamper(db.superuser, `update clinic.audit_link set below = '900000000' where clinic_id = $1`, [ctx.clinicId]);
  const written = await writeEvents(ctx, 2);
  await sealAll(db, ctx.clinicId, 10_000);
  expect(new Set((await linked(ctx.clinicId)).slice(3))).toEqual(new Set([...loaded, ...written]));
  const [last] = await writeEvents(ctx, 1);
  await sealAll(db, ctx.clinicId, 10_000);
  expect((await linked(ctx.clinicId)).at(-1)).toBe(last);
  expect(await report(ctx.clinicId)).toMatchObject({ ok: true, links: 7 });
});
