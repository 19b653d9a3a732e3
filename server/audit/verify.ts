import type { KeyObject } from 'node:crypto';
import type { Database, Tx } from '#server/platform/database.ts';
import { type Beginning, beginningOf } from './anchor-beginning.ts';
import { type AnchorSurvey, bindingAnchors, surveyAnchors } from './anchor-walk.ts';
import { digestOf } from './audit-digest.ts';
import {
  countEvents,
  countUnlinked,
  firstNeverLinked,
  headOf,
  type LinkWithEvent,
  listLinks,
  readingChain,
} from './chain.queries.ts';
import { beginning, hashOf, linkText } from './link.ts';
import { type SessionChains, walkSessions } from './session-chains.ts';

/** Where a trail breaks. `seq` is absent when the break is not in the chain: an event outside it, or an anchor file. */
export type Break = { seq?: number; auditId?: string; anchorLine?: number; why: string };

export type ChainReport = {
  clinicId: string;
  ok: boolean;
  events: number;
  links: number;
  headSeq: number;
  brokenAt?: Break;
  /** The logs of the sessions, each a chain of its own whose heads the trail takes over. */
  sessions: SessionChains;
  /** Committed events that wait to be linked. */
  unsealed: number;
  unsealedSince?: string;
  /** Events whose content was erased with a record of the erasure. */
  erased: number;
  anchors: { lines: number; checked: number; lastAt?: string; lastSeq?: number };
  /** When the database was put back from a backup, and to which link. */
  restores: { at: string; seq: number }[];
  /** Links and events that no anchor vouches for yet: who controls the database could still rewrite these unseen. */
  youngerThanLastAnchor: number;
  youngerSince?: string;
};

export type VerifyInput = { db: Database; clinicId: string; anchors: string; trusted: ReadonlyMap<string, KeyObject> };

const page = 500;

/** Reads a clinic's whole trail in one snapshot and a few megabytes, and names the first thing that does not fit. */
export async function verifyChain({ db, clinicId, anchors, trusted }: VerifyInput): Promise<ChainReport> {
  const survey = await surveyAnchors(anchors, clinicId, trusted);
  return readingChain(db, clinicId, async (tx) => {
    const head = await headOf(tx, clinicId);
    const waiting = await countUnlinked(tx, clinicId, head.below);
    const walk = await walkChain(tx, clinicId, bindingAnchors(anchors, survey), survey.last?.seq ?? 0);
    let brokenAt = walk.brokenAt;
    if (brokenAt === undefined && survey.wrong !== undefined)
      brokenAt = {
        anchorLine: survey.wrong.line,
        why: `Line ${survey.wrong.line} of the anchors ${survey.wrong.why}.`,
      };
    if (brokenAt === undefined) {
      const why = whatIsGone(await beginningOf(tx, clinicId), survey);
      if (why !== undefined) brokenAt = { anchorLine: 1, why };
    }
    if (brokenAt === undefined) {
      const auditId = await firstNeverLinked(tx, clinicId, head.below);
      if (auditId !== undefined)
        brokenAt = { auditId, why: 'This event was never linked, though later ones were: it was put in afterwards.' };
    }
    const sessions = await walkSessions(tx, clinicId);
    if (brokenAt === undefined && sessions.brokenAt !== undefined) brokenAt = { why: sessions.brokenAt };
    const young = walk.links - Math.min(walk.links, survey.last?.seq ?? 0) + waiting.count;
    const youngerSince = walk.youngerSince ?? waiting.since?.toISOString();
    return {
      clinicId,
      ok: brokenAt === undefined,
      events: await countEvents(tx, clinicId),
      links: walk.links,
      headSeq: head.seq,
      ...(brokenAt === undefined ? {} : { brokenAt }),
      sessions,
      unsealed: waiting.count,
      ...(waiting.since === null ? {} : { unsealedSince: waiting.since.toISOString() }),
      erased: walk.erased,
      anchors: {
        lines: survey.lines,
        checked: walk.anchorsChecked,
        ...(survey.last === undefined ? {} : { lastAt: survey.last.at, lastSeq: survey.last.seq }),
      },
      restores: survey.restores.map(({ at, seq }) => ({ at, seq })),
      youngerThanLastAnchor: young,
      ...(young === 0 || youngerSince === undefined ? {} : { youngerSince }),
    };
  });
}

