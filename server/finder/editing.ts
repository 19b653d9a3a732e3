/** One change of one entry by an editor, with everything that follows from it, in one transaction. */
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { writeCards } from './cards.ts';
import { type Entry, findEntryToChange, saveEntryVersion } from './editor.queries.ts';
import { saveChanges } from './import.queries.ts';
import { noteOwn, ownSays } from './own.ts';

/** The day of the public pages: they know no clinic and count in UTC. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** Who decided, for whoever keeps the directory. No page shows it. */
export const editorOf = ({ by }: Context): string => by.practitionerId ?? by.accountId;

export type Edited = {
  action: string;
  /** The sentence of the public history: plain, and naming no person. */
  says: string;
  before?: object;
  after?: object;
  details?: object;
  reason?: string;
  /** Nothing shown has changed yet: a second person decides. */
  waits?: boolean;
};

/** A line of the public history, and everything that a search reads of the entry worked out anew. */
export async function tellPublic(tx: Tx, centerId: string, today: string, says: string): Promise<void> {
  await saveChanges(tx, [{ centerId, id: newId(), changedOn: today, words: says }]);
  await writeCards(tx, [centerId], today);
}

/** @param version as the editor read it: whoever comes second reads again; without it, as it stands */
export const editEntry = (
  ctx: Context,
  { id, version }: { id: string; version?: number },
  work: (tx: Tx, entry: Entry, today: string) => Promise<Edited>,
): Promise<{ version: number; waits: boolean }> =>
  inClinic(ctx, async (tx) => {
    const today = dayOf(ctx.now);
    const entry = await findEntryToChange(tx, id, version);
    const { says, action, before, after, details, reason, waits = false } = await work(tx, entry, today);
    const isFoundOwn = await noteOwn(tx, ctx, entry, today);
    const next = entry.version + 1;
    await saveEntryVersion(tx, id, next, ctx.now);
    await tellPublic(tx, id, today, isFoundOwn ? `${says} ${ownSays}` : says);
    const subject = { kind: 'center', id };
    const about = { center: entry.name, ...(isFoundOwn ? { isOwn: true } : {}), ...details };
    await audit(tx, ctx, { action, subject, before, after, details: about, reason });
    return { version: next, waits };
  });
