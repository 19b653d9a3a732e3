import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAbsent, type Report } from '#clinical/finder/finder.ts';
import { fetchReports } from '#server/finder/receive-reports.ts';
import type { VerifiedReport } from '#server/finder/report-signature.ts';
import { outside, type Reach } from '#server/finder/safe-fetch.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { aCertificate } from '../../tests/certificate.ts';
import { aPastSession, signPastSession, withEffect } from '../../tests/past-sessions.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Preview, Released, Reports } from './registry.shapes.ts';
import { sealSeen } from './seen.ts';

const domain = 'harbor-street.example';
const from = '2026-01-01';
const folder = '/.well-known/racemic-reports';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let nurse: Person;
let unsigned: string;
let web: https.Server;
let reach: Reach;

beforeAll(async () => {
  server = await aServer({ PUBLIC_URL: `https://${domain}`, TRUSTED_PROXY: '127.0.0.1' });
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  nurse = await clinic.as('nurse');
  for (let at = 0; at < 14; at += 1) {
    const on = `2026-0${1 + (at % 6)}-1${at % 10}`;
    const { patientId } = await aPastSession(nurse, { on });
    if (at < 3) await aPastSession(nurse, { on: `2026-06-2${at}`, patientId });
    // One was treated in the year before: not among those who began.
    if (at === 13) await aPastSession(nurse, { on: '2025-11-12', patientId });
  }
  await aPastSession(nurse, {
    on: '2026-06-30',
    change: withEffect('dissociation', 2),
  });
  unsigned = (await aPastSession(nurse, { on: '2026-05-05', isSigned: false })).sessionId;
  // The published site: this very server behind a real TLS socket.
  const tls = await aCertificate(domain);
  web = https.createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    void server.request(request.method ?? 'GET', request.url ?? '/').then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
  });
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  const { port } = web.address() as AddressInfo;
  const resolve = () => Promise.resolve(['127.0.0.1']);
  reach = { ...outside, port, ca: tls.cert, resolve, mayConnect: (address) => address === '127.0.0.1' };
});
afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await server[Symbol.asyncDispose]();
});

const ask = (as: Person | undefined, method: string, path: string, body?: object) =>
  server.request(method, path, { as, body });
const previewed = async (as = director) => read(await ask(as, 'POST', '/api/reports/preview', { from }), Preview);
const release = (seen: string, more: object = {}, as = director) =>
  ask(as, 'POST', '/api/reports', { from, seen, ...more });
const reports = async () => (await read(await ask(director, 'GET', '/api/reports'), Reports)).reports;
const fetched = (known: readonly VerifiedReport[] = []) => fetchReports({ domain, known, now: new Date(), reach });
const sessionsIn = ({ figures }: Pick<Report, 'figures'>) =>
  isAbsent(figures.sessions) ? undefined : figures.sessions;

describe('before anything is released', () => {
  test('a preview shows exactly what would be published, from the records, and keeps nothing', async () => {
    const preview = await previewed();
    expect(preview.obstacles).toEqual([expect.stringMatching(/^One session is not signed yet/)]);
    expect(preview).toMatchObject({
      center: { name: 'Harbor Street Clinic', domain },
      period: { from, to: '2026-06-30' },
      synthetic: true,
      standing: null,
      keptBack: [],
      figures: {
        people: { began: { shown: 15 } },
        completeness: { absent: expect.stringContaining('not kept') },
        outcomes: { absent: expect.stringContaining('not kept') },
        waiting: { absent: expect.stringContaining('not kept') },
        transfers: { sessions: { shown: 19 }, unplanned: { shown: 0 } },
      },
      prices: { absent: expect.stringContaining('not kept') },
    });
    expect(sessionsIn(preview)).toMatchObject({
      total: { shown: 19 },
      byRoute: expect.arrayContaining([
        { route: 'iv', sessions: { shown: 19 } },
        { route: 'im', sessions: { shown: 0 } },
      ]),
    });
    const effects = isAbsent(preview.figures.sideEffects) ? [] : preview.figures.sideEffects.effects;
    const gradesOf = (name: string) =>
      effects.find(({ effect }) => effect === name)?.grades.map(({ sessions }) => sessions);
    // One session of 19 with dissociation: too few others to hide it among.
    expect(new Set(gradesOf('dissociation')?.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"hidden":"kept-back"}']),
    );
    expect(gradesOf('other')?.[0]).toEqual({ shown: 19 });
    expect(await reports()).toEqual([]);
  });

  test('a stranger finds no key, no list and no report, and none is made by asking', async () => {
    const keys: unknown = await (await ask(undefined, 'GET', `${folder}/jwks.json`)).json();
    expect(keys).toEqual({ keys: [] });
    expect(await (await ask(undefined, 'GET', `${folder}/index.json`)).json()).toEqual({
      racemicReports: 1,
      reports: [],
    });
    expect((await ask(undefined, 'GET', '/.well-known/did.json')).status).toBe(404);
    for (const name of ['x', '0199a0b2-0000-7000-8000-000000000001.jws', '..%2f..%2fetc%2fpasswd'])
      expect((await ask(undefined, 'GET', `${folder}/${name}`)).status).toBe(404);
  });

  test('nothing is released while a record is unsigned', async () => {
    const { seen } = await previewed();
    expect(await refused(await release(seen))).toMatchObject({ status: 422, reason: 'blocked' });
    await signPastSession(nurse, unsigned, '2026-05-05');
    expect((await previewed()).obstacles).toEqual([]);
  });
});

