import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  aPharmacy,
  aProduct,
  aSession,
  draws,
  ketamineVial,
  sharedVial,
  someStock,
  type TestPharmacy,
} from '../../tests/a-pharmacy.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { confirmAwaiting } from './awaiting.actions.ts';
import { assign, unassign } from './draw.actions.ts';
import { addLocation } from './location.actions.ts';
import { moveStock } from './move.actions.ts';
import { administerFromFacts } from './pharmacy.actions.ts';
import { askTwo } from './second-person.ts';
import { reportLoss, wasting } from './waste.actions.ts';

/** People who do things at the same moment, at a real database. */

let server: TestServer;
let pharmacy: TestPharmacy;
let admin: pg.Client;
let people: Person[];
let elsewhere: string;
beforeAll(async () => {
  server = await aServer();
  const clinic = await aClinic(server.services);
  pharmacy = await aPharmacy(clinic);
  people = [pharmacy.nurse, pharmacy.colleague, await clinic.as('prescriber')];
  elsewhere = newId();
  await addLocation(pharmacy.nurse.ctx, { id: elsewhere, name: 'Cabinet B', place: '' });
  admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server[Symbol.asyncDispose]();
});

/** Everything that has to be so whatever was done: for each row that breaks it, what. */
const broken = async (): Promise<unknown[]> =>
  (
    await admin.query(`
      select 'container does not add up' as what, i.id::text from clinic.drug_item i
       where i.drawn_ug <> i.administered_ug + i.wasted_ug + i.returned_ug + i.lost_ug + i.out_ug
          or i.inside_ug <> i.content_ug + i.added_ug + i.returned_ug - i.drawn_ug - i.removed_ug
          or least(i.inside_ug, i.inside_ul, i.out_ug, i.out_ul) < 0
      union all
      select 'draws differ from their container', i.id::text from clinic.drug_item i
        left join lateral (select coalesce(sum(d.drawn_ug), 0) as drawn, coalesce(sum(d.administered_ug), 0) as administered,
                                  coalesce(sum(d.wasted_ug), 0) as wasted, coalesce(sum(d.lost_ug), 0) as lost,
                                  coalesce(sum(d.out_ug), 0) as out_ug, coalesce(sum(d.out_ul), 0) as out_ul
                             from clinic.drug_draw d where d.item_id = i.id) s on true
       where (s.drawn, s.administered, s.wasted, s.lost, s.out_ug, s.out_ul)
          is distinct from (i.drawn_ug, i.administered_ug, i.wasted_ug, i.lost_ug, i.out_ug, i.out_ul)
      union all
      select 'register differs from the container', i.id::text from clinic.drug_item i
       where (select (coalesce(sum(r.inside_ug), 0), coalesce(sum(r.inside_ul), 0), coalesce(sum(r.out_ug), 0), coalesce(sum(r.out_ul), 0))
                from clinic.drug_register r where r.item_id = i.id)
          is distinct from (i.inside_ug::bigint, i.inside_ul::bigint, i.out_ug::bigint, i.out_ul::bigint)
      union all
      select 'balance differs from what lies there', b.product_id::text from clinic.drug_balance b
       where (select (coalesce(sum(i.inside_ug), 0), coalesce(sum(i.inside_ul), 0), coalesce(sum(i.out_ug), 0), coalesce(sum(i.out_ul), 0))
                from clinic.drug_item i where i.location_id = b.location_id and i.product_id = b.product_id)
          is distinct from (b.inside_ug, b.inside_ul, b.out_ug, b.out_ul)
      union all
      select 'balance after a row is not that before it and its change', r.id::text
        from (select r.*, lag(after_ug, 1, 0::bigint) over w as before_ug, lag(out_after_ug, 1, 0::bigint) over w as out_before_ug,
                     row_number() over w as place
                from clinic.drug_register r
              window w as (partition by location_id, product_id order by seq)) r
       where r.after_ug <> r.before_ug + r.inside_ug or r.out_after_ug <> r.out_before_ug + r.out_ug or r.seq <> r.place
      union all
      select 'nobody watched, or the actor did', r.id::text from clinic.drug_register r
       where r.kind = 'waste' and (r.witness is null or r.witness = r.actor)`)
  ).rows;

/** A refusal is an answer; a defect is not. */
async function orRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CannotProceed) return undefined;
    throw error;
  }
}

test('eight writers on one vial draw no more than is in it, and none waits for ever', async () => {
  const productId = await aProduct(pharmacy, { ...sharedVial, ndc: '0143-9508-10', name: 'For eight' });
  const [vial = ''] = await someStock(pharmacy, productId, 1);
  const { sessionId } = await aSession(pharmacy.nurse);
  const each = 15;
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      let drawn = 0;
      for (let turn = 0; turn < each; turn += 1) {
        const person = people[writer % people.length] ?? pharmacy.nurse;
        if ((await orRefused(draws(person, vial, sessionId, { ul: 200 }))) !== undefined) drawn += 1;
      }
      return drawn;
    }),
  );
  // 20 mL hold 100 draws of 0.2 mL; 120 were tried.
  expect(outcomes.reduce((sum, drawn) => sum + drawn, 0)).toBe(100);
  const { rows } = await admin.query('select inside_ug, out_ug, out_ul from clinic.drug_item where id = $1', [vial]);
  expect(rows).toEqual([{ inside_ug: 0, out_ug: 200_000, out_ul: 20_000 }]);
  expect(await broken()).toEqual([]);
}, 60_000);

