import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { milesBetween } from '#clinical/finder/finder.ts';
import { nppesColumns } from '#simulator/nppes-columns.ts';
import { type NppesRow, npiAt, nppesHeader, nppesLine } from '#simulator/nppes-file.ts';
import { aDatabase } from '../../tests/database.ts';
import { hasRealData, needsRealData, realFile } from '../../tests/real-data.ts';
import { csvRows } from './csv.ts';
import type { ImportKind } from './import-kinds.ts';
import { importFile } from './import-run.ts';
import { around } from './near.ts';
import { zipPoints } from './zip-points.ts';

const nevada = realFile('centers', 'samhsa-nevada-2021.csv');

const now = new Date('2026-11-30T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'racemic-import-test-'));
const db = await aDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const importOf = (kind: ImportKind, file: string, at = now) => importFile({ db, kind, file, now: at });
let files = 0;
const write = (text: string | Uint8Array): string => {
  files += 1;
  const file = join(folder, `file-${files}`);
  writeFileSync(file, text);
  return file;
};
const near = async (zip: string, miles: number, of = db) => {
  const found = zipPoints().find(zip);
  if (found.is !== 'found') throw new Error(zip);
  const { cards } = await (await around(of.public)).list({
    point: found.point,
    miles,
    filters: { offers: [] },
    order: 'nearest',
    most: 10_000,
    after: 0,
  });
  return cards;
};
const centerOf = (npi: string) => db.clinic.selectFrom('center').selectAll().where('npi', '=', npi).executeTakeFirst();

/** 50 ZIP codes and what a plain haversine scan of a list finds around each, beside what the search finds. */
async function scanAgrees(file: string, of = db): Promise<number> {
  const [, ...rows] = [...csvRows(readFileSync(file, 'utf8'))];
  const places = rows.map(({ fields }) => ({
    name: fields[1] ?? '',
    latitude: Number(fields[6]),
    longitude: Number(fields[7]),
  }));
  const codes = zipPoints().all.filter((zip) => zip.startsWith('89') && zipPoints().find(zip).is === 'found');
  const fifty = Array.from({ length: 50 }, (_, at) => codes[Math.floor((at * codes.length) / 50)] ?? '89501');
  const rounded = (list: readonly { name: string; miles: number }[]) =>
    list.map(({ name, miles: away }) => `${away.toFixed(6)} ${name}`).sort();
  let compared = 0;
  for (const [at, zip] of fifty.entries()) {
    const miles = [5, 35, 120][at % 3] ?? 35;
    const point = zipPoints().find(zip);
    if (point.is !== 'found') throw new Error(zip);
    const scanned = places
      .map((place) => ({ name: place.name, miles: milesBetween(point.point, place) }))
      .filter((place) => place.miles <= miles);
    const found = await near(zip, miles, of);
    expect(rounded(found), zip).toEqual(rounded(scanned));
    expect(found.map((one) => one.miles)).toEqual(found.map((one) => one.miles).toSorted((a, b) => a - b));
    compared += found.length;
  }
  return compared;
}

test('distances from 50 ZIP codes are those of a plain haversine scan of a made-up list', async () => {
  await using other = await aDatabase();
  const codes = zipPoints().all.filter((zip) => zip.startsWith('89'));
  const rows = Array.from({ length: 90 }, (_, at) => {
    const zip = codes[Math.floor((at * codes.length) / 90)] ?? '89501';
    const point = zipPoints().find(zip);
    if (point.is !== 'found') return '';
    const [latitude, longitude] = [point.point.latitude + at / 1000, point.point.longitude - at / 700];
    return `mental_health,"Made-up House ${at}","${at + 1} Oak Street",${point.point.city},NV,${zip},${latitude.toFixed(6)},${longitude.toFixed(6)}\n`;
  }).filter((row) => row !== '');
  const file = write(['kind,name,street,city,state,zip,latitude,longitude\n', ...rows].join(''));
  const summary = await importFile({ db: other, kind: 'facility-csv', file, now });
  expect(summary).toMatchObject({ created: rows.length, rejectedTotal: 0 });
  expect(await scanAgrees(file, other)).toBeGreaterThan(300);
});

describe.skipIf(!hasRealData)(`the list of Nevada ${needsRealData}`, () => {
  test('every row becomes an entry; the same file again changes nothing; doubts are asked', async () => {
    expect(await importOf('facility-csv', nevada)).toMatchObject({ read: 90, created: 90, rejectedTotal: 0 });
    const before = await db.clinic.selectFrom('centerCard').selectAll().orderBy('locationId').execute();
    expect(await importOf('facility-csv', nevada)).toMatchObject({ read: 90, created: 0, updated: 0, unchanged: 90 });
    expect(await db.clinic.selectFrom('centerCard').selectAll().orderBy('locationId').execute()).toEqual(before);
    const asked = await db.clinic.selectFrom('centerReview').select(['key', 'reasons']).execute();
    expect(asked.map(({ key }) => key).join('\n')).toContain('department of veterans affairs'.replaceAll(' ', ''));
    expect(asked.every(({ reasons }) => reasons.length > 1)).toBe(true);
  });

  test('distances from 50 ZIP codes are those of a plain haversine scan of the file', async () => {
    expect(await scanAgrees(nevada)).toBeGreaterThan(300);
  });

  test('the list says where the ZIP code is, not the door: that is kept as such', async () => {
    const places = await db.clinic.selectFrom('centerLocation').select('placedBy').execute();
    expect(new Set(places.map(({ placedBy }) => placedBy))).toEqual(new Set(['zip']));
  });
});

test.skipIf(!hasRealData)(
  `a real answer of the registry’s interface ${needsRealData}: one center at both of its addresses`,
  async () => {
    const organisation = realFile('centers', 'nppes-organisation.json');
    expect(await importOf('nppes-api', organisation)).toMatchObject({ read: 1, created: 1, rejectedTotal: 0 });
    const center = await centerOf('1568946812');
    expect(center).toMatchObject({
      name: 'CSP ANESTHESIA LLC',
      phone: '888-408-0200',
      slug: 'csp-anesthesia-llc-villa-rica-ga',
    });
    const places = await db.clinic
      .selectFrom('centerLocation')
      .select('city')
      .where('centerId', '=', center?.id ?? '')
      .execute();
    expect(places.map(({ city }) => city).sort()).toEqual(['ATLANTA', 'VILLA RICA']);
    expect(await importOf('nppes-api', organisation)).toMatchObject({ unchanged: 1 });
  },
);

const organisationRow = (place: number, given: NppesRow = {}): NppesRow => ({
  NPI: npiAt(place),
  'Entity Type Code': '2',
  'Provider Organization Name (Legal Business Name)': `QUILLAN PSYCHIATRY ${place} LLC`,
  'Provider First Line Business Practice Location Address': `${place} OAK ST`,
  'Provider Business Practice Location Address City Name': 'RENO',
  'Provider Business Practice Location Address State Name': 'NV',
  'Provider Business Practice Location Address Postal Code': '895011234',
  'Provider Business Practice Location Address Country Code (If outside U.S.)': 'US',
  'Provider Business Practice Location Address Telephone Number': '7755550142',
  'Last Update Date': '07/08/2025',
  'Healthcare Provider Taxonomy Code_3': '2084P0800X',
  'Provider License Number_3': '12345',
  'Provider License Number State Code_3': 'NV',
  ...given,
});
const registry = (rows: readonly NppesRow[], end = '\n') =>
  write([nppesHeader, ...rows.map(nppesLine)].join('').replaceAll('\n', end));

describe('the monthly file of the registry', () => {
  test('organisations of the specialties that matter come in; people, others and numbers taken back do not', async () => {
    const rows = [
      organisationRow(7_001),
      organisationRow(7_002, { 'Entity Type Code': '1' }),
      organisationRow(7_003, { 'Healthcare Provider Taxonomy Code_3': '1223G0001X' }),
      { NPI: npiAt(7_004), 'NPI Deactivation Date': '05/23/2019' },
      organisationRow(7_005, { 'NPI Deactivation Date': '05/23/2019', 'NPI Reactivation Date': '06/01/2020' }),
    ];
    const file = registry(rows);
    expect(await importOf('nppes-csv', file)).toMatchObject({ read: 5, created: 2, leftOut: 3, rejectedTotal: 0 });
    expect(await importOf('nppes-csv', file)).toMatchObject({ read: 5, unchanged: 2, leftOut: 3 });
    expect(await centerOf(npiAt(7_001))).toMatchObject({ name: 'QUILLAN PSYCHIATRY 7001 LLC', listing: 'listed' });
    const claims = await db.clinic
      .selectFrom('centerEvidence')
      .selectAll()
      .where('words', 'like', '%license 12345 of NV')
      .execute();
    expect(claims).toMatchObject([
      { fact: 'medical-team', kind: 'claim', foundOn: '2025-07-08', expiresOn: '2026-07-08' },
      { fact: 'medical-team', kind: 'claim' },
    ]);
  });

  test('columns are found by their names, wherever they stand', async () => {
    const moved = [...nppesColumns].reverse();
    const row = organisationRow(7_010);
    const file = write(`${moved.join(',')}\n${moved.map((column) => row[column] ?? '').join(',')}\n`);
    expect(await importOf('nppes-csv', file)).toMatchObject({ read: 1, created: 1, rejectedTotal: 0 });
  });

  test('line ends of Windows and a mark at the beginning are no obstacle', async () => {
    const file = write(`\ufeff${[nppesHeader, nppesLine(organisationRow(7_020))].join('').replaceAll('\n', '\r\n')}`);
    expect(await importOf('nppes-csv', file)).toMatchObject({ read: 1, created: 1, rejectedTotal: 0 });
  });

  test('what is wrong is rejected on its line with why, and nothing is repaired', async () => {
    const wrong: [NppesRow, string][] = [
      [{ NPI: '2000000000' }, 'check digit'],
      [{ 'Provider Organization Name (Legal Business Name)': '<script>alert(1)</script>' }, 'markup'],
      [{ 'Provider Organization Name (Legal Business Name)': 'A\u0007B' }, 'do not print'],
      [{ 'Provider Business Practice Location Address Postal Code': '8950' }, 'no ZIP code'],
      [{ 'Provider Business Practice Location Address State Name': 'CA' }, 'lies in NV, not in CA'],
      [
        { 'Provider Business Practice Location Address Country Code (If outside U.S.)': 'MX' },
        'outside the United States',
      ],
      [{ 'Provider Business Practice Location Address Telephone Number': '12' }, 'telephone number'],
      [{ 'Last Update Date': '13/45/2025' }, 'no day'],
    ];
    const rows = wrong.map(([given], at) => organisationRow(7_100 + at, given));
    const text = [nppesHeader, ...rows.map(nppesLine)].join('');
    const broken = '"2999999999","2","too short"\n';
    const latin = Buffer.concat([
      Buffer.from(text + broken),
      Buffer.from(nppesLine(organisationRow(7_200)).replace('QUILLAN', 'QU\xcdLLAN'), 'latin1'),
    ]);
    const summary = await importOf('nppes-csv', write(latin));
    expect(summary).toMatchObject({ created: 0, rejectedTotal: wrong.length + 2 });
    const why = (line: number) => summary.rejected.find((of) => of.line === line)?.why;
    for (const [at, [, words]] of wrong.entries()) expect(why(at + 2), words).toContain(words);
    expect(why(wrong.length + 2)).toContain('broken');
    expect(why(wrong.length + 3)).toContain('broken');
  });

  test('another file than the registry’s is refused with what is missing', async () => {
    await expect(importOf('nppes-csv', write('a,b\n1,2\n'))).rejects.toThrow('it has no column "NPI"');
  });

  test('a number taken back closes the entry that only it spoke for', async () => {
    await importOf('nppes-csv', registry([organisationRow(7_300)]));
    const gone = registry([{ NPI: npiAt(7_300), 'NPI Deactivation Date': '05/23/2026' }]);
    expect(await importOf('nppes-csv', gone)).toMatchObject({ read: 1, updated: 1 });
    expect(await centerOf(npiAt(7_300))).toMatchObject({ listing: 'closed', listingOn: '2026-11-30' });
    const cards = await db.clinic.selectFrom('centerCard').select('name').where('name', 'like', '%7300%').execute();
    expect(cards).toEqual([]);
    expect(await importOf('nppes-csv', gone)).toMatchObject({ updated: 0, leftOut: 1 });
  });
});

describe('one center, many sources', () => {
  const name = 'Bristlecone Ketamine Clinic';
  const profile = (given: object = {}) =>
    write(
      JSON.stringify({
        racemicCenterProfile: 1,
        website: 'https://bristlecone.example',
        updatedOn: '2026-11-01',
        name,
        phone: '(775) 555-0177',
        places: [
          {
            street: '88 Cedar Street, Suite 2',
            city: 'Reno',
            state: 'NV',
            zip: '89501',
            latitude: 39.527,
            longitude: -119.812,
          },
        ],
        services: [{ treatment: 'infusion', product: 'ketamine' }],
        prices: [{ what: 'infusion', dollars: 450, words: '$450 for each infusion', statedOn: '2026-11-01' }],
        facts: [{ fact: 'escort', words: 'Nobody leaves without a companion.' }],
        newPatients: true,
        ...given,
      }),
    );

  test('registry, map and its own page make one entry, each with its date and its licence', async () => {
    const row = organisationRow(8_001, {
      'Provider Organization Name (Legal Business Name)': 'BRISTLECONE KETAMINE CLINIC, P.C.',
      'Provider First Line Business Practice Location Address': '88 CEDAR ST',
      'Provider Second Line Business Practice Location Address': 'STE 2',
      'Provider Business Practice Location Address Telephone Number': '7755550177',
    });
    expect(await importOf('nppes-csv', registry([row]))).toMatchObject({ created: 1 });
    expect(await importOf('profile', profile())).toMatchObject({ created: 0, updated: 1, rejectedTotal: 0 });
    const map = write(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            id: 'node/42',
            properties: {
              name,
              amenity: 'clinic',
              healthcare: 'clinic',
              'addr:housenumber': '88',
              'addr:street': 'Cedar Street',
              'addr:postcode': '89501',
              wheelchair: 'yes',
            },
            geometry: { type: 'Point', coordinates: [-119.8121, 39.5271] },
          },
          {
            type: 'Feature',
            id: 'node/43',
            properties: { name: 'A bakery', shop: 'bakery' },
            geometry: { type: 'Point', coordinates: [-119.8, 39.5] },
          },
          {
            type: 'Feature',
            id: 'node/44',
            properties: { name: 'B', amenity: 'clinic', 'addr:postcode': '89501' },
            geometry: { type: 'Point', coordinates: [39.5, -119.8] },
          },
        ],
      }),
    );
    const summary = await importOf('osm-geojson', map);
    expect(summary).toMatchObject({
      read: 3,
      updated: 1,
      leftOut: 1,
      rejected: [{ line: 3, why: 'Latitude and longitude are exchanged.' }],
    });
    const center = await centerOf(npiAt(8_001));
    expect(center).toMatchObject({ name, phone: '(775) 555-0177', website: 'https://bristlecone.example/' });
    const sources = await db.clinic
      .selectFrom('centerSource')
      .select(['kind', 'licence', 'readOn'])
      .where('centerId', '=', center?.id ?? '')
      .orderBy('kind')
      .execute();
    expect(sources).toEqual([
      { kind: 'nppes', licence: 'US Government, public domain', readOn: '2025-07-08' },
      { kind: 'osm', licence: 'ODbL 1.0, © OpenStreetMap contributors', readOn: '2026-11-30' },
      { kind: 'profile', licence: 'By the center', readOn: '2026-11-01' },
    ]);
    const places = await db.clinic
      .selectFrom('centerLocation')
      .select(['latitude', 'placedBy'])
      .where('centerId', '=', center?.id ?? '')
      .execute();
    expect(places).toEqual([{ latitude: 39.527, placedBy: 'address' }]);
    const card = await db.clinic
      .selectFrom('centerCard')
      .selectAll()
      .where('centerId', '=', center?.id ?? '')
      .executeTakeFirst();
    expect(card).toMatchObject({
      treatments: ['infusion'],
      priceCents: 45_000,
      offers: ['access:wheelchair', 'new-patients:yes'],
    });
  });

  test('what the center no longer says has ended, and the history says what changed', async () => {
    expect(await importOf('profile', profile({ facts: [], phone: '(775) 555-0188' }))).toMatchObject({ updated: 1 });
    const center = await centerOf(npiAt(8_001));
    const evidence = await db.clinic
      .selectFrom('centerEvidence')
      .select(['fact', 'endedOn'])
      .where('centerId', '=', center?.id ?? '')
      .where('fact', '=', 'escort')
      .execute();
    expect(evidence).toEqual([{ fact: 'escort', endedOn: '2026-11-30' }]);
    const history = await db.clinic
      .selectFrom('centerChange')
      .select('words')
      .where('centerId', '=', center?.id ?? '')
      .execute();
    expect(history.map(({ words }) => words)).toContain('Telephone: (775) 555-0188 (before: (775) 555-0177)');
    expect(await importOf('profile', profile({ facts: [], phone: '(775) 555-0188' }))).toMatchObject({ unchanged: 1 });
  });

  test('a center that was removed on request does not come back', async () => {
    const center = await centerOf(npiAt(8_001));
    await db.clinic
      .updateTable('center')
      .set({ listing: 'removed', listingOn: '2026-11-30' })
      .where('id', '=', center?.id ?? '')
      .execute();
    await importOf('profile', profile({ newPatients: false }));
    expect(await centerOf(npiAt(8_001))).toMatchObject({ listing: 'removed' });
    const cards = await db.clinic
      .selectFrom('centerCard')
      .select('name')
      .where('centerId', '=', center?.id ?? '')
      .execute();
    expect(cards).toEqual([]);
  });

  test('a saved page with schema.org gives claims, and no more than it says', async () => {
    const page = write(`<!doctype html><html><head><script type="application/ld+json">
      {"@context":"https://schema.org","@graph":[{"@type":["MedicalClinic","LocalBusiness"],"name":"Juniper Mood Clinic","url":"https://juniper.example/",
      "telephone":"+1 775-555-0191","dateModified":"2026-10-05T08:00:00Z","address":{"@type":"PostalAddress","streetAddress":"12 Lake Way","addressLocality":"Reno","addressRegion":"NV","postalCode":"89501"},
      "availableService":[{"@type":"MedicalTherapy","name":"Ketamine infusion"},{"name":"Spravato"},{"name":"Hypnosis"}],
      "hasCredential":{"name":"AAAHC accredited"},"isAcceptingNewPatients":true},{"@type":"WebSite","name":"x"}]}
      </script><script>alert(1)</script></head><body>We cure everyone.</body></html>`);
    expect(await importOf('profile', page)).toMatchObject({ read: 1, created: 1 });
    const center = await db.clinic
      .selectFrom('center')
      .selectAll()
      .where('name', '=', 'Juniper Mood Clinic')
      .executeTakeFirstOrThrow();
    expect(center.website).toBe('https://juniper.example/');
    const services = await db.clinic
      .selectFrom('centerService')
      .select(['treatment', 'product'])
      .where('centerId', '=', center.id)
      .orderBy('product')
      .execute();
    expect(services).toEqual([
      { treatment: 'nasal-spray', product: 'esketamine' },
      { treatment: 'infusion', product: 'ketamine' },
    ]);
    const evidence = await db.clinic
      .selectFrom('centerEvidence')
      .select(['kind', 'fact', 'words', 'foundOn'])
      .where('centerId', '=', center.id)
      .execute();
    expect(evidence).toEqual([
      { kind: 'claim', fact: 'medical-team', words: 'AAAHC accredited', foundOn: '2026-10-05' },
    ]);
  });

  test.each([
    ['a name that is a program', { name: '<img src=x onerror=alert(1)>' }, 'markup'],
    ['an inner address', { website: 'http://127.0.0.1/' }, 'public host'],
    ['a page on a host of many', { website: 'https://facebook.com/x' }, 'host of its own'],
    ['a field that the schema does not have', { stars: 5 }, 'Unrecognized key'],
    ['a fact that is none of the 24', { facts: [{ fact: 'best', words: 'x' }] }, 'Invalid option'],
    [
      'a point in the sea',
      { places: [{ street: '1 A St', city: 'Reno', state: 'NV', zip: '89501', latitude: 0, longitude: 0 }] },
      '0, 0',
    ],
    [
      'a point in another state',
      { places: [{ street: '1 A St', city: 'Reno', state: 'NV', zip: '89501', latitude: 40.7, longitude: -74 }] },
      'outside NV',
    ],
    [
      'a point with the wrong sign',
      { places: [{ street: '1 A St', city: 'Reno', state: 'NV', zip: '89501', latitude: 39.5, longitude: 119.8 }] },
      'wrong sign',
    ],
    ['text that turns around', { name: 'Clinic \u202egnp.exe' }, 'do not print'],
  ])('a profile with %s is rejected', async (_what, given, why) => {
    const summary = await importOf('profile', profile(given));
    expect(summary).toMatchObject({ created: 0, updated: 0, rejectedTotal: 1 });
    expect(summary.rejected[0]?.why).toContain(why);
  });
});