describe('who may', () => {
  test('needs sign-in, needs permission, and needs a person who has just confirmed who they are', async () => {
    const { seen } = await previewed();
    expect((await ask(undefined, 'GET', '/api/reports')).status).toBe(401);
    expect((await ask(undefined, 'POST', '/api/reports', { from, seen })).status).toBe(401);
    for (const [method, path] of [
      ['GET', '/api/reports'],
      ['POST', '/api/reports/preview'],
      ['POST', '/api/reports'],
      ['POST', '/api/reports/retire-key'],
    ] as const)
      expect(
        await refused(await ask(nurse, method, path, method === 'POST' ? { from, seen } : undefined)),
      ).toMatchObject({
        reason: 'not-permitted',
      });
    const owner = await clinic.as('owner');
    expect((await previewed(owner)).standing).toBeNull();
    expect(await refused(await release(seen, {}, owner))).toMatchObject({ reason: 'not-permitted' });
    const tired = await clinic.as('medical-director');
    await server.services.db.identity
      .updateTable('signIn')
      .set({ steppedUpUntil: null })
      .where('id', '=', tired.signInId)
      .execute();
    expect(await refused(await release(seen, {}, tired))).toMatchObject({ reason: 'step-up-needed' });
  });

  test('nobody releases what nobody looked at: a forged, foreign or old look is none', async () => {
    const { seen } = await previewed();
    const [text = '', seal = ''] = seen.split('.');
    const other = Buffer.from(text, 'base64url').toString().replace('Test', 'Dr Nobody');
    for (const false_ of ['', 'x.y', `${Buffer.from(other).toString('base64url')}.${seal}`])
      expect(await refused(await release(false_))).toMatchObject({ reason: 'blocked' });
    const elsewhere = await aClinic(server.services, 'Elsewhere');
    const stranger = await elsewhere.as('medical-director');
    expect(await refused(await release((await previewed(stranger)).seen))).toMatchObject({ reason: 'blocked' });
    const old = { at: new Date(Date.now() - 25 * 3_600_000).toISOString(), print: 'ab' };
    const mine = {
      clinicId: clinic.clinicId,
      practitionerId: director.practitionerId,
      name: 'A',
      role: 'owner',
      ...old,
    };
    expect(await refused(await release(sealSeen(server.services.secrets, mine)))).toMatchObject({
      reason: 'changed-by-someone-else',
    });
  });
});

