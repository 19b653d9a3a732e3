import { geoArea, geoContains } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import type { Point } from '#clinical/finder/finder.ts';
import { map } from './map.ts';
import { lakeShores } from './map-lines.ts';

const lakes = { type: 'MultiPolygon' as const, coordinates: lakeShores().map((shore) => [shore]) };
/** Drawn as water on top of the land; the ground of the whole map is a rectangle. */
const lakesOn = (middle: Point, miles: number) =>
  /<path class="map-water" d="([^"]*)"/.exec(String(map(middle, 'here', miles, [], 'a map')))?.[1] ?? '';

describe('lakes on the map', () => {
  const reno = { latitude: 39.53, longitude: -119.81 };

  test('are there: Tahoe and Pyramid Lake around Reno, and none where there is none', () => {
    for (const lake of [
      [-120.04, 39.1],
      [-119.56, 40.05],
    ] as const)
      expect(geoContains(lakes, [...lake])).toBe(true);
    expect(lakesOn(reno, 50).match(/M/g)).toHaveLength(2);
    expect(lakesOn({ latitude: 36.2, longitude: -98.3 }, 25)).toBe('');
  });

  test('are none where the shore of the Census is drawn already: the Great Lakes', () => {
    expect(lakesOn({ latitude: 41.88, longitude: -87.62 }, 50)).toBe('');
  });

  test('are whole: each shore closes, and holds a lake and not the rest of the earth', () => {
    const { coordinates } = lakes;
    expect(coordinates.length).toBeGreaterThan(40);
    for (const polygon of coordinates) {
      expect(polygon[0]?.[0]).toEqual(polygon[0]?.at(-1));
      expect(geoArea({ type: 'Polygon', coordinates: polygon })).toBeLessThan(0.001);
    }
  });

  test.each([10, 25, 50, 100, 250])('cost little: under 3 kB at any of them, within %i miles', (miles) => {
    for (const [first] of lakes.coordinates) {
      const [longitude = 0, latitude = 0] = first?.[0] ?? [];
      expect(lakesOn({ latitude, longitude }, miles).length).toBeLessThan(3_000);
    }
  });
});

test('a place beside the date line stands in the middle of its map, with its shores', () => {
  const drawn = String(map({ latitude: 52.2, longitude: -174.2 }, 'here', 250, [], 'a map'));
  expect(drawn).toMatch(/<circle class="map-here" cx="220" cy="2[89]\d"/);
  expect(/<path class="map-land" d="([^"]*)"/.exec(drawn)?.[1]).toMatch(/^M/);
});
