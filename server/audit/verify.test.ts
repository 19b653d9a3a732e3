import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Context } from '#server/platform/context.ts';
import { aTrail, quietServices, tamper, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { noteBeginning } from './anchor-beginning.ts';
import { anchorFile } from './anchor-file.ts';
import { trustedKeys } from './anchor-keys.ts';
import { anchorClinic } from './anchors.ts';
import { sealAll } from './sealer.ts';
import { verifyChain } from './verify.ts';

const db = await aDatabase();
const services = quietServices(db);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

const fileOf = (ctx: Context) => anchorFile(services.config.dataDir, ctx.clinicId);
const verify = (ctx: Context) =>
  verifyChain({ db, clinicId: ctx.clinicId, anchors: fileOf(ctx), trusted: trustedKeys(services) });

const change = async (ctx: Context, statement: string, ...values: unknown[]) =>
  expect(await tamper(db.superuser, statement, [ctx.clinicId, ...values])).toBeGreaterThan(0);

test('an untouched trail holds, and says what no anchor vouches for yet', async () => {
  const { ctx } = await aTrail(services);
  expect(await verify(ctx)).toMatchObject({
    ok: true,
    events: 12,
    links: 12,
    headSeq: 12,
    unsealed: 0,
    anchors: { lines: 3, checked: 3, lastSeq: 12 },
    youngerThanLastAnchor: 0,
  });
  await writeEvents(ctx, 2);
  await sealAll(db, ctx.clinicId, 10_000);
  await writeEvents(ctx, 3);
  const report = await verify(ctx);
  expect(report).toMatchObject({ ok: true, links: 14, unsealed: 3, youngerThanLastAnchor: 5 });
  expect(Date.parse(report.youngerSince ?? '')).toBeLessThanOrEqual(Date.now());
});

describe('whoever controls the database is found out when they', () => {
  const fields = [
    ['who', 'account_id = clinic_id'],
    ['the practitioner', 'practitioner_id = null'],
    ['the station', 'station_id = null'],
    ['the sign-in', `sign_in_id = 'x'`],
    ['the request', `request_id = 'x'`],
    ['the kind of actor', `by_kind = 'system'`],
    ['the time by a microsecond', `at = at + interval '1 microsecond'`],
    ['the action', `action = 'chart.read'`],
    ['the patient', 'patient_id = null'],
    ['the subject', `subject_kind = 'x', subject_id = 'y'`],
    ['the reason', `reason = reason || '.'`],
    ['the reason away', 'reason = null'],
    ['one byte of the data', `data = overlay(data placing '7' from length(data) - 2)`],
    ['the salt', 'salt = set_byte(salt, 3, get_byte(salt, 3) # 1)'],
    ['the digest', 'digest = set_byte(digest, 31, get_byte(digest, 31) # 128)'],
  ] as const;
  test.each(fields)('alter %s', async (_what, assignment) => {
    const { ctx, ids } = await aTrail(services);
    await change(ctx, `update clinic.audit_event set ${assignment} where clinic_id = $1 and id = $2`, ids[6]);
    expect(await verify(ctx)).toMatchObject({ ok: false, brokenAt: { seq: 7, auditId: ids[6] } });
  });

  test.each([
    ['the text of a link', `link = overlay(link placing 'X' from 40)`],
    ['the hash of a link', 'hash = set_byte(hash, 0, get_byte(hash, 0) # 1)'],
  ])('flip a byte in %s', async (_what, assignment) => {
    const { ctx } = await aTrail(services);
    await change(ctx, `update clinic.audit_link set ${assignment} where clinic_id = $1 and seq = 5`);
    expect(await verify(ctx)).toMatchObject({ ok: false, brokenAt: { seq: 5 } });
  });

  test('delete an event', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(ctx, 'delete from clinic.audit_event where clinic_id = $1 and id = $2', ids[2]);
    expect((await verify(ctx)).brokenAt).toMatchObject({
      seq: 3,
      auditId: ids[2],
      why: 'The event of this link was deleted.',
    });
  });

  test('delete a link', async () => {
    const { ctx } = await aTrail(services);
    await change(ctx, 'delete from clinic.audit_link where clinic_id = $1 and seq = 3');
    expect((await verify(ctx)).brokenAt).toMatchObject({ seq: 3, why: 'Link 3 is missing; the next one there is 4.' });
  });

  test('swap two events', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(
      ctx,
      `update clinic.audit_event e set at = o.at, data = o.data, salt = o.salt, digest = o.digest
         from clinic.audit_event o
        where e.clinic_id = $1 and o.clinic_id = $1 and (e.id, o.id) in (($2, $3), ($3, $2))`,
      ids[3],
      ids[4],
    );
    expect(await verify(ctx)).toMatchObject({ ok: false, brokenAt: { seq: 4 } });
  });

  test('swap two links', async () => {
    const { ctx } = await aTrail(services);
    await change(ctx, 'update clinic.audit_link set seq = 100 where clinic_id = $1 and seq = 9');
    await change(ctx, 'update clinic.audit_link set seq = 9 where clinic_id = $1 and seq = 10');
    await change(ctx, 'update clinic.audit_link set seq = 10 where clinic_id = $1 and seq = 100');
    expect((await verify(ctx)).brokenAt).toMatchObject({ seq: 9, why: expect.stringContaining('made as number 10') });
  });

  test('cut the end off, with all its events', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(ctx, 'delete from clinic.audit_event where clinic_id = $1 and id = any($2)', ids.slice(10));
    await change(ctx, 'delete from clinic.audit_link where clinic_id = $1 and seq > 10');
    expect((await verify(ctx)).brokenAt).toMatchObject({
      seq: 11,
      why: expect.stringContaining('the end was cut off'),
    });
  });

  test('cut the end off and write on, so that the numbers are reached again', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(ctx, 'delete from clinic.audit_event where clinic_id = $1 and id = any($2)', ids.slice(10));
    await change(ctx, 'delete from clinic.audit_link where clinic_id = $1 and seq > 10');
    await writeEvents(ctx, 5);
    await sealAll(db, ctx.clinicId, 10_000);
    await anchorClinic(services, ctx.clinicId);
    expect((await verify(ctx)).brokenAt).toMatchObject({ seq: 12, why: expect.stringContaining('was rewritten') });
  });

  test('rewrite the whole chain consistently', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(ctx, `update clinic.audit_event set action = 'chart.read' where clinic_id = $1 and id = $2`, ids[1]);
    await change(ctx, 'delete from clinic.audit_link where clinic_id = $1');
    await sealAll(db, ctx.clinicId, 10_000);
    expect((await verify(ctx)).brokenAt).toMatchObject({
      seq: 4,
      anchorLine: 1,
      why: expect.stringContaining('was rewritten'),
    });
  });

  describe('empty the anchors, and the trail says that there were some:', () => {
    const anchored = async () => {
      const { ctx } = await aTrail(services);
      expect(await noteBeginning(services, ctx.clinicId)).toBe(true);
      expect(await noteBeginning(services, ctx.clinicId)).toBe(false);
      await sealAll(db, ctx.clinicId, 10_000);
      await anchorClinic(services, ctx.clinicId);
      expect(await verify(ctx)).toMatchObject({ ok: true, links: 13, youngerThanLastAnchor: 0 });
      return ctx;
    };

    test.each([
      ['emptied', (path: string) => writeFileSync(path, '')],
      ['taken away', (path: string) => rmSync(path)],
    ])('the file was %s', async (_how, lose) => {
      const ctx = await anchored();
      lose(fileOf(ctx));
      expect(await verify(ctx)).toMatchObject({
        ok: false,
        brokenAt: { why: expect.stringContaining('none is here') },
      });
    });

    test('and anchoring went on since; until an administrator says that those of before are lost', async () => {
      const ctx = await anchored();
      writeFileSync(fileOf(ctx), '');
      await writeEvents(ctx, 1);
      await sealAll(db, ctx.clinicId, 10_000);
      await anchorClinic(services, ctx.clinicId);
      expect(await noteBeginning(services, ctx.clinicId)).toBe(false);
      expect((await verify(ctx)).brokenAt).toMatchObject({ why: expect.stringContaining('begin anew') });
      expect(await noteBeginning(services, ctx.clinicId, true)).toBe(true);
      expect(await verify(ctx)).toMatchObject({ ok: true });
    });
  });

  test('put an event in among the old ones', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(
      ctx,
      `insert into clinic.audit_event (clinic_id, id, at, by_kind, action, data, salt, digest, xid)
       select clinic_id, gen_random_uuid(), at, by_kind, action, data, salt, digest, xid
         from clinic.audit_event where clinic_id = $1 and id = $2`,
      ids[5],
    );
    expect((await verify(ctx)).brokenAt).toMatchObject({ why: expect.stringContaining('never linked') });
  });

  test('take the content of an event away without a record of it', async () => {
    const { ctx, ids } = await aTrail(services);
    await change(
      ctx,
      'update clinic.audit_event set data = null, salt = null, reason = null where clinic_id = $1 and id = $2',
      ids[0],
    );
    expect((await verify(ctx)).brokenAt).toMatchObject({
      seq: 1,
      why: expect.stringContaining('no erasure is on record'),
    });
    await writeEvents(ctx, 1, { action: 'audit.erase', subject: { kind: 'audit-event', id: ids[0] ?? '' } });
    expect(await verify(ctx)).toMatchObject({ ok: true, erased: 1 });
  });
});

test('one clinic is verified alone: nothing of another is read', async () => {
  const [a, b] = [await aTrail(services), await aTrail(services)];
  await change(b.ctx, 'delete from clinic.audit_event where clinic_id = $1');
  expect((await verify(a.ctx)).ok).toBe(true);
  expect((await verify(b.ctx)).ok).toBe(false);
});
