/** `npm run clinical:sources`: prints the numbers of the medicine as one page, and keeps it in docs/clinical/. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allSources } from '#clinical/all-sources.ts';
import { sourcePage } from '#clinical/source-page.ts';

const file = join(import.meta.dirname, '..', 'docs', 'clinical', 'sources.md');
const print = createHash('sha256').update(JSON.stringify(allSources)).digest('hex').slice(0, 16);
const page = sourcePage(allSources, print);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, page);
process.stdout.write(page);
