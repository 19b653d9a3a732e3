import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { proposedDoses } from '#clinical/session/session.ts';
import type { Role } from '#server/platform/may.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { DoseVersions } from './emergency.shapes.ts';
import { FloorAnswer } from './floor.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let nurse: Person;
beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  nurse = await clinic.as('nurse');
});
afterAll(() => server[Symbol.asyncDispose]());

const Made = z.object({ id: z.string(), version: z.number() });
const Stopped = z.object({ reason: z.string(), sentence: z.string() });
const adrenaline = { row: 'anaphylaxis-adrenaline-im', needsSecond: true };
const labetalol = { row: 'hypertensive-labetalol-iv', to: 10, needsSecond: false };

const sign = (as: Person, version: number, choices: object[], reason = 'first list') =>
  server.request('POST', '/api/emergency-doses', { as, body: { version, choices, reason } });
const versions = async (as: Person) =>
  (await read(await server.request('GET', '/api/emergency-doses', { as }), DoseVersions)).versions;
const onFloor = async (as: Person) =>
  (await read(await server.request('GET', '/api/floor', { as }), FloorAnswer)).emergency;

describe('a list of emergency doses', () => {
  test('is on no floor before a director has signed it', async () => {
    expect((await onFloor(nurse))?.doses).toBeNull();
  });

  test.each([
    ['owner', 403],
    ['prescriber', 403],
    ['nurse', 403],
    ['front-desk', 403],
    ['compliance', 403],
    ['auditor', 403],
    ['medical-director', 201],
  ] as const)('signed by %s is answered %i', async (role: Role, status) => {
    const elsewhere = await aClinic(server.services, 'Roles');
    expect((await sign(await elsewhere.as(role), 1, [adrenaline])).status).toBe(status);
  });

  test('asks the director again who they are, just before', async () => {
    const elsewhere = await aClinic(server.services, 'Step');
    const other = await elsewhere.as('medical-director');
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: new Date(0) })
      .where('id', '=', other.signInId)
      .execute();
    const answer = await sign(other, 1, [adrenaline]);
    expect([answer.status, Stopped.parse(await answer.json()).reason]).toEqual([403, 'step-up-needed']);
  });

  test('is whole, with its sources, and every chair shows it until it is withdrawn', async () => {
    const { id } = await read(await sign(director, 1, [adrenaline, labetalol]), Made);
    const shown = (await onFloor(nurse))?.doses;
    expect(shown).toMatchObject({ id, version: 1 });
    expect(shown?.doses).toMatchObject([
      { row: 'anaphylaxis-adrenaline-im', from: 0.5, to: 0.5, needsSecond: true, basis: { verified: true } },
      { row: 'hypertensive-labetalol-iv', from: 10, to: 10, proposed: { to: 20 } },
    ]);
    const second = await read(await sign(director, 2, [adrenaline], 'labetalol is not in our kit'), Made);
    expect((await onFloor(nurse))?.doses?.doses).toHaveLength(1);
    const gone = await server.request('POST', `/api/emergency-doses/${second.id}/withdraw`, {
      as: director,
      body: { reason: 'under review' },
    });
    expect(gone.status).toBe(204);
    expect((await onFloor(nurse))?.doses).toBeNull();
    expect((await versions(nurse)).map(({ version, end }) => [version, end?.reason])).toEqual([
      [2, 'under review'],
      [1, undefined],
    ]);
  });

  test('looser than the project, or of a version that is there already, is refused with a sentence', async () => {
    const looser = await sign(director, 3, [{ row: 'seizure-midazolam-im', to: 20, needsSecond: false }]);
    expect([looser.status, Stopped.parse(await looser.json()).sentence]).toEqual([
      422,
      expect.stringContaining('20 mg is more than the proposed 10 mg'),
    ]);
    const late = await sign(director, 2, [adrenaline]);
    expect([late.status, Stopped.parse(await late.json()).reason]).toEqual([409, 'changed-by-someone-else']);
  });

  test('of another clinic is no list here', async () => {
    const [{ id } = { id: '' }] = await versions(nurse);
    const other = await (await aClinic(server.services, 'Elsewhere')).as('medical-director');
    const answer = await server.request('POST', `/api/emergency-doses/${id}/withdraw`, {
      as: other,
      body: { reason: 'not mine' },
    });
    expect(answer.status).toBe(404);
    expect(await versions(other)).toEqual([]);
  });

  test('may hold every row that the project proposes', async () => {
    const all = proposedDoses().map(({ id }) => ({ row: id, needsSecond: false }));
    expect((await sign(director, 3, all, 'the whole proposal')).status).toBe(201);
    expect((await onFloor(nurse))?.doses?.doses).toHaveLength(all.length);
  });
});
