import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factNames } from '#clinical/finder/finder.ts';
import { profilesInPage } from './json-ld.ts';
import { CenterProfile, profileSchema } from './profile.ts';

test('the schema in docs is the one that profiles are read by', () => {
  const kept: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/center-profile.schema.json'), 'utf8'),
  );
  expect(
    kept,
    'docs/center-profile.schema.json is stale: racemic import --schema > docs/center-profile.schema.json',
  ).toEqual(JSON.parse(JSON.stringify(profileSchema())));
});

test('a center may speak of each of the 24 facts, and of nothing else', () => {
  const profile = (fact: string) => ({
    racemicCenterProfile: 1,
    website: 'https://center.example',
    updatedOn: '2026-11-01',
    name: 'A Center',
    places: [{ street: '1 A St', city: 'Reno', state: 'NV', zip: '89501' }],
    facts: [{ fact, words: 'So it is.' }],
  });
  expect(factNames.every((fact) => CenterProfile.safeParse(profile(fact)).success)).toBe(true);
  expect(CenterProfile.safeParse(profile('stars')).success).toBe(false);
});

test.each([
  ['no script at all', '<html></html>'],
  ['a script that is no JSON', '<script type="application/ld+json">{"@type": MedicalClinic}</script>'],
  ['something that is no center', '<script type="application/ld+json">{"@type":"Recipe","address":{}}</script>'],
  ['a center without an address', '<script type="application/ld+json">{"@type":"MedicalClinic","name":"x"}</script>'],
  ['a list of lists', '<script type="application/ld+json">[[[]]]</script>'],
])('a page with %s speaks of no center', (_what, page) => expect(profilesInPage(page, '2026-11-30')).toEqual([]));

test('a service is taken over only when product and way are named', () => {
  const page = (name: string) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'https://schema.org/MedicalClinic', name: 'C', url: 'https://c.example', address: { streetAddress: '1 A St' }, availableService: { name } })}</script>`;
  const services = (name: string) => {
    const [profile] = profilesInPage(page(name), '2026-11-30');
    return profile !== null && typeof profile === 'object' && 'services' in profile ? profile.services : undefined;
  };
  expect(services('IV ketamine therapy')).toEqual([{ treatment: 'infusion', product: 'ketamine' }]);
  expect(services('Spravato (esketamine)')).toEqual([{ treatment: 'nasal-spray', product: 'esketamine' }]);
  expect(services('Ketamine therapy')).toBeUndefined();
  expect(services('Massage')).toBeUndefined();
});
