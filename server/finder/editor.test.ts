import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { aCareServer } from '../../tests/care.ts';
import { read, refused } from '../../tests/said.ts';
import type { TestServer } from '../../tests/services.ts';
import {
  CenterEntry,
  CenterProposals,
  CenterRequest,
  CenterRequests,
  EntriesFound,
  QuotedWords,
  Versioned,
} from './editor.shapes.ts';
import { leaveRequest, type Request } from './finder.queries.ts';

let server: TestServer;
let clinic: TestClinic;
let editor: Person;
let second: Person;
let id: string;
let slug: string;
let made = 0;
beforeAll(async () => {
  server = await aCareServer();
  clinic = await aClinic(server.services);
  [editor, second] = [await clinic.as('compliance'), await clinic.as('owner')];
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  made += 1;
  const name = `Juniper & Vale ${made}`;
  ({ id, slug } = await aCenter(server.services, { name, states: 'vvdxnnnnnnnnnnnnnnnnnnnn' }));
});

const today = () => new Date().toISOString().slice(0, 10);
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ask = (method: string, path: string, body?: object, as = editor) => server.request(method, path, { as, body });
const page = async (path = `/care/centers/${slug}`) => {
  const answer = await server.request('GET', path);
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const entry = async (of = id) => read(await ask('GET', `/api/centers/${of}`), CenterEntry);
const inTrail = (action: string, subjectId = id) =>
  inClinic(editor.ctx, (tx) =>
    tx
      .selectFrom('auditEvent')
      .select(['practitionerId', 'reason', 'data'])
      .where('action', '=', action)
      .where('subjectId', '=', subjectId)
      .execute(),
  );
const change = (path: string, body: object, version = 1) =>
  ask('POST', `/api/centers/${id}${path}`, { version, ...body });
/** Proposed by the editor, agreed to by a second one: two changes. */
const remove = async (why: string) => {
  await read(await change('/removal', { reason: why }), Versioned);
  const { proposals } = await read(await ask('GET', '/api/centers/proposals'), CenterProposals);
  const waiting = proposals.find((one) => one.center.id === id);
  const verdict = { verdict: 'confirmed', reason: 'the mail is from its own domain' };
  expect((await ask('POST', `/api/centers/proposals/${waiting?.id}/decide`, verdict, second)).status).toBe(204);
};
const cards = () => server.services.db.clinic.selectFrom('centerCard').selectAll().where('centerId', '=', id).execute();

const leave = async (given: Partial<Request> = {}) => {
  const request: Request = {
    id: newId(),
    kind: 'correct',
    centerId: id,
    fact: 'screening',
    words: 'We screen everyone: example.org/screening',
    replyTo: 'front@juniper.example',
    ...given,
  };
  await leaveRequest(server.services.db.public, request);
  return request.id;
};
const requests = async (state = 'open') =>
  read(await ask('GET', `/api/centers/requests?state=${state}`), CenterRequests);

const evidence = {
  fact: 'screening',
  kind: 'document',
  words: 'Everyone is asked about heart and liver. Plan, page 1.',
  source: 'Its treatment plan',
  link: 'https://example.org/plan.pdf',
  foundOn: today(),
  expiresOn: later(180),
  reason: 'the center sent its plan',
};

test('what is more than a claim names where anyone can look, and only what somebody outside answers for is verified', async () => {
  const { link: _link, ...unlinked } = evidence;
  for (const kind of ['document', 'registry', 'contradiction'])
    expect(await refused(await change('/evidence', { ...unlinked, kind })), kind).toMatchObject({
      status: 422,
      sentence: 'Name the address where anyone can look at it. Without one it is only a claim.',
    });
  expect(await refused(await change('/evidence', { ...evidence, kind: 'registry' }))).toMatchObject({
    status: 422,
    sentence: 'Nobody outside the center keeps a list of this fact: what a page or paper shows is documented.',
  });
  expect((await change('/evidence', { ...unlinked, kind: 'claim' })).status).toBe(200);
});

describe('a message to the editors', () => {
  test('waits with its center, its fact and its age, the oldest first', async () => {
    const [first, second] = [await leave(), await leave({ kind: 'tell', centerId: null, fact: null })];
    await server.services.db.clinic
      .updateTable('centerRequest')
      .set({ madeAt: new Date(Date.now() - 3 * 86_400_000) })
      .where('id', '=', second)
      .execute();
    const { requests: waiting, open } = await requests();
    const shown = waiting.filter((one) => one.id === first || one.id === second);
    expect(shown).toMatchObject([
      { id: second, kind: 'tell', center: null, ageDays: 3, state: 'open' },
      { id: first, kind: 'correct', fact: 'Screening before treatment', center: { id, slug }, ageDays: 0 },
    ]);
    expect(open).toBe(waiting.length);
    expect(await read(await ask('GET', `/api/centers/requests/${first}`), CenterRequest)).toMatchObject({ id: first });
  });

  test('is settled once, with an answer; the public history says so and names nobody', async () => {
    const request = await leave();
    const settle = (answer: string) =>
      ask('POST', `/api/centers/requests/${request}/settle`, { state: 'done', answer });
    expect((await settle('Thank you: the plan is linked now.')).status).toBe(204);
    expect(await refused(await settle('No.'))).toMatchObject({ status: 409, reason: 'changed-by-someone-else' });
    expect((await requests()).requests.map((one) => one.id)).not.toContain(request);
    expect((await requests('settled')).requests.find((one) => one.id === request)).toMatchObject({
      state: 'done',
      answer: 'Thank you: the plan is linked now.',
      settledBy: editor.practitionerId,
    });
    const { text } = await page();
    expect(text).toContain('A correction was asked for and made.');
    expect(text).not.toContain('front@juniper.example');
    const [trail] = await inTrail('center.request.settle', request);
    expect(trail).toMatchObject({
      practitionerId: editor.practitionerId,
      reason: 'Thank you: the plan is linked now.',
    });
    // The trail is for ever; a stranger's address and words are not.
    expect(JSON.stringify(trail)).not.toMatch(/juniper\.example|We screen everyone/);
  });

  test('of two editors at the same moment one settles it', async () => {
    const request = await leave();
    const answers = await Promise.all(
      ['done', 'refused'].map((state) =>
        ask('POST', `/api/centers/requests/${request}/settle`, { state, answer: 'So.' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

describe('what was found about a fact', () => {
  test('changes the page, the row for search, the history and the trail, all at once', async () => {
    const before = (await cards())[0];
    expect(await read(await change('/evidence', evidence), Versioned)).toEqual({ version: 2, waits: false });
    const { text } = await page();
    expect(text).toContain('Everyone is asked about heart and liver. Plan, page 1.');
    expect(text).toContain('checked by Harbor Street Clinic');
    expect(text).toContain('Screening before treatment: new evidence, a page or paper shows it (Its treatment plan).');
    const after = (await cards())[0];
    expect(after?.sum).toBe((before?.sum ?? 0) + 2);
    const fact = (await entry()).facts.find((one) => one.fact === 'screening');
    expect(fact).toMatchObject({ state: 'documented', evidence: [{ source: 'Its treatment plan', endedOn: null }] });
    const [trail] = await inTrail('center.evidence.add');
    expect(trail).toMatchObject({ practitionerId: editor.practitionerId, reason: evidence.reason });
    expect(JSON.parse(trail?.data ?? '')).toMatchObject({ after: { fact: 'screening', words: evidence.words } });
  });

  test('ends with why: it stays in the record and is shown no more', async () => {
    const found = (await entry()).facts.find((one) => one.fact === 'life-support')?.evidence[0];
    const end = (version: number) =>
      change(`/evidence/${found?.id}/end`, { reason: 'the center showed the newer list' }, version);
    await read(await end(1), Versioned);
    const fact = (await entry()).facts.find((one) => one.fact === 'life-support');
    expect(fact).toMatchObject({ state: 'not-known', evidence: [{ endedOn: today() }] });
    expect(await refused(await end(2))).toMatchObject({ reason: 'already-there' });
    expect((await page()).text).toContain('evidence no longer counts, a page or paper shows it');
    expect(await inTrail('center.evidence.end')).toMatchObject([{ reason: 'the center showed the newer list' }]);
  });

  test.each([
    ['found tomorrow', { foundOn: later(1) }, 'It cannot have been found after today.'],
    ['ending before it was found', { expiresOn: later(-1) }, 'It counts at least until the day on which it was found.'],
    ['for longer than the method allows', { expiresOn: later(400) }, 'Evidence counts for 12 months at most'],
  ])('is refused %s', async (_what, given, sentence) => {
    expect(await refused(await change('/evidence', { ...evidence, ...given }))).toMatchObject({
      status: 422,
      sentence: expect.stringContaining(sentence),
    });
    expect((await entry()).version).toBe(1);
  });

  test.each([
    ['a signed report typed by hand', { kind: 'signed-report' }],
    ['a fact that is none of the 24', { fact: 'stars' }],
    ['a link that is a program', { link: 'javascript:alert(1)' }],
    ['a link that is no address', { link: 'http:' }],
    ['no words', { words: '' }],
    ['a direction mark', { words: 'safe \u202E efas' }],
    ['no reason', { reason: '' }],
  ])('is not understood with %s', async (_what, given) => {
    expect(await refused(await change('/evidence', { ...evidence, ...given }))).toMatchObject({
      status: 400,
      sentence: expect.stringMatching(/.{10,}/),
    });
  });

  test('of two editors who read the same version the second reads again', async () => {
    const answers = await Promise.all([
      change('/evidence', evidence),
      change('/claim', { granted: true, reason: 'mail' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await entry()).version).toBe(2);
  });

  test('that an editor wrote as a script is shown as text', async () => {
    await change('/evidence', {
      ...evidence,
      words: '<script>alert(1)</script>',
      source: '<img src=x onerror=alert(1)>',
    });
    const { text } = await page();
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script>alert|<img src=x/);
  });
});

describe('words we question', () => {
  const text = 'Welcome. Ketamine cures depression. It has no side effects. Open Monday to Friday.';
  const quote = async () => (await entry()).quotes[0];

  test('are quoted by the rules, chosen by an editor, told to the center, answered and ended', async () => {
    const { found } = await read(await ask('POST', '/api/centers/wording', { text }), QuotedWords);
    expect(found.map(({ rule }) => rule)).toEqual(['cure', 'no-side-effects']);
    const chosen = found.slice(0, 1).map(({ rule, words }) => ({ rule, words }));
    await read(await change('/quotes', { text, chosen, foundOn: today(), link: 'https://example.org/' }), Versioned);
    expect((await page()).text).toContain('“Ketamine cures depression.”');
    expect((await cards())[0]?.redLine).toContain('Ketamine cures depression.');
    const { id: quoteId = '' } = (await quote()) ?? {};

    const answer = 'We have taken it down.';
    expect(await refused(await change(`/quotes/${quoteId}/answer`, { answer }, 2))).toMatchObject({ status: 422 });
    expect(await refused(await change(`/quotes/${quoteId}/told`, { toldOn: later(1) }, 2))).toMatchObject({
      status: 422,
    });
    await read(await change(`/quotes/${quoteId}/told`, { toldOn: today() }, 2), Versioned);
    await read(await change(`/quotes/${quoteId}/answer`, { answer }, 3), Versioned);
    expect((await page()).text).toContain('and answered: “We have taken it down.”');
    await read(await change(`/quotes/${quoteId}/end`, { reason: 'the page is corrected' }, 4), Versioned);
    expect((await page()).text).not.toContain('class="card quoted"');
    expect(await quote()).toMatchObject({ endedOn: today(), answer });
    for (const action of ['add', 'told', 'answer', 'end'])
      expect(await inTrail(`center.quote.${action}`), action).toHaveLength(1);
  });

  test('that no rule questions cannot be put on a page, nor the same ones twice', async () => {
    const chosen = [{ rule: 'cure', words: 'They are crooks.' }];
    expect(await refused(await change('/quotes', { text, chosen, foundOn: today() }))).toMatchObject({
      reason: 'blocked',
    });
    const good = [{ rule: 'cure', words: 'Ketamine cures depression.' }];
    await read(await change('/quotes', { text, chosen: [...good, ...good], foundOn: today() }), Versioned);
    expect((await entry()).quotes).toHaveLength(1);
    const hidden = { text: text.replace('cures', 'cu\u00adres\u202e'), chosen: good, foundOn: today() };
    expect(await refused(await change('/quotes', hidden, 2))).toMatchObject({ reason: 'already-there' });
    expect(await refused(await change('/quotes', { text, chosen: good, foundOn: today() }, 2))).toMatchObject({
      reason: 'already-there',
    });
  });
});

describe('a listing', () => {
  const reason = 'asked for by its director';

  test('is removed on request: the old address says so with 410, and none of its facts is shown', async () => {
    await remove(reason);
    const { status, text } = await page();
    expect(status).toBe(410);
    expect(text).toContain('This center asked to be removed');
    expect(text).not.toMatch(/Juniper|Osei/);
    expect(await cards()).toEqual([]);
    expect((await page(`/care/compare?center=${slug}`)).text).not.toContain('Osei');
    expect(await inTrail('center.remove')).toMatchObject([
      {
        practitionerId: second.practitionerId,
        reason: 'the mail is from its own domain',
        data: expect.stringContaining('"before":{"listing":"listed"'),
      },
    ]);
    expect((await entry()).facts.find((one) => one.fact === 'medical-team')?.evidence).toHaveLength(1);
  });

  test('comes back after a removal only when the editor confirms who they are', async () => {
    await remove(reason);
    const tired = await clinic.as('compliance');
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: null })
      .where('id', '=', tired.signInId)
      .execute();
    const back = { version: 3, listing: 'listed', reason: 'asked for again' };
    expect(await refused(await ask('POST', `/api/centers/${id}/listing`, back, tired))).toMatchObject({
      reason: 'step-up-needed',
    });
    await read(await ask('POST', `/api/centers/${id}/listing`, back), Versioned);
    expect((await page()).status).toBe(200);
    expect(await cards()).toHaveLength(1);
  });

  test('is closed and opened again; the same twice is refused', async () => {
    await read(await change('/listing', { listing: 'closed', reason }), Versioned);
    expect((await page()).text).toContain('This center is closed');
    expect(await refused(await change('/listing', { listing: 'closed', reason }, 2))).toMatchObject({
      reason: 'already-there',
    });
    await read(await change('/listing', { listing: 'listed', reason }, 2), Versioned);
    expect((await page()).status).toBe(200);
  });

  test('is claimed, and the claim can be taken back', async () => {
    await read(await change('/claim', { granted: true, reason: 'answered from the published address' }), Versioned);
    expect((await entry()).claimedOn).toBe(today());
    expect(await refused(await change('/claim', { granted: true, reason }, 2))).toMatchObject({
      reason: 'already-there',
    });
    await read(await change('/claim', { granted: false, reason }, 2), Versioned);
    expect((await entry()).claimedOn).toBeNull();
    expect((await page()).text).toContain('The center answers for this entry from now on.');
  });
});

describe('who may', () => {
  test.each<[string, readonly Role[], number, number]>([
    ['an auditor reads and changes nothing', ['auditor'], 200, 403],
    ['a medical director reads and changes nothing', ['medical-director'], 200, 403],
    ['an owner reads and changes', ['owner'], 200, 200],
    ['a nurse does neither', ['nurse'], 403, 403],
  ])('%s', async (_what, held, reading, changing) => {
    const person = await clinic.as(...held);
    expect((await ask('GET', `/api/centers/${id}`, undefined, person)).status).toBe(reading);
    expect((await ask('POST', `/api/centers/${id}/evidence`, { version: 1, ...evidence }, person)).status).toBe(
      changing,
    );
  });

  test('finds an entry by words of its name, whether it is listed or not', async () => {
    await remove('asked for');
    const { centers } = await read(await ask('POST', '/api/centers/search', { q: `vale ${made}` }), EntriesFound);
    expect(centers).toMatchObject([{ id, listing: 'removed', city: 'Reno', state: 'NV' }]);
    expect((await read(await ask('POST', '/api/centers/search', { q: '%_' }), EntriesFound)).centers).toEqual([]);
    expect((await ask('POST', '/api/centers/search', { q: 'a\u0000b' })).status).toBe(400);
  });

  test('what is not there is not found', async () => {
    for (const path of [`/api/centers/${newId()}`, `/api/centers/requests/${newId()}`])
      expect((await ask('GET', path)).status).toBe(404);
    for (const path of [`/evidence/${newId()}`, `/quotes/${newId()}`])
      expect((await change(`${path}/end`, { reason: 'not there' })).status).toBe(404);
  });
});
