import { type Bench, check, stations } from './bench.ts';
import { openDatabaseClock } from './cpu.ts';
import type { Load } from './load-process.ts';
import { sealed } from './sealed.ts';

/**
 * What a write costs in processor time, server and database apart. Unlike a rate this hardly depends on what else the
 * machine does, so it is what to look at when the code is made faster. Sealing the audit is part of our write.
 */
export async function measureCpuOfWrites(bench: Bench, requests: Load['requests']): Promise<void> {
  const database = await openDatabaseClock(bench.database);
  if (database === undefined) return;
  const count = bench.quick ? 1_500 : 6_000;
  const measure = async (port: number, cpu: () => Promise<number>) => {
    const before = { server: await cpu(), database: database() };
    check(await bench.load({ port, connections: stations, requests, from: 3_000, until: { count } }), 'processor time');
    await sealed(bench);
    const after = { server: await cpu(), database: database() };
    return {
      server: ((after.server - before.server) * 1_000) / count,
      database: ((after.database - before.database) * 1_000) / count,
    };
  };
  const bare = await measure(bench.barePort, () => bench.bare.ask<number>('cpu'));
  const ours = await measure(bench.port, () => bench.server.ask<number>('cpu'));
  const row = (name: string, of: { server: number; database: number }) =>
    bench.say(
      `  ${name.padEnd(34)} server ${of.server.toFixed(0).padStart(5)} µs   database ${of.database.toFixed(0).padStart(5)} µs`,
    );
  bench.say('  processor time of one write:');
  row('  bare handler', bare);
  row('  our audited write, sealing included', ours);
  const ratio = (bare.server + bare.database) / (ours.server + ours.database);
  bench.say(`  bare ÷ audited, by processor time: ${ratio.toFixed(2)}`);
}