describe('a list of facilities that somebody else wrote', () => {
  const header = 'name,street,city,state,zip,latitude,longitude,phone\n';
  test('rows are refused one by one, by their line', async () => {
    const file = write(
      `${header}"Good ""One""",1 Fir St,Reno,NV,89501,39.53,-119.81,\r\n` +
        'Unclosed "quote" here,2 Fir St,Reno,NV,89501,,,\n' +
        '"never closed,3 Fir St,Reno,NV,89501,,,\n' +
        'Too,few\n' +
        'Nowhere,5 Fir St,Reno,NV,00000,,,\n' +
        'Military,6 Fir St,APO,AE,09012,,,\n' +
        'Far,7 Fir St,Reno,NV,89501,36.1,-115.1,\n' +
        `${'x'.repeat(5_000)},8 Fir St,Reno,NV,89501,,,\n` +
        'Last,9 Fir St,Reno,NV,89501,,,',
    );
    const summary = await importOf('facility-csv', file);
    expect(summary).toMatchObject({ read: 9, created: 3 });
    expect(summary.rejected.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '4 A quotation mark is not closed.',
      '5 The row has 2 fields; the header has 8.',
      '6 Nobody knows where ZIP code 00000 is.',
      '7 "AE" is no state.',
      '8 The point lies 349 miles from ZIP code 89501.',
      '9 The name is longer than 200 characters.',
    ]);
  });

  test('bytes of another encoding are refused, not guessed', async () => {
    const file = write(Buffer.from(`${header}Cl\xednica,1 Fir St,Reno,NV,89501,,,\n`, 'latin1'));
    expect((await importOf('facility-csv', file)).rejected).toEqual([
      { line: 2, why: 'The name holds characters that do not print.' },
    ]);
    await expect(importOf('facility-csv', write(Buffer.from(header, 'utf16le')))).rejects.toThrow('not UTF-8');
  });
});
