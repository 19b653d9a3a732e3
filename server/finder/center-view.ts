/** What a page shows of a center, worked out from what was loaded: states with what they rest on. */
import { type Evidence, type FactName, type FactState, factsToLookFor, stateOf } from '#clinical/finder/finder.ts';
import { asEvidence } from './cards.ts';
import { findCenter, type LoadedCenter, loadCenter } from './finder.queries.ts';

type Db = Parameters<typeof loadCenter>[0];

export type ShownFact = {
  name: FactName;
  group: (typeof factsToLookFor)[number]['group'];
  state: FactState;
  by: Evidence | undefined;
};
type Center = NonNullable<Awaited<ReturnType<typeof findCenter>>>;
export type CenterView = { center: Center; loaded: LoadedCenter; facts: ShownFact[] };

/** Undefined for a center that we do not have; one that is not listed comes without facts. */
export async function viewCenter(db: Db, slug: string, today: string): Promise<CenterView | undefined> {
  const center = await findCenter(db, slug);
  if (center === undefined) return undefined;
  const loaded = await loadCenter(db, center.id);
  const evidence = loaded.evidence.flatMap((row) => asEvidence(row) ?? []);
  const of = Map.groupBy(evidence, ({ fact }) => fact);
  const facts = factsToLookFor.map(({ name, group }) => ({ name, group, ...stateOf(of.get(name) ?? [], today) }));
  return { center, loaded, facts };
}

export const isSlug = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 120;
