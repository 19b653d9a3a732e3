import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { tamper } from '../../tests/a-trail.ts';
import { aClinic, aPatient, type Person } from '../../tests/builders.ts';
import { aServer } from '../../tests/services.ts';
import { audit } from './audit.ts';

const server = await aServer();
afterAll(() => server[Symbol.asyncDispose]());

const clinic = await aClinic(server.services);
const nurse = await clinic.as('nurse');
const compliance = await clinic.as('compliance');

const Page = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      action: z.string(),
      practitionerId: z.string().nullable(),
      familyName: z.string().nullable(),
      patientId: z.string().nullable(),
      patientNumber: z.string().nullable(),
      reason: z.string().nullable(),
      after: z.unknown().optional(),
    }),
  ),
});
const page = async (query: string, as: Person) => {
  const answer = await server.request('GET', `/api/audit${query}`, { as });
  expect(answer.status).toBe(200);
  return Page.parse(await answer.json()).events;
};
const did = (who: Person, action: string, more: { patientId?: string; reason?: string; after?: object } = {}) =>
  inClinic(who.ctx, (tx) => audit(tx, who.ctx, { action, ...more }));

test('who oversees reads who did what, newest first, with names, and by patient, person and action', async () => {
  const patientId = newId();
  await did(nurse, 'allergy.add', { patientId, after: { substance: 'latex' } });
  await did(nurse, 'break-glass.open', { patientId, reason: 'fainted in the waiting room' });
  await did(compliance, 'licence.add');

  const all = await page('', compliance);
  expect(all.slice(0, 3).map(({ action }) => action)).toEqual(['licence.add', 'break-glass.open', 'allergy.add']);
  expect(all[2]).toMatchObject({
    after: { substance: 'latex' },
    practitionerId: nurse.practitionerId,
    familyName: expect.stringContaining('Person'),
  });
  expect((await page(`?patient=${patientId}`, compliance)).map(({ action }) => action)).toEqual([
    'break-glass.open',
    'allergy.add',
  ]);
  expect((await page('?action=break-glass.open', compliance)).map(({ reason }) => reason)).toEqual([
    'fainted in the waiting room',
  ]);
  const own = await page(`?by=${nurse.practitionerId}`, compliance);
  expect(new Set(own.map(({ practitionerId }) => practitionerId))).toEqual(new Set([nurse.practitionerId]));
});

test('the trail says whose chart it was, by number and initials, on every row and for the one that was asked for', async () => {
  const { id, number } = await aPatient(nurse, { givenName: 'Wei', familyName: 'Zhang', birthOn: '1971-02-03' });
  const answer = await server.request('GET', `/api/audit?patient=${id}`, { as: compliance });
  const said: unknown = await answer.json();
  expect(said).toMatchObject({
    patient: { id, number, initials: 'W.Z.' },
    events: [{ action: 'patient.register', patientId: id, patientNumber: number, patientInitials: 'W.Z.' }],
  });
  const [row] = await page('?action=licence.add', compliance);
  expect(row).toMatchObject({ patientId: null, patientNumber: null });
});

test('from one day to another, both included, counts in the clinic’s time zone', async () => {
  const one = await aClinic(server.services);
  const [writer, reader] = [await one.as('nurse'), await one.as('auditor')];
  // Los Angeles: 20 November begins at 08:00 UTC and ends at 08:00 UTC of the 21st.
  const moments = ['2026-11-20T07:59:59Z', '2026-11-20T08:00:00Z', '2026-11-21T07:59:59Z', '2026-11-21T08:00:00Z'];
  for (const at of moments) await didAt(writer, at);
  const found = async (query: string) => (await page(`?action=allergy.change${query}`, reader)).map(({ at }) => at);
  const asKept = moments.map((at) => new Date(at).toISOString()).toReversed();
  expect(await found('')).toEqual(asKept);
  expect(await found('&from=2026-11-20&to=2026-11-20')).toEqual(asKept.slice(1, 3));
  expect(await found('&from=2026-11-21')).toEqual(asKept.slice(0, 1));
  expect(await found('&to=2026-11-19')).toEqual(asKept.slice(3));
  expect(await found('&from=2026-11-25&to=2026-11-26')).toEqual([]);
  for (const wrong of ['from=2026-11-31', 'from=yesterday', 'from=2026-11-21&to=2026-11-20'])
    expect((await server.request('GET', `/api/audit?${wrong}`, { as: reader })).status, wrong).toBe(400);
});

/** An event as it would have been written at that moment: its time, and its id, which is made from the time. */
async function didAt(who: Person, at: string): Promise<void> {
  const id = await did(who, 'allergy.change');
  const hex = Date.parse(at).toString(16).padStart(12, '0');
  const then = `${hex.slice(0, 8)}-${hex.slice(8)}${id.slice(13)}`;
  const change = 'update clinic.audit_event set at = $2, id = $3 where id = $1';
  expect(await tamper(server.services.db.superuser, change, [id, at, then])).toBe(1);
}

test('reading the trail is in the trail; reading a patient’s trail counts as seeing the chart', async () => {
  const patientId = newId();
  await page('', compliance);
  await page(`?patient=${patientId}`, compliance);
  const [look, read] = await page('', compliance);
  expect(look).toMatchObject({ action: 'chart.read', patientId, practitionerId: compliance.practitionerId });
  expect(read).toMatchObject({ action: 'audit.read', practitionerId: compliance.practitionerId });
});

test('pages follow each other without a gap or a row twice, though reading adds rows', async () => {
  const many = await aClinic(server.services);
  const writer = await many.as('nurse');
  const reader = await many.as('auditor');
  const ids: string[] = [];
  for (let n = 0; n < 120; n += 1) ids.push(await did(writer, 'allergy.change'));
  const seen: string[] = [];
  for (let before = ''; ; ) {
    const events = await page(
      before === '' ? '?action=allergy.change' : `?action=allergy.change&before=${before}`,
      reader,
    );
    seen.push(...events.map(({ id }) => id));
    if (events.length < 50) break;
    before = seen.at(-1) ?? '';
  }
  expect(seen).toEqual(ids.toReversed());
});

test('nobody reads the trail of another clinic', async () => {
  const elsewhere = await (await aClinic(server.services, 'Elsewhere')).as('compliance');
  const patientId = newId();
  await did(nurse, 'allergy.add', { patientId });
  expect(await page(`?patient=${patientId}`, elsewhere)).toEqual([]);
  const all = await page('', elsewhere);
  expect(new Set(all.map(({ practitionerId }) => practitionerId))).toEqual(new Set([elsewhere.practitionerId]));
});

test('who may not oversee reads nothing, and a stranger is asked to sign in', async () => {
  expect((await server.request('GET', '/api/audit', { as: nurse })).status).toBe(403);
  expect((await server.request('GET', '/api/audit')).status).toBe(401);
  expect((await server.request('GET', '/api/audit?patient=everyone', { as: compliance })).status).toBe(400);
  expect(
    (await server.request('GET', `/api/audit?action=${encodeURIComponent("x' or 1=1")}`, { as: compliance })).status,
  ).toBe(400);
});
