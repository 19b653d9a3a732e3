import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { type Bench, check, perSecond, stations } from './bench.ts';
import { measureCpuOfWrites } from './cpu-of-writes.ts';
import { ms, type Spread, seconds, spreadOf, whole } from './figures.ts';
import type { Load } from './load-process.ts';
import { plainInsert } from './plain-table.ts';
import { sealed } from './sealed.ts';

const rounds = 5;
const medicine = JSON.stringify({ name: 'sertraline', dose: '100 mg', frequency: 'daily' });

/** Rows per second straight through the driver, durable one by one: what the database itself can do here. */
async function rawInserts({ database, clinicId, filled }: Bench, connections: number, forMs: number): Promise<number> {
  const clients = Array.from({ length: connections }, () => new pg.Client(database));
  await Promise.all(clients.map((client) => client.connect()));
  const { ids } = filled;
  let count = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - began < forMs) {
        const row = [newId(), ids[count % ids.length], 'sertraline', '100 mg', 'daily', 'active'];
        await client.query(plainInsert, [clinicId, ...row]);
        count += 1;
      }
    }),
  );
  const rate = perSecond({ count, tookMs: performance.now() - began });
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

type Kind = 'raw, 1' | `raw, ${typeof stations}` | 'bare, 1' | 'ours, 1' | 'bare, 8' | 'ours, 8';

/** Raw insert, bare handler and audited write in turns, so that what else the machine does touches all three. */
export async function measureWrites(bench: Bench): Promise<void> {
  const { quick, say } = bench;
  const forMs = quick ? 500 : 2_000;
  const requests: Load['requests'] = bench.filled.ids.map((id) => ({
    method: 'POST',
    path: `/api/patients/${id}/medicines`,
    body: medicine,
  }));
  let from = 0;
  const latencies = {
    'bare, 1': [] as number[],
    'ours, 1': [] as number[],
    'bare, 8': [] as number[],
    'ours, 8': [] as number[],
  };
  const post = async (kind: keyof typeof latencies, forThisMs = forMs): Promise<number> => {
    const [who, connections] = kind.split(', ');
    const port = who === 'bare' ? bench.barePort : bench.port;
    const loaded = await bench.load({
      port,
      connections: Number(connections),
      requests,
      from,
      until: { ms: forThisMs },
    });
    from += loaded.count;
    latencies[kind].push(check(loaded, kind).p95);
    return perSecond(loaded);
  };
  for (const kind of ['bare, 8', 'ours, 8'] as const) await post(kind, quick ? 1_000 : 3_000);
  await sealed(bench);
  const rates = new Map<Kind, number[]>();
  const note = (kind: Kind, rate: number) => rates.set(kind, [...(rates.get(kind) ?? []), rate]);
  const behind: { events: number; ms: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    note('raw, 1', await rawInserts(bench, 1, forMs));
    note('raw, 8', await rawInserts(bench, stations, forMs));
    for (const kind of ['bare, 1', 'ours, 1', 'bare, 8', 'ours, 8'] as const) {
      note(kind, await post(kind));
      if (kind.startsWith('ours')) behind.push(await sealed(bench));
    }
  }
  const of = (kind: Kind): number[] => rates.get(kind) ?? [];
  const row = (name: string, kind: Kind) => {
    const { median, least, most } = spreadOf(of(kind));
    const p95 = kind in latencies ? `   p95 ${ms(spreadOf(latencies[kind as keyof typeof latencies]).median)}` : '';
    say(
      `  ${name.padEnd(34)} ${whole(median).padStart(8)} /s   ${`${whole(least)}–${whole(most)}`.padStart(15)}${p95}`,
    );
  };
  say(
    `\nWrites: each kept on disk before the answer; median and spread of ${rounds} rounds in turns, ${seconds(forMs)} each`,
  );
  row('raw INSERT, 1 connection', 'raw, 1');
  row('bare handler, 1 client', 'bare, 1');
  row('our audited write, 1 client', 'ours, 1');
  row(`raw INSERT, ${stations} connections`, 'raw, 8');
  row(`bare handler, ${stations} clients`, 'bare, 8');
  row(`our audited write, ${stations} clients`, 'ours, 8');
  const ratio = (one: Kind, other: Kind): Spread =>
    spreadOf(of(one).map((rate, round) => rate / (of(other)[round] ?? Number.NaN)));
  const [alone, together] = [ratio('ours, 1', 'bare, 1'), ratio('ours, 8', 'bare, 8')];
  const said = ({ median, least, most }: Spread) => `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
  say(`  audited ÷ bare, round by round: ${said(alone)} with 1 client, ${said(together)} with ${stations}`);
  const latest = behind.reduce((most, one) => (one.ms > most.ms ? one : most));
  say(
    `  sealing after the longest wait: ${whole(latest.events)} events linked ${seconds(latest.ms)} after the load ended`,
  );
  await measureCpuOfWrites(bench, requests);
  bench.goal('Audited write ÷ bare handler', '≥ 0.7', said(together), together.median >= 0.7);
}
