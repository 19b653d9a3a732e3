import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { templates } from '#clinical/plan/plan.ts';
import type { SessionEvent } from '#clinical/session/session.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aStation, aWholeSession, readingsTaken, sessionBegins } from '../../tests/a-session.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

type Printed = { pages: string[]; all: string; width: number };

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
});
afterAll(() => server[Symbol.asyncDispose]());

const Made = z.object({ id: z.string() });
const Answers = z.object({ answers: z.array(z.object({ outcome: z.string(), says: z.string().optional() })) });
const post = async (path: string, body: object, as = nurse) =>
  (await read(await server.request('POST', path, { as, body }), Made)).id;

async function opened(familyName: string, more: object = {}): Promise<string> {
  const { id: patientId } = await aPatient(nurse, { familyName });
  return post('/api/sessions', { patientId, plannedAt: new Date(sessionBegins).toISOString(), ...more });
}

async function keep(events: readonly SessionEvent[]): Promise<void> {
  const answer = await server.request('POST', '/api/sessions/events', { as: nurse, body: { events } });
  const refused = (await read(answer, Answers)).answers.filter(({ outcome }) => outcome !== 'kept');
  expect(refused).toEqual([]);
}

async function printed(session: string, paper = 'a4'): Promise<Printed> {
  const answer = await server.request('GET', `/api/sessions/${session}/record.pdf?paper=${paper}`, { as: nurse });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  const { text } = await extractText(document, { mergePages: false });
  const [, , width = 0] = (await document.getPage(1)).view;
  const pages = text.map((page) => page.replace(/\s+/g, ' '));
  return { pages, all: pages.join(' '), width: Math.round(width) };
}

const headOf = (id: string) =>
  inClinic(nurse.ctx, async (tx) => {
    const row = await tx.selectFrom('session').select('head').where('id', '=', id).executeTakeFirstOrThrow();
    return row.head.toString('hex');
  });

const extreme = { systolicMmHg: 212, diastolicMmHg: 110, heartRatePerMin: 231, spo2Pct: 78 };

/** As a clock on the wall of the clinic shows it, so many minutes after the session began. */
const wall = (min: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit', minute: '2-digit' }).format(
    sessionBegins + min * 60_000,
  );

/** A patient with an order of these days under a signed protocol, and a session under both. */
async function planned(familyName: string): Promise<string> {
  const director = await clinic.as('prescriber', 'medical-director');
  const { id: patientId } = await aPatient(nurse, { familyName });
  const reason = 'first version';
  const protocolVersionId = await post('/api/protocols', { version: 1, protocol: templates.iv, reason }, director);
  const validFrom = new Date(sessionBegins - 86_400_000).toISOString().slice(0, 10);
  const order = anOrder({ validFrom, weight: { grams: 70_000, basis: 'actual', takenOn: validFrom } });
  const orderId = await post(`/api/patients/${patientId}/orders`, { protocolVersionId, order }, director);
  return post('/api/sessions', { patientId, plannedAt: new Date(sessionBegins).toISOString(), orderId });
}

