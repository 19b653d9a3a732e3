import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nppesColumns } from '#simulator/nppes-columns.ts';
import { npiAt, nppesHeader, nppesLine } from '#simulator/nppes-file.ts';
import { CannotImport } from './cannot-import.ts';
import { csvRows } from './csv.ts';
import { readFacilities } from './import-facility-csv.ts';
import type { Read, ReadFile } from './import-kinds.ts';
import { readNppesApi } from './import-nppes-api.ts';
import { readNppesCsv } from './import-nppes-csv.ts';
import { readOsm } from './import-osm-geojson.ts';
import { readProfile } from './import-profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'racemic-untrusted-'));
const file = join(folder, 'given');

/** All rows of a file, or the sentence why there are none; anything else that is thrown is a defect. */
async function rowsOf(read: ReadFile, bytes: string | Uint8Array): Promise<Read[] | string> {
  writeFileSync(file, bytes);
  try {
    const reading = await read(file, '2026-11-30');
    try {
      const rows: Read[] = [];
      for await (const piece of reading.pieces) rows.push(...piece);
      return rows;
    } finally {
      reading.close();
    }
  } catch (error) {
    if (error instanceof CannotImport) return error.message;
    throw error;
  }
}

const valid = {
  facility: 'kind,name,street,city,state,zip,latitude,longitude\na,"B ""C""",1 Fir St,Reno,NV,89501,39.53,-119.81\n',
  osm: JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 'node/1',
        properties: { name: 'A', amenity: 'clinic', 'addr:postcode': '89501' },
        geometry: { type: 'Point', coordinates: [-119.81, 39.53] },
      },
    ],
  }),
  profile: JSON.stringify({
    racemicCenterProfile: 1,
    website: 'https://a.example',
    updatedOn: '2026-11-01',
    name: 'A',
    places: [{ street: '1 Fir St', city: 'Reno', state: 'NV', zip: '89501' }],
  }),
  api: JSON.stringify({
    results: [
      {
        enumeration_type: 'NPI-2',
        number: npiAt(1),
        basic: { organization_name: 'A', last_updated: '2026-01-01', status: 'A' },
        addresses: [
          { address_purpose: 'LOCATION', address_1: '1 Fir St', city: 'Reno', state: 'NV', postal_code: '89501' },
        ],
      },
    ],
  }),
};

/** The valid file with bytes taken out, put in, or changed: what a careless or a wicked hand makes of it. */
const damaged = (text: string): fc.Arbitrary<Uint8Array> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        drop: fc.nat(6),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 5 }),
          fc
            .constantFrom('"', '\r', '\0', '<script>', '\u202e', '{"a":', '1e999', '-0', 'null', '[]')
            .map((part) => Buffer.from(part)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) => {
      let bytes = Buffer.from(text);
      for (const { at, drop, put } of changes)
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + drop)]);
      return bytes;
    });

