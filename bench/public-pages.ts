import { learnPages } from '#server/learn/pages.ts';
import type { Services } from '#server/platform/services.ts';
import { aCenter, sixAroundReno } from '../tests/a-center.ts';

/** A full first page of results, and centers enough to compare four. */
const more = 16;
const states = [
  'vvvdcddddddddnvdddddddxn',
  'vnccdcccnncccdcccndcdnnn',
  'cnnncnnnnnnnncnncnxxnnnn',
  'vvddcddccndddvddcdcdnnnc',
];

export async function centersToShow(services: Services): Promise<void> {
  await sixAroundReno(services);
  for (let at = 0; at < more; at += 1)
    await aCenter(services, {
      name: `Sierra View Clinic ${at + 1}`,
      latitude: 39.4 + 0.02 * at,
      longitude: -119.9 + 0.013 * at,
      states: states[at % states.length] ?? '',
      treatments: ['infusion', 'nasal-spray'],
      phone: '775-555-0150',
      price: { what: 'infusion', cents: 45_000 + 500 * at },
    });
}

const four = ['juniper-vale-psychiatry', 'carson-basin-mood-clinic', 'pinyon-court-clinic', 'sagebrush-lane-infusion'];
const chosen = four.map((slug) => `center=${slug}`).join('&');

/** One address of every kind of public page. Learning pages all: each has pictures of its own. */
export const publicAddresses = (): string[] => [
  '',
  '/centers',
  '/centers?near=89501',
  '/centers?near=89501&order=most-checked&view=map',
  '/centers?near=89301&treatment=nasal-spray',
  '/centers?near=89529',
  `/centers/${four[0]}?near=89501`,
  `/compare?${chosen}`,
  `/questions?${chosen}`,
  '/method',
  '/accessibility',
  '/tell-us',
  '/for-centers',
  '/check',
  '/check/sheet',
  '/learn',
  ...learnPages().map(({ slug }) => `/learn/${slug}`),
  '/es',
  '/es/centers?near=89501',
  '/es/check',
  '/es/learn/side-effects',
];
