import { generateKeyPairSync } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noFigures, type Report } from '#clinical/finder/finder.ts';
import type { Env } from '#server/platform/route.ts';
import { forgetAddresses } from '#server/public/limits.ts';
import { publicJwkOf, signReport } from '#server/registry/sign-report.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aHalfYear, aReport } from '../../tests/a-report.ts';
import { aCareServer, wrongInHtml } from '../../tests/care.ts';
import { aCertificate } from '../../tests/certificate.ts';
import type { TestServer } from '../../tests/services.ts';
import { takeReport } from './receive.ts';
import { figuresOf } from './report-figures.ts';
import { updateAllReports, updateReports } from './reports.ts';
import { outside, type Reach } from './safe-fetch.ts';

/** What three made-up centers publish on their own domains, over real TLS, and what becomes of it on their pages. */
const domains = ['juniper-vale.example', 'pinyon.example', 'alder.example'] as const;
/** Where a fourth center’s Racemic runs: not at its website. */
const hostedAt = 'records.hosted.example';
const signedAt = new Date('2026-09-14T09:31:00Z');
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let server: TestServer;
let site: https.Server;
let reach: Reach;
let hasKey = true;
const published = new Map<string, Map<string, string>>();
const ids = new Map<string, string>();

beforeAll(async () => {
  server = await aCareServer();
  server.services.clock = () => new Date('2026-11-30T12:00:00Z');
  const tls = await aCertificate(...domains, hostedAt);
  const jwk = await publicJwkOf(pair.publicKey);
  site = https.createServer({ cert: tls.cert, key: tls.key }, (asked, answer) => {
    const reports = published.get(asked.headers.host?.replace(/:\d+$/, '') ?? '') ?? new Map<string, string>();
    const name = asked.url?.replace('/.well-known/racemic-reports/', '') ?? '';
    const json = (body: object) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (name === 'jwks.json') return json({ keys: hasKey ? [jwk] : [] });
    if (name === 'index.json') return json({ racemicReports: 1, reports: [...reports.keys()].map((id) => ({ id })) });
    const jws = reports.get(name.replace('.jws', ''));
    return jws === undefined
      ? answer.writeHead(404).end()
      : answer.writeHead(200, { 'content-type': 'application/jose' }).end(jws);
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  reach = {
    ...outside,
    port: (site.address() as AddressInfo).port,
    ca: tls.cert,
    resolve: () => Promise.resolve(['127.0.0.1']),
    mayConnect: (address) => address === '127.0.0.1',
  };
  for (const [at, domain] of domains.entries()) {
    const { id } = await aCenter(server.services, {
      name: domain.replace('.example', ' Clinic'),
      website: `https://${domain}/`,
    });
    ids.set(domain, id);
    await publish(
      domain,
      aReport(
        { id: reportId(at), center: { name: domain, domain } },
        aHalfYear({ people: 90 + 60 * at, seed: at + 1 }),
      ),
    );
  }
});
afterAll(async () => {
  await new Promise((done) => site.close(done));
  await server[Symbol.asyncDispose]();
});
beforeEach(forgetAddresses);

const reportId = (at: number) => `0199a0b2-0000-7000-8000-0000000000${String(at + 10)}`;
async function publish(domain: string, report: Report, at = signedAt): Promise<void> {
  const reports = published.get(domain) ?? new Map<string, string>();
  reports.set(report.id, await signReport(report, pair, at));
  published.set(domain, reports);
}
const update = (domain: string) => updateReports(server.services, { id: ids.get(domain) ?? '', domain }, reach);
async function pageOf(domain: string): Promise<string> {
  const answer = await server.request('GET', `/care/centers/${domain.replace('.example', '-clinic')}`);
  const text = await answer.text();
  expect(await wrongInHtml(text)).toEqual([]);
  return text;
}

test('three centers’ reports are fetched from their own domains, and each page shows completeness before results, with the others beside it', async () => {
  for (const domain of domains) expect(await update(domain)).toEqual({ taken: 1, refused: 0 });
  const text = await pageOf('juniper-vale.example');
  const order = [
    'Signature is good.',
    'First, how complete is it?',
    'Much better after 4 weeks',
    'Vital signs measured on time',
    'Beside 2 other centers that publish',
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).toContain('It does not show that it is right.');
  expect(text).toMatch(/likely \d+ to \d+/);
});

test('a signed report documents facts and verifies none', async () => {
  const text = await pageOf('juniper-vale.example');
  expect(text).toContain('Report signed by juniper-vale.example');
  const { rows } = await server.services.db.publicPool.query<{ states: string }>(
    "select states from public_data.center_card where slug = 'juniper-vale-clinic'",
  );
  expect(rows[0]?.states).toMatch(/d/);
  expect(rows[0]?.states).not.toMatch(/v/);
});

test('asked for again nothing is new; a report sent twice is one', async () => {
  expect(await update('juniper-vale.example')).toEqual({ taken: 0, refused: 0 });
});

test('compared, likely ranges that overlap say that the two do not differ', async () => {
  const answer = await server.request(
    'GET',
    '/care/compare?center=juniper-vale-clinic&center=pinyon-clinic&center=alder-clinic',
  );
  const text = await answer.text();
  expect(text).toContain('overlap. These results do not show that one center does better.');
  expect(await wrongInHtml(text)).toEqual([]);
});

test('a report whose byte was changed is refused, said in red, and the one that stood before stays', async () => {
  const jws = published.get('pinyon.example')?.get(reportId(1)) ?? '';
  const other = '0199a0b2-0000-7000-8000-0000000000aa';
  published.get('pinyon.example')?.set(other, `${jws.slice(0, -4)}AAAA`);
  expect(await update('pinyon.example')).toEqual({ taken: 0, refused: 1 });
  const text = await pageOf('pinyon.example');
  expect(text).toContain('A report was refused.');
  expect(text).toContain('Signature is good.');
  published.get('pinyon.example')?.delete(other);
});

test('a report that was taken back shows no figures, and says why', async () => {
  const before = aReport(
    { id: reportId(1), center: { name: 'pinyon.example', domain: 'pinyon.example' } },
    aHalfYear({ people: 150, seed: 2 }),
  );
  const why = 'A count was wrong.';
  const back: Report = {
    ...before,
    id: reportId(40),
    replaces: reportId(1),
    withdrawn: { why },
    figures: noFigures('Taken back.'),
    prices: { absent: 'Taken back.' },
    previewedBy: { ...before.previewedBy, at: '2026-10-01T09:00:00Z' },
    releasedBy: { ...before.releasedBy, at: '2026-10-01T09:30:00Z' },
  };
  await publish('pinyon.example', back, new Date('2026-10-01T09:31:00Z'));
  expect(await update('pinyon.example')).toEqual({ taken: 1, refused: 0 });
  const text = await pageOf('pinyon.example');
  expect(text).toContain('The center took this report back.');
  expect(text).toContain(why);
  expect(text).not.toContain('First, how complete is it?');
});

test('when the domain takes its key down, nobody vouches for the report any more: no figures', async () => {
  hasKey = false;
  expect(await update('alder.example')).toEqual({ taken: 0, refused: 0 });
  hasKey = true;
  const text = await pageOf('alder.example');
  expect(text).toContain('This report does not hold.');
  expect(text).not.toContain('First, how complete is it?');
  expect(text).not.toContain('Report signed by alder.example');
});

test('a site that can’t be reached changes nothing', async () => {
  const gone = await updateReports(
    server.services,
    { id: ids.get('juniper-vale.example') ?? '', domain: 'juniper-vale.example' },
    { ...reach, port: 1 },
  );
  expect(gone).toBeUndefined();
  expect(await pageOf('juniper-vale.example')).toContain('Signature is good.');
});

test('when the signature has run out the figures are folded away, in amber', async () => {
  server.services.clock = () => new Date('2029-01-01T12:00:00Z');
  forgetAddresses();
  const text = await pageOf('juniper-vale.example');
  expect(text).toContain('The signature has run out.');
  expect(text.indexOf('Show the old figures')).toBeLessThan(text.indexOf('First, how complete is it?'));
  server.services.clock = () => new Date('2026-11-30T12:00:00Z');
});

test('a report that is sent counts for what the center’s own domain signs, and only where somebody answers for the center', async () => {
  const send = async (slug: string, body: string, type = 'application/jose') => {
    forgetAddresses();
    const answer = await server.request('POST', `/care/centers/${slug}/report`, {
      body,
      headers: { 'content-type': type },
    });
    return answer.status;
  };
  const jws = published.get('juniper-vale.example')?.get(reportId(0)) ?? '';
  expect(await send('juniper-vale-clinic', jws)).toBe(404);
  expect(await send('nobody', jws)).toBe(404);
  expect(await send('juniper-vale-clinic', jws, 'text/plain')).toBe(400);
  const { id } = await aCenter(server.services, { name: 'Sent Clinic', website: 'https://juniper-vale.example/' });
  await server.services.db.clinic.updateTable('center').set({ claimedOn: '2026-11-01' }).where('id', '=', id).execute();
  const taken = async (text: string) => {
    forgetAddresses();
    const app = new Hono<Env>();
    app.use(async (c, next) => {
      c.set('services', server.services);
      c.set('from', '192.0.2.1');
      await next();
    });
    app.post('/:slug', (c) => takeReport(c, reach));
    const answer = await app.request('/sent-clinic', {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/jose' },
    });
    return { status: answer.status, said: (await answer.json()) as object };
  };
  expect(await taken(jws)).toEqual({ status: 200, said: { taken: reportId(0) } });
  expect(await taken(jws)).toEqual({ status: 200, said: { taken: reportId(0) } });
  expect(await taken(`${jws.slice(0, -4)}AAAA`)).toMatchObject({ status: 422, said: { refused: 'signature-wrong' } });
  const { rows } = await server.services.db.publicPool.query(
    'select 1 from public_data.center_report where center_id = $1',
    [id],
  );
  expect(rows).toHaveLength(1);
});

test('reports that lie at a host which an editor has checked are found there; the key has to be there, and the site to stay the same', async () => {
  const site = { name: 'Hosted Clinic', website: 'https://www.hosted-clinic.example/' };
  const { id, slug } = await aCenter(server.services, site);
  const report = aReport(
    { id: reportId(40), center: { name: site.name, domain: hostedAt } },
    aHalfYear({ people: 90 }),
  );
  await publish(hostedAt, report);
  const set = (row: object) => server.services.db.clinic.updateTable('center').set(row).where('id', '=', id).execute();
  const reports = () =>
    server.services.db.clinic.selectFrom('centerReport').select('domain').where('centerId', '=', id).execute();
  await set({ claimedOn: '2026-11-01' });
  await updateAllReports(server.services, reach);
  expect(await reports()).toEqual([]);

  const checked = { reportHost: hostedAt, reportHostTie: 'website-links', reportHostOn: '2026-11-20' };
  await set({ ...checked, reportHostSite: 'another-site.example' });
  await updateAllReports(server.services, reach);
  expect(await reports()).toEqual([]);

  await set({ reportHostSite: 'www.hosted-clinic.example' });
  hasKey = false;
  await updateAllReports(server.services, reach);
  expect(await reports()).toEqual([]);
  hasKey = true;
  await updateAllReports(server.services, reach);
  expect(await reports()).toEqual([{ domain: hostedAt }]);
  const text = await (await server.request('GET', `/care/centers/${slug}`)).text();
  expect(text).toContain(`Report signed by ${hostedAt}`);
  expect(text).toContain('The center’s website links there: an editor looked on Nov 20, 2026.');
  expect(await wrongInHtml(text)).toEqual([]);
});

test('side effects in a report are named in the language of the page', () => {
  const shown = { shown: 20 };
  const grades = [{ grade: '3' as const, sessions: shown }];
  const sideEffects = { sessions: { shown: 900 }, effects: [{ effect: 'respiratory-depression' as const, grades }] };
  const report = aReport();
  const figures = { ...report.figures, sideEffects };
  const in_ = (language: 'en' | 'es') => String(figuresOf({ ...report, figures }, language));
  expect(in_('en')).toContain('<dt>Breathing too slow, respiratory depression (3)</dt><dd>20 / 900</dd>');
  expect(in_('es')).toContain('<dt>Respiración muy lenta, depresión respiratoria (3)</dt><dd>20 / 900</dd>');
});
