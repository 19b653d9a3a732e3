import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SessionEvent } from '#clinical/session/session.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aStation, aWholeSession, readingsTaken, sessionBegins } from '../../tests/a-session.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let session: string;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  session = await opened((await aPatient(nurse, { familyName: 'Nowak-Łuczak' })).id);
});

const Made = z.object({ id: z.string() });
const Answers = z.object({ answers: z.array(z.object({ outcome: z.string(), says: z.string().optional() })) });

async function opened(patientId: string): Promise<string> {
  const body = { patientId, plannedAt: new Date(sessionBegins).toISOString() };
  return (await read(await server.request('POST', '/api/sessions', { as: nurse, body }), Made)).id;
}

async function keep(events: readonly SessionEvent[]): Promise<void> {
  const answer = await server.request('POST', '/api/sessions/events', { as: nurse, body: { events } });
  const refused = (await read(answer, Answers)).answers.filter(({ outcome }) => outcome !== 'kept');
  expect(refused).toEqual([]);
}

async function printed(
  paper = 'a4',
  as = nurse,
  of = session,
): Promise<{ pages: string[]; all: string; width: number }> {
  const answer = await server.request('GET', `/api/sessions/${of}/record.pdf?paper=${paper}`, { as });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  const { text } = await extractText(document, { mergePages: false });
  const [, , width = 0] = (await document.getPage(1)).view;
  const pages = text.map((page) => page.replace(/\s+/g, ' '));
  return { pages, all: pages.join(' '), width };
}

const headOf = (id = session) =>
  inClinic(nurse.ctx, async (tx) => {
    const row = await tx.selectFrom('session').select('head').where('id', '=', id).executeTakeFirstOrThrow();
    return row.head.toString('hex');
  });

describe('the printed record', () => {
  test('holds every reading with its values, what could not be measured, and what the rules said', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    const { all } = await printed();
    for (const [systolic, diastolic, pulse] of readingsTaken) {
      const said = systolic === 149 ? 147 : systolic;
      expect(all).toContain(`${said}/${diastolic} ${pulse} `);
    }
    expect(all).toContain('cannot measure SpO2 (cold hands)');
    expect(all).toMatch(/Amber: .*163/);
  });

  test('says on every page whose it is, which page of how many, and the short hash of the log', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    const { pages, all } = await printed();
    const head = await headOf();
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Nowak-Łuczak, Jordan');
      expect(page).toContain('Born 1984-03-07');
      expect(page).toContain('Not signed: draft');
      expect(page).toContain('SYNTHETIC');
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
      expect(page).toContain(`Log ${head.slice(0, 12)}`);
    }
    expect(all).toContain(head);
    expect(all).toContain('racemic audit verify');
  });

  test('fits both papers', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    expect(Math.round((await printed('a4')).width)).toBe(595);
    expect(Math.round((await printed('letter')).width)).toBe(612);
    const odd = await server.request('GET', `/api/sessions/${session}/record.pdf?paper=napkin`, { as: nurse });
    expect(odd.status).toBe(400);
  });

  test('shows what was corrected, by whom and why, and what was withdrawn', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    const { all } = await printed();
    expect(all).toMatch(/Was: .*systolic 149 mmHg/);
    expect(all).toMatch(/Is: .*systolic 147 mmHg/);
    expect(all).toContain('typed 149, the monitor showed 147');
    expect(all).toContain('Withdrawn: it does not count');
    expect(all).toContain('not this patient');
  });

  test('shows late entries with the minutes, and deviations with their explanation', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    const { all } = await printed();
    expect(all).toMatch(/Late by \d+ min: written 10:52/);
    expect(all).toContain('A prescriber has signed an order.');
    expect(all).toContain('The order was on paper that day.');
  });

  test('prints a letter without a shape as its code and says so', async () => {
    await keep(aWholeSession(session, nurse.practitionerId));
    const { all } = await printed();
    expect(all).toContain('[U+674E] asked for quiet');
    expect(all).toContain('stand as their Unicode number');
  });

  test('of a session in which nothing happened says what is not known', async () => {
    const { all } = await printed();
    for (const words of ['No readings are written down', 'No dose is written down', 'Not confirmed', 'Not known'])
      expect(all).toContain(words);
  });

  test('once signed says so on every page, and marks what was written after', async () => {
    const write = aStation(session, nurse.practitionerId);
    await keep(aWholeSession(session, nurse.practitionerId));
    await keep([write(200, 'signed', { head: await headOf(), meaning: 'I was there and this is what happened.' })]);
    expect((await printed()).pages.every((page) => page.includes('Signed') && !page.includes('draft'))).toBe(true);
    await keep([write(210, 'note', { text: 'one more thing' })]);
    const { all } = await printed();
    expect(all).toContain('Signed; changed after signing');
    expect(all).toContain('note (after)');
  });

  test('of the right patient holds what was written for the wrong one and moved', async () => {
    const right = await opened((await aPatient(nurse, { familyName: 'Right' })).id);
    const write = aStation(session, nurse.practitionerId);
    const wrong = write(5, 'reading', { systolicMmHg: 131, diastolicMmHg: 83, source: 'by-hand' });
    await keep([
      wrong,
      write(6, 'note', { text: 'stays with the first patient' }),
      write(9, 'correction', { of: wrong.id, change: { movesTo: right }, reason: 'other chair' }),
    ]);
    const there = await printed('a4', nurse, right);
    expect(there.all).toContain('131/83');
    expect(there.all).toContain('Moved here from another session');
    expect(there.all).not.toContain('stays with the first patient');
    expect((await printed()).all).toContain('Moved to another patient’s session');
  });
});

describe('who may print', () => {
  const ask = async (file: string, as: Person) =>
    (await server.request('GET', `/api/sessions/${session}/${file}`, { as })).status;

  test.each(['record.pdf', 'record.json'])('%s is for who may read the session, in its clinic', async (file) => {
    expect(await ask(file, await clinic.as('auditor'))).toBe(200);
    expect(await ask(file, await clinic.as('front-desk'))).toBe(403);
    const elsewhere = await aClinic(server.services);
    expect(await ask(file, await elsewhere.as('nurse'))).toBe(404);
  });

  test('that it was printed is in the trail', async () => {
    await ask('record.pdf', nurse);
    const rows = await inClinic(nurse.ctx, (tx) =>
      tx.selectFrom('auditEvent').select('subjectId').where('action', '=', 'session.print').execute(),
    );
    expect(rows).toEqual([{ subjectId: session }]);
  });
});
