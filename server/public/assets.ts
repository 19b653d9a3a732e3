import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import type { Services } from '#server/platform/services.ts';

const Style = z.object({
  text: z.string().min(1),
  /** For `style-src`: a page may hold this style and no other. */
  hash: z.string().startsWith('sha256-'),
});

/** What a public page takes from the built web: its style as text, addresses of fonts and scripts. */
const Manifest = z.object({
  /** By the door behind which a page lies. */
  styles: z.object({ find: Style, learn: Style, check: Style }),
  /** Both stand in the first screen of every page: one that comes late is not shown on it, so both are asked for at once. */
  fonts: z.object({ inter: z.string(), serif: z.string() }),
  scripts: z.object({
    check: z.object({ address: z.string(), integrity: z.string() }),
    'near-me': z.object({ address: z.string(), integrity: z.string() }),
  }),
});
export type Assets = z.infer<typeof Manifest>;

/** Reads the list that the build left, once, at start. Without it no public page can be shown: a sentence, no stack. */
export function readAssets(folder: string): Assets {
  const list = join(folder, 'care', 'manifest.json');
  if (!existsSync(list))
    throw new CannotStart('The public pages are not built: run `npm run build`, or set PUBLIC_SITE=off.');
  const read = Manifest.safeParse(JSON.parse(readFileSync(list, 'utf8')));
  if (!read.success)
    throw new CannotStart('The public pages were built by another version of Racemic: run `npm run build` again.');
  return read.data;
}

const dist = join(import.meta.dirname, '../../web/dist');
const read = new WeakMap<Services, Assets>();

/** Read at the first page and kept. @throws CannotProceed('unavailable') where they are not built */
export function assetsOf(services: Services): Assets {
  const before = read.get(services);
  if (before !== undefined) return before;
  try {
    const assets = readAssets(dist);
    read.set(services, assets);
    return assets;
  } catch (error) {
    if (error instanceof CannotStart) throw new CannotProceed('unavailable', error.message);
    throw error;
  }
}

/** Other assets than the built ones. */
export const giveAssets = (services: Services, assets: Assets): void => void read.set(services, assets);
