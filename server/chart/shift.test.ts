import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { comeOnSite, leaveSite, listLeftSite, listOnSite } from './shift.actions.ts';

const hour = 3_600_000;
const zeroMs = Date.now();
let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let prescriber: Person;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  prescriber = await clinic.as('prescriber');
});

const at = (hours: number) => new Date(zeroMs + hours * hour);
const come = (person: Person, from: number, until: number, id?: string) =>
  comeOnSite({ ...person.ctx, now: at(from) }, { id, untilAt: at(until).toISOString() });
const leave = (person: Person, when: number) => leaveSite({ ...person.ctx, now: at(when) });
const here = async (when: number) =>
  (await inClinic(nurse.ctx, (tx) => listOnSite(tx, at(when)))).map(({ practitionerId }) => practitionerId);
const gone = (when: number) => inClinic(nurse.ctx, (tx) => listLeftSite(tx, at(when)));

describe('who is on site', () => {
  test('says so, in the order of coming, and it ends with the shift: never carried forward', async () => {
    expect(await here(0)).toEqual([]);
    await come(prescriber, 0, 8);
    await come(nurse, 1, 9);
    expect(await here(2)).toEqual([prescriber.practitionerId, nurse.practitionerId]);
    expect(await here(8)).toEqual([nurse.practitionerId]);
    expect(await here(24)).toEqual([]);
    expect(await gone(8.5)).toEqual([prescriber.practitionerId]);
  });

  test('who leaves is not there any more; who comes back is', async () => {
    await come(nurse, 0, 8);
    await leave(nurse, 3);
    expect([await here(3.1), await gone(3.1)]).toEqual([[], [nurse.practitionerId]]);
    await leave(nurse, 3.2);
    await come(nurse, 4, 8);
    expect([await here(4.1), await gone(4.1)]).toEqual([[nurse.practitionerId], []]);
  });

  test('said again the end moves and the beginning stays; sent twice it is one word', async () => {
    const id = newId();
    await come(nurse, 0, 4, id);
    await come(nurse, 0, 4, id);
    expect(await come(nurse, 3, 10)).toEqual({ fromAt: at(0).toISOString(), untilAt: at(10).toISOString() });
    // Moved on beyond a day it would carry yesterday forward: it begins anew.
    expect(await come(nurse, 9, 25)).toMatchObject({ fromAt: at(9).toISOString() });
  });

  test('a shift ends later than now and within 16 hours', async () => {
    await expect(come(nurse, 0, 0)).rejects.toMatchObject({ reason: 'blocked' });
    await expect(come(nurse, 0, 16.1)).rejects.toMatchObject({ reason: 'blocked' });
  });

  test('who was let go is not there, and another clinic sees nobody', async () => {
    await come(nurse, 0, 8);
    const elsewhere = await (await aClinic(server.services)).as('nurse');
    expect(await inClinic(elsewhere.ctx, (tx) => listOnSite(tx, at(1)))).toEqual([]);
    await inClinic(nurse.ctx, (tx) =>
      tx
        .updateTable('practitioner')
        .set({ deactivatedAt: at(1) })
        .where('id', '=', nurse.practitionerId)
        .execute(),
    );
    expect(await here(2)).toEqual([]);
  });
});

describe('by the interface', () => {
  test('each says it of themselves; the number of a telephone is not in the trail', async () => {
    const post = (path: string, body?: object) => server.request('POST', path, { as: nurse, body });
    expect((await post('/api/shift', { untilAt: new Date(Date.now() + hour).toISOString() })).status).toBe(200);
    expect((await post('/api/shift/leave')).status).toBe(200);
    const reach = { byMail: false, textNumber: '+17025550142' };
    expect((await server.request('PUT', '/api/reach', { as: nurse, body: reach })).status).toBe(200);
    expect(await (await server.request('GET', '/api/reach', { as: nurse })).json()).toEqual(reach);
    expect(await (await server.request('GET', '/api/reach', { as: prescriber })).json()).toEqual({
      byMail: true,
      textNumber: null,
    });
    const wrong = await server.request('PUT', '/api/reach', { as: nurse, body: { byMail: true, textNumber: '0142' } });
    expect(wrong.status).toBe(400);
    const trail = await inClinic(nurse.ctx, (tx) => tx.selectFrom('auditEvent').select(['action', 'data']).execute());
    expect(trail.map(({ action }) => action)).toContain('practitioner.reach');
    expect(JSON.stringify(trail)).not.toContain('5550142');
  });

  test('a station that is not marked makes no sound, and says so', async () => {
    const answer = await server.request('POST', '/api/station/sound', { as: nurse, body: { what: 'heard' } });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ sentence: 'This is no staff station: it makes no sound.' });
  });
});