describe('the printed record of a whole session', () => {
  let session: string;
  let record: Printed;
  beforeAll(async () => {
    session = await planned('Nowak-Łuczak');
    await keep(aWholeSession(session, nurse.practitionerId));
    record = await printed(session);
  }, 60_000);

  test('holds every reading with its values, what could not be measured, and what the rules said', () => {
    for (const [systolic, diastolic, pulse] of readingsTaken)
      expect(record.all).toContain(`${systolic === 149 ? 147 : systolic}/${diastolic} ${pulse} `);
    expect(record.all).toContain('cannot measure SpO2 (cold hands)');
    expect(record.all).toMatch(/Amber: 163\/101 mmHg/);
  });

  test('says on every page whose it is, which page of how many, and the short hash of the log', async () => {
    const head = await headOf(session);
    expect(record.pages.length).toBeGreaterThan(2);
    for (const [at, page] of record.pages.entries())
      for (const said of [
        'Nowak-Łuczak, Jordan',
        'Born 7 Mar 1984',
        'Not signed: draft',
        'SYNTHETIC',
        `Page ${at + 1} of ${record.pages.length}`,
        `Log ${head.slice(0, 12)}`,
      ])
        expect(page).toContain(said);
    expect(record.all).toContain(head);
    expect(record.all).toContain('racemic audit verify');
  });

  test('an override that was not a prescriber’s is written as one that does not count, and as a deviation', () => {
    const but = 'Overridden, but not by a prescriber: it does not count.';
    expect(record.all).toContain(`${but} Reason: Two nurses for two patients`);
    expect(record.all).toMatch(new RegExp(`started while this was not met: A clinician stays .*${but}`));
  });

  test('holds the order with who signed it, its protocol, and what the pump gave', () => {
    expect(record.all).toMatch(/Order Ketamine .* mg intravenously over \d+ min .*Signed .*Test Person/);
    expect(record.all).toMatch(/Protocol .*, version 1\. Signed/);
    expect(record.all).toContain('31.5 mg ketamine (31.5 mL of 1 mg/mL)');
  });

  test('shows what was corrected, by whom and why, and what was withdrawn', () => {
    expect(record.all).toContain('Was: systolic 149 mmHg');
    expect(record.all).toContain('Is: systolic 147 mmHg');
    expect(record.all).toContain('typed 149, the monitor showed 147');
    expect(record.all).toContain('Withdrawn: it does not count');
    expect(record.all).toContain('not this patient');
  });

  test('shows late entries with when they were written and kept', () => {
    expect(record.all).toMatch(new RegExp(`Late by \\d+ min: written ${wall(52)}, kept`));
  });

  test('prints a letter without a shape as its code and says so', () => {
    expect(record.all).toContain('[U+674E] asked for quiet');
    expect(record.all).toContain('stand as their Unicode number');
  });

  test('fits US Letter as well as A4, and no other paper', async () => {
    const letter = await printed(session, 'letter');
    expect([record.width, letter.width]).toEqual([595, 612]);
    expect(letter.all).toContain('163/101');
    const odd = await server.request('GET', `/api/sessions/${session}/record.pdf?paper=napkin`, { as: nurse });
    expect(odd.status).toBe(400);
  }, 60_000);

  test('once signed says so on every page; what is written after is marked, and not covered', async () => {
    const write = aStation(session, nurse.practitionerId);
    const meaning = 'I was there and this is what happened.';
    await keep([write(200, 'signed', { head: await headOf(session), meaning })]);
    await keep([write(210, 'note', { text: 'one more thing' })]);
    const { pages, all } = await printed(session);
    for (const page of pages) expect(page).toContain('Signed; changed after signing');
    expect(all).toContain(meaning);
    expect(all).toContain('Over the log up to fact');
    expect(all).toContain('note (after)');
  }, 60_000);
});

test('what is far off stands with its number, in plain words: axes, amounts that differ, scales, cards to the second', async () => {
  const session = await opened('Extreme');
  const write = aStation(session, nurse.practitionerId);
  const card = write(30.4, 'emergency-opened', { card: 'respiratory-depression' });
  await keep([
    write(0, 'arrived'),
    write(20, 'dose-started', {
      ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 60_000, as: 'fact' },
    }),
    write(30, 'reading', { ...extreme, dissociationGrade: 3, source: 'by-hand' }),
    card,
    write(30.55, 'emergency-action', { of: card.id, action: 'Open the airway.' }),
    write(31, 'dose-stopped', { volumeGivenUl: 30_000 }),
    write(40, 'rating', { scale: 'modified-aldrete', answers: {}, total: 9 }),
    write(41, 'side-effect-started', { effect: 'nausea-and-vomiting', grade: 1 }),
  ]);
  const { all } = await printed(session);
  // Once in the table, once at the edge of the chart.
  for (const value of [212, 78, 231])
    expect(all.match(new RegExp(`(?<![\\d.])${value}(?!\\d)`, 'g'))?.length, String(value)).toBeGreaterThan(2);
  expect(all).toContain('11 mg worked out from rates and times; 30 mL read off the pump = 30 mg: THESE DIFFER.');
  expect(all).toContain('Modified Aldrete score: total 9');
  expect(all).toMatch(/:30:24 OPENED: Respiratory depression or apnoea/);
  expect(all).toMatch(/:30:33 Open the airway\./);
  expect(all).toMatch(/Grade\* 0–4/);
  expect(all).toMatch(/212\/110 231 78 – – – 3 /);
  expect(all).not.toMatch(/[a-z]-(depression|aldrete|and-vomiting)/);
  const answer = await server.request('GET', `/api/sessions/${session}/record.json`, { as: nurse });
  const grade = (await read(answer, Bundle)).entry.find(({ resource }) => resource.id.endsWith('-dissociationgrade'));
  expect(grade?.resource).toMatchObject({ resourceType: 'Observation', valueQuantity: { value: 3, unit: 'of 4' } });
}, 60_000);

