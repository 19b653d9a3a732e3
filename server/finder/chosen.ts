/** The centers that an address names, in its order, each once, at most four. */
import type { Asked } from '#server/public/show.ts';
import { type CenterView, isSlug, viewCenters } from './center-view.ts';
import { compareMost } from './compare-most.ts';

export type Chosen = { views: CenterView[]; asked: number; unknown: string[] };

export async function chosenCenters({ c, query, today }: Asked): Promise<Chosen> {
  const slugs = [...new Set(query.getAll('center'))].filter(isSlug);
  const taken = slugs.slice(0, compareMost);
  const found = await viewCenters(c.var.services.db.public, taken, today);
  const views = found.filter(({ center }) => center.listing === 'listed');
  const known = new Set(views.map(({ center }) => center.slug));
  return { views, asked: slugs.length, unknown: taken.filter((slug) => !known.has(slug)) };
}
