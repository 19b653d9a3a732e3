/** One change of one entry by an editor, with everything that follows from it, in one transaction. */
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { writeCards } from './cards.ts';
import { type Entry, findEntryToChange, saveEntryVersion } from './editor.queries.ts';
import { saveChanges } from './import.queries.ts';

/** The day of the public pages: they know no clinic and count in UTC. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** Who decided, for whoever keeps the directory. No page shows it. */
export const editorOf = ({ by }: Context): string => by.practitionerId ?? by.accountId;

type Edited = {
  action: string;
  /** The sentence of the public history: plain, and naming no person. */
  says: string;
  before?: object;
  after?: object;
  details?: object;
  reason?: string;
};

/** A line of the public history, and everything that a search reads of the entry worked out anew. */
export async function tellPublic(tx: Tx, centerId: string, today: string, says: string): Promise<void> {
  await saveChanges(tx, [{ centerId, id: newId(), changedOn: today, words: says }]);
  await writeCards(tx, [centerId], today);
}

/** @param version as the editor read it: whoever comes second reads again */
export const editEntry = (
  ctx: Context,
  { id, version }: { id: string; version: number },
  work: (tx: Tx, entry: Entry, today: string) => Promise<Edited>,
): Promise<{ version: number }> =>
  inClinic(ctx, async (tx) => {
    const today = dayOf(ctx.now);
    const entry = await findEntryToChange(tx, id, version);
    const { says, action, before, after, details, reason } = await work(tx, entry, today);
    await saveEntryVersion(tx, id, version + 1, ctx.now);
    await tellPublic(tx, id, today, says);
    const subject = { kind: 'center', id };
    await audit(tx, ctx, { action, subject, before, after, details: { center: entry.name, ...details }, reason });
    return { version: version + 1 };
  });
