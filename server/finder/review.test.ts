import { afterAll, beforeAll, expect, test } from 'vitest';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aCareServer } from '../../tests/care.ts';
import { read, refused } from '../../tests/said.ts';
import type { TestServer } from '../../tests/services.ts';
import { CenterEntry, CenterReviews, Versioned } from './editor.shapes.ts';
import { decideProposal } from './finder.actions.ts';
import { writeBatch } from './import-batch.ts';
import { readyRecord } from './import-ready.ts';
import type { SourceRecord } from './source-record.ts';

let server: TestServer;
let editor: Person;
let second: Person;
beforeAll(async () => {
  server = await aCareServer();
  const clinic = await aClinic(server.services);
  [editor, second] = [await clinic.as('owner'), await clinic.as('compliance')];
});
afterAll(() => server[Symbol.asyncDispose]());

const today = new Date().toISOString().slice(0, 10);
const ask = (method: string, path: string, body?: object) => server.request(method, path, { as: editor, body });
const page = async (slug: string) => {
  const answer = await server.request('GET', `/care/centers/${slug}`);
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const reviews = async () => read(await ask('GET', '/api/centers/reviews'), CenterReviews);
const entry = async (id: string) => read(await ask('GET', `/api/centers/${id}`), CenterEntry);
const decide = (id: string, verdict: 'same' | 'different') =>
  ask('POST', `/api/centers/reviews/${id}/decide`, { verdict, reason: 'called both numbers' });

type Given = { key: string; name: string; street: string; phone?: string; claim?: string };
const record = (kind: SourceRecord['kind'], { key, name, street, phone, claim }: Given): SourceRecord => ({
  kind,
  key,
  licence: 'public domain',
  readOn: today,
  content: {
    names: [name],
    ...(phone === undefined ? {} : { phone }),
    places: [
      {
        street,
        city: 'Reno',
        state: 'NV',
        zip: '89501',
        latitude: 39.52,
        longitude: -119.81,
        placedBy: 'zip' as const,
      },
    ],
    ...(claim === undefined ? {} : { claims: [{ fact: 'escort', words: claim, foundOn: today }] }),
  },
});
const bring = (one: SourceRecord) =>
  server.services.db.inCentersTransaction((tx) =>
    writeBatch(tx, { kind: one.kind, records: [readyRecord(one)], gone: [], today }),
  );

/** Two sources that may speak of one center: the same name in the same town, at another address. */
async function aDoubt(name: string) {
  await bring(record('nppes', { key: `${name} 1`, name, street: '100 First Street', claim: 'Bring an adult.' }));
  await bring(
    record('facility', {
      key: `${name} 2`,
      name,
      street: '900 Far Road',
      phone: '775-555-0199',
      claim: 'An adult takes you home.',
    }),
  );
  const [review] = (await reviews()).reviews.filter((one) => one.entry.name === name);
  if (review?.own == null) throw new Error('nobody asked');
  return { ...review, own: review.own };
}

test('a doubtful match waits with both sides, what speaks for and against, and where the source stands now', async () => {
  const review = await aDoubt('Silver Peak Ketamine');
  expect(review).toMatchObject({
    source: 'List of facilities',
    reasons: ['same name', 'another address', 'same town'],
    said: { name: 'Silver Peak Ketamine', phone: '775-555-0199', places: ['900 Far Road, Reno, NV 89501'] },
    entry: { name: 'Silver Peak Ketamine', phone: null, places: ['100 First Street, Reno, NV 89501'] },
    own: { name: 'Silver Peak Ketamine' },
  });
  expect(review.own.id).not.toBe(review.entry.id);
});

test('the same: one entry with what both sources say, and the old address leads to it', async () => {
  const review = await aDoubt('Truckee Bend Ketamine');
  const { own, entry: kept } = review;
  await read(
    await ask('POST', `/api/centers/${own.id}/evidence`, {
      version: (await entry(own.id)).version,
      fact: 'screening',
      kind: 'document',
      words: 'Plan, page 1.',
      source: 'Its plan',
      link: 'https://example.org/plan',
      foundOn: today,
      expiresOn: today,
      reason: 'sent by mail',
    }),
    Versioned,
  );
  expect((await decide(review.id, 'same')).status).toBe(204);

  const joined = await entry(kept.id);
  expect(joined).toMatchObject({ listing: 'listed', phone: '775-555-0199', mergedInto: null });
  expect(joined.places.toSorted()).toEqual(['100 First Street, Reno, NV 89501', '900 Far Road, Reno, NV 89501']);
  expect(joined.sources.map(({ name }) => name).toSorted()).toEqual([
    'List of facilities',
    'National provider registry (NPPES), what the center registered',
  ]);
  const live = joined.facts.flatMap(({ evidence }) => evidence).filter(({ endedOn }) => endedOn === null);
  expect(live.map(({ words }) => words).toSorted()).toEqual([
    'An adult takes you home.',
    'Bring an adult.',
    'Plan, page 1.',
  ]);
  expect((await page(kept.slug)).text).toContain('was found to be the same center and is now part of this one.');

  expect(await entry(own.id)).toMatchObject({ listing: 'closed', mergedInto: kept.id, sources: [] });
  expect(await page(own.slug)).toMatchObject({ status: 303, to: `/care/centers/${kept.slug}` });
  const shown = await server.services.db.clinic
    .selectFrom('centerCard')
    .select('centerId')
    .where('centerId', 'in', [own.id, kept.id])
    .execute();
  expect(shown.map(({ centerId }) => centerId)).toEqual([kept.id, kept.id]);
  expect((await reviews()).reviews.map((one) => one.id)).not.toContain(review.id);
  const trail = await inClinic(editor.ctx, (tx) =>
    tx.selectFrom('auditEvent').selectAll().where('subjectId', '=', review.id).execute(),
  );
  expect(trail).toMatchObject([
    { action: 'center.review.decide', practitionerId: editor.practitionerId, reason: 'called both numbers' },
  ]);
  expect(await refused(await decide(review.id, 'different'))).toMatchObject({ status: 409 });
});

test('what the next reading of the source says comes to the entry that stayed', async () => {
  const review = await aDoubt('Comstock Ketamine');
  await decide(review.id, 'same');
  const name = 'Comstock Ketamine';
  const again = record('facility', { key: `${name} 2`, name, street: '900 Far Road', phone: '775-555-0177' });
  expect(await bring(again)).toMatchObject({ created: 0, updated: 1 });
  expect((await entry(review.entry.id)).phone).toBe('775-555-0177');
  expect((await entry(review.own.id)).listing).toBe('closed');
});

test('different: both stay, and the import does not ask again', async () => {
  const review = await aDoubt('Peavine Ketamine');
  expect((await decide(review.id, 'different')).status).toBe(204);
  const name = 'Peavine Ketamine';
  await bring(record('facility', { key: `${name} 2`, name, street: '901 Far Road', phone: '775-555-0166' }));
  expect((await reviews()).reviews.filter((one) => one.entry.name === name)).toEqual([]);
  expect((await page(review.own.slug)).status).toBe(200);
  expect((await page(review.entry.slug)).status).toBe(200);
});

test('a center that asked to be removed does not come back through another entry', async () => {
  const review = await aDoubt('Donner Ketamine');
  const { version } = await entry(review.entry.id);
  await ask('POST', `/api/centers/${review.entry.id}/removal`, { version, reason: 'asked for' });
  const [waiting] = (await entry(review.entry.id)).proposals;
  await decideProposal(second.ctx, waiting?.id ?? '', { verdict: 'confirmed', reason: 'asked for indeed' });
  expect(await refused(await decide(review.id, 'same'))).toMatchObject({ status: 422, reason: 'blocked' });
  expect((await reviews()).reviews.map((one) => one.id)).toContain(review.id);
});

test('what an editor ended stays so, although the source goes on saying it', async () => {
  const name = 'Pyramid Ketamine';
  const one = record('nppes', { key: name, name, street: '5 Lake Street', claim: 'An adult must come.' });
  await bring(one);
  const { centers } = JSON.parse(await (await ask('POST', '/api/centers/search', { q: name })).text());
  const id: string = centers[0].id;
  const escort = async () => (await entry(id)).facts.find(({ fact }) => fact === 'escort');
  const evidenceId = (await escort())?.evidence[0]?.id;
  const { version } = await entry(id);
  await read(
    await ask('POST', `/api/centers/${id}/evidence/${evidenceId}/end`, { version, reason: 'not what it says' }),
    Versioned,
  );
  await bring({ ...one, content: { ...one.content, phone: '775-555-0123' } });
  expect(await escort()).toMatchObject({ state: 'not-known', evidence: [{ endedWhy: 'not what it says' }] });
});

test('a corrected name and telephone stand before what registries say, also after the next reading of them', async () => {
  const name = 'Washoe Ketamine';
  const one = record('nppes', { key: name, name, street: '7 Lake Street', phone: '775-555-0150' });
  await bring(one);
  const { centers } = JSON.parse(await (await ask('POST', '/api/centers/search', { q: name })).text());
  const id: string = centers[0].id;
  const correct = async (given: object) =>
    ask('POST', `/api/centers/${id}/details`, { version: (await entry(id)).version, reason: 'called there', ...given });
  await read(await correct({ name: 'Washoe Valley Ketamine', phone: '775-555-0151' }), Versioned);
  await bring({ ...one, content: { ...one.content, phone: '775-555-0159' } });
  const now = await entry(id);
  expect(now).toMatchObject({
    name: 'Washoe Valley Ketamine',
    phone: '775-555-0151',
    places: ['7 Lake Street, Reno, NV 89501'],
  });
  const { text } = await page(now.slug);
  expect(text).toContain('Telephone: 775-555-0151 (before: 775-555-0150)');
  expect(text).toContain('Name: Washoe Valley Ketamine (before: Washoe Ketamine)');
  const trail = await inClinic(editor.ctx, (tx) =>
    tx.selectFrom('auditEvent').selectAll().where('subjectId', '=', id).execute(),
  );
  expect(trail).toMatchObject([{ action: 'center.details.change', reason: 'called there' }]);
  await bring(record('nppes', { key: name, name, street: '9 Hill Road' }));
  expect((await entry(id)).places, 'a move that the registry tells of').toEqual(['9 Hill Road, Reno, NV 89501']);
  expect(await refused(await correct({ name: 'Washoe Valley Ketamine' }))).toMatchObject({ reason: 'already-there' });
  // Found again by either name and number, so that no second entry is made.
  expect(
    await bring(record('facility', { key: 'w', name: 'Washoe Valley Ketamine', street: '9 Hill Road' })),
  ).toMatchObject({
    created: 0,
  });
});

test('what comes from OpenStreetMap alone is corrected there: its licence does not let it into a source of ours', async () => {
  const name = 'Map Only Ketamine';
  await bring(record('osm', { key: 'node/7', name, street: '8 Lake Street' }));
  const { centers } = JSON.parse(await (await ask('POST', '/api/centers/search', { q: name })).text());
  const id: string = centers[0].id;
  const { version } = await entry(id);
  const answer = await ask('POST', `/api/centers/${id}/details`, { version, name: 'Another', reason: 'called there' });
  expect(await refused(answer)).toMatchObject({ status: 422, reason: 'blocked' });
});

test('what waits about an entry waits under the one that it became part of, and our own center stays our own', async () => {
  const { id: review, own, entry: into } = await aDoubt('Lone Juniper Ketamine');
  const evidence = {
    fact: 'medical-team',
    kind: 'registry',
    words: 'Dr. A. Osei holds licence 12345.',
    source: 'Nevada board',
    link: 'https://example.org/',
    foundOn: today,
    expiresOn: today,
    reason: 'looked up',
  };
  const proposed = await ask('POST', `/api/centers/${own.id}/evidence`, { version: 1, ...evidence });
  const { version } = await read(proposed, Versioned);
  await read(await ask('POST', `/api/centers/${own.id}/own`, { version, own: true, reason: 'ours' }), Versioned);
  await ask('POST', `/api/centers/${own.id}/removal`, { version: version + 1, reason: 'asked for' });
  expect((await decide(review, 'same')).status).toBe(204);
  const kept = await entry(into.id);
  expect(kept).toMatchObject({ own: 'marked', proposals: [{ about: { kind: 'registry' } }, { what: 'removal' }] });
  expect((await entry(own.id)).proposals).toEqual([]);
  expect((await page(into.slug)).text).toContain('This is the center of those who keep this directory.');
});
