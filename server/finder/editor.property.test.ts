import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factNames, hasOutsideSource, statesOf, toLetters } from '#clinical/finder/finder.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { loadForCards } from './cards.queries.ts';
import { asEvidence, cardsOf } from './cards.ts';
import { dayOf } from './editing.ts';
import { loadEntry } from './editor.queries.ts';
import {
  addEvidence,
  addQuotes,
  decideProposal,
  endEvidence,
  endQuote,
  proposeRemoval,
  setClaim,
  setListing,
} from './finder.actions.ts';
import { listOpenProposals } from './proposal.queries.ts';

let server: TestServer;
let editor: Person;
let second: Person;
beforeAll(async () => {
  server = await aServer();
  const clinic = await aClinic(server.services);
  [editor, second] = [await clinic.as('owner'), await clinic.as('compliance')];
});
afterAll(() => server[Symbol.asyncDispose]());

const pick = fc.nat(1_000);
const step = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    fact: fc.constantFrom(...factNames),
    kind: fc.constantFrom('claim' as const, 'document' as const, 'registry' as const, 'contradiction' as const),
  }),
  fc.record({ do: fc.constantFrom('end' as const, 'end quote' as const), at: pick }),
  fc.record({ do: fc.constant('quote' as const), n: pick }),
  fc.record({
    do: fc.constant('list' as const),
    listing: fc.constantFrom('listed' as const, 'closed' as const, 'removed' as const),
  }),
  fc.record({ do: fc.constant('claim' as const), granted: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const reason = 'as the property wants it';
const loaded = (id: string) => inClinic(editor.ctx, (tx) => loadEntry(tx, id));

/** What waits for a second person gets one. @returns how many changes it took */
async function agreed(id: string, { waits }: { waits: boolean }): Promise<number> {
  if (!waits) return 1;
  const [open] = await inClinic(second.ctx, (tx) => listOpenProposals(tx, 1, id));
  await decideProposal(second.ctx, open?.id ?? '', { verdict: 'confirmed', reason });
  return 2;
}

/** One change by an editor, with the second person's; 0 where there is nothing to change so. */
async function change(id: string, of: Step): Promise<number> {
  const { center, evidence, quotes } = await loaded(id);
  const at = { id, version: center.version };
  const today = dayOf(editor.ctx.now);
  const one = <Row extends { endedOn: string | null }>(rows: readonly Row[], n: number) => {
    const live = rows.filter(({ endedOn }) => endedOn === null);
    return live[n % Math.max(1, live.length)];
  };
  const { ctx } = editor;
  switch (of.do) {
    case 'add': {
      const shown = {
        words: 'Shown.',
        source: 'Somebody',
        link: 'https://example.org/',
        foundOn: today,
        expiresOn: today,
      };
      if (of.kind === 'registry' && !hasOutsideSource(of.fact)) return 0;
      return agreed(id, await addEvidence(ctx, at, { ...shown, fact: of.fact, kind: of.kind, reason }));
    }
    case 'end': {
      const found = one(evidence, of.at);
      return found === undefined ? 0 : agreed(id, await endEvidence(ctx, at, found.id, reason));
    }
    case 'quote': {
      const words = `Ketamine cures depression number ${of.n}.`;
      if (quotes.some((quote) => quote.endedOn === null && quote.words === words)) return 0;
      await addQuotes(ctx, at, { text: words, chosen: [{ rule: 'cure', words }], foundOn: today });
      return 1;
    }
    case 'end quote': {
      const found = one(quotes, of.at);
      return found === undefined ? 0 : agreed(id, await endQuote(ctx, at, found.id, reason));
    }
    case 'list':
      if (center.listing === of.listing) return 0;
      return agreed(
        id,
        of.listing === 'removed'
          ? await proposeRemoval(ctx, at, reason)
          : await setListing(ctx, at, of.listing, reason),
      );
    case 'claim':
      if (of.granted === (center.claimedOn !== null)) return 0;
      return agreed(id, await setClaim(ctx, at, of.granted, reason));
  }
}

const counted = (id: string) =>
  inClinic(editor.ctx, async (tx) => {
    const trail = await tx.selectFrom('auditEvent').select('id').where('subjectId', '=', id).execute();
    const told = await tx.selectFrom('centerChange').select('words').where('centerId', '=', id).execute();
    const kept = await tx.selectFrom('centerEvidence').select('id').where('centerId', '=', id).execute();
    return { trail: trail.length, told: told.length, kept: kept.length };
  });

let made = 0;
test('whatever editors do, in any order: search shows what the evidence says, each change is told and in the trail, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      made += 1;
      const { id } = await aCenter(server.services, { name: `Any Order ${made}`, states: 'vdcnex'.padEnd(24, 'n') });
      const [before, first] = [await counted(id), await loaded(id)];
      let changes = 0;
      let added = 0;
      for (const of of steps) {
        const made = await change(id, of);
        changes += made;
        if (made > 0 && of.do === 'add') added += 1;
      }
      const [after, last] = [await counted(id), await loaded(id)];
      expect(after).toEqual({
        trail: before.trail + changes,
        told: before.told + changes,
        kept: before.kept + added,
      });
      expect(last.center.version).toBe(first.center.version + changes);

      const today = dayOf(editor.ctx.now);
      const cards = await server.services.db.clinic
        .selectFrom('centerCard')
        .selectAll()
        .where('centerId', '=', id)
        .execute();
      const live = last.evidence.filter(({ endedOn }) => endedOn === null).flatMap((row) => asEvidence(row) ?? []);
      expect(cards.map(({ states }) => states)).toEqual(
        last.center.listing === 'listed' ? [toLetters(statesOf(live, today))] : [],
      );
      const anew = await inClinic(editor.ctx, async (tx) => cardsOf(await loadForCards(tx, [id]), today));
      expect(cards).toEqual(anew);
    }),
    { numRuns: 40 },
  );
}, 120_000);
