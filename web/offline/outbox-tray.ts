/** The tray: facts that the server refused, until somebody mends or discards them. */

import type { SessionEvent } from '#clinical/session/session.ts';
import { type Content, type Draft, NotWritten } from './outbox-content.ts';
import type { Facts } from './outbox-facts.ts';

export type TrayPorts = {
  facts: Facts;
  /** How far the server's clock is ahead of this one, ms. */
  offsetMs: () => number;
  readable: (draft: Draft) => Promise<Content['event']>;
};

export function trayOf({ facts, offsetMs, readable }: TrayPorts) {
  async function refusedOne(id: string): Promise<Content> {
    const row = await facts.rowOf(id);
    const content = row?.state === 'refused' ? await facts.contentOf(await facts.key(), row) : undefined;
    if (content === undefined) throw new NotWritten('not-there', 'This fact was settled meanwhile.');
    return content;
  }

  /** The same thing said so that it can be kept: a new fact, which happened when the first one did. */
  async function mend(id: string, given: { data: object; v: number; by: string | null }): Promise<SessionEvent> {
    const { event, isDiscard } = await refusedOne(id);
    const { session, kind, measuredAt } = event;
    // The offset of today counts for a clock of today: when it happened stays the same moment.
    const measuredAtMs = Date.parse(measuredAt) + event.clockOffsetMs - Math.round(offsetMs());
    const content = { event: await readable({ session, kind, ...given, measuredAtMs }) };
    const marked = isDiscard === true ? { ...content, isDiscard } : content;
    const [mended] = await facts.insert([marked], 'waiting', { id, was: 'refused' });
    if (mended === undefined) throw new NotWritten('not-there', 'This fact was settled meanwhile.');
    return mended;
  }

  /** Taken out of the tray; the session says what was discarded and why, unless the server does not know it at all. */
  async function discard(id: string, given: { text: string; by: string | null }): Promise<void> {
    const { event, refused, isDiscard } = await refusedOne(id);
    if (isDiscard === true || refused?.why === 'no-such-session') return facts.drop(id);
    const note = { session: event.session, kind: 'note', v: 1, by: given.by, data: { text: given.text } };
    await facts.insert([{ event: await readable(note), isDiscard: true }], 'waiting', { id, was: 'refused' });
  }

  /** What was refused because another was signed in, or nobody, goes again when its owner is; nobody's with anyone. */
  async function takeUpAgain(practitionerId: string): Promise<void> {
    const key = await facts.key();
    for (const row of await facts.rowsOf('refused').toArray()) {
      const content = await facts.contentOf(key, row);
      const by = content?.event.by;
      const isTheirs = by === practitionerId || by === null;
      if (isTheirs && ['not-yours', 'not-signed-in'].includes(content?.refused?.why ?? ''))
        await facts.sendAgain(row.id);
    }
  }

  return { mend, discard, takeUpAgain };
}
