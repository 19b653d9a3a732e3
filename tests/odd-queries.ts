/** Addresses as programs and slips of the hand make them: for the public pages, which answer all of them with a page. */
import fc from 'fast-check';

const oddText = fc.oneof(
  fc.constantFrom(
    '89501',
    '00000',
    '99999',
    'Reno',
    'reno nv',
    'Springfield',
    'Pinyon',
    'a',
    '%',
    "' or 1=1 --",
    '\u0000',
    '../../etc/passwd',
    '{{7*7}}',
    '<svg onload=1>',
    '🙂',
    '\ud800',
    '9'.repeat(500),
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const oddValue = fc.oneof(
  oddText,
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    ...['most-checked', 'map', 'yes', 'infusion', '-1', '1e9', 'NaN'],
    ...['250', 'medicare', 'es', 'wheelchair', '600', '40', '2000'],
  ),
);
const field = fc.constantFrom(
  ...['near', 'within', 'treatment', 'insurance', 'speaks', 'access', 'price', 'new'],
  ...['order', 'view', 'after', 'center', 'fact', 'x'],
);
const page = fc.constantFrom(
  ...['', '/centers', '/centers', '/compare', '/questions', '/method', '/tell-us', '/for-centers'],
  ...['/learn', '/check', '/sitemap.xml', '/sitemap-centers-9999.xml'],
);

type Known = { slugs: readonly string[]; zips: readonly string[] };

/** @param known slugs of centers and ZIP codes that are there: some of what is asked for exists */
export function oddAddress({ slugs, zips }: Known): fc.Arbitrary<string> {
  const path = fc.oneof(
    { weight: 3, arbitrary: page },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...slugs), oddText).map((text) => `/centers/${encoded(text)}`) },
  );
  const pair = fc.tuple(
    field,
    fc.oneof({ weight: 2, arbitrary: oddValue }, { weight: 1, arbitrary: fc.constantFrom(...zips) }),
  );
  return fc
    .record({ language: fc.constantFrom('', '', '/es'), path, query: fc.array(pair, { maxLength: 8 }) })
    .map(({ language, path: at, query }) => {
      const params = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value.toWellFormed()]));
      return `/care${language}${at}?${params.toString()}`;
    });
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

/** The same ones for the same seed. */
export const oddAddresses = (seed: number, count: number, known: Known): string[] =>
  fc.sample(oddAddress(known), { seed, numRuns: count });
