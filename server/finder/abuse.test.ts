import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetAddresses } from '#server/public/limits.ts';
import { sixAroundReno } from '../../tests/a-center.ts';
import { aCareServer } from '../../tests/care.ts';
import { oddAddress } from '../../tests/odd-queries.ts';
import type { TestServer } from '../../tests/services.ts';

/** Once by hand with 100,000: RACEMIC_FAULTS=100000. */
const queries = Number(process.env.RACEMIC_FAULTS ?? 2_000);

let server: TestServer;
beforeAll(async () => {
  server = await aCareServer();
  await sixAroundReno(server.services);
});
afterAll(() => server[Symbol.asyncDispose]());

const known = { slugs: ['juniper-vale-psychiatry', 'pinyon-court-clinic'], zips: ['89501', '96161', '89701'] };

test(
  'whatever is asked for, a page answers and none of it is a defect',
  async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(oddAddress(known), async (address) => {
        forgetAddresses();
        const answer = await server.request('GET', address);
        const text = await answer.text();
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        // 303: past the end of a list, to its last page.
        expect([200, 303, 404, 422], address).toContain(answer.status);
        expect(text).not.toContain('<svg onload=1>');
        expect(text).not.toContain('[object ');
      }),
      { numRuns: queries },
    );
    expect(seen.get(200)).toBeGreaterThan(queries / 10);
  },
  Math.max(120_000, queries * 20),
);
