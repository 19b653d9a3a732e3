import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factNames, hasOutsideSource, stateOf } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aClinic } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { asEvidence } from './cards.ts';
import { dayOf } from './editing.ts';
import { loadEntry } from './editor.queries.ts';
import { addEvidence, decideProposal, endEvidence, proposeRemoval, setListing, setOwn } from './finder.actions.ts';

let server: TestServer;
/** Three people of one clinic, one of another, and the first of them again as staff of the other clinic. */
let editors: Context[];
beforeAll(async () => {
  server = await aServer();
  const [here, there] = [await aClinic(server.services), await aClinic(server.services, 'Another Clinic')];
  const [a, b, c, d] = [
    await here.as('owner'),
    await here.as('compliance'),
    await here.as('owner'),
    await there.as('owner'),
  ];
  const again = { ...d.ctx, by: { ...d.ctx.by, accountId: a.accountId } };
  editors = [a.ctx, b.ctx, c.ctx, d.ctx, again];
});
afterAll(() => server[Symbol.asyncDispose]());

const outside = factNames.filter(hasOutsideSource).slice(0, 2);
const by = fc.nat(4);
const at = fc.nat(1_000);
const step = fc.oneof(
  fc.record({
    do: fc.constant('propose' as const),
    by,
    fact: fc.constantFrom(...outside),
    kind: fc.constantFrom('document' as const, 'registry' as const, 'registry' as const, 'contradiction' as const),
  }),
  fc.record({
    do: fc.constant('decide' as const),
    by,
    at,
    verdict: fc.constantFrom('confirmed' as const, 'confirmed' as const, 'declined' as const, 'withdrawn' as const),
  }),
  fc.record({ do: fc.constantFrom('end' as const, 'remove' as const, 'list' as const), by, at }),
  fc.record({ do: fc.constant('own' as const), by, at }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const reason = 'as the property wants it';
const rowsOf = (id: string) =>
  inClinic(editors[0] as Context, async (tx) => ({
    ...(await loadEntry(tx, id)),
    proposals: await tx.selectFrom('centerProposal').selectAll().where('centerId', '=', id).orderBy('id').execute(),
  }));

/** One act, of somebody who may not know that it will be refused. @returns whether it was done */
async function act(
  id: string,
  of: Step,
  { center, evidence, proposals }: Awaited<ReturnType<typeof rowsOf>>,
): Promise<boolean> {
  const ctx = editors[of.by] as Context;
  const entry = { id, version: center.version };
  const today = dayOf(ctx.now);
  const pick = <Row>(rows: readonly Row[], n: number) => rows[n % Math.max(1, rows.length)];
  try {
    switch (of.do) {
      case 'propose': {
        const shown = { words: 'Shown.', source: 'A board', link: 'https://example.org/', foundOn: today };
        await addEvidence(ctx, entry, { ...shown, fact: of.fact, kind: of.kind, expiresOn: today, reason });
        return true;
      }
      case 'decide':
        // Any of them, also what was decided before.
        await decideProposal(ctx, pick(proposals, of.at)?.id ?? id, { verdict: of.verdict, reason });
        return true;
      case 'end':
        await endEvidence(ctx, entry, pick(evidence, of.at)?.id ?? id, reason);
        return true;
      case 'remove':
        await proposeRemoval(ctx, entry, reason);
        return true;
      case 'list':
        await setListing(ctx, entry, of.at % 2 === 0 ? 'listed' : 'closed', reason);
        return true;
      case 'own':
        await setOwn(ctx, entry, of.at % 4 === 0, reason);
        return true;
    }
  } catch (error) {
    if (error instanceof CannotProceed) return false;
    throw error;
  }
}

/** Each of these ends reached once for sure, so that the property is never empty. */
const [fact = 'medical-team'] = outside;
const proposes = (kind: 'registry' | 'contradiction'): Step => ({ do: 'propose', by: 0, fact, kind });
const agrees = (at: number): Step => ({ do: 'decide', by: 1, at, verdict: 'confirmed' });
const examples: [Step[]][] = [
  [[proposes('registry'), agrees(0), { do: 'own', by: 2, at: 0 }]],
  [[proposes('contradiction'), agrees(0), { do: 'end', by: 0, at: 0 }, agrees(1)]],
  [[{ do: 'remove', by: 0, at: 0 }, agrees(0)]],
];

let made = 0;
test('no sequence of acts by any editors makes a fact verified or contradicted, settles one, or removes a center, without two different people', async () => {
  const seen = { verified: 0, contradicted: 0, removed: 0, settled: 0, own: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
      made += 1;
      const { id } = await aCenter(server.services, { name: `Two People ${made}` });
      let before = await rowsOf(id);
      for (const of of steps) {
        const isDone = await act(id, of, before);
        const now = await rowsOf(id);
        if (!isDone) {
          expect(now).toEqual(before);
          continue;
        }
        const agreed = now.proposals.filter(({ state }) => state === 'confirmed');
        for (const one of now.proposals)
          if (one.state !== 'open') expect(one.decidedBy === one.proposedBy).toBe(one.state === 'withdrawn');
        const twoSaid = (what: string, subject: string) =>
          agreed.some((one) => one.what === what && one.subject === subject && one.proposedBy !== one.decidedBy);
        // Nothing that is shown changes by what waits: only a confirmation, or what one person may do, moves a state.
        if (of.do === 'propose' && of.kind !== 'document') expect(now.evidence).toEqual(before.evidence);
        if (of.do === 'remove') expect(now.center.listing).toBe(before.center.listing);
        if (of.do === 'decide' && of.verdict !== 'confirmed') expect(now.evidence).toEqual(before.evidence);
        const live = now.evidence.filter(({ endedOn }) => endedOn === null).flatMap((row) => asEvidence(row) ?? []);
        for (const fact of outside) {
          const { state } = stateOf(
            live.filter((one) => one.fact === fact),
            dayOf((editors[0] as Context).now),
          );
          if (state === 'verified') expect(twoSaid('evidence', `${fact} registry`)).toBe(true);
          if (state === 'contradicted') expect(twoSaid('evidence', `${fact} contradiction`)).toBe(true);
          if (now.center.isOwn) expect(state).not.toBe('verified');
          if (state === 'verified' || state === 'contradicted') seen[state] += 1;
        }
        for (const { kind, endedOn, id: evidenceId } of now.evidence)
          if (kind === 'contradiction' && endedOn !== null) {
            expect(twoSaid('evidence-end', evidenceId)).toBe(true);
            seen.settled += 1;
          }
        if (now.center.listing === 'removed') {
          expect(twoSaid('removal', '')).toBe(true);
          seen.removed += 1;
        }
        if (now.center.isOwn) seen.own += 1;
        before = now;
      }
    }),
    { numRuns: 40, examples },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
}, 180_000);
