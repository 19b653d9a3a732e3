import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { milesBetween } from '#clinical/finder/finder.ts';
import { slipsOf, zipPoints } from './zip-points.ts';

const points = zipPoints();
const point = (zip: string) => {
  const answer = points.find(zip);
  if (answer.is !== 'found') throw new Error(`${zip}: ${answer.is}`);
  return answer.point;
};

describe('a ZIP code', () => {
  test.each(['89501', ' 89501 ', '89501-1234', '895011234'])('%j is Reno', (text) => {
    expect(points.find(text)).toMatchObject({
      is: 'found',
      point: { zip: '89501', city: 'Reno', state: 'NV', from: 'census' },
    });
  });

  test('of post-office boxes has a place too, and says whose', () => {
    expect(point('00501')).toMatchObject({ state: 'NY', from: 'geonames' });
  });

  test('of military mail has none', () => expect(points.find('09012')).toEqual({ is: 'military' }));

  test('that nobody knows gives the codes it may have been meant for', () => {
    const answer = points.find('89510');
    expect(answer.is === 'found' || answer.is === 'unknown').toBe(true);
    const slip = points.find('98951'.split('').reverse().join(''));
    expect(slip.is).not.toBe('no ZIP code');
    const unknown = points.find('89500');
    expect(unknown).toMatchObject({ is: 'unknown' });
    if (unknown.is === 'unknown') expect(unknown.near.map(({ zip }) => zip)).toContain('89501');
  });

  test.each(['', '8950', '895011', 'Reno', '８９５０１', "89501'; drop table", '89501\n89502'])('is not %j', (text) =>
    expect(points.find(text)).toEqual({ is: 'no ZIP code' }),
  );

  test('whatever is asked, an answer comes, and every point lies on the earth', () => {
    fc.assert(fc.property(fc.string({ maxLength: 12 }), (text) => void points.find(text)));
    for (const zip of points.all) {
      const answer = points.find(zip);
      if (answer.is !== 'found') continue;
      const { latitude, longitude, state } = answer.point;
      expect(Math.abs(latitude) <= 72 && Math.abs(longitude) <= 180 && latitude !== 0, zip).toBe(true);
      expect(state, zip).toMatch(/^[A-Z]{2}$/);
    }
  });

  test('slips are one digit or one exchange away, each once, never the code itself', () => {
    const slips = slipsOf('89501');
    expect(slips).toContain('98501');
    expect(slips).toContain('89510');
    expect(slips).toContain('89502');
    expect(new Set(slips).size).toBe(slips.length);
    expect(slips).not.toContain('89501');
  });
});

describe('a town', () => {
  test.each(['Reno, NV', 'reno nv', 'RENO Nevada', 'Reno,Nevada', 'Reno'])('%j', (text) => {
    expect(points.town(text)[0]).toMatchObject({ city: 'Reno', state: 'NV' });
  });

  test.each([
    ['St. Louis, MO', 'Saint Louis', 'MO'],
    ['N Las Vegas NV', 'North Las Vegas', 'NV'],
    ['new york', 'New York', 'NY'],
    ['Washington DC', 'Washington', 'DC'],
    ['kansas city missouri', 'Kansas City', 'MO'],
    ['winston-salem north carolina', 'Winston Salem', 'NC'],
  ])('%j is %s, %s', (text, city, state) => expect(points.town(text)[0]).toMatchObject({ city, state }));

  test('of one name in many states gives all of them, the one with the most codes first', () => {
    const found = points.town('Springfield');
    expect(found.length).toBeGreaterThan(10);
    expect(new Set(found.map(({ state }) => state)).size).toBe(found.length);
  });

  test('that does not exist, or is in another state, is not found', () => {
    for (const text of ['Reno, XX', 'Nowhere at all', '', ',', 'Reno, Wyoming']) expect(points.town(text)).toEqual([]);
  });

  test('stands among its codes', () => {
    const [reno] = points.town('Reno, NV');
    if (reno === undefined) throw new Error('no Reno');
    expect(milesBetween(reno, point('89501'))).toBeLessThan(25);
  });
});

test('what is being typed is completed, codes and towns', () => {
  expect(points.beginningWith('8950').every((found) => 'zip' in found && found.zip.startsWith('8950'))).toBe(true);
  expect(points.beginningWith('8950').length).toBeGreaterThan(3);
  expect(points.beginningWith('ren')).toContainEqual(expect.objectContaining({ city: 'Reno', state: 'NV' }));
  expect(points.beginningWith('')).toEqual([]);
});

test('a state has its box', () => {
  const box = points.boxOf('NV');
  expect(box?.south).toBeGreaterThan(34);
  expect(box?.north).toBeLessThan(42.1);
  expect(points.boxOf('XX')).toBeUndefined();
});
