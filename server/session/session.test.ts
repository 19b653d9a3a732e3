import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fold, SessionEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

const Answers = z.object({
  answers: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['kept', 'known', 'refused']),
      seq: z.number().optional(),
      why: z.string().optional(),
      says: z.string().optional(),
    }),
  ),
});

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let patientId: string;
let session: string;
let seq = 0;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  ({ id: patientId } = await aPatient(nurse));
  session = await opened(nurse, patientId);
});

async function opened(as: Person, patient: string): Promise<string> {
  const answer = await server.request('POST', '/api/sessions', {
    as,
    body: { patientId: patient, plannedAt: '2026-11-25T10:00:00Z' },
  });
  return (await read(answer, z.object({ id: z.string() }))).id;
}

const station = newId();
function anEvent(kind: string, data: Record<string, unknown>, given: Partial<SessionEvent> = {}): SessionEvent {
  seq += 1;
  const at = new Date(Date.UTC(2026, 10, 25, 10, seq)).toISOString();
  return {
    id: newId(),
    session,
    kind,
    v: 1,
    data,
    measuredAt: at,
    enteredAt: at,
    by: nurse.practitionerId,
    station,
    stationSeq: seq,
    clockOffsetMs: 0,
    offsetCheckedAt: at,
    ...given,
  };
}
const note = (text: string, given: Partial<SessionEvent> = {}) => anEvent('note', { text }, given);
const append = async (events: unknown[], as = nurse) =>
  (await read(await server.request('POST', '/api/sessions/events', { as, body: { events } }), Answers)).answers;
const log = async (id = session, as = nurse) =>
  (
    await read(
      await server.request('GET', `/api/sessions/${id}/events`, { as }),
      z.object({ events: z.array(z.looseObject({ id: z.string(), seq: z.number(), hash: z.string() })) }),
    )
  ).events;

/** As a station reads it: the log, and the sets that were moved here. */
async function recordOf(id: string) {
  const Events = z.array(z.looseObject({ ...SessionEvent.shape, recordedMs: z.number() }));
  const answer = await server.request('GET', `/api/sessions/${id}/events`, { as: nurse });
  const { events, movedHere } = await read(answer, z.object({ events: Events, movedHere: Events }));
  return fold([...events, ...movedHere], id);
}

