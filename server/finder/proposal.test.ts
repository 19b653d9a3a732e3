import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { aCareServer } from '../../tests/care.ts';
import { read, refused } from '../../tests/said.ts';
import type { TestServer } from '../../tests/services.ts';
import { CenterEntry, CenterProposals, Versioned } from './editor.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let first: Person;
let second: Person;
let id: string;
let slug: string;
let made = 0;
beforeAll(async () => {
  server = await aCareServer();
  clinic = await aClinic(server.services);
  [first, second] = [await clinic.as('compliance'), await clinic.as('owner')];
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  made += 1;
  const website = 'https://vale.example/';
  ({ id, slug } = await aCenter(server.services, { name: `Vale ${made}`, states: 'ddcx'.padEnd(24, 'n'), website }));
});

const today = () => new Date().toISOString().slice(0, 10);
const ask = (method: string, path: string, as: Person, body?: object) => server.request(method, path, { as, body });
const page = async (language = '') => {
  const answer = await server.request('GET', `/care${language}/centers/${slug}`);
  return { status: answer.status, text: (await answer.text()).split('id="history"')[0] ?? '' };
};
const history = async () => {
  const text = await (await server.request('GET', `/care/centers/${slug}`)).text();
  return text.split('id="history"')[1] ?? '';
};
const entry = async (as = first) => read(await ask('GET', `/api/centers/${id}`, as), CenterEntry);
const change = async (path: string, body: object, as = first) =>
  ask('POST', `/api/centers/${id}${path}`, as, { version: (await entry(as)).version, ...body });
const proposed = async (path: string, body: object, as = first) => {
  expect((await read(await change(path, body, as), Versioned)).waits).toBe(true);
  return waiting(as);
};
const waiting = async (as: Person) => {
  const { proposals } = await read(await ask('GET', '/api/centers/proposals', as), CenterProposals);
  const one = proposals.find(({ center }) => center.id === id);
  if (one === undefined) throw new Error('nothing waits');
  return one;
};
const decide = (proposal: { id: string }, verdict: string, as: Person, reason = 'looked it up too') =>
  ask('POST', `/api/centers/proposals/${proposal.id}/decide`, as, { verdict, reason });
const trail = (action: string) =>
  inClinic(first.ctx, (tx) =>
    tx
      .selectFrom('auditEvent')
      .select(['practitionerId', 'reason', 'data'])
      .where('action', '=', action)
      .where('subjectId', '=', id)
      .execute(),
  );
const stateOf = async (fact: string) => (await entry()).facts.find((one) => one.fact === fact)?.state;

const verifies = {
  fact: 'medical-team',
  kind: 'registry',
  words: 'Dr. A. Osei holds licence 12345.',
  source: 'Nevada board of medicine',
  link: 'https://example.org/licence/12345',
  foundOn: today(),
  expiresOn: today(),
  reason: 'looked up at the board',
};

