import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetAddresses } from '#server/public/limits.ts';
import { sixAroundReno } from '../../tests/a-center.ts';
import { aCareServer } from '../../tests/care.ts';
import type { TestServer } from '../../tests/services.ts';

/** Once by hand with 100,000: RACEMIC_FAULTS=100000. */
const queries = Number(process.env.RACEMIC_FAULTS ?? 2_000);

let server: TestServer;
beforeAll(async () => {
  server = await aCareServer();
  await sixAroundReno(server.services);
});
afterAll(() => server[Symbol.asyncDispose]());

const oddText = fc.oneof(
  fc.constantFrom(
    '89501',
    '00000',
    '99999',
    'Reno',
    'reno nv',
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
const oddPage = fc.record({
  language: fc.constantFrom('', '/es'),
  path: fc.oneof(
    fc.constantFrom(
      '',
      '/centers',
      '/compare',
      '/questions',
      '/method',
      '/tell-us',
      '/for-centers',
      '/centers/juniper-vale-psychiatry',
      '/sitemap.xml',
      '/sitemap-centers-9999.xml',
    ),
    oddText.map((text) => `/centers/${encodeURIComponent(text.toWellFormed())}`),
  ),
  query: fc.array(
    fc.tuple(
      fc.constantFrom(
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
      ),
      fc.oneof(
        oddText,
        fc.integer().map(String),
        fc.double().map(String),
        fc.constantFrom('most-checked', 'map', 'yes', 'infusion', '-1', '1e9', 'NaN'),
      ),
    ),
    { maxLength: 8 },
  ),
});

test(
  'whatever is asked for, a page answers and none of it is a defect',
  async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(oddPage, async ({ language, path, query }) => {
        forgetAddresses();
        const params = new URLSearchParams(
          query.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
        );
        const answer = await server.request('GET', `/care${language}${path}?${params.toString()}`);
        const text = await answer.text();
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect([200, 404, 422], `${path}?${params.toString()}`).toContain(answer.status);
        expect(text).not.toContain('<svg onload=1>');
        expect(text).not.toContain('[object ');
      }),
      { numRuns: queries },
    );
    expect(seen.get(200)).toBeGreaterThan(queries / 10);
  },
  Math.max(120_000, queries * 20),
);