describe('facts of a session', () => {
  test('are kept in the order in which they came, and read back as they were written', async () => {
    const events = [anEvent('arrived', {}), note('calm'), anEvent('reading', { systolicMmHg: 128, source: 'by-hand' })];
    expect((await append(events)).map(({ outcome, seq: place }) => [outcome, place])).toEqual([
      ['kept', 1],
      ['kept', 2],
      ['kept', 3],
    ]);
    expect(await log()).toMatchObject(events.map(({ id, data, by, measuredAt }) => ({ id, data, by, measuredAt })));
  });

  test('sent again they are known, and nothing is doubled', async () => {
    const events = [note('once'), note('twice')];
    await append(events);
    expect((await append(events)).map(({ outcome }) => outcome)).toEqual(['known', 'known']);
    expect(await log()).toHaveLength(2);
  });

  test('the same id with other content is refused, and leaves a row in the trail', async () => {
    const first = note('first');
    await append([first]);
    expect(await append([{ ...first, data: { text: 'other' } }])).toMatchObject([
      { outcome: 'refused', why: 'id-reused' },
    ]);
    expect(await log()).toMatchObject([{ data: { text: 'first' } }]);
    const rows = await inClinic(nurse.ctx, (tx) =>
      tx.selectFrom('auditEvent').select('id').where('action', '=', 'session.id-reused').execute(),
    );
    expect(rows).toHaveLength(1);
  });

  test('one id twice in a batch with other content: the first is kept and said to be kept, the second is refused', async () => {
    const first = note('first');
    const answers = await append([first, { ...first, data: { text: 'other' } }]);
    expect(answers.map(({ outcome, why }) => why ?? outcome)).toEqual(['kept', 'id-reused']);
    expect(await log()).toMatchObject([{ data: { text: 'first' } }]);
  });

  test('of another clinic’s session, or of none, are refused, and that clinic hears nothing', async () => {
    const other = await aClinic(server.services);
    const otherNurse = await other.as('nurse');
    const { id: otherPatient } = await aPatient(otherNurse);
    const theirs = await opened(otherNurse, otherPatient);
    const answers = await append([note('elsewhere', { session: theirs }), note('nowhere', { session: newId() })]);
    expect(answers.map(({ why }) => why)).toEqual(['no-such-session', 'no-such-session']);
    expect(await log(theirs, otherNurse)).toEqual([]);
    expect((await server.request('GET', `/api/sessions/${theirs}/events`, { as: nurse })).status).toBe(404);
  });

  test('carry the name of who is signed in, or nobody’s: who did what never mixes', async () => {
    const colleague = await clinic.as('nurse');
    const answers = await append([
      note('mine'),
      note('theirs', { by: colleague.practitionerId }),
      note('locked', { by: null }),
    ]);
    expect(answers.map(({ outcome, why }) => why ?? outcome)).toEqual(['kept', 'not-yours', 'kept']);
  });

  test('a signature needs a person who has just confirmed who they are', async () => {
    await append([anEvent('left', { how: 'against-advice', as: 'fact' })]);
    const head = (await log()).at(-1)?.hash;
    const signed = () => anEvent('signed', { head, meaning: 'I was there.' });
    expect(await append([anEvent('signed', { head: 'a'.repeat(64), meaning: 'Unread.' })])).toMatchObject([
      { outcome: 'refused', why: 'blocked', says: expect.stringContaining('has changed since you read it') },
    ]);
    expect(await append([signed()])).toMatchObject([{ outcome: 'kept' }]);
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: new Date(0) })
      .where('id', '=', nurse.signInId)
      .execute();
    const tired = await clinic.as('nurse');
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: new Date(0) })
      .where('id', '=', tired.signInId)
      .execute();
    expect(await append([{ ...signed(), by: tired.practitionerId }], tired)).toMatchObject([
      { outcome: 'refused', why: 'step-up-needed' },
    ]);
  });

  test('each link holds the hash of the one before it', async () => {
    await append([note('a'), note('b')]);
    await append([note('c')]);
    const rows = await inClinic(nurse.ctx, (tx) =>
      tx.selectFrom('sessionEvent').selectAll().where('sessionId', '=', session).orderBy('seq').execute(),
    );
    let head = Buffer.alloc(0);
    for (const row of rows) {
      const text = `${row.seq} ${row.recordedMs} ${row.link}`;
      head = createHash('sha256').update(head).update(text, 'utf8').digest();
      expect(row.hash.equals(head)).toBe(true);
    }
    expect(rows).toHaveLength(3);
    const kept = await inClinic(nurse.ctx, (tx) =>
      tx.selectFrom('session').select(['head', 'lastSeq']).where('id', '=', session).executeTakeFirstOrThrow(),
    );
    expect(kept.head.equals(head)).toBe(true);
    expect(kept.lastSeq).toBe('3');
  });

  test('written by eight hands at once each has its place, none is lost', async () => {
    const batches = Array.from({ length: 8 }, () => Array.from({ length: 10 }, () => note('together')));
    const answers = (await Promise.all(batches.map((events) => append(events)))).flat();
    expect(answers.every(({ outcome }) => outcome === 'kept')).toBe(true);
    expect((await log()).map((event) => event.seq)).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
  });

  test('moved from the wrong person stand in the other record', async () => {
    const { id: rightPatient } = await aPatient(nurse, { familyName: 'Right' });
    const right = await opened(nurse, rightPatient);
    const wrong = anEvent('reading', { systolicMmHg: 128, source: 'by-hand' });
    const correction = anEvent('correction', { of: wrong.id, change: { movesTo: right }, reason: 'other chair' });
    await append([wrong, correction]);
    const events = [wrong, correction];
    expect(fold(events, session).readings).toEqual([]);
    expect(fold(events, right).readings).toHaveLength(1);
  });

  test('moved and taken back stand in the first record only, and both logs say so', async () => {
    const { id: otherPatient } = await aPatient(nurse, { familyName: 'Other' });
    const other = await opened(nurse, otherPatient);
    const set = anEvent('reading', { systolicMmHg: 128, source: 'by-hand' });
    const move = anEvent('correction', { of: set.id, change: { movesTo: other }, reason: 'other chair' });
    await append([set, move]);
    expect((await recordOf(other)).readings).toHaveLength(1);
    await append([anEvent('correction', { of: move.id, change: { retracted: true }, reason: 'it was hers' })]);
    expect((await recordOf(other)).readings).toEqual([]);
    expect((await recordOf(session)).readings).toHaveLength(1);
  });
});

test('an auditor reads a session and writes nothing in it', async () => {
  const auditor = await clinic.as('auditor');
  const refused = await server.request('POST', '/api/sessions/events', { as: auditor, body: { events: [note('x')] } });
  expect(refused.status).toBe(403);
  expect((await server.request('GET', `/api/sessions/${session}/events`, { as: auditor })).status).toBe(200);
});
