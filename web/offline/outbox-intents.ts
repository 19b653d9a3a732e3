/** What is asked before it is done, and what becomes of it when no answer comes. */
import type { SessionEvent } from '#clinical/session/session.ts';
import type { Asked, Content, Draft } from './outbox-content.ts';
import type { Facts } from './outbox-facts.ts';
import type { Drained, Sent } from './outbox-sending.ts';

export type IntentPorts = {
  facts: Facts;
  now: () => number;
  /** Whether the log of a session holds a fact already; undefined is not known. */
  isKept: (session: string, id: string) => Promise<boolean | undefined>;
  send: (events: readonly SessionEvent[]) => Promise<Sent>;
  /** Sends what waits, after another tab that is at it. */
  sendBefore: () => Promise<Drained | undefined>;
  readable: (draft: Draft) => Promise<Content['event']>;
};

const asksAtMost = 2;
/** Longer than a request that was given up travels on by itself. */
const inFlightMs = 5_000;
/** The same act, told twice, differs by less. */
const sameMomentMs = 60_000;

export function intentsOf({ facts, now, isKept, send, sendBefore, readable }: IntentPorts) {
  /** An intent of the same kind that nobody answered: what is said now may be with the server already. */
  async function unanswered({ session, kind }: Draft): Promise<{ id: string; content: Content } | undefined> {
    const rows = await facts.rowsOf('asked').toArray();
    if (rows.length === 0) return undefined;
    const key = await facts.key();
    for (const row of rows.reverse()) {
      const content = await facts.contentOf(key, row);
      if (content?.event.session === session && content.event.kind === kind) return { id: row.id, content };
    }
    return undefined;
  }

  /** An intent that is on its way still may arrive after the server said that it has not. */
  async function wasKept(session: string, id: string, askedMs: number | undefined): Promise<boolean | undefined> {
    const kept = await isKept(session, id);
    if (kept === false && askedMs !== undefined && now() - askedMs < inFlightMs) return undefined;
    return kept;
  }

  /**
   * A fact that says what an intent may have said already waits until that is known: there are never two starts. Where
   * the intent was kept, the fact only puts right what differs.
   *
   * @returns whether it is sent now, waits, or was settled by this
   */
  async function settleInstead(fact: { id: string; content: Content }): Promise<'send' | 'wait' | 'settled'> {
    const { insteadOf, event } = fact.content;
    if (insteadOf === undefined) return 'send';
    const key = await facts.key();
    const row = await facts.rowOf(insteadOf);
    const kept = await wasKept(event.session, insteadOf, row?.state === 'asked' ? row.atMs : undefined);
    if (kept === undefined) return 'wait';
    if (!kept) {
      if (row?.state === 'asked') await facts.drop(insteadOf);
      return 'send';
    }
    const intent = row && (await facts.contentOf(key, row))?.event;
    await facts.settle([{ id: insteadOf, outcome: 'known' }]);
    const changes = intent === undefined ? [] : differences(intent, event);
    const contents: Content[] = [];
    for (const change of changes) {
      const data = { of: insteadOf, change, reason: 'No answer had come; this is what was written at the chair.' };
      const correction = { session: event.session, kind: 'correction', v: 1, data, by: event.by };
      contents.push({ event: await readable(correction) });
    }
    await facts.insert(contents, 'waiting', { id: fact.id, was: 'waiting' });
    return 'settled';
  }

  async function ask(draft: Draft): Promise<Asked> {
    // What happened before it is known to the server first: it decides on the whole record.
    const before = await sendBefore();
    if (before?.how !== 'empty') return notTaken(before);
    const earlier = await unanswered(draft);
    if (earlier !== undefined) {
      const kept = await isKept(draft.session, earlier.id);
      if (kept === undefined) return { outcome: 'no-network', isUnsure: true };
      if (!kept) await facts.drop(earlier.id);
      else {
        await facts.settle([{ id: earlier.id, outcome: 'known' }]);
        if (isSameData(earlier.content.event.data, draft.data)) return { outcome: 'kept' };
      }
    }
    const [event] = await facts.insert([{ event: await readable(draft) }], 'asked');
    if (event === undefined) return { outcome: 'no-network', isUnsure: false };
    for (let count = 0; count < asksAtMost; count += 1) {
      const sent = await send([event]);
      if ('answers' in sent) {
        const answer = sent.answers.find(({ id }) => id === event.id);
        if (answer === undefined) continue;
        if (answer.outcome !== 'refused') {
          await facts.settle([answer]);
          return { outcome: 'kept' };
        }
        await facts.drop(event.id);
        const { why = 'refused', says = notTakenSays, missing } = answer;
        return { outcome: 'refused', why, says, ...(missing === undefined ? {} : { missing }) };
      }
      // Refused whole, on the way in: it has not happened. After a silence nobody knows whether the first try came in.
      if (sent.stopped !== 'no-answer' && count === 0) {
        await facts.drop(event.id);
        return { outcome: 'refused', why: sent.why ?? sent.stopped, says: sent.says ?? notTakenSays };
      }
      if (sent.neverLeft === true && count === 0) {
        await facts.drop(event.id);
        return { outcome: 'no-network', isUnsure: false };
      }
      if (sent.stopped !== 'no-answer' || sent.neverLeft === true) break;
    }
    return { outcome: 'no-network', isUnsure: true };
  }

  return { ask, unanswered, settleInstead };
}

const notTakenSays = 'The server did not take it.';

/** What waits before it could not be sent: a person can unlock or sign in, a silence is nobody's doing. */
function notTaken(drained: Drained | undefined): Asked {
  if (drained?.how !== 'held' || drained.by === 'no-answer' || drained.by === 'unreadable')
    return { outcome: 'no-network', isUnsure: false };
  return { outcome: 'refused', why: drained.why ?? drained.by, says: drained.says ?? notTakenSays };
}

type Said = Content['event'];

const inOrder = (data: object) => JSON.stringify(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const isSameData = (a: object, b: object) => inOrder(a) === inOrder(b);

function differences(intent: Said, fact: Said): object[] {
  const { as: asIntent, ...intended } = intent.data;
  const { as: _asFact, ...done } = fact.data;
  const changes: object[] = [];
  if (!isSameData(intended, done)) changes.push({ data: asIntent === undefined ? done : { ...done, as: asIntent } });
  const atMs = (said: Said) => Date.parse(said.measuredAt) + said.clockOffsetMs;
  if (Math.abs(atMs(fact) - atMs(intent)) >= sameMomentMs) {
    // As the intent's own clock would have said it.
    changes.push({ measuredAt: new Date(atMs(fact) - intent.clockOffsetMs).toISOString() });
  }
  return changes;
}
