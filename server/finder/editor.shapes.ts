import { z } from '@hono/zod-openapi';
import { CalendarDate, line } from '#clinical/chart/chart.ts';
import {
  Domain,
  evidenceKinds,
  type FactName,
  factGroups,
  factNames,
  factStates,
  wordingRuleNames,
} from '#clinical/finder/finder.ts';

/** Shapes of the editors' side of the directory on the wire. */
const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const CenterParam = z.object({ id: Id });
export const EvidenceParam = z.object({ id: Id, evidenceId: Id });
export const QuoteParam = z.object({ id: Id, quoteId: Id });
const Version = z.int('is a version').min(1).max(2_000_000_000);
const Moment = z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' });

/** Control characters, direction marks and what shows nothing, but line ends and tabs. */
const unseen = /[^\P{C}\n\t]/u;

/** What an editor writes: it may have several lines. */
const words = (most: number) =>
  z
    .string()
    .min(1, 'is needed')
    .max(most, `has ${most} characters or fewer`)
    .refine((text) => text === text.trim(), { message: 'has no space before or after' })
    .refine((text) => !unseen.test(text), { message: 'holds a character that people do not see' });
const Why = words(1_000).min(3, 'is needed');
const Link = z
  .string()
  .max(500, 'has 500 characters or fewer')
  .regex(/^https?:\/\/[!-~]+$/, 'is a web address like https://example.org/page')
  .refine((text) => URL.canParse(text), { message: 'is a web address like https://example.org/page' });
const Fact = z.enum(factNames as [FactName, ...FactName[]]);

/** How a host was found to be the center's. */
const reportTies = ['website-links', 'center-said'] as const;

/** What editors may say of a fact; a signed report speaks for itself. */
const editorsKinds = evidenceKinds.filter((kind) => kind !== 'signed-report') as [
  Exclude<(typeof evidenceKinds)[number], 'signed-report'>,
  ...Exclude<(typeof evidenceKinds)[number], 'signed-report'>[],
];

/** `waits`: it was proposed, and nothing shown has changed. */
export const Versioned = z.object({ version: z.number(), waits: z.boolean() }).openapi('ChangedEntry');

export const RequestsAsked = z.object({ state: z.enum(['open', 'settled']).default('open') });
export const CenterRequest = z
  .object({
    id: z.string(),
    kind: z.enum(['claim', 'correct', 'dispute', 'remove', 'tell']),
    fact: z.string().nullable(),
    words: z.string(),
    replyTo: z.string().nullable(),
    state: z.enum(['open', 'done', 'refused']),
    answer: z.string().nullable(),
    madeAt: Moment,
    ageDays: z.number(),
    settledAt: Moment.nullable(),
    settledBy: z.string().nullable(),
    center: z.object({ id: z.string(), name: z.string(), slug: z.string() }).nullable(),
  })
  .openapi('CenterRequest');
export const CenterRequests = z
  .object({ requests: z.array(CenterRequest), open: z.number() })
  .openapi('CenterRequests');
export const SettledRequest = z
  .object({ state: z.enum(['done', 'refused']), answer: words(2_000) })
  .openapi('SettledRequest');

const Side = z.object({
  name: z.string(),
  otherNames: z.array(z.string()),
  npi: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  places: z.array(z.string()),
});
export const CenterReviews = z
  .object({
    open: z.number(),
    reviews: z.array(
      z.object({
        id: z.string(),
        source: z.string(),
        key: z.string(),
        askedAt: Moment,
        reasons: z.array(z.string()),
        said: Side,
        /** The entry that what the source said stands under now. */
        own: z.object({ id: z.string(), name: z.string(), slug: z.string() }).nullable(),
        entry: Side.extend({ id: z.string(), slug: z.string(), listing: z.string() }),
      }),
    ),
  })
  .openapi('CenterReviews');
export const DecidedReview = z.object({ verdict: z.enum(['same', 'different']), reason: Why }).openapi('DecidedReview');

const Proposal = z.object({
  id: z.string(),
  what: z.enum(['evidence', 'evidence-end', 'removal']),
  center: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
  about: z
    .object({
      fact: z.string(),
      kind: z.enum(evidenceKinds),
      words: z.string(),
      source: z.string(),
      link: z.string().nullable(),
      foundOn: z.string(),
      expiresOn: z.string(),
    })
    .nullable(),
  reason: z.string(),
  proposedAt: Moment,
  proposedBy: z.string().nullable(),
  isMine: z.boolean(),
  /** Why whoever asks cannot agree to it; null: they can. */
  whyNot: z.string().nullable(),
});
/** `editors`: how many people of this clinic could decide. */
const Waiting = { proposals: z.array(Proposal), editors: z.number() };
export const CenterProposals = z.object({ ...Waiting, open: z.number() }).openapi('CenterProposals');
export const DecidedProposal = z
  .object({ verdict: z.enum(['confirmed', 'declined', 'withdrawn']), reason: Why })
  .openapi('DecidedProposal');

