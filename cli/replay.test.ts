import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isImplausible } from '#clinical/session/session.ts';
import { type DeviceListener, listenForDevices } from '#server/session/device-listener.ts';
import { aClinic, type TestClinic } from '../tests/builders.ts';
import { hasRealData, needsRealData, realFile } from '../tests/real-data.ts';
import { aServer, type TestServer } from '../tests/services.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'racemic-replay-'));
let server: TestServer;
let clinic: TestClinic;
let listener: DeviceListener;
let database: pg.Client;

const listenAt = (port: number) =>
  listenForDevices(
    server.services,
    { host: '127.0.0.1', port, allow: '127.0.0.1', clinicId: undefined, tls: undefined },
    clinic.clinicId,
  );

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  listener = await listenAt(0);
  database = new pg.Client(server.services.db.superuser);
  await database.connect();
});
afterAll(async () => {
  await listener.stop();
  await database.end();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as a person runs it, in a process of its own. */
function replaying(args: string[]) {
  const given = ['--disable-warning=ExperimentalWarning', join(root, 'cli/main.ts'), 'replay', ...args];
  const child = spawn(process.execPath, given, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([out, err, [code]]: [string, string, unknown[]]) => ({ out, err, code }),
  );
  return { child, ended };
}
const played = (args: string[]) => replaying(['--to', `127.0.0.1:${listener.port}`, ...args]).ended;

function aFile(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Kept = { metric: string | null; code: string; text: string; unit: string; value: number | null; min: number };

/** What was kept of a device, with the minutes of the stay that its times stand for. */
async function keptOf(key: string, speed: number, firstMinute: number): Promise<Kept[]> {
  const { rows } = await database.query<Omit<Kept, 'min'> & { device_at: Date; at: Date; is_simulated: boolean }>(
    `select v.metric, v.code, v.text, v.unit, v.value::float8 as value, v.device_at, v.at, v.is_simulated
       from clinic.device_value v join clinic.device d on d.clinic_id = v.clinic_id and d.id = v.device_id
      where d.key = $1 order by v.device_at, v.metric, v.code, v.text`,
    [key],
  );
  expect(rows.filter(({ is_simulated }) => !is_simulated)).toEqual([]);
  const first = rows[0]?.device_at.getTime() ?? 0;
  return rows.map(({ metric, code, text, unit, value, device_at, at }) => {
    // By our clock it is the same moment: sender and receiver have one clock here.
    expect(Math.abs(at.getTime() - device_at.getTime())).toBeLessThan(2_000);
    const min = firstMinute + Math.round(((device_at.getTime() - first) * speed) / 60_000);
    return { metric, code: code.split('^')[1] ?? '', text, unit, value, min };
  });
}

const stay = `record_id,time,parameter,value
7,00:00,Age,84
7,00:00,Weight,82.5
7,00:07,HR,88
7,00:07,NISysABP,118
7,00:07,NIDiasABP,62
7,00:07,NIMAP,80.67
7,00:09,Temp,36.4
7,00:09,Temp,36.5
7,01:12,NISysABP,0
7,01:12,NIDiasABP,0
7,01:12,SysABP,131
7,01:13,SaO2,98
7,01:13,RespRate,14
8,00:00,HR,61
`;
const isOut = ({ metric, value }: Kept) => isImplausible(metric ?? '', value);

test('each value of a stay is kept once, with its unit and time and as no real monitor’s; a pressure of 0 is kept and implausible', async () => {
  const file = aFile('stays.csv.gz', gzipSync(stay));
  const { code, out, err } = await played([file, '--speed', '6000']);
  expect({ code, out }).toEqual({ code: 0, out: 'Played 4 of 4 messages with 11 values, each answered.\n' });
  expect(err).toContain('Playing stay 7 to 127.0.0.1:');
  expect(err).toContain('6000 times as fast, marked as no real monitor');
  const kept = await keptOf('Replay stay 7', 6_000, 7);
  const line = ({ min, metric, text, unit, value }: Kept) => [min, metric, text, unit, value];
  expect(kept.map(line)).toEqual([
    [7, 'diastolicMmHg', '62', '266016', 62],
    [7, 'heartRatePerMin', '88', '264864', 88],
    [7, 'meanMmHg', '80.67', '266016', 80.67],
    [7, 'systolicMmHg', '118', '266016', 118],
    [9, 'temperatureCel', '36.4', '268192', 36.4],
    [9, 'temperatureCel', '36.5', '268192', 36.5],
    [72, 'diastolicMmHg', '0', '266016', 0],
    [72, 'systolicMmHg', '0', '266016', 0],
    // In an artery: kept as received, and no chair has a line for it.
    [72, null, '131', '266016', null],
    [73, 'breathsPerMin', '14', '264928', 14],
    [73, 'spo2Pct', '98', '262688', 98],
  ]);
  expect(kept.filter(isOut).map(({ metric, min }) => [metric, min])).toEqual([
    ['diastolicMmHg', 72],
    ['systolicMmHg', 72],
  ]);
});

test('another stay of the file, under the name of a device or of a bed', async () => {
  const file = aFile('stays.csv', stay);
  expect(await played([file, '--stay', '8', '--device', 'Chair ^3'])).toMatchObject({ code: 0 });
  expect(await played([file, '--stay', '8', '--bed', 'Bay 2'])).toMatchObject({ code: 0 });
  expect(await keptOf('Chair ^3', 60, 0)).toMatchObject([{ metric: 'heartRatePerMin', value: 61 }]);
  expect(await keptOf('Bay 2', 60, 0)).toMatchObject([{ metric: 'heartRatePerMin', value: 61 }]);
});

test('a simulated person is the same for the same seed', async () => {
  const run = (seed: string, device: string) =>
    played(['--simulated', '--seed', seed, '--speed', '60000', '--device', device, '--json']);
  const runs = await Promise.all([run('5', 'Sim A'), run('5', 'Sim B'), run('6', 'Sim C')]);
  expect(runs.map(({ code, out }) => [code, JSON.parse(out)])).toMatchObject(
    runs.map(() => [0, { ok: true, refused: [] }]),
  );
  const texts = async (key: string) =>
    (await keptOf(key, 60_000, 0)).filter(({ metric }) => metric === 'systolicMmHg').map(({ text }) => text);
  const [a, b, c] = [await texts('Sim A'), await texts('Sim B'), await texts('Sim C')];
  expect(a.length).toBeGreaterThan(20);
  expect(b).toEqual(a);
  expect(c).not.toEqual(a);
});

test('a listener that goes away and comes back is found again, and nothing is kept twice or missing', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => `9,00:${String(at).padStart(2, '0')},HR,${60 + at}`);
  const file = aFile('long.csv', `record_id,time,parameter,value\n${rows.join('\n')}\n`);
  const { port } = listener;
  const { ended } = replaying(['--to', `127.0.0.1:${port}`, file, '--speed', '1200']);
  const count = async () => (await keptOf('Replay stay 9', 1_200, 0)).length;
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(5);
  await listener.stop();
  listener = await listenAt(port);
  const { code, out } = await ended;
  expect([code, out]).toEqual([0, expect.stringMatching(/^Played 60 of 60 .* the line was cut \d+ times?\.\n$/)]);
  const kept = await keptOf('Replay stay 9', 1_200, 0);
  expect(kept.map(({ value }) => value)).toEqual(Array.from({ length: 60 }, (_, at) => 60 + at));
});

test('Ctrl-C ends it with a sentence and the count', async () => {
  const file = aFile('slow.csv', 'record_id,time,parameter,value\n4,00:00,HR,70\n4,40:00,HR,71\n');
  const { child, ended } = replaying(['--to', `127.0.0.1:${listener.port}`, file]);
  await expect.poll(async () => (await keptOf('Replay stay 4', 60, 0)).length, { timeout: 20_000 }).toBe(1);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 1, out: 'Stopped after 1 of 2 messages with 1 values, each answered.\n' });
});

