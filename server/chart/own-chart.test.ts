import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { addRow, listHistory } from './chart.actions.ts';
import { findPatients, openChart, setCareTeam } from './patient.actions.ts';

/** A patient who is signed in sees themself and nobody else, whatever door is tried. */

let server: TestServer;
let nurse: Person;
let me: Context;
let mine: string;
let another: string;

beforeAll(async () => {
  server = await aServer();
  nurse = await (await aClinic(server.services)).as('nurse');
  mine = (await aPatient(nurse)).id;
  another = (await aPatient(nurse, { givenName: 'Jordan', familyName: 'Samples' })).id;
  const problem = { name: 'depression', code: '', status: 'active', startedOn: null, endedOn: null } as const;
  for (const id of [mine, another]) await addRow(nurse.ctx, 'problem', id, problem);
  const { practitionerId: _none, ...rest } = nurse.ctx.by;
  me = { ...nurse.ctx, by: { ...rest, kind: 'patient', patientId: mine, roles: ['patient'] } };
});
afterAll(() => server[Symbol.asyncDispose]());

test('the own chart opens, also when it is restricted, and that is written down', async () => {
  await inClinic(nurse.ctx, (tx) =>
    tx.updateTable('patient').set({ restricted: true }).where('id', '=', mine).execute(),
  );
  expect(await openChart(me, mine)).toMatchObject({ patient: { id: mine }, problems: [{ name: 'depression' }] });
  expect((await listHistory(me, mine, undefined, 50)).changes.length).toBeGreaterThan(0);
  const looks = await inClinic(nurse.ctx, (tx) =>
    tx.selectFrom('auditEvent').select(['byKind', 'practitionerId']).where('action', '=', 'chart.read').execute(),
  );
  expect(looks).toContainEqual({ byKind: 'patient', practitionerId: null });
});

test('the own chart tells nothing of others: neither who has the same name nor who has the same initials', async () => {
  expect(await openChart(me, mine)).toMatchObject({ sameName: [], sameInitials: [] });
});

test('a search finds the one who searches, whatever is typed', async () => {
  for (const query of ['', 'samples', 'jordan', '1984-03-07'])
    expect((await findPatients(me, query, 20)).patients.map(({ id }) => id)).toEqual([mine]);
  expect((await findPatients(me, '', 20)).total).toBe(1);
});

test('the chart of another does not exist, and nothing is written anywhere', async () => {
  for (const work of [() => openChart(me, another), () => listHistory(me, another, undefined, 50)])
    await expect(work()).rejects.toMatchObject({ reason: 'not-found' });
  const problem = { name: 'x', code: '', status: 'active', startedOn: null, endedOn: null } as const;
  for (const id of [mine, another]) {
    await expect(addRow(me, 'problem', id, problem)).rejects.toMatchObject({ reason: 'not-permitted' });
    await expect(setCareTeam(me, id, [])).rejects.toMatchObject({ reason: 'not-permitted' });
  }
});
