/** Addresses as programs and slips of the hand make them: for the public pages, which answer all of them with a page. */

const words = [
  '89501',
  '00000',
  '99999',
  'Reno',
  'reno nv',
  'Springfield',
  '%',
  "' or 1=1 --",
  '\u0000',
  '../../etc/passwd',
  '{{7*7}}',
  '<svg onload=1>',
  '🙂',
  '9'.repeat(400),
  'Pinyon',
  'a',
] as const;
const names = [
  'near',
  'within',
  'treatment',
  'insurance',
  'speaks',
  'access',
  'price',
  'new',
  'order',
  'view',
  'after',
  'center',
  'fact',
  'x',
] as const;
const values = [
  'most-checked',
  'map',
  'yes',
  'infusion',
  '-1',
  '1e9',
  'NaN',
  '250',
  'medicare',
  'es',
  'wheelchair',
  '600',
  '40',
  '2000',
] as const;
const paths = [
  '',
  '/centers',
  '/centers',
  '/centers',
  '/compare',
  '/questions',
  '/method',
  '/tell-us',
  '/for-centers',
  '/learn',
  '/check',
  '/sitemap.xml',
] as const;

/** The same numbers in every run, from 0 up to `below`. */
function draws(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0;
    return state % below;
  };
}

/** @param slugs of centers that are there @param zips codes that are known @returns the address of one query */
export function oddQuery(number: number, slugs: readonly string[], zips: readonly string[]): string {
  const draw = draws(number + 1);
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
  const language = draw(3) === 0 ? '/es' : '';
  const path =
    draw(4) === 0 ? `/centers/${draw(2) === 0 ? pick(slugs) : encodeURIComponent(pick(words))}` : pick(paths);
  const query = new URLSearchParams();
  for (let left = draw(6); left > 0; left -= 1)
    query.append(pick(names), draw(2) === 0 ? pick(values) : draw(2) === 0 ? pick(zips) : pick(words));
  return `/care${language}${path}?${query.toString()}`;
}
