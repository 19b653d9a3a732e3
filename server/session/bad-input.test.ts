import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fold, SessionEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

const Answers = z.object({
  answers: z.array(z.object({ outcome: z.string(), why: z.string().optional(), says: z.string().optional() })),
});
const Log = z.object({ events: z.array(z.looseObject({ id: z.string(), recordedMs: z.number() })) });

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let session: string;
let seq = 0;
const station = newId();

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  session = await opened(nurse);
});

async function opened(as: Person): Promise<string> {
  const body = { patientId: (await aPatient(as)).id, plannedAt: new Date().toISOString() };
  const answer = await server.request('POST', '/api/sessions', { as, body });
  return (await read(answer, z.object({ id: z.string() }))).id;
}

function fact(kind: string, data: Record<string, unknown>, given: Partial<SessionEvent> = {}): SessionEvent {
  seq += 1;
  const at = new Date(Date.now() - 60_000).toISOString();
  return {
    ...{ id: newId(), session, kind, v: 1, data, measuredAt: at, enteredAt: at, by: nurse.practitionerId },
    ...{ station, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at, ...given },
  };
}
const note = (text: string, given: Partial<SessionEvent> = {}) => fact('note', { text }, given);
const send = (events: readonly SessionEvent[], as = nurse) =>
  server.request('POST', '/api/sessions/events', { as, body: { events } });
const append = async (events: readonly SessionEvent[], as = nurse) =>
  (await read(await send(events, as), Answers)).answers;
const log = async (id = session, as = nurse) =>
  (await read(await server.request('GET', `/api/sessions/${id}/events`, { as }), Log)).events;

const bySomething = { source: 'by-hand' };

describe('what can’t be read goes back with a sentence; what is before and behind it is kept as it was written', () => {
  test.each<[what: string, kind: string, data: Record<string, unknown>, v: number, says: string]>([
    [
      '1200 mmHg',
      'reading',
      { ...bySomething, systolicMmHg: 1_200 },
      1,
      'Reading: systolic pressure in mmHg is 300 or less; this says 1200.',
    ],
    [
      'a diastolic pressure above the systolic one',
      'reading',
      { ...bySomething, systolicMmHg: 80, diastolicMmHg: 120 },
      1,
      'Reading: diastolic pressure in mmHg is below the systolic pressure; this says 120.',
    ],
    [
      'a negative weight',
      'weight',
      { given: { value: -70, unit: 'kg' } },
      1,
      'Weight: value is more than 0; this says -70.',
    ],
    [
      'text for a number',
      'reading',
      { ...bySomething, spo2Pct: 'good' },
      1,
      'Reading: oxygen saturation in % is a number; this says “good”.',
    ],
    [
      'a weight in stone',
      'weight',
      { given: { value: 11, unit: 'stone' } },
      1,
      'Weight: unit is kg or lb; this says “stone”.',
    ],
    [
      'an unknown kind',
      'levitated',
      {},
      1,
      '“levitated” is no kind of fact that this version knows. It is kept as it came.',
    ],
    [
      'a newer version',
      'note',
      { text: 'from tomorrow' },
      9,
      '“note” comes from a newer version of the program. Update this server.',
    ],
  ])('%s', async (_what, kind, data, v, says) => {
    const [before, behind] = [note('before'), note('behind')];
    const answers = await append([before, fact(kind, data, { v }), behind]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['kept', 'refused', 'kept']);
    expect(answers[1]?.says).toBe(says);
    expect(await log()).toMatchObject([before, behind]);
  });
});

test('a fact ahead of the clock is kept with the time that it came with, and the record says that its clock is in doubt', async () => {
  const at = new Date(Date.now() + 3_600_000).toISOString();
  const ahead = fact('reading', { ...bySomething, systolicMmHg: 128 }, { measuredAt: at, enteredAt: at });
  expect(await append([ahead])).toMatchObject([{ outcome: 'kept' }]);
  const kept = await log();
  expect(kept).toMatchObject([ahead]);
  const events = kept.map(({ seq: _seq, hash: _hash, recordedMs, ...event }) => ({
    ...SessionEvent.parse(event),
    recordedMs,
  }));
  expect(fold(events, session).readings).toMatchObject([{ atMs: Date.parse(at), isClockInDoubt: true }]);
});

test('a fact of another clinic’s session says that there is none here, and that clinic’s log stays empty', async () => {
  const other = await (await aClinic(server.services)).as('nurse');
  const theirs = await opened(other);
  const good = note('mine');
  const answers = await append([note('elsewhere', { session: theirs }), good]);
  expect(answers).toMatchObject([
    { outcome: 'refused', says: 'There is no such session in this clinic.' },
    { outcome: 'kept' },
  ]);
  expect([await log(theirs, other), await log()]).toMatchObject([[], [good]]);
});

test('a reused id says that another fact has it; the first stays as it was, and the same one sent again is known', async () => {
  const first = note('first');
  await append([first]);
  const answers = await append([{ ...first, data: { text: 'other' } }, first]);
  expect(answers).toMatchObject([
    {
      outcome: 'refused',
      says: 'Another fact with the same id is kept already. This one is different and was not kept.',
    },
    { outcome: 'known' },
  ]);
  expect(await log()).toMatchObject([first]);
});

test('a batch that is too large says to send it in parts, and nothing of it is kept; in parts all of it is', async () => {
  const many = Array.from({ length: 501 }, (_, at) => note(`fact ${at}`));
  const refused = await send(many);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('has 500 facts or fewer: send them in several parts');
  const tenThousand = await send(Array.from({ length: 10_000 }, () => note('too many')));
  expect(tenThousand.status).toBe(413);
  expect(await tenThousand.text()).toContain('A request may hold 256 KB; this one is larger.');
  expect(await log()).toEqual([]);
  await append(many.slice(0, 500));
  await append(many.slice(500));
  expect((await log()).map(({ id }) => id)).toEqual(many.map(({ id }) => id));
});

describe('a signature by someone without the right is not kept, and the log stays as it was', () => {
  const signature = async (by: Person) => {
    const head = (await log()).at(-1)?.hash;
    return fact('signed', { head, meaning: 'I was there.' }, { by: by.practitionerId });
  };
  const left = () => fact('left', { how: 'against-advice', as: 'fact' });

  test.each(['front-desk', 'auditor', 'compliance'] as const)('%s: the role does not include it', async (role) => {
    const person = await clinic.as(role);
    await append([left()]);
    const refused = await send([await signature(person)], person);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Your roles in this clinic do not include this.');
    expect(await log()).toHaveLength(1);
  });

  test('a nurse who has not just confirmed who they are is asked to', async () => {
    const tired = await clinic.as('nurse');
    await append([left()]);
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: new Date(0) })
      .where('id', '=', tired.signInId)
      .execute();
    expect(await append([await signature(tired)], tired)).toMatchObject([
      { outcome: 'refused', says: 'Confirm that it is you before you sign.' },
    ]);
    expect(await log()).toHaveLength(1);
  });

  test('in a colleague’s name: only they sign for themselves', async () => {
    await append([left()]);
    expect(await append([await signature(await clinic.as('nurse'))])).toMatchObject([
      {
        outcome: 'refused',
        says: 'This fact carries another person’s name than that of who is signed in.',
      },
    ]);
    expect(await log()).toHaveLength(1);
  });
});