/** A port that nobody listens at: it was free a moment ago. */
async function aClosedPort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  holder.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('what it can’t play is told in one sentence', async () => {
  const file = aFile('good.csv', stay);
  const closed = `127.0.0.1:${await aClosedPort()}`;
  const wrong: [string[], number, RegExp][] = [
    [[], 2, /^Say what to play: .*--simulated --seed 1\n$/],
    [[join(folder, 'nowhere.csv')], 2, /^There is no file .*nowhere\.csv\.\n$/],
    [[aFile('a.csv', 'record_id,time,value\n')], 2, /^The file has no column “parameter”\. .*\n$/],
    [[aFile('b.csv', 'record_id,time,parameter,value\n1,noon,HR,70\n')], 2, /^Line 2: “noon” is no time .*\.\n$/],
    [[aFile('c.csv', 'record_id,time,parameter,value\n1,00:01,HR,high\n')], 2, /^Line 2: “high” is no number\.\n$/],
    [[aFile('d.csv', '')], 2, /^The file has no column “record_id”\. .*\n$/],
    [[file, '--stay', '99'], 2, /^There is no stay 99 in .*There are 2, as 7; or say: --stay all\n$/],
    [[file, '--speed', '0'], 2, /^--speed is a whole number from 1 to 60000\.\n$/],
    [[file, '--to', 'here'], 2, /^“here” is no address and port, as 127\.0\.0\.1:2575\.\n$/],
    [[file, '--stay', 'all', '--bed', '1'], 2, /^Several stays are several monitors: .*\n$/],
    [[file, '--simulated'], 2, /^Play .*good\.csv or a simulated person, not both\.\n$/],
    [[file, '--to', closed], 1, /Nobody listens for monitors at 127\.0\.0\.1:\d+ \(.*\)\. .* npm start -- --demo\n$/],
  ];
  for (const [args, code, sentence] of wrong) {
    const ran = await replaying(args).ended;
    expect([args, ran.code, ran.out]).toEqual([args, code, '']);
    expect(ran.err).toMatch(sentence);
  }
}, 120_000);