export const CentersAsked = z.object({ q: line(100, 'a name') }).openapi('CentersAsked');
export const EntriesFound = z
  .object({
    centers: z.array(
      z.object({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        listing: z.string(),
        claimedOn: z.string().nullable(),
        city: z.string().nullable(),
        state: z.string().nullable(),
      }),
    ),
  })
  .openapi('EntriesFound');

export const EntryEvidence = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  words: z.string(),
  source: z.string(),
  link: z.string().nullable(),
  checker: z.string().nullable(),
  foundOn: z.string(),
  expiresOn: z.string(),
  endedOn: z.string().nullable(),
  endedWhy: z.string().nullable(),
});
export const CenterEntry = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    npi: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    listing: z.enum(['listed', 'closed', 'removed']),
    listingOn: z.string().nullable(),
    claimedOn: z.string().nullable(),
    mergedInto: z.string().nullable(),
    synthetic: z.boolean(),
    /** The center of those who keep the directory: marked so, or found out by host or key. */
    own: z.enum(['marked', 'found']).nullable(),
    reportHost: z
      .object({ host: z.string(), tie: z.enum(reportTies), checkedOn: z.string(), holds: z.boolean() })
      .nullable(),
    ...Waiting,
    version: z.number(),
    today: z.string(),
    /** For so many months evidence counts at most. */
    countsForMonths: z.number(),
    places: z.array(z.string()),
    sources: z.array(z.object({ name: z.string(), key: z.string(), readOn: z.string() })),
    facts: z.array(
      z.object({
        fact: z.string(),
        group: z.enum(factGroups),
        groupTitle: z.string(),
        title: z.string(),
        why: z.string(),
        counts: z.array(z.string()),
        state: z.enum(factStates),
        evidence: z.array(EntryEvidence),
      }),
    ),
    quotes: z.array(
      z.object({
        id: z.string(),
        rule: z.string(),
        title: z.string(),
        words: z.string(),
        link: z.string().nullable(),
        foundOn: z.string(),
        toldOn: z.string().nullable(),
        answer: z.string().nullable(),
        endedOn: z.string().nullable(),
      }),
    ),
    changes: z.array(z.object({ changedOn: z.string(), words: z.string() })),
  })
  .openapi('CenterEntry');

export const NewEvidence = z
  .object({
    version: Version,
    fact: Fact,
    kind: z.enum(editorsKinds),
    words: words(1_000),
    source: words(200),
    link: Link.optional(),
    foundOn: CalendarDate,
    expiresOn: CalendarDate,
    reason: Why,
  })
  .openapi('NewEvidence');
export const Ended = z.object({ version: Version, reason: Why }).openapi('EndedInEntry');

/** As it is copied from a page: what does not show is left out before it is read, what no page holds is refused. */
export const PageText = z
  .object({
    text: z
      .string()
      .min(1, 'is needed')
      .max(60_000, 'has 60000 characters or fewer')
      .refine((text) => !/[[\p{Cs}\p{Cc}]--[\n\t\r]]/v.test(text), { message: 'holds a character that no page holds' }),
  })
  .openapi('PageText');
const Quoted = z.object({ rule: z.enum(wordingRuleNames), words: z.string().min(1, 'is needed').max(1_000) });
export const QuotedWords = z
  .object({ found: z.array(Quoted.extend({ title: z.string(), says: z.string() })) })
  .openapi('QuotedWords');
export const NewQuotes = z
  .object({
    version: Version,
    ...PageText.shape,
    chosen: z.array(Quoted).min(1, 'names at least one').max(50, 'has 50 or fewer'),
    link: Link.optional(),
    foundOn: CalendarDate,
  })
  .openapi('NewQuotes');
export const ToldQuote = z.object({ version: Version, toldOn: CalendarDate }).openapi('ToldQuote');
export const AnsweredQuote = z.object({ version: Version, answer: words(1_000) }).openapi('AnsweredQuote');

export const NewDetails = z
  .object({
    version: Version,
    name: line(200, 'a name').min(1, 'is needed'),
    phone: line(40, 'a telephone number').min(1, 'is needed').optional(),
    website: Link.optional(),
    reason: Why,
  })
  .openapi('NewDetails');
export const NewListing = z
  .object({ version: Version, listing: z.enum(['listed', 'closed']), reason: Why })
  .openapi('NewListing');
export const NewReportHost = z
  .object({
    version: Version,
    host: Domain.nullable(),
    tie: z.enum(reportTies).optional(),
    reason: Why,
  })
  .openapi('NewReportHost');
export const NewOwn = z.object({ version: Version, own: z.boolean(), reason: Why }).openapi('NewOwn');
export const NewClaim = z.object({ version: Version, granted: z.boolean(), reason: Why }).openapi('NewClaim');