test('a session without an order shows the start as a deviation, with its explanation', async () => {
  const session = await opened('Unordered');
  await keep(aWholeSession(session, nurse.practitionerId));
  const { all } = await printed(session);
  expect(all).toContain('Order None is tied to this session');
  expect(all).toContain('A prescriber has signed an order.');
  expect(all).toContain('The order was on paper that day.');
}, 60_000);

test('of a session in which nothing happened the record says what is not known', async () => {
  const { all } = await printed(await opened('Expected'));
  for (const words of ['No readings are written down', 'No dose is written down', 'Not confirmed', 'Not known'])
    expect(all).toContain(words);
}, 60_000);

test('of the right patient the record holds what was written for the wrong one and moved', async () => {
  const [session, right] = [await opened('Wrong'), await opened('Right')];
  const write = aStation(session, nurse.practitionerId);
  const wrong = write(5, 'reading', { systolicMmHg: 131, diastolicMmHg: 83, source: 'by-hand' });
  await keep([
    wrong,
    write(6, 'note', { text: 'stays with the first patient' }),
    write(9, 'correction', { of: wrong.id, change: { movesTo: right }, reason: 'other chair' }),
  ]);
  const there = await printed(right);
  expect(there.all).toContain('131/83');
  expect(there.all).toContain('Moved here from another session');
  expect(there.all).not.toContain('stays with the first patient');
  expect((await printed(session)).all).toContain('Moved to another patient’s session');
}, 60_000);

const Bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(
    z.object({ fullUrl: z.string(), resource: z.looseObject({ resourceType: z.string(), id: z.string() }) }),
  ),
});

describe('the record as FHIR', () => {
  let resources: z.infer<typeof Bundle>['entry'][number]['resource'][];
  let events: SessionEvent[];
  beforeAll(async () => {
    const session = await opened('Bundle');
    events = aWholeSession(session, nurse.practitionerId);
    await keep(events);
    const answer = await server.request('GET', `/api/sessions/${session}/record.json`, { as: nurse });
    resources = (await read(answer, Bundle)).entry.map(({ resource }) => resource);
  });
  const idOf = (kind: string, at = 0) => events.filter((event) => event.kind === kind)[at]?.id ?? '';
  const find = (type: string, id: string) => resources.find((one) => one.resourceType === type && one.id === id);

  test('holds what happened, each once, and says that it is test data', () => {
    expect(new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`)).size).toBe(resources.length);
    expect(resources.find(({ resourceType }) => resourceType === 'Encounter')).toMatchObject({ status: 'finished' });
    expect(find('MedicationAdministration', idOf('dose-started'))).toMatchObject({
      status: 'completed',
      dosage: { dose: { value: 31.5, code: 'mg' } },
    });
    expect(find('AdverseEvent', idOf('side-effect-started'))).toMatchObject({ actuality: 'actual' });
    expect(JSON.stringify(resources[0])).toContain('HTEST');
  });

  test('a corrected reading is amended and says why; a withdrawn note is entered in error', () => {
    expect(find('Observation', `${idOf('reading', 3)}-pressure`)).toMatchObject({
      status: 'amended',
      component: [{ valueQuantity: { value: 147, code: 'mm[Hg]' } }, { valueQuantity: { value: 93 } }],
    });
    expect(find('Observation', idOf('note', 1))).toMatchObject({ status: 'entered-in-error' });
    expect(find('Provenance', `${idOf('correction', 1)}-provenance`)).toMatchObject({
      reason: [{ text: 'typed 149, the monitor showed 147' }],
    });
  });

  test('what could not be measured has a reason and no value', () => {
    const saturation = find('Observation', `${idOf('reading', 6)}-spo2pct`);
    expect(saturation).toMatchObject({ dataAbsentReason: { text: 'cold hands' } });
    expect(saturation).not.toHaveProperty('valueQuantity');
  });

  test('every reference leads to a resource of the bundle', () => {
    const there = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
    const references = [...JSON.stringify(resources).matchAll(/"reference":"([^"]+)"/g)].map(([, to = '']) => to);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((to) => !there.has(to))).toEqual([]);
  });
});

describe('who may print', () => {
  let session: string;
  beforeEach(async () => {
    session = await opened('Asked');
  });
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
      tx
        .selectFrom('auditEvent')
        .select('subjectId')
        .where('action', '=', 'session.print')
        .where('subjectId', '=', session)
        .execute(),
    );
    expect(rows).toEqual([{ subjectId: session }]);
  });
});
