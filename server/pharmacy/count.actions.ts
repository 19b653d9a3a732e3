import {
  addsUp,
  amountInWords,
  type Compared,
  type CountedLine,
  compareCount,
  countedInWords,
  differenceInWords,
  type ExpectedLine,
  noChange,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import type { SecondProof } from '#server/identity/second-person.actions.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { idInOrder } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { actorOf, type By, blocked, momentOf, once } from './command.ts';
import { holdLocationBalances, listDrawsOutAt, listItemsAt, listOpenFirst, saveCount } from './count.queries.ts';
import { listDrawsSaidUnaccounted, saveDiscrepancy } from './discrepancy.queries.ts';
import { measureOfRow } from './item.queries.ts';
import { type CountAsked, Counting } from './pharmacy.shapes.ts';
import { openBalances, writeRow } from './register.queries.ts';
import { askTwo, type TwoPeople } from './second-person.ts';
import { findLocation, listProducts } from './stock.queries.ts';

/**
 * A count at the beginning or the end of a day. Who counts is not told what the register says. Where it does not add up
 * it is kept as it was given, and from then on one person alone settles nothing at this place: a second one counts too.
 * Only then is told how much is missing or too much, and every difference becomes a case.
 */
export function countStock(ctx: Context, asked: CountAsked, second: SecondProof | undefined) {
  if (second !== undefined || asked.again !== undefined) return askTwo(ctx, counting, asked, second);
  return inClinic(ctx, (tx) =>
    once(tx, ctx, { id: asked.id, kind: 'count', asked }, async () => {
      const lines = await linesOf(tx, asked);
      const at = momentOf(ctx, asked.at);
      const firsts = await listOpenFirst(tx, asked.locationId);
      const kept = { asked, lines, at, by: { actor: actorOf(ctx) }, firsts };
      if (addsUp(lines) && firsts.length === 0) return keepCount(tx, ctx, kept);
      const { rows } = await keepCount(tx, ctx, { ...kept, isFirst: true });
      return { state: 'again' as const, rows };
    }),
  );
}

export const counting: TwoPeople<CountAsked> = {
  kind: 'count',
  asked: Counting,
  async prepare(tx, ctx, asked) {
    const location = await findLocation(tx, asked.locationId);
    const lines = await linesOf(tx, asked);
    const at = momentOf(ctx, asked.at);
    const firsts = await listOpenFirst(tx, asked.locationId);
    return {
      // What was counted, and not what should be there: who confirms it counts for themselves.
      says: `Count of “${location.name}” (${kindInWords(asked)}): ${lines.map((of) => `${of.name}: ${countedInWords(of)}`).join('; ')}.`,
      keep: (by) => keepCount(tx, ctx, { asked, lines, at, by, firsts }),
    };
  },
};

/** `inventory at the close of business`: an inventory must say which (21 CFR 1304.11). */
const kindInWords = ({ kind, takenAtHour }: Pick<CountAsked, 'kind' | 'takenAtHour'>) =>
  takenAtHour === undefined ? kind : `${kind} at the ${takenAtHour} of business`;

async function linesOf(tx: Tx, asked: CountAsked): Promise<readonly Compared[]> {
  if (asked.kind === 'inventory' && asked.takenAtHour === undefined)
    throw blocked('An inventory says whether it was taken at the opening or at the close of business.');
  if (asked.kind !== 'inventory' && asked.takenAtHour !== undefined)
    throw blocked('Only an inventory says whether it was taken at the opening or at the close of business.');
  await findLocation(tx, asked.locationId);
  const compared = compareCount(await expectedAt(tx, asked), asked.lines);
  if ('says' in compared) throw blocked(compared.says);
  return compared.lines;
}

/** What should lie there, under the lock of its sums; also what was counted though it should not be there. */
async function expectedAt(tx: Tx, { locationId, lines }: CountAsked): Promise<ExpectedLine[]> {
  await openBalancesOf(tx, locationId, lines);
  const held = await holdLocationBalances(tx, locationId);
  const counted = new Set(lines.map(({ productId }) => productId));
  const here = held.filter(({ productId, insideUg }) => Number(insideUg) > 0 || counted.has(productId));
  const products = await listProducts(tx);
  const items = await listItemsAt(tx, locationId);
  return here.flatMap(({ productId }) => {
    const product = products.find(({ id }) => id === productId);
    if (product === undefined) return [];
    const all = items.filter((item) => item.productId === productId);
    const full = all.filter(({ insideUg, contentUg, openedAt }) => insideUg === contentUg && openedAt === null);
    const openedUg = all.reduce((sum, { insideUg }) => sum + insideUg, 0) - full.length * product.contentUg;
    const measure = measureOfRow(product);
    return [
      { productId, name: product.name, measure, contentUg: product.contentUg, fullContainers: full.length, openedUg },
    ];
  });
}

async function openBalancesOf(tx: Tx, locationId: string, lines: readonly CountedLine[]): Promise<void> {
  const known = new Set((await listProducts(tx)).map(({ id }) => id));
  const ids = lines.map(({ productId }) => productId);
  if (ids.some((id) => !known.has(id))) throw notFound('product');
  if (ids.length > 0) await openBalances(tx, locationId, ids.toSorted());
}

type Firsts = Awaited<ReturnType<typeof listOpenFirst>>;
type Kept = {
  asked: CountAsked;
  lines: readonly Compared[];
  at: Date;
  by: By;
  /** Counted before at this place, and settled by this count where two people give it. */
  firsts: Firsts;
  isFirst?: boolean;
};

/** `First counted by Ana Lee: 2 unopened`; empty where nobody counted before. */
function firstsInWords(firsts: Firsts, { productId, measure }: Compared): string[] {
  return firsts.flatMap(({ lines, givenName, familyName }) =>
    (JSON.parse(lines).lines as ReturnType<typeof lineView>[])
      .filter((of) => of.productId === productId)
      .map((of) => `First counted by ${givenName} ${familyName}: ${countedInWords({ ...of, measure })}`),
  );
}

async function keepCount(tx: Tx, ctx: Context, { asked, lines, at, by, firsts, isFirst = false }: Kept) {
  const { id, locationId, kind, again, takenAtHour } = asked;
  const before = (line: Compared) => (isFirst ? [] : firstsInWords(firsts, line));
  await saveCount(tx, {
    id,
    locationId,
    kind,
    takenAtHour: takenAtHour ?? null,
    countedAt: at,
    countedBy: by.actor,
    secondBy: by.witness ?? null,
    lines: canonical({ lines: lines.map(lineView) }),
    addsUp: addsUp(lines),
    isFirst,
  });
  const rows: string[] = [];
  const discrepancies: string[] = [];
  for (const line of lines) {
    const rowId = idInOrder();
    rows.push(rowId);
    await writeRow(tx, {
      id: rowId,
      commandId: id,
      locationId,
      productId: line.productId,
      happenedAt: at,
      recordedAt: ctx.now,
      kind: 'count',
      itemId: null,
      drawId: null,
      change: noChange,
      // How much is missing is not told before a second person has counted.
      beyondUg: isFirst ? 0 : line.differenceUg,
      itemAfterUg: null,
      itemAfterUl: null,
      patientId: null,
      sessionId: null,
      orderId: null,
      sessionEventId: null,
      actor: by.actor,
      witness: by.witness ?? null,
      counterpart: null,
      document: null,
      reason: [`${kindInWords(asked)}${isFirst ? ', first count' : ''}: ${countedInWords(line)}`, ...before(line)].join(
        '. ',
      ),
    });
    if (line.differenceUg !== 0 && !isFirst)
      discrepancies.push(
        await saveDiscrepancy(tx, {
          kind: 'count',
          discoveredAt: at,
          openedBy: by.actor,
          productId: line.productId,
          locationId,
          differenceUg: line.differenceUg,
          says: [`${differenceInWords(line)}.`, ...before(line).map((of) => `${of}.`), again ?? ''].join(' ').trim(),
        }),
      );
  }
  if (kind === 'closing' && !isFirst) discrepancies.push(...(await openUnaccounted(tx, { locationId, at, by })));
  await audit(tx, ctx, {
    action: 'stock.count',
    subject: { kind: 'drug-count', id },
    after: {
      locationId,
      kind,
      ...(takenAtHour === undefined ? {} : { takenAtHour }),
      isFirst,
      ...by,
      lines: lines.map(lineView),
      rows,
      discrepancies,
    },
    reason: again,
  });
  return { rows, discrepancies };
}

/** At the end of the day what is drawn and not accounted for is a case of its own, once. */
async function openUnaccounted(tx: Tx, { locationId, at, by }: { locationId: string; at: Date; by: By }) {
  const draws = await listDrawsOutAt(tx, locationId);
  const said = await listDrawsSaidUnaccounted(
    tx,
    draws.map(({ id }) => id),
  );
  const products = await listProducts(tx);
  const opened: string[] = [];
  for (const draw of draws.filter(({ id }) => !said.has(id))) {
    const product = products.find(({ id }) => id === draw.productId);
    if (product === undefined) continue;
    const amount = amountInWords(draw.outUg, measureOfRow(product));
    opened.push(
      await saveDiscrepancy(tx, {
        kind: 'unaccounted',
        discoveredAt: at,
        openedBy: by.actor,
        productId: draw.productId,
        locationId,
        itemId: draw.itemId,
        drawId: draw.id,
        patientId: draw.patientId,
        sessionId: draw.sessionId,
        differenceUg: -draw.outUg,
        says: `${amount} of ${product.name} were drawn and not accounted for when the day was closed.`,
      }),
    );
  }
  return opened;
}

const lineView = (line: Compared) => ({
  productId: line.productId,
  name: line.name,
  expectedFull: line.fullContainers,
  expectedOpenedUg: line.openedUg,
  countedFull: line.countedFull,
  countedOpenedUg: line.countedOpenedUg,
  differenceUg: line.differenceUg,
});
