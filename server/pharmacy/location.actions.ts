import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { blocked, once } from './command.ts';
import { changeLocation, findLocation, isLocationNamed, listBalances, saveLocation } from './stock.queries.ts';

type NewLocation = { id: string; name: string; place: string };

export const addLocation = (ctx: Context, given: NewLocation) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'location', asked: given }, async () => {
      await refuseSameName(tx, given.name, given.id);
      await saveLocation(tx, given);
      await audit(tx, ctx, {
        action: 'stock.location-add',
        subject: { kind: 'stock-location', id: given.id },
        after: given,
      });
      return {};
    }),
  );

async function refuseSameName(tx: Tx, name: string, id: string): Promise<void> {
  if (await isLocationNamed(tx, name, id))
    throw new CannotProceed('already-there', `There is a stock location “${name}” already.`);
}

export const editLocation = (
  ctx: Context,
  id: string,
  given: { version: number; name: string; place: string; retired: boolean },
) =>
  inClinic(ctx, async (tx) => {
    const { version, name, place, retired } = given;
    const current = await findLocation(tx, id);
    if (current.version !== version)
      throw new CannotProceed('changed-by-someone-else', 'Someone else changed this location meanwhile.', { current });
    if (!retired) await refuseSameName(tx, name, id);
    const holds = (await listBalances(tx)).some(
      (one) => one.locationId === id && (Number(one.insideUg) > 0 || Number(one.outUg) > 0),
    );
    if (retired && holds)
      throw blocked('This location still holds stock, or something drawn from it is not accounted for.');
    const retiredAt = retired ? (current.retiredAt ?? ctx.now) : null;
    const after = { name, place, retiredAt, version: version + 1 };
    await changeLocation(tx, id, after);
    await audit(tx, ctx, {
      action: 'stock.location-change',
      subject: { kind: 'stock-location', id },
      before: current,
      after,
    });
    return { id, version: version + 1 };
  });
