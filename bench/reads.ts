import { type Bench, check, perSecond, stations } from './bench.ts';
import { ms, whole } from './figures.ts';
import type { Load, Loaded } from './load-process.ts';

/** Every chart is another one, so that nothing is warm by chance. */
export async function measureCharts(bench: Bench): Promise<void> {
  const count = bench.quick ? 1_000 : 6_000;
  const requests = spread(bench.filled.ids).map((id) => ({
    method: 'GET' as const,
    path: `/api/patients/${id}/chart`,
  }));
  bench.say(
    `\nOpening a chart, among ${whole(bench.filled.ids.length)} patients; each opening is written to the audit trail`,
  );
  const worst = await measure(bench, requests, count, 'chart');
  bench.goal('Chart read, p95', '≤ 20 ms', ms(worst.p95), worst.p95 <= 20);
}

/** As a person types: one request per letter of a name, a birth date in both ways of writing, a chart number. */
export async function measureSearch(bench: Bench): Promise<void> {
  const count = bench.quick ? 1_500 : 8_000;
  const typed = spread(bench.filled.people).flatMap(({ givenName, familyName, birthOn, number }, place) => {
    const [year, month, day] = birthOn.split('-');
    const ways = [
      `${familyName} ${givenName}`,
      `${givenName} ${familyName}`,
      birthOn,
      `${month}/${day}/${year}`,
      number,
    ];
    return letterByLetter(ways[place % ways.length] ?? familyName);
  });
  const requests = typed.map((text) => ({
    method: 'POST' as const,
    path: '/api/patients/search',
    body: JSON.stringify({ q: text }),
  }));
  bench.say('\nFinding a patient, one request per letter typed');
  const worst = await measure(bench, requests, count, 'search');
  bench.goal('Patient search as you type, p95', '≤ 50 ms', ms(worst.p95), worst.p95 <= 50);
  const first = typed.filter((text) => [...text].length === 1);
  const letters = first.map((text) => ({
    method: 'POST' as const,
    path: '/api/patients/search',
    body: JSON.stringify({ q: text }),
  }));
  row(
    bench,
    'only the first letter, 1 station',
    await bench.load({ connections: 1, requests: letters, until: { count: 200 } }),
  );
}

const letterByLetter = (text: string): string[] => [...text].map((_, place) => [...text].slice(0, place + 1).join(''));

/** Far from each other in turn: 0, 7919, 15838 … of the list. */
const spread = <T>(all: readonly T[]): T[] =>
  all.flatMap((_, place) => all.slice((place * 7919) % all.length).slice(0, 1));

async function measure(bench: Bench, requests: Load['requests'], count: number, what: string): Promise<Loaded> {
  await bench.load({ connections: 2, requests, until: { count: Math.ceil(count / 10) } });
  const alone = check(await bench.load({ connections: 1, requests, from: 1_000, until: { count: count / 2 } }), what);
  const together = check(await bench.load({ connections: stations, requests, from: 5_000, until: { count } }), what);
  row(bench, '1 station, without a pause', alone);
  row(bench, `${stations} stations at once, without a pause`, together);
  return together;
}

function row({ say }: Bench, name: string, of: Loaded): void {
  const figures = [`p50 ${ms(of.p50)}`, `p95 ${ms(of.p95)}`, `p99 ${ms(of.p99)}`, `slowest ${ms(of.slowest)}`];
  say(`  ${name.padEnd(40)} ${whole(perSecond(of)).padStart(6)} /s   ${figures.join('   ')}`);
}
