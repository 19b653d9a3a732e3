import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedWhere } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { prepareEmbedded } from '#server/platform/roles.ts';
import { npiAt, nppesHeader, nppesLine } from '#simulator/nppes-file.ts';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'racemic-import-cli-'));

/** The command as a person runs it: another process, nothing shared. */
function start(args: readonly string[], dataDir: string) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'cli/main.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: scratch, TMPDIR: tmpdir(), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { child, ended: ended.then(([out, err, [code]]) => ({ out, err, code: z.number().nullable().parse(code) })) };
}
const racemic = (args: readonly string[], dataDir: string) => start(args, dataDir).ended;

const Summary = z.object({ read: z.number(), created: z.number(), unchanged: z.number(), rejectedTotal: z.number() });
const Found = z.array(z.strictObject({ id: z.uuid(), name: z.string(), miles: z.number() }));

const streets = ['OAK', 'ELM', 'FIR', 'ASH', 'BAY'];
/** Practices that share doors, names and telephones, so that what was kept before the kill matters after it. */
const rows = Array.from({ length: 3_000 }, (_, at) => ({
  NPI: at === 2_321 ? '2000000000' : npiAt(at),
  'Entity Type Code': '2',
  'Provider Organization Name (Legal Business Name)': `QUILLAN ${at % 1_250} PSYCHIATRY LLC`,
  'Provider First Line Business Practice Location Address': `${(at * 7) % 1_250} ${streets[at % 5]} ST STE ${at % 2 === 0 ? 1 : at}`,
  'Provider Business Practice Location Address City Name': 'RENO',
  'Provider Business Practice Location Address State Name': 'NV',
  'Provider Business Practice Location Address Postal Code': '89501',
  'Provider Business Practice Location Address Telephone Number': `775555${String(at % 1_000).padStart(4, '0')}`,
  'Last Update Date': '07/08/2025',
  'Healthcare Provider Taxonomy Code_1': '2084P0800X',
  'Provider License Number_1': at % 3 === 0 ? String(at) : '',
}));
const file = join(scratch, 'npidata_pfile_small.csv');
writeFileSync(file, nppesHeader + rows.map(nppesLine).join(''));

/** Everything that stands in the tables, without the time at which it was written. */
async function everything(client: pg.Client): Promise<Record<string, unknown[]>> {
  const tables = {
    center: 'id, slug, name, npi, phone, website, listing, synthetic, version',
    center_location: '*',
    center_source: 'kind, key, center_id, content, print, licence, read_on',
    center_evidence: '*',
    center_mark: '*',
    center_card: '*',
    center_review: 'id, kind, key, center_id, content, reasons, state',
    center_change: '*',
    import_run: 'kind, file, print, at_row, counts, finished_at is not null as finished',
  };
  const read = async ([table, columns]: [string, string]) => {
    const { rows: all } = await client.query<Record<string, unknown>>(
      `select ${columns} from public_data.${table} order by 1, 2`,
    );
    return [table, all] as const;
  };
  const found: Record<string, unknown[]> = {};
  for (const entry of Object.entries(tables)) {
    const [table, all] = await read(entry);
    found[table] = all;
  }
  return found;
}

async function aServer(name: string) {
  const dataDir = join(scratch, name);
  const server = await startEmbedded({ dataDir, durable: false });
  const superuser = { host: server.host, port: server.port, user: 'postgres', database: 'racemic' };
  await prepareEmbedded(superuser);
  await migrate(embeddedWhere(server).owner);
  const client = new pg.Client(superuser);
  await client.connect();
  return { dataDir, client, stop: () => client.end().then(() => server.stop()) };
}

test('killed in the middle and started again, the reading ends with the same rows as one that was not', async () => {
  const [killed, whole] = [await aServer('killed'), await aServer('whole')];
  const rowsKept = async () => {
    const { rows: runs } = await killed.client.query<{ at: string }>('select at_row as at from public_data.import_run');
    return Number(runs[0]?.at ?? 0);
  };
  for (const [turn, least] of [500, 1_500].entries()) {
    const running = start(['import', 'nppes-csv', file], killed.dataDir);
    while ((await rowsKept()) < least && running.child.exitCode === null) await wait(5);
    running.child.kill('SIGKILL');
    await running.ended;
    const kept = await rowsKept();
    expect(kept, `killed for the ${turn + 1}. time`).toBeGreaterThanOrEqual(least);
    expect(kept).toBeLessThan(rows.length);
  }
  const [again, once] = [
    await racemic(['import', 'nppes-csv', file], killed.dataDir),
    await racemic(['import', 'nppes-csv', file], whole.dataDir),
  ];
  expect(again.code, again.err).toBe(0);
  expect(JSON.parse(again.out)).toEqual(JSON.parse(once.out));
  expect(JSON.parse(once.out)).toMatchObject({
    read: 3_000,
    rejectedTotal: 1,
    rejected: [{ line: 2_323, why: expect.stringContaining('check digit') }],
  });
  const [one, other] = [await everything(killed.client), await everything(whole.client)];
  expect(one.center?.length).toBeGreaterThan(1_000);
  expect(one.center_review?.length).toBeGreaterThan(10);
  for (const table of Object.keys(other)) expect(one[table], table).toEqual(other[table]);
  await killed.stop();
  await whole.stop();
}, 300_000);

test('on a machine where nothing was started yet: import, find, and what is not understood', async () => {
  const dataDir = join(scratch, 'new');
  const list = join(scratch, 'list.csv');
  writeFileSync(
    list,
    'name,street,city,state,zip\nElm Clinic,1 Elm St,Reno,NV,89501\nFar Clinic,2 Elm St,Elko,NV,89801\n',
  );
  const imported = await racemic(['import', 'facility-csv', list], dataDir);
  expect(imported.code, imported.err).toBe(0);
  expect(Summary.parse(JSON.parse(imported.out))).toMatchObject({ read: 2, created: 2 });
  const found = await racemic(['find', '--zip', '89501', '--within-miles', '35', '--limit', '20'], dataDir);
  expect(found.code, found.err).toBe(0);
  expect(Found.parse(JSON.parse(found.out))).toMatchObject([{ name: 'Elm Clinic', miles: 0 }]);
  const far = await racemic(['find', '--zip', '89501', '--within-miles', '400'], dataDir);
  expect(Found.parse(JSON.parse(far.out)).map(({ name }) => name)).toEqual(['Elm Clinic', 'Far Clinic']);

  for (const [args, words] of [
    [['import', 'facility-csv', join(scratch, 'nothing.csv')], 'There is no file'],
    [['import', 'spreadsheet', list], 'nppes-csv, nppes-api, facility-csv, osm-geojson, profile'],
    [['import', 'facility-csv'], 'Name one file'],
    [['find'], 'Say where'],
    [['find', '--zip', '89500'], 'Did you mean 89501 (Reno, NV)'],
    [['find', '--zip', 'Reno'], 'is no ZIP code'],
    [['find', '--zip', '89501', '--limit', '-1'], ''],
    [['find', '--zip', '89501', '--limit', '2.5'], '--limit is a whole number'],
    [['find', '--zip', '89501', '--within-miles', '1e9'], '--within-miles is a number'],
  ] as const) {
    const answer = await racemic(args, dataDir);
    expect(answer.code, args.join(' ')).toBe(2);
    expect(z.object({ error: z.string() }).parse(JSON.parse(answer.out)).error).toContain(words);
  }
  const wrong = await racemic(['import', 'nppes-csv', list], dataDir);
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain('it has no column');
}, 300_000);