type Act = {
  kind: 'draw' | 'give' | 'waste' | 'confirm' | 'loss' | 'assign' | 'unassign' | 'move' | 'rest';
  who: number;
  which: number;
  ul: number;
  twice: boolean;
};
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...([
        'draw',
        'draw',
        'draw',
        'give',
        'give',
        'waste',
        'waste',
        'confirm',
        'confirm',
        'loss',
        'assign',
        'unassign',
        'move',
        'rest',
      ] as const),
    ),
    who: fc.nat(2),
    which: fc.nat(11),
    ul: fc.integer({ min: 1, max: 400 }).map((n) => n * 10),
    twice: fc.boolean(),
  }),
  { minLength: 8, maxLength: 40 },
);

test('whatever any number of people do at once, drawn is given, wasted, returned, lost or out, and the register is the stock', async () => {
  const [single, shared] = [
    await aProduct(pharmacy, { ...ketamineVial, ndc: '0143-9509-10', name: 'Single' }),
    await aProduct(pharmacy, { ...sharedVial, ndc: '0143-9510-10', name: 'Shared' }),
  ];
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const items = [
        ...(await someStock(pharmacy, single, 2, { scanned: '0143-9509-10' })),
        ...(await someStock(pharmacy, shared, 1, { scanned: '0143-9510-10' })),
      ];
      const sessions = [await aSession(pharmacy.nurse), await aSession(pharmacy.colleague)];
      const drawn: string[] = [];
      const asked: string[] = [];
      const pick = <T>(of: readonly T[], at: number): T | undefined => of[at % Math.max(1, of.length)];
      const act = async ({ kind, who, which, ul }: Act, id: string): Promise<unknown> => {
        const { ctx } = pick(people, who) ?? pharmacy.nurse;
        const itemId = pick(items, which) ?? '';
        const { sessionId } = pick(sessions, which + who) ?? { sessionId: '' };
        const drawId = pick(drawn, which);
        switch (kind) {
          case 'draw': {
            const made = await draws(pick(people, who) ?? pharmacy.nurse, itemId, sessionId, { ul }, id);
            drawn.push(id);
            return made;
          }
          case 'give':
            return inClinic(ctx, (tx) =>
              administerFromFacts(tx, ctx, {
                sessionId,
                drawn: [],
                given: [
                  {
                    eventId: id,
                    at: ctx.now,
                    by: null,
                    itemId: which % 2 ? itemId : undefined,
                    substance: 'ketamine',
                    ug: ul * 10,
                  },
                ],
              }),
            );
          case 'waste':
            if (drawId === undefined) return undefined;
            await askTwo(
              ctx,
              wasting,
              { id, from: { drawId }, how: 'sink', amount: which % 3 ? { ul } : undefined },
              undefined,
            );
            return asked.push(id);
          case 'rest':
            await askTwo(ctx, wasting, { id, from: { itemId }, how: 'sink', reason: 'the rest' }, undefined);
            return asked.push(id);
          case 'confirm': {
            const one = pick(asked, which);
            return one === undefined ? undefined : confirmAwaiting(ctx, one);
          }
          case 'loss':
            return reportLoss(ctx, {
              id,
              of: drawId === undefined || which % 2 ? { itemId } : { drawId },
              amount: { ul },
              reason: 'gone',
            });
          case 'assign':
            return assign(ctx, { id, itemId, sessionId });
          case 'unassign':
            return unassign(ctx, { id, itemId });
          case 'move':
            return moveStock(ctx, { id, itemIds: items, toLocationId: which % 2 ? elsewhere : pharmacy.locationId });
        }
      };
      // Four at a time, some of them twice at the same moment.
      for (let from = 0; from < all.length; from += 4)
        await Promise.all(
          all.slice(from, from + 4).flatMap((one) => {
            const id = newId();
            return [orRefused(act(one, id)), ...(one.twice ? [orRefused(act(one, id))] : [])];
          }),
        );
      expect(await broken()).toEqual([]);
    }),
    // A failure is told at once: made smaller, hundreds of runs of a real database would hide it behind a time-out.
    { numRuns: 15, endOnFailure: true },
  );
  // It was not all refused.
  const { rows } = await admin.query<{ kind: string }>('select distinct kind from clinic.drug_register order by 1');
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['administer', 'draw', 'loss', 'receive', 'waste']),
  );
}, 120_000);
