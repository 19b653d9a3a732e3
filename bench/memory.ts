import { type Bench, check, perSecond, stations } from './bench.ts';
import { megabytes, slopeOf, whole } from './figures.ts';
import type { Load } from './load-process.ts';

/** 20 stations that each ask once in two seconds: more than a clinic of four chairs does. */
const anHour = 36_000;

/** A burst of an hour's requests; memory is read after every tenth of it, once what is not used was collected. */
export async function measureMemory(bench: Bench): Promise<void> {
  const total = bench.quick ? anHour / 6 : anHour;
  const requests = mixed(bench);
  const warm = Math.ceil(total / 10);
  check(await bench.load({ connections: stations, requests, until: { count: warm } }), 'memory');
  const read = () => bench.server.ask<{ rss: number; heap: number }>('memory');
  const before = await read();
  const points = [{ x: 0, ...before }];
  let rate = 0;
  for (let part = 1; part <= 10; part += 1) {
    const loaded = await bench.load({
      connections: stations,
      requests,
      from: part * 997,
      until: { count: total / 10 },
    });
    rate = perSecond(check(loaded, 'memory'));
    points.push({ x: (part * total) / 10, ...(await read()) });
  }
  const after = points.at(-1) ?? before;
  const most = Math.max(...points.map(({ rss }) => rss));
  // The second half alone: buffers and compiled code have found their size by then.
  const late = points.slice(5);
  const growth = slopeOf(late.map(({ x, heap }) => ({ x, y: heap }))) * anHour;
  bench.say(
    `\nMemory of the server: ${bench.quick ? 'a sixth of an hour’s requests' : 'an hour’s requests'} (${whole(total)}: 20 stations, one each 2 s) as one burst, ${whole(rate)} /s`,
  );
  bench.say(`  resident  ${megabytes(before.rss)} → ${megabytes(after.rss)}, at most ${megabytes(most)}`);
  bench.say(`  heap      ${megabytes(before.heap)} → ${megabytes(after.heap)}`);
  bench.say(`  heap slope over the second half: ${(growth / 1_048_576).toFixed(1)} MB per hour’s worth of requests`);
  bench.goal(
    'Heap after an hour’s worth of requests',
    'grows ≤ 10 MB',
    `${(growth / 1_048_576).toFixed(1)} MB`,
    growth <= 10 * 1_048_576,
  );
}

/** What stations do: mostly ask who is signed in, then charts, searches, and one write in ten. */
function mixed({ filled }: Bench): Load['requests'] {
  return filled.ids.flatMap((id, place) => {
    const name = filled.people[place]?.familyName.slice(0, 4) ?? 'a';
    const write = {
      method: 'POST' as const,
      path: `/api/patients/${id}/medicines`,
      body: '{"name":"sertraline","dose":"50 mg"}',
    };
    return [
      ...Array.from({ length: 4 }, () => ({ method: 'GET' as const, path: '/api/me' })),
      ...Array.from({ length: 3 }, () => ({ method: 'GET' as const, path: `/api/patients/${id}/chart` })),
      ...Array.from({ length: 2 }, () => ({
        method: 'POST' as const,
        path: '/api/patients/search',
        body: JSON.stringify({ q: name }),
      })),
      write,
    ];
  });
}
