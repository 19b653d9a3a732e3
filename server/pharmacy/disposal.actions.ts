import { remove } from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { book } from './book.ts';
import { blocked, must } from './command.ts';
import { listDisposals, listDisposed, saveDisposal } from './disposal.queries.ts';
import { containerOf, lockItems, measureOfRow } from './item.queries.ts';
import { type DisposeAsked, Disposing } from './pharmacy.shapes.ts';
import { holdBalances } from './register.queries.ts';
import type { TwoPeople } from './second-person.ts';

/** Stock leaves for good: destroyed on site, through a reverse distributor, or to another registrant. */
export const disposing: TwoPeople<DisposeAsked> = {
  kind: 'dispose',
  asked: Disposing,
  async prepare(tx, ctx, asked) {
    const { how, counterpart } = asked;
    const onSite = how === 'destroyed-on-site';
    if (onSite && counterpart !== undefined) throw blocked('What is destroyed here goes to nobody.');
    if (!onSite && counterpart === undefined) throw blocked('Say who took it: name, address and DEA number.');
    if (asked.doneOn > (await dayInClinic(tx, ctx.now)))
      throw blocked('It is written down on the day it happens, not before.');
    const items = await lockItems(tx, [...new Set(asked.itemIds)]);
    for (const { outUg, insideUg, assignedSessionId } of items) {
      if (outUg > 0) throw blocked('Something drawn from one of these is not accounted for yet.');
      if (insideUg === 0) throw blocked('One of these is empty already.');
      if (assignedSessionId !== null && !onSite) throw blocked('One of these is set aside for a patient.');
    }
    const steps = items.map((item) => ({
      item,
      step: must(remove(containerOf(item), item.insideUg, measureOfRow(item))),
    }));
    return {
      says: `${onSite ? 'Destroy' : 'Hand over'} ${items.length} ${items.length === 1 ? 'container' : 'containers'}: ${items.map(({ name, lot }) => `${name}, lot ${lot}`).join('; ')}.`,
      async keep(by) {
        const { actor, witness } = by;
        if (witness === undefined) throw new RangeError('Nobody watched.');
        const to = counterpart && `${counterpart.name}, ${counterpart.address}, DEA ${counterpart.deaNumber}`;
        await saveDisposal(tx, {
          id: asked.id,
          how,
          method: asked.method,
          doneOn: asked.doneOn,
          place: asked.place,
          counterpart: to ?? null,
          document: asked.document ?? null,
          doneBy: actor,
          witnessedBy: witness,
        });
        const about = {
          commandId: asked.id,
          kind: onSite ? ('destroy' as const) : ('transfer-out' as const),
          at: ctx.now,
          by,
          counterpart: to,
          document: asked.document,
          reason: `${asked.method}, ${asked.place}, ${asked.doneOn}${asked.reason === undefined ? '' : `. ${asked.reason}`}`,
        };
        await holdBalances(
          tx,
          items.map(({ locationId }) => locationId),
          items.map(({ productId }) => productId),
        );
        const rows: string[] = [];
        for (const { item, step } of steps) rows.push(await book(tx, ctx, item, step, about));
        await audit(tx, ctx, {
          action: 'stock.dispose',
          subject: { kind: 'drug-disposal', id: asked.id },
          after: { ...asked, ...by, rows },
        });
        return { items: items.map(({ id }) => id), rows };
      },
    };
  },
};

/** What left for good, and what a person copies from it onto Form 41. */
export const readDisposals = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const rows = await listDisposals(tx);
    const containers = await listDisposed(
      tx,
      rows.map(({ id }) => id),
    );
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'disposals' } });
    return {
      disposals: rows.map(({ givenName, familyName, witnessGivenName, witnessFamilyName, ...row }) => ({
        ...row,
        doneByName: `${givenName} ${familyName}`,
        witnessedByName: `${witnessGivenName} ${witnessFamilyName}`,
        containers: containers
          .filter(({ commandId }) => commandId === row.id)
          .map(({ commandId: _of, insideUg, ...one }) => ({ ...one, removedUg: -insideUg })),
      })),
    };
  });