describe('what makes a fact verified', () => {
  test('waits: page, search and states stay as they were, and the history says only that something was proposed', async () => {
    const [before, card] = [await page(), await cardOf()];
    const one = await proposed('/evidence', verifies);
    expect(one).toMatchObject({ what: 'evidence', about: { kind: 'registry', fact: 'Team and licenses' } });
    expect(await page()).toEqual(before);
    expect(await cardOf()).toEqual(card);
    expect(await stateOf('medical-team')).toBe('documented');
    expect(await history()).toContain('an editor proposed a change. A second person has to agree.');
    expect(await history()).not.toMatch(/Osei holds|Nevada board of medicine|outside source agrees/);
    expect(await trail('center.proposal.make')).toMatchObject([
      { practitionerId: first.practitionerId, reason: verifies.reason },
    ]);
  });

  test('is shown when another editor agrees, with both people in the trail', async () => {
    const one = await proposed('/evidence', verifies);
    expect((await decide(one, 'confirmed', second)).status).toBe(204);
    expect(await stateOf('medical-team')).toBe('verified');
    expect((await page()).text).toContain('Dr. A. Osei holds licence 12345.');
    expect(await history()).toContain('an outside source agrees (Nevada board of medicine). Two people decided.');
    const [added] = await trail('center.evidence.add');
    expect(added).toMatchObject({ practitionerId: second.practitionerId, reason: 'looked it up too' });
    expect(JSON.parse(added?.data ?? '')).toMatchObject({
      details: { proposalId: one.id, proposedBy: first.practitionerId, proposedWhy: verifies.reason },
    });
  });

  test('is not agreed to by who proposed it, and taken back by nobody else', async () => {
    const one = await proposed('/evidence', verifies);
    expect(one).toMatchObject({ isMine: true, whyNot: expect.stringContaining('You proposed it') });
    for (const verdict of ['confirmed', 'declined'])
      expect(await refused(await decide(one, verdict, first))).toMatchObject({
        status: 422,
        sentence: 'You proposed it, so another editor decides. You can take it back.',
      });
    expect(await refused(await decide(one, 'withdrawn', second))).toMatchObject({ status: 422 });
    expect((await decide(one, 'withdrawn', first, 'mistyped')).status).toBe(204);
    expect(await stateOf('medical-team')).toBe('documented');
    expect(await history()).toContain('the change that was proposed was taken back.');
  });

  test('is declined with a reason, once; then it may be proposed anew', async () => {
    const one = await proposed('/evidence', verifies);
    expect(await refused(await change('/evidence', verifies))).toMatchObject({
      reason: 'already-there',
      sentence: 'This was proposed already, and waits for a second person.',
    });
    expect((await decide(one, 'declined', second, 'the licence is another person’s')).status).toBe(204);
    expect(await refused(await decide(one, 'confirmed', second))).toMatchObject({ reason: 'changed-by-someone-else' });
    expect(await stateOf('medical-team')).toBe('documented');
    expect(await history()).toContain('a second person looked at the change, and it was not made.');
    expect(await trail('center.proposal.decline')).toMatchObject([{ reason: 'the licence is another person’s' }]);
    await proposed('/evidence', verifies);
  });

  test('of two who decide at the same moment one does', async () => {
    const one = await proposed('/evidence', verifies);
    const answers = await Promise.all([decide(one, 'confirmed', second), decide(one, 'declined', second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test('is not agreed to after it ran out', async () => {
    const one = await proposed('/evidence', verifies);
    await server.services.db.clinic
      .updateTable('centerProposal')
      .set({
        content: JSON.stringify({ ...one.about, fact: 'medical-team', foundOn: '2026-01-01', expiresOn: '2026-02-01' }),
      })
      .where('id', '=', one.id)
      .execute();
    expect(await refused(await decide(one, 'confirmed', second))).toMatchObject({
      sentence: expect.stringContaining('ran out while it waited'),
    });
    expect((await decide(one, 'declined', second)).status).toBe(204);
  });

  test('is not the same person under two clinics', async () => {
    const elsewhere = await (await aClinic(server.services, 'Another Clinic')).as('owner');
    const one = await proposed('/evidence', verifies);
    await server.services.db.clinic
      .updateTable('centerProposal')
      .set({ proposedBy: elsewhere.accountId })
      .where('id', '=', one.id)
      .execute();
    expect(await refused(await decide(one, 'confirmed', elsewhere))).toMatchObject({ status: 422 });
    expect((await decide(one, 'confirmed', first)).status).toBe(204);
  });
});

describe('a contradiction, and its end', () => {
  test('each wait for a second person', async () => {
    const found = (await entry()).facts.find((one) => one.fact === 'protocols')?.evidence[0];
    const end = await proposed(`/evidence/${found?.id}/end`, { reason: 'the page is corrected' });
    expect(end).toMatchObject({ what: 'evidence-end', about: { kind: 'contradiction' } });
    expect(await stateOf('protocols')).toBe('contradicted');
    expect((await decide(end, 'confirmed', second)).status).toBe(204);
    expect(await stateOf('protocols')).toBe('not-known');
    const again = { ...verifies, fact: 'protocols', kind: 'contradiction' };
    const one = await proposed('/evidence', again);
    expect(await stateOf('protocols')).toBe('not-known');
    expect((await decide(one, 'confirmed', second)).status).toBe(204);
    expect(await stateOf('protocols')).toBe('contradicted');
  });
});

describe('a removal', () => {
  test('waits, and asks the second person too to confirm that it is they', async () => {
    const one = await proposed('/removal', { reason: 'asked for by its director' });
    expect((await page()).status).toBe(200);
    const tired = await clinic.as('owner');
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: null })
      .where('id', '=', tired.signInId)
      .execute();
    expect(await refused(await decide(one, 'confirmed', tired))).toMatchObject({ reason: 'step-up-needed' });
    expect((await page()).status).toBe(200);
    expect((await decide(one, 'confirmed', second)).status).toBe(204);
    expect((await page()).status).toBe(410);
    expect(await trail('center.remove')).toMatchObject([{ practitionerId: second.practitionerId }]);
  });
});

describe('the center of those who keep the directory', () => {
  const own = { own: true, reason: 'it is ours' };

  test('says so on its page in both languages, and can be corrected like any other', async () => {
    await read(await change('/own', own, second), Versioned);
    expect((await page()).text).toContain('This is the center of those who keep this directory.');
    expect((await page('/es')).text).toContain('Este es el centro de quienes llevan este directorio.');
    const details = { name: `Vale ${made}`, phone: '775-555-0199', reason: 'a new line' };
    await read(await change('/details', details), Versioned);
    expect((await page()).text).toContain('775-555-0199');
    await read(await change('/evidence', { ...verifies, kind: 'document' }), Versioned);
  });

  test('is not verified by its own people, whether they mark it, its host says so or its key', async () => {
    const no = { status: 422, sentence: expect.stringContaining('Who is checked does not check') };
    const one = await proposed('/evidence', verifies);
    await read(await change('/own', own, second), Versioned);
    expect(await refused(await decide(one, 'confirmed', second))).toMatchObject(no);
    expect(await refused(await change('/evidence', { ...verifies, fact: 'board-certification' }))).toMatchObject(no);

    const { hostname } = new URL(server.services.address);
    const other = await aCenter(server.services, { name: `Host ${made}`, website: `https://www.${hostname}/` });
    const asked = { version: 1, ...verifies };
    expect(await refused(await ask('POST', `/api/centers/${other.id}/evidence`, first, asked))).toMatchObject(no);
    expect(await (await server.request('GET', `/care/centers/${other.slug}`)).text()).toContain('of those who keep');
  });

  test('is found out by the key of its reports, by the clinic whose key it is', async () => {
    await signedBy('key-of-one');
    expect(await entry()).toMatchObject({ own: 'found' });
    expect(await refused(await change('/evidence', verifies))).toMatchObject({ status: 422 });
    const elsewhere = await (await aClinic(server.services, 'Another Clinic')).as('owner');
    expect(await entry(elsewhere)).toMatchObject({ own: null });
    // A change by its own people marks it for everyone.
    await read(await change('/claim', { granted: true, reason: 'ours' }), Versioned);
    expect(await entry(elsewhere)).toMatchObject({ own: 'marked' });
  });

  test('stays its own when its website is changed to another', async () => {
    const { hostname } = new URL(server.services.address);
    const named = { name: `Vale ${made}`, reason: 'its website' };
    await read(await change('/details', { ...named, website: `https://${hostname}/` }), Versioned);
    expect(await entry()).toMatchObject({ own: 'marked' });
    await read(await change('/details', { ...named, website: 'https://elsewhere.example/' }), Versioned);
    expect(await refused(await change('/evidence', verifies))).toMatchObject({ status: 422 });
    expect(await history()).toContain('This is the center of those who keep this directory.');
  });

  test('loses what its own people had verified before', async () => {
    const one = await proposed('/evidence', verifies);
    await decide(one, 'confirmed', second);
    await read(await change('/own', own, second), Versioned);
    expect(await stateOf('medical-team')).toBe('documented');
  });

  test('is marked by an owner alone, who confirms who they are; what host or key show is not unsaid', async () => {
    expect((await change('/own', own, first)).status).toBe(403);
    await read(await change('/own', own, second), Versioned);
    await read(await change('/own', { own: false, reason: 'sold' }, second), Versioned);
    expect(await entry()).toMatchObject({ own: null });
    const { hostname } = new URL(server.services.address);
    const named = { name: `Vale ${made}`, reason: 'its website', website: `https://${hostname}/` };
    await read(await change('/details', named), Versioned);
    expect(await refused(await change('/own', { own: false, reason: 'not ours' }, second))).toMatchObject({
      sentence: expect.stringContaining('it stays marked'),
    });
  });
});

describe('where its reports lie', () => {
  const host = { host: 'records.racemic.example', tie: 'website-links', reason: 'its page links there' };

  test('is shown with how it was found and when, while the website stays the same', async () => {
    await read(await change('/report-host', host), Versioned);
    expect((await page()).text).toContain(
      'records.racemic.example. The center’s website links there: an editor looked',
    );
    expect((await page('/es')).text).toContain('se buscan en records.racemic.example');
    expect(await entry()).toMatchObject({ reportHost: { host: host.host, checkedOn: today(), holds: true } });
    const moved = { name: `Vale ${made}`, website: 'https://elsewhere.example/', reason: 'moved' };
    await read(await change('/details', moved), Versioned);
    expect((await page()).text).not.toContain('records.racemic.example');
    expect(await entry()).toMatchObject({ reportHost: { holds: false } });
  });

  test('is taken back; the same twice, no tie and what is no host name are refused', async () => {
    for (const bad of ['https://a.example/', 'localhost', '127.0.0.1', 'a.example:8443', 'A.example', 'a_b.example'])
      expect((await change('/report-host', { ...host, host: bad })).status, bad).toBe(400);
    expect((await change('/report-host', { host: host.host, reason: host.reason })).status).toBe(422);
    expect((await change('/report-host', { ...host, host: 'vale.example' })).status).toBe(409);
    await read(await change('/report-host', host), Versioned);
    await read(await change('/report-host', { host: null, reason: 'it moved' }), Versioned);
    expect(await entry()).toMatchObject({ reportHost: null });
    expect((await change('/report-host', { host: null, reason: 'again' })).status).toBe(409);
  });
});

test('with one editor it waits, and the list says how many there are', async () => {
  const alone = await (await aClinic(server.services, 'One Person')).as('owner');
  await proposed('/evidence', verifies, alone);
  expect(await read(await ask('GET', '/api/centers/proposals', alone), CenterProposals)).toMatchObject({ editors: 1 });
  expect(await entry(alone)).toMatchObject({ editors: 1, proposals: [{ isMine: true }] });
});

test('a proposal that is not there is not found; an auditor reads what waits and decides nothing', async () => {
  expect((await decide({ id: newId() }, 'confirmed', second)).status).toBe(404);
  const one = await proposed('/evidence', verifies);
  const auditor = await clinic.as('auditor');
  expect((await ask('GET', '/api/centers/proposals', auditor)).status).toBe(200);
  expect((await decide(one, 'declined', auditor)).status).toBe(403);
});

/** A report of the entry, signed with a key of the first clinic. */
async function signedBy(kid: string): Promise<void> {
  const [from, to] = ['2026-01-01', '2026-07-01'];
  await inClinic(first.ctx, async (tx) => {
    const at = new Date();
    const people = { previewedBy: first.practitionerId, releasedBy: first.practitionerId };
    await tx
      .insertInto('registryReport')
      .values({
        ...people,
        id: newId(),
        periodFrom: from,
        periodTo: to,
        body: '{}',
        jws: 'a.b.c',
        kid,
        publicKey: '{}',
        auditSeq: '0',
        auditHash: Buffer.alloc(32),
        previewedAt: at,
        releasedAt: at,
      })
      .execute();
    await tx
      .insertInto('centerReport')
      .values({
        centerId: id,
        reportId: newId(),
        jws: 'a.b.c',
        state: 'good',
        domain: 'vale.example',
        periodFrom: from,
        periodTo: to,
        signedAt: at,
        expiresAt: at,
        checkedAt: at,
        kid,
        content: '{}',
      })
      .execute();
  });
}

const cardOf = () =>
  server.services.db.clinic.selectFrom('centerCard').selectAll().where('centerId', '=', id).execute();