describe('a released report', () => {
  let first: string;
  let second: string;
  let known: readonly VerifiedReport[];

  test('is signed in the name of who released it, tied to the audit chain, and verified by the finder end to end', async () => {
    const owner = await clinic.as('owner');
    const { seen, figures } = await previewed(owner);
    first = (await read(await release(seen), Released)).id;
    const answer = await fetched();
    expect(answer.refused).toEqual([]);
    known = answer.verified;
    expect(known).toHaveLength(1);
    expect(known[0]).toMatchObject({ domain, report: { id: first, figures, replaces: null, withdrawn: null } });
    expect(known[0]?.report.previewedBy).toMatchObject({ role: 'owner' });
    expect(known[0]?.report.releasedBy).toMatchObject({
      name: expect.stringMatching(/^Test Person/),
      role: 'medical director',
    });
    const link = await inClinic(director.ctx, (tx) =>
      tx
        .selectFrom('auditLink')
        .select('hash')
        .where('seq', '=', String(known[0]?.report.auditHead.seq))
        .executeTakeFirst(),
    );
    expect(link?.hash.toString('hex')).toBe(known[0]?.report.auditHead.hash);
    const trail = await inClinic(director.ctx, (tx) =>
      tx.selectFrom('auditEvent').select('action').where('action', '=', 'report.release').execute(),
    );
    expect(trail).toHaveLength(1);
  });

  test('can be kept by a cache, and says the same under a did:web document', async () => {
    const path = `${folder}/${first}.jws`;
    const answer = await ask(undefined, 'GET', path);
    expect(answer.headers.get('content-type')).toBe('application/jose');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const tag = answer.headers.get('etag') ?? '';
    const again = await server.request('GET', path, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect(await (await ask(undefined, 'GET', '/.well-known/did.json')).json()).toMatchObject({
      id: `did:web:${domain}`,
      assertionMethod: [`did:web:${domain}#${known[0]?.kid}`],
    });
  });

  test('is not released twice; another one says that it replaces it, and shows no figure that changed a little', async () => {
    const { seen, standing } = await previewed();
    expect(standing).toBe(first);
    expect(await refused(await release(seen))).toMatchObject({ status: 409 });
    await aPastSession(nurse, { on: '2026-04-04' });
    expect(await refused(await release(seen, { replaces: first }))).toMatchObject({
      reason: 'changed-by-someone-else',
    });
    const now = await previewed();
    expect(now.keptBack).toEqual(['people', 'sessions']);
    expect(sessionsIn(now)?.total).toEqual({ hidden: 'kept-back' });
    second = (await read(await release(now.seen, { replaces: first }), Released)).id;
    const answer = await fetched(known);
    expect(answer).toMatchObject({ refused: [], noLongerVouched: [] });
    known = [...known, ...answer.verified];
    expect(known.map(({ report }) => [report.id, report.replaces])).toEqual([
      [first, null],
      [second, first],
    ]);
  });

  test('is checked by the key that signed it also after that key was retired', async () => {
    expect((await ask(director, 'POST', '/api/reports/retire-key')).status).toBe(204);
    const answer = await fetched();
    expect(answer.refused).toEqual([]);
    expect(answer.verified.map(({ report }) => report.id)).toEqual([first, second]);
    const keys: unknown = await (await ask(undefined, 'GET', `${folder}/jwks.json`)).json();
    expect(keys).toMatchObject({ keys: [{ use: 'sig' }, { kid: known[0]?.kid, exp: expect.any(Number) }] });
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  test('is taken back with a reason: a signed notice stands in its place, by the new key', async () => {
    const why = 'The pump of one chair was set wrong.';
    expect(
      await refused(await ask(director, 'POST', `/api/reports/${second}/withdraw`, { why: '7 were wrong' })),
    ).toMatchObject({
      status: 400,
    });
    expect(await refused(await ask(director, 'POST', `/api/reports/${first}/withdraw`, { why }))).toMatchObject({
      status: 409,
    });
    await read(await ask(director, 'POST', `/api/reports/${second}/withdraw`, { why }), Released);
    const { verified, refused: not } = await fetched(known);
    expect(not).toEqual([]);
    expect(verified[0]).toMatchObject({
      report: { replaces: second, withdrawn: { why }, figures: { sessions: { absent: 'Taken back.' } } },
    });
    expect(verified[0]?.kid).not.toBe(known[0]?.kid);
    expect((await reports()).map(({ state }) => state)).toEqual(['notice', 'withdrawn', 'replaced']);
  });

  test('cannot be changed or removed by the application', async () => {
    const denied = { code: '42501' };
    const change = inClinic(director.ctx, (tx) => tx.updateTable('registryReport').set({ jws: 'x' }).execute());
    await expect(change).rejects.toMatchObject(denied);
    const remove = inClinic(director.ctx, (tx) => tx.deleteFrom('registryReport').execute());
    await expect(remove).rejects.toMatchObject(denied);
  });

  test('of another clinic is neither listed nor taken back, and this address speaks for one clinic', async () => {
    const elsewhere = await aClinic(server.services, 'Next Door');
    const stranger = await elsewhere.as('medical-director');
    expect((await read(await ask(stranger, 'GET', '/api/reports'), Reports)).reports).toEqual([]);
    const back = await ask(stranger, 'POST', `/api/reports/${first}/withdraw`, { why: 'Not ours.' });
    expect(await refused(back)).toMatchObject({ status: 404, reason: 'not-found' });
    const { seen, obstacles, figures } = await previewed(stranger);
    expect(figures.people, 'an empty half-year reads as nothing known, never as none').toEqual({
      absent: 'No session was recorded in this half-year.',
    });
    expect(obstacles).toEqual([
      'No session was recorded in this half-year: there is nothing to report.',
      expect.stringContaining('Another clinic of this server'),
    ]);
    expect(await refused(await release(seen, {}, stranger))).toMatchObject({ reason: 'blocked' });
  });
});

test('a half-year that is not over, or is none, has no report', async () => {
  const open = await read(await ask(director, 'POST', '/api/reports/preview', { from: '2026-07-01' }), Preview);
  expect(open.obstacles).toContain('This half-year is not over yet.');
  expect(await refused(await ask(director, 'POST', '/api/reports/preview', { from: '2026-02-01' }))).toMatchObject({
    status: 400,
  });
});
