/** The row that a search reads: worked out from evidence, never typed in; written whenever something changes, and daily. */
import {
  countStates,
  type Evidence,
  formulaNow,
  isFactName,
  statesOf,
  sumOf,
  toLetters,
} from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';
import { type CardRow, type ForCards, listStale, loadForCards, replaceCards } from './cards.queries.ts';

/** Which price stands for a center in a list: what most people pay for first. */
const pricesInOrder = ['infusion', 'nasal-spray', 'injection', 'lozenge', 'course', 'first-visit'];

/** How a row of the database is evidence for a rule. */
export const asEvidence = (row: {
  fact: string;
  kind: string;
  words: string;
  source: string;
  foundOn: string;
  expiresOn: string;
  link?: string | null;
  checker?: string | null;
}): Evidence | undefined =>
  isFactName(row.fact)
    ? {
        ...row,
        fact: row.fact,
        kind: row.kind as Evidence['kind'],
        link: row.link ?? undefined,
        checker: row.checker ?? undefined,
      }
    : undefined;

/** Rows for search of some centers, on a day. A center that is not listed has none. */
export function cardsOf(of: ForCards, today: string): CardRow[] {
  const [locations, evidence, services, offers, prices, quotes] = [
    Map.groupBy(of.locations, ({ centerId }) => centerId),
    Map.groupBy(of.evidence, ({ centerId }) => centerId),
    Map.groupBy(of.services, ({ centerId }) => centerId),
    Map.groupBy(of.offers, ({ centerId }) => centerId),
    Map.groupBy(of.prices, ({ centerId }) => centerId),
    Map.groupBy(of.quotes, ({ centerId }) => centerId),
  ];
  return of.centers.flatMap((center) => {
    if (center.listing !== 'listed') return [];
    const shown = (evidence.get(center.id) ?? []).flatMap((row) => asEvidence(row) ?? []);
    const states = statesOf(shown, today);
    const offered = services.get(center.id) ?? [];
    const price = (prices.get(center.id) ?? []).toSorted(
      (a, b) => pricesInOrder.indexOf(a.what) - pricesInOrder.indexOf(b.what) || (a.statedOn < b.statedOn ? 1 : -1),
    )[0];
    const newest =
      shown
        .map(({ foundOn }) => foundOn)
        .toSorted()
        .at(-1) ?? '';
    const shared = {
      centerId: center.id,
      slug: center.slug,
      name: center.name,
      states: toLetters(states),
      sum: sumOf(countStates(states)),
      formula: formulaNow.version,
      treatments: [
        ...new Set(offered.map(({ treatment, byMail }) => (byMail ? `${treatment}-by-mail` : treatment))),
      ].sort(),
      products: [...new Set(offered.map(({ product }) => product))].sort(),
      priceWhat: price?.what ?? null,
      priceCents: price?.cents ?? null,
      priceWords: price?.words ?? null,
      priceOn: price?.statedOn ?? null,
      offers: (offers.get(center.id) ?? []).map(({ kind, value }) => `${kind}:${value}`).sort(),
      redLine: redLineOf(shown, quotes.get(center.id) ?? []),
      checkedOn: newest === '' ? null : newest,
      workedOn: today,
      synthetic: center.synthetic,
    };
    return (locations.get(center.id) ?? []).map(({ id, city, state, zip, latitude, longitude }) => ({
      ...shared,
      locationId: id,
      city,
      state,
      zip,
      latitude,
      longitude,
    }));
  });
}

/** At most one: words against the law first, then sources that disagree. JSON, because a page says it in two languages. */
function redLineOf(evidence: readonly Evidence[], quotes: readonly { rule: string; words: string }[]): string | null {
  const [quote] = quotes;
  if (quote !== undefined) return JSON.stringify({ rule: quote.rule, words: quote.words });
  const against = evidence.find(({ kind }) => kind === 'contradiction');
  return against === undefined ? null : JSON.stringify({ fact: against.fact, words: against.words });
}

/** Works the rows out anew. The caller's transaction is the one in which something changed. */
export async function writeCards(tx: Tx, ids: readonly string[], today: string): Promise<void> {
  if (ids.length === 0) return;
  await replaceCards(tx, ids, cardsOf(await loadForCards(tx, ids), today));
}

const centersAtOnce = 500;
const noId = '00000000-0000-0000-0000-000000000000';

/** Once a day: what expired since then changes its state. */
export async function refreshCards(services: Services): Promise<void> {
  const today = services.clock().toISOString().slice(0, 10);
  for (let after = noId; ; ) {
    const from = after;
    const ids = await services.db.inCentersTransaction(async (tx) => {
      const found = (await listStale(tx, today, from, centersAtOnce)).map(({ centerId }) => centerId);
      await writeCards(tx, found, today);
      return found;
    });
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
