import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { type Bench, check, perSecond, stations } from './bench.ts';
import { openDatabaseClock } from './cpu.ts';
import { spreadOf, whole } from './figures.ts';
import { rawInserts } from './sessions.ts';

const rounds = 5;
const vialCount = 400;
const day = '2026-11-25';

/**
 * Draws from stock, each a whole request: permission, the container under its lock, the draw, the row of the register
 * with its sums, the answer kept for a repeat, the event of the trail, all on disk before the answer. All containers of a
 * product at one location share one balance: many vials meet there as one does at itself.
 */
export async function measurePharmacy(bench: Bench): Promise<void> {
  const { quick, say } = bench;
  const forMs = quick ? 500 : 2_000;
  const { one, many, sessions } = await aCabinet(bench);
  const drawing = async (items: readonly string[]): Promise<number> => {
    // More than any machine does in that time: each request is sent once, since a repeat would change nothing.
    const requests = Array.from({ length: forMs * 4 }, (_, at) => ({
      method: 'POST' as const,
      path: '/api/pharmacy/draws',
      body: JSON.stringify({
        id: newId(),
        itemId: items[at % items.length],
        sessionId: sessions[at % sessions.length],
        amount: { ul: 10 },
      }),
    }));
    return perSecond(
      check(await bench.load({ connections: stations, requests, until: { ms: forMs } }), 'drawing from stock'),
    );
  };
  await drawing(one);
  const rates = { raw: [] as number[], one: [] as number[], many: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.raw.push(await rawInserts(bench, forMs));
    rates.one.push(await drawing(one));
    rates.many.push(await drawing(many));
  }
  say(`\nDraws from stock, ${stations} writers at once, median of ${rounds} rounds in turns`);
  const row = (name: string, of: readonly number[]) => {
    const { median, least, most } = spreadOf(of);
    say(`  ${name.padEnd(34)} ${whole(median).padStart(8)} /s   ${`${whole(least)}–${whole(most)}`.padStart(15)}`);
  };
  row('raw INSERT', rates.raw);
  row('draw, one vial', rates.one);
  row(`draw, ${vialCount} vials`, rates.many);
  await sayCpu(
    bench,
    { 'draw, one vial': () => drawing(one), [`draw, ${vialCount} vials`]: () => drawing(many) },
    forMs,
  );
  say(`  register and stock: ${await sumsOf(bench)}`);
}

/** What one draw costs in processor time: unlike a rate this hardly depends on what else the machine does. */
async function sayCpu(bench: Bench, works: Record<string, () => Promise<number>>, forMs: number): Promise<void> {
  const database = await openDatabaseClock(bench.database);
  if (database === undefined) return;
  const cpu = async () => [await bench.server.ask<number>('cpu'), database()] as const;
  for (const [name, work] of Object.entries(works)) {
    const before = await cpu();
    const count = ((await work()) * forMs) / 1_000;
    const after = await cpu();
    const each = (at: 0 | 1) => `${whole(((after[at] - before[at]) * 1_000) / count)} µs`.padStart(8);
    bench.say(`    ${name.padEnd(32)} processor time: server ${each(0)}   database ${each(1)}`);
  }
}

/** A vial that never runs empty, many more, and sessions to draw for: through the front door, but for the second person. */
async function aCabinet(bench: Bench): Promise<{ one: string[]; many: string[]; sessions: string[] }> {
  const sessions = Array.from({ length: 64 }, () => newId());
  const [locationId, productId] = [newId(), newId()];
  const send = async (path: string, bodies: readonly object[]) => {
    const requests = bodies.map((body) => ({ method: 'POST' as const, path, body: JSON.stringify(body) }));
    check(await bench.load({ connections: 1, requests, until: { count: requests.length } }), path);
  };
  await send(
    '/api/sessions',
    sessions.map((id, at) => ({ id, patientId: bench.filled.ids[at], plannedAt: `${day}T12:00:00Z` })),
  );
  await send('/api/pharmacy/locations', [{ id: locationId, name: 'Measured', place: '' }]);
  const product = { form: 'vial', substance: 'ketamine', name: 'Measured', severalSessions: true, ndc: '99999-999-99' };
  await send('/api/pharmacy/products', [
    { id: productId, product: { ...product, strengthUgPerMl: 1_000, volumeUl: 1_000_000_000 } },
  ]);
  await secondPerson(bench, productId);
  const supplier = { name: 'Nobody', address: 'Nowhere', deaNumber: 'RX7751096' };
  const delivery = { productId, locationId, invoice: '1', supplier, receivedOn: day, expiresOn: '2099-12-31' };
  const scanned = '99999-999-99';
  await send('/api/pharmacy/receipts', [
    { ...delivery, id: newId(), lot: 'ONE', containers: 1, scanned },
    { ...delivery, id: newId(), lot: 'MANY', containers: vialCount, scanned },
  ]);
  return inRacemic(bench, async (client) => {
    const of = async (lot: string) =>
      (
        await client.query<{ id: string }>('select id from clinic.drug_item where lot = $1 and product_id = $2', [
          lot,
          productId,
        ])
      ).rows.map(({ id }) => id);
    return { one: await of('ONE'), many: await of('MANY'), sessions };
  });
}

const secondPerson = ({ clinicId, ...bench }: Bench, productId: string) =>
  inRacemic(bench, (client) =>
    client.query(
      `update clinic.drug_product p set second_at = now(), second_by =
         (select id from clinic.practitioner w where w.clinic_id = $2 and w.id <> p.read_by limit 1) where id = $1`,
      [productId, clinicId],
    ),
  );

/** Whether what was measured is also right. */
const sumsOf = (bench: Bench): Promise<string> =>
  inRacemic(bench, async (client) => {
    const { rows } = await client.query<{ rows: string; wrong: string }>(
      `select (select count(*) from clinic.drug_register) as rows,
              (select count(*) from clinic.drug_item i
                where (select coalesce(sum(r.inside_ug), 0) from clinic.drug_register r where r.item_id = i.id and r.clinic_id = i.clinic_id) <> i.inside_ug) as wrong`,
    );
    return `${whole(Number(rows[0]?.rows))} rows, ${rows[0]?.wrong} containers that differ`;
  });

async function inRacemic<T>(
  { database }: Pick<Bench, 'database'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...database, database: 'racemic' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
