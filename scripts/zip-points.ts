import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareZipSources, zipPage } from '#server/finder/zip-sources.ts';

/** `npm run zips`: holds both sources of ZIP points against each other and writes docs/zip-points.md. */
const compared = compareZipSources();
writeFileSync(join(import.meta.dirname, '..', 'docs', 'zip-points.md'), zipPage(compared));
const { both, far, onlyCensus, onlyGeonames, military, without } = compared;
process.stdout.write(
  `${both} codes in both, ${far.length} more than 20 km apart; ${onlyCensus.length} in the Census alone, ${onlyGeonames.length} in GeoNames alone; ${military.length} of military mail and ${without.length} others without a place. docs/zip-points.md is written.\n`,
);
