import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

/** What a screen hears of its clinic, and what it is not woken for. */

let server: TestServer;
let clinic: TestClinic;
let person: Person;
let patientId: string;
beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services, 'Feed');
  person = await clinic.as('nurse', 'medical-director');
  patientId = (await aPatient(person)).id;
});
afterAll(() => server[Symbol.asyncDispose]());

const addProblem = (name: string) =>
  server.request('POST', `/api/patients/${patientId}/problems`, { as: person, body: { name } });

async function listen() {
  const answer = await server.request('GET', '/api/live', { as: person });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (wanted: string) => {
    while (!heard.includes(wanted)) {
      const { value, done } = (await reader?.read()) ?? { value: '', done: true };
      if (done) break;
      heard += value;
    }
    const said = heard;
    heard = '';
    return said;
  };
  await until('event: ready');
  return { until, stop: () => reader?.cancel() };
}

/** Resolves with the next signal of a clinic. */
const signal = (clinicId: string) =>
  new Promise<void>((resolve) => {
    const stop = server.services.live.subscribe(clinicId, () => {
      stop();
      resolve();
    });
  });

test('a change behind a transaction that still runs is told when that ends, though nobody signals its end', async () => {
  const screen = await listen();
  const slow = await connect(server.services.db.superuser);
  await slow.query('begin');
  await slow.query('select pg_current_xact_id()');
  const signalled = signal(clinic.clinicId);
  await addProblem('migraine');
  await signalled;
  // The screen has looked by now, and could not be told yet.
  await server.request('GET', '/api/devices', { as: person });
  await slow.query('commit');
  await slow.end();
  // It says so when it has waited its whole time for nothing.
  expect(await screen.until('problem.add')).not.toContain('event: beat');
  await screen.stop();
});

/** Signals come in the order in which they were sent: after this one, all earlier ones have been heard. */
async function allHeard(): Promise<void> {
  const last = newId();
  const heard = signal(last);
  server.services.live.changed(last);
  await heard;
}

test('who only looks, at nothing that the trail tells of, wakes nobody', async () => {
  const { live } = server.services;
  await allHeard();
  const before = live.turn(clinic.clinicId);
  for (const path of ['/api/devices', '/api/ladder'])
    expect((await server.request('GET', path, { as: person })).status, path).toBe(200);
  await allHeard();
  expect(live.turn(clinic.clinicId)).toBe(before);
  await addProblem('insomnia');
  await allHeard();
  expect(live.turn(clinic.clinicId)).toBe(before + 1);
});