test.skipIf(!hasRealData)(
  `50 real stays at speed: every value once, with its unit and time, the impossible ones kept ${needsRealData}`,
  async () => {
    const file = realFile('vitals', 'icu-stays.csv.gz');
    const speed = 20_000;
    const ran = await played([file, '--stay', 'all', '--speed', String(speed), '--json']);
    expect([ran.code, ran.err]).toEqual([0, '']);
    const sent = new Map<string, { parameter: string; minute: number; text: string }[]>();
    for (const line of gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1)) {
      const [id = '', time = '', parameter = '', text = ''] = line.split(',');
      if (/^(Age|Gender|Height|Weight|GCS)$/.test(parameter)) continue;
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      sent.set(id, [...(sent.get(id) ?? []), { parameter, minute: hours * 60 + minutes, text }]);
    }
    const named: Record<string, [string, string]> = {
      NISysABP: ['systolicMmHg', '266016'],
      NIDiasABP: ['diastolicMmHg', '266016'],
      NIMAP: ['meanMmHg', '266016'],
      SysABP: ['MDC_PRESS_BLD_ART_SYS', '266016'],
      DiasABP: ['MDC_PRESS_BLD_ART_DIA', '266016'],
      MAP: ['MDC_PRESS_BLD_ART_MEAN', '266016'],
      HR: ['heartRatePerMin', '264864'],
      RespRate: ['breathsPerMin', '264928'],
      SaO2: ['spo2Pct', '262688'],
      Temp: ['temperatureCel', '268192'],
    };
    let [values, implausible] = [0, 0];
    for (const [id, all] of sent) {
      const kept = await keptOf(`Replay stay ${id}`, speed, Math.min(...all.map(({ minute }) => minute)));
      const said = all.map(({ parameter, minute, text }) => {
        const [name, unit] = named[parameter] ?? [];
        return [name, unit, minute, text].join(' ');
      });
      expect(
        kept.map(({ metric, code, unit, min, text }) => [metric ?? code, unit, min, text].join(' ')).sort(),
      ).toEqual(said.sort());
      expect(kept.filter(({ metric, value, text }) => metric !== null && value !== Number(text))).toEqual([]);
      values += kept.length;
      implausible += kept.filter(isOut).length;
    }
    console.log(`${sent.size} stays, ${values} values, ${implausible} of them implausible`);
    expect([sent.size, implausible]).toEqual([50, 6]);
  },
  240_000,
);
