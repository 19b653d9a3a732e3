import { generateKeyPairSync } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicJwkOf, signReport } from '#server/registry/sign-report.ts';
import { aReport } from '../../tests/a-report.ts';
import { aCertificate } from '../../tests/certificate.ts';
import { fetchReports, receiveReport } from './receive-reports.ts';
import { outside, type Reach } from './safe-fetch.ts';

const domain = 'juniper-vale.example';
const folder = '/.well-known/racemic-reports';
const now = new Date('2026-10-01T12:00:00Z');
const signedAt = new Date('2026-09-14T09:31:00Z');
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const second = '0199a0b2-0000-7000-8000-000000000002';

/** What the center's site answers, path by path. */
let site: Map<string, [kind: string, text: string]>;
let server: https.Server;
let reach: Reach;

beforeAll(async () => {
  const tls = await aCertificate(domain);
  server = https.createServer({ cert: tls.cert, key: tls.key }, ({ url = '' }, response) => {
    const [kind, text] = site.get(url) ?? ['text/html', ''];
    response.writeHead(site.has(url) ? 200 : 404, { 'content-type': kind }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const resolve = () => Promise.resolve(['127.0.0.1']);
  reach = { ...outside, port, ca: tls.cert, resolve, mayConnect: (address) => address === '127.0.0.1' };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const list = (...ids: string[]): [string, string] => [
  'application/json',
  JSON.stringify({ racemicReports: 1, reports: ids.map((id) => ({ id })) }),
];
const signed = async (given: Parameters<typeof aReport>[0] = {}): Promise<[string, string]> => [
  'application/jose',
  await signReport(aReport(given), pair, signedAt),
];

beforeEach(async () => {
  const keys = JSON.stringify({ keys: [await publicJwkOf(pair.publicKey)] });
  site = new Map([
    [`${folder}/jwks.json`, ['application/jwk-set+json', keys]],
    [`${folder}/index.json`, list(aReport().id)],
    [`${folder}/${aReport().id}.jws`, await signed()],
  ]);
});

const fetched = (known: Parameters<typeof fetchReports>[0]['known'] = []) =>
  fetchReports({ domain, known, now, reach });

test('a report is taken from the list of its own domain, and not fetched again', async () => {
  const { verified, refused, noLongerVouched } = await fetched();
  expect(verified.map(({ report }) => report)).toEqual([aReport()]);
  expect([refused, noLongerVouched]).toEqual([[], []]);
  site.delete(`${folder}/${aReport().id}.jws`);
  expect(await fetched(verified)).toEqual({ verified: [], refused: [], noLongerVouched: [] });
});

test('where there is no key list, a did:web document of the domain serves', async () => {
  site.delete(`${folder}/jwks.json`);
  const did = `did:web:${domain}`;
  const method = { id: `${did}#1`, controller: did, publicKeyJwk: await publicJwkOf(pair.publicKey) };
  const document = { id: did, verificationMethod: [method], assertionMethod: [`${did}#1`] };
  site.set('/.well-known/did.json', ['application/did+json', JSON.stringify(document)]);
  expect((await fetched()).verified).toHaveLength(1);
});

test('each report that is not taken says why, and does not hold up the others', async () => {
  const forged = '0199a0b2-0000-7000-8000-000000000003';
  site.set(`${folder}/index.json`, list(second, forged, aReport().id));
  site.set(`${folder}/${forged}.jws`, ['application/jose', 'a.b.c']);
  const { verified, refused } = await fetched();
  expect(verified).toHaveLength(1);
  expect(refused.map(({ id, why }) => [id, why])).toEqual([
    [second, 'not-there'],
    [forged, 'not-a-report'],
  ]);
  for (const { says } of refused) expect(says).toMatch(/^[A-Z].+\.$/);
});

test('under another report’s number nothing is taken', async () => {
  site.set(`${folder}/index.json`, list(second));
  site.set(`${folder}/${second}.jws`, await signed());
  expect(await fetched()).toMatchObject({ verified: [], refused: [{ id: second, why: 'not-a-report' }] });
});

test('a key that was taken down no longer vouches for what it signed', async () => {
  const { verified } = await fetched();
  site.set(`${folder}/jwks.json`, ['application/json', '{"keys":[]}']);
  expect((await fetched(verified)).noLongerVouched).toEqual([aReport().id]);
});

test('a report that somebody sent is believed for what the domain itself signs', async () => {
  const [, jws] = await signed();
  const asked = { domain, known: [], now, reach };
  expect(await receiveReport(jws, asked)).toMatchObject({ domain, report: { id: aReport().id } });
  expect(await receiveReport(jws, { ...asked, now: new Date('2029-01-01') })).toMatchObject({ why: 'expired' });
  expect(await receiveReport('a.b.c', asked)).toMatchObject({ why: 'not-a-report', findings: [] });
  // Whoever stole a key that was retired since can write an earlier day; on the domain itself it still counts.
  const retired = { ...(await publicJwkOf(pair.publicKey)), exp: signedAt.getTime() / 1_000 + 3_600 };
  site.set(`${folder}/jwks.json`, ['application/json', JSON.stringify({ keys: [retired] })]);
  expect(await receiveReport(jws, asked)).toMatchObject({ why: 'key-retired' });
  expect((await fetched()).verified).toHaveLength(1);
});

test.each([
  ['no list', 'text/html', '<p>'],
  ['broken JSON', 'application/json', '{'],
  ['another form', 'application/json', '{"reports":[]}'],
  [
    'a list without end',
    'application/json',
    JSON.stringify({ racemicReports: 1, reports: Array(201).fill({ id: second }) }),
  ],
])('a site with %s gives nothing at all', async (_what, kind, text) => {
  site.set(`${folder}/index.json`, [kind, text]);
  await expect(fetched()).rejects.toMatchObject({ name: 'CannotFetch', why: 'wrong-kind' });
});
