import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { changeChair, findChairToChange, listEveryChair, saveChair } from './chair.queries.ts';

/** All chairs, those that were retired too. */
export const readChairs = (ctx: Context) => inClinic(ctx, async (tx) => ({ chairs: await listEveryChair(tx) }));

/** A chair is added after the last one. */
export const addChair = (ctx: Context, given: { id?: string | undefined; name: string }) =>
  inClinic(ctx, async (tx) => {
    const id = given.id ?? newId();
    const all = await listEveryChair(tx);
    refuseSameName(all, given.name, id);
    const place = Math.max(0, ...all.map((chair) => chair.place)) + 1;
    await saveChair(tx, { id, name: given.name, place });
    await audit(tx, ctx, { action: 'chair.add', subject: { kind: 'chair', id }, after: { name: given.name, place } });
    return { id, version: 1 };
  });

/** Name, place in the order, in use or retired. A retired chair stays in the records of its sessions. */
export const editChair = (
  ctx: Context,
  id: string,
  given: { version: number; name: string; place: number; retired: boolean },
) =>
  inClinic(ctx, async (tx) => {
    const current = await findChairToChange(tx, id);
    const { version, name, place, retired } = given;
    if (version !== current.version)
      throw new CannotProceed('changed-by-someone-else', 'Someone else changed this chair meanwhile.', { current });
    if (!retired) refuseSameName(await listEveryChair(tx), name, id);
    await changeChair(tx, { id, version }, { name, place, retiredAt: retired ? (current.retiredAt ?? ctx.now) : null });
    await audit(tx, ctx, {
      action: 'chair.change',
      subject: { kind: 'chair', id },
      before: { name: current.name, place: current.place, retired: current.retiredAt !== null },
      after: { name, place, retired },
    });
    return { id, version: version + 1 };
  });

/** Two chairs of one name in use, and a patient sits in the wrong one. */
function refuseSameName(all: Awaited<ReturnType<typeof listEveryChair>>, name: string, id: string): void {
  const isSame = all.some(
    (chair) => chair.id !== id && chair.retiredAt === null && chair.name.toLowerCase() === name.toLowerCase(),
  );
  if (isSame) throw new CannotProceed('already-there', `A chair is called ${name} already. Give it another name.`);
}
