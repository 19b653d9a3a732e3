/** What a page shows of a center, worked out from what was loaded: states with what they rest on. */
import { type Evidence, type FactName, type FactState, factsToLookFor, stateOf } from '#clinical/finder/finder.ts';
import { asEvidence } from './cards.ts';
import { type LoadedCenter, listCentersNamed, loadCenters } from './finder.queries.ts';

type Db = Parameters<typeof loadCenters>[0];

export type ShownFact = {
  name: FactName;
  group: (typeof factsToLookFor)[number]['group'];
  state: FactState;
  by: Evidence | undefined;
};
type Center = Awaited<ReturnType<typeof listCentersNamed>>[number];
export type CenterView = { center: Center; loaded: LoadedCenter; facts: ShownFact[] };

/** Those of these that we have, in their order; one that is not listed comes without facts on any page. */
export async function viewCenters(db: Db, slugs: readonly string[], today: string): Promise<CenterView[]> {
  if (slugs.length === 0) return [];
  const centers = await listCentersNamed(db, slugs);
  if (centers.length === 0) return [];
  const loadedOf = await loadCenters(
    db,
    centers.map(({ id }) => id),
  );
  return slugs.flatMap((slug) => {
    const center = centers.find((one) => one.slug === slug);
    return center === undefined ? [] : [viewOf(center, loadedOf(center.id), today)];
  });
}

function viewOf(center: Center, loaded: LoadedCenter, today: string): CenterView {
  const evidence = loaded.evidence.flatMap((row) => asEvidence(row) ?? []);
  const of = Map.groupBy(evidence, ({ fact }) => fact);
  const facts = factsToLookFor.map(({ name, group }) => ({ name, group, ...stateOf(of.get(name) ?? [], today) }));
  return { center, loaded, facts };
}

export const isSlug = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 120;