describe('whatever a file holds', () => {
  test.each([
    ['facility-csv', readFacilities, valid.facility],
    ['osm-geojson', readOsm, valid.osm],
    ['profile', readProfile, valid.profile],
    ['nppes-api', readNppesApi, valid.api],
  ] as const)(
    '%s: it is taken, refused row by row, or refused as a whole; nothing unprintable is kept',
    async (_kind, read, text) => {
      expect(await rowsOf(read, text)).toMatchObject([{ is: 'record' }]);
      await fc.assert(
        fc.asyncProperty(damaged(text), async (bytes) => {
          const rows = await rowsOf(read, bytes);
          if (typeof rows === 'string') return;
          for (const row of rows) {
            if (row.is === 'rejected') expect(row.rejected.line).toBeGreaterThan(0);
            if (row.is === 'record') expect(JSON.stringify(row.record)).not.toMatch(/<script|\\u0000|\u202e|\ufffd/);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

test('rows of CSV come back as they were written, whatever is in the fields, and each on its line', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, end) => {
        const quoted = (of: readonly string[]) => of.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        const read = [...csvRows(rows.map((of) => quoted(of) + end).join(''))];
        expect(read.map(({ fields }) => fields)).toEqual(rows);
        expect(read.every(({ fault }) => fault === undefined)).toBe(true);
      },
    ),
  );
});

describe('the monthly file of the registry', () => {
  const line = (place: number) =>
    nppesLine({
      NPI: npiAt(place),
      'Entity Type Code': '2',
      'Provider Organization Name (Legal Business Name)': `QUILLAN ${place}`,
      'Provider First Line Business Practice Location Address': '1 FIR ST',
      'Provider Business Practice Location Address City Name': 'RENO',
      'Provider Business Practice Location Address State Name': 'NV',
      'Provider Business Practice Location Address Postal Code': '89501',
      'Last Update Date': '07/08/2025',
      'Healthcare Provider Taxonomy Code_1': '2084P0800X',
    });

  test('has 330 columns, each once', () => {
    expect(nppesColumns.length).toBe(330);
    expect(new Set(nppesColumns).size).toBe(330);
  });

  test('broken lines between whole ones are named, and the whole ones are taken', async () => {
    const text = [
      nppesHeader,
      line(1),
      '"2","too short"\n',
      line(2),
      `${line(3).trimEnd()},"one more"\n`,
      line(4),
    ].join('');
    const rows = await rowsOf(readNppesCsv, text);
    expect(rows).toMatchObject([
      { is: 'record', record: { key: npiAt(1) } },
      { is: 'rejected', rejected: { line: 3 } },
      { is: 'record', record: { key: npiAt(2) } },
      { is: 'rejected', rejected: { line: 5 } },
      { is: 'record', record: { key: npiAt(4) } },
    ]);
  });

  test('a file of many pieces: each row once, in the order of the file, and broken lines where they stand', async () => {
    const [rows, every, brokenAt] = [30_000, 50, [7_000, 14_500, 29_999]];
    const other = line(1).replace('2084P0800X', '1223G0001X').slice(12);
    const text = Array.from({ length: rows }, (_, at) => {
      if (brokenAt.includes(at)) return '"2","too short"\n';
      // From the last number to the first, so that the order of the file is not theirs.
      return at % every === 0 ? line(rows - at) : `"${npiAt(rows - at)}"${other}`;
    });
    const read = await rowsOf(readNppesCsv, nppesHeader + text.join(''));
    const expected = Array.from({ length: rows / every }, (_, at) => npiAt(rows - at * every));
    const found = typeof read === 'string' ? [] : read;
    expect(found.flatMap((row) => (row.is === 'record' ? [row.record.key] : []))).toEqual(
      expected.filter((npi) => !brokenAt.some((at) => at % every === 0 && npiAt(rows - at) === npi)),
    );
    expect(found.flatMap((row) => (row.is === 'rejected' ? [row.rejected.line] : []))).toEqual(
      brokenAt.map((at) => at + 2),
    );
  });

  test.each([
    ['a quotation mark that is never closed', `"2999999999","2","${'x'.repeat(50)}\n`],
    ['a line longer than any of the registry', `"2999999999","2","${'x'.repeat(200_000)}"\n`],
    ['a zero byte', '"2999999999","2\0","x"\n'],
  ])('%s is refused, and never takes another row’s place', async (_what, broken) => {
    const rows = await rowsOf(readNppesCsv, [nppesHeader, line(1), broken, line(2), line(3)].join(''));
    if (typeof rows === 'string') expect(rows).toMatch(/cannot be read|not UTF-8/);
    else {
      expect(rows.some(({ is }) => is === 'rejected')).toBe(true);
      const names = rows.flatMap((row) => (row.is === 'record' ? [row.record.content.names] : []));
      expect(names.every(([name]) => /^QUILLAN \d$/.test(name ?? ''))).toBe(true);
    }
  });
});