/** Anchors that the trail speaks of and that are not there. After a restore elsewhere a file begins with saying so. */
function whatIsGone(beginning: Beginning | undefined, { first }: AnchorSurvey): string | undefined {
  if (beginning === undefined) return undefined;
  if (first === undefined)
    return `The trail says on ${beginning.at} that its anchors had begun, and none is here: the file was emptied, or taken away, or lies elsewhere.`;
  if (first.hash === beginning.first || first.kind === 'restored') return undefined;
  return `The anchors begin anew on ${first.at}; those that the trail speaks of on ${beginning.at} are gone.`;
}

type Walk = { links: number; erased: number; anchorsChecked: number; youngerSince?: string; brokenAt?: Break };
type Anchors = AsyncGenerator<{ seq: number; hash: string; at: string; line: number }>;

async function walkChain(tx: Tx, clinicId: string, anchors: Anchors, anchoredTo: number): Promise<Walk> {
  const walk: Walk = { links: 0, erased: 0, anchorsChecked: 0 };
  let previous: Buffer = beginning;
  let anchor = (await anchors.next()).value;
  for (;;) {
    const links = await listLinks(tx, clinicId, walk.links, page);
    for (const link of links) {
      const seq = walk.links + 1;
      const why = whatIsWrong(clinicId, seq, previous, link);
      if (why !== undefined) return broken(walk, { seq, auditId: link.auditId, why });
      while (anchor && anchor.seq <= seq) {
        if (anchor.seq === seq && anchor.hash !== link.hash.toString('hex'))
          return broken(walk, { seq, auditId: link.auditId, anchorLine: anchor.line, why: rewritten(anchor.at) });
        walk.anchorsChecked += 1;
        anchor = (await anchors.next()).value;
      }
      if (link.event?.data === null) walk.erased += 1;
      if (seq > anchoredTo && link.event) walk.youngerSince ??= link.event.at;
      walk.links = seq;
      previous = link.hash;
    }
    if (links.length < page) break;
  }
  if (!anchor) return walk;
  return broken(walk, {
    seq: walk.links + 1,
    anchorLine: anchor.line,
    why: `The chain ends at ${walk.links}, but the anchor of ${anchor.at} saw ${anchor.seq} links: the end was cut off, or an older copy was put back.`,
  });
}

const broken = (walk: Walk, brokenAt: Break): Walk => ({ ...walk, brokenAt });
const rewritten = (at: string) => `The anchor of ${at} saw another link here: the chain was rewritten after it.`;

/** One link against the one before it, and against the event it speaks of as that event is now. */
function whatIsWrong(clinicId: string, seq: number, previous: Buffer, link: LinkWithEvent): string | undefined {
  if (link.seq !== seq) return `Link ${seq} is missing; the next one there is ${link.seq}.`;
  if (!hashOf(link.link).equals(link.hash))
    return 'The text of this link does not give its hash: one of them was altered.';
  const said = readLink(link.link);
  if (said?.seq !== seq) return `This link was made as number ${said?.seq ?? 'unknown'} and stands elsewhere now.`;
  if (said.prev !== previous.toString('hex')) return 'This link does not follow the one before it.';
  const { event } = link;
  if (event === null) return 'The event of this link was deleted.';
  const { data, salt, reason, erased, ...fields } = event;
  if (linkText(clinicId, seq, previous, fields) !== link.link)
    return 'The event differs from what was linked: it was altered, or swapped with another.';
  if (data === null || salt === null)
    return erased ? undefined : 'The content of this event is gone, and no erasure is on record.';
  if (!digestOf(salt, { data, reason }).equals(event.digest)) return 'The content of this event was altered.';
  return undefined;
}

function readLink(text: string): { seq?: unknown; prev?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
