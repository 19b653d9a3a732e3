import { z } from 'zod';
import { webHost } from '#clinical/finder/finder.ts';
import { CannotImport } from './cannot-import.ts';
import { type Read, type Reading, readingOf } from './import-kinds.ts';
import { jsonOf } from './small-file.ts';
import type { SourceRecord } from './source-record.ts';
import { needed, phone, place, plain, Refused, webAddress } from './untrusted.ts';
import { zipPoints } from './zip-points.ts';

/**
 * Places of OpenStreetMap as GeoJSON (Overpass or osmtogeojson), by the tags of regulatory basis G5 [S94].
 *
 * ODbL: what comes from it stays a layer of its own and is named on every page that shows it (entry.ts).
 */
const Position = z.array(z.number()).min(2);
const Feature = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('Point'), coordinates: Position }),
      z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)).min(1) }),
      z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))).min(1) }),
    ])
    .nullable(),
});
type Feature = z.infer<typeof Feature>;
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()).max(1_000_000) });

export function readOsm(file: string, importedOn: string): Reading {
  const collection = Collection.safeParse(jsonOf(file));
  if (!collection.success) throw new CannotImport(`${file} is no GeoJSON FeatureCollection.`);
  let others = 0;
  const rows = collection.data.features.flatMap((one, at): Read[] => {
    const feature = Feature.safeParse(one);
    if (!feature.success)
      return [{ is: 'rejected', rejected: { line: at + 1, why: 'It is no feature with a point or an outline.' } }];
    if (!isWanted(feature.data)) {
      others += 1;
      return [];
    }
    try {
      return [{ is: 'record', record: record(feature.data, importedOn) }];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [{ is: 'rejected', rejected: { line: at + 1, why: error.message } }];
    }
  });
  return readingOf(rows, others);
}

const tag = ({ properties }: Feature, name: string): string => {
  const value = properties?.[name];
  return typeof value === 'string' ? value : '';
};

function isWanted(of: Feature): boolean {
  const specialities = tag(of, 'healthcare:speciality')
    .split(';')
    .map((part) => part.trim());
  return (
    ['clinic', 'doctors'].includes(tag(of, 'amenity')) ||
    tag(of, 'healthcare') === 'clinic' ||
    specialities.some((speciality) => ['psychiatry', 'anaesthetics'].includes(speciality))
  );
}

function record(of: Feature, importedOn: string): SourceRecord {
  const key = needed(String(of.id ?? tag(of, '@id')), 'The id', 40);
  if (!/^(node|way|relation)\/\d{1,12}$/.test(key)) throw new Refused('The id is no node, way or relation.');
  const { latitude, longitude } = middle(of);
  const zip = needed(tag(of, 'addr:postcode'), 'The ZIP code', 20);
  const known = zipPoints().find(zip);
  const where = place(
    {
      street: [tag(of, 'addr:housenumber'), tag(of, 'addr:street')].join(' ').trim() + unit(tag(of, 'addr:unit')),
      city: tag(of, 'addr:city'),
      // Maps leave the state away; the ZIP code tells it.
      state: tag(of, 'addr:state') || (known.is === 'found' ? known.point.state : ''),
      zip,
      latitude: String(latitude),
      longitude: String(longitude),
    },
    'address',
  );
  const name = needed(tag(of, 'name') || tag(of, 'operator'), 'The name', 200);
  const tel = phone(tag(of, 'phone') || tag(of, 'contact:phone'));
  const website = webAddress(tag(of, 'website') || tag(of, 'contact:website'));
  const access = plain(tag(of, 'wheelchair'), 'The tag wheelchair', 40);
  return {
    kind: 'osm',
    key,
    licence: 'ODbL 1.0, © OpenStreetMap contributors',
    readOn: importedOn,
    content: {
      names: [name, plain(tag(of, 'alt_name'), 'The other name', 200)].filter((text) => text !== ''),
      places: [where],
      ...(tel === undefined ? {} : { phone: tel }),
      ...(website === undefined || webHost(website) === '' ? {} : { website }),
      ...(access === 'yes' ? { offers: [{ kind: 'access', value: 'wheelchair' }] } : {}),
    },
  };
}

const unit = (text: string) => (text === '' ? '' : `, Unit ${text}`);

/** The point, or the mean of the outline's corners. */
function middle({ geometry }: Feature): { latitude: number; longitude: number } {
  if (geometry === null) throw new Refused('It has no point.');
  const ring =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'Polygon'
        ? (geometry.coordinates[0] ?? [])
        : (geometry.coordinates[0]?.[0] ?? []);
  // The last corner of a ring is its first again.
  const corners = ring.length > 1 ? ring.slice(0, -1) : ring;
  const mean = (at: 0 | 1) => corners.reduce((sum, corner) => sum + (corner[at] ?? Number.NaN), 0) / corners.length;
  const [longitude, latitude] = [mean(0), mean(1)];
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) throw new Refused('Its outline has no corner.');
  return { latitude: Number(latitude.toFixed(7)), longitude: Number(longitude.toFixed(7)) };
}
