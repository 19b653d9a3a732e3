import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type Reach, reachOf, saveReach } from './reach.queries.ts';

export { reachOf } from './reach.queries.ts';

/** Their own, and nobody else's. */
export const readReach = (ctx: Context): Promise<Reach> => inClinic(ctx, (tx) => reachOf(tx, selfOf(ctx)));

/** The number is theirs to give: it is in the trail as "given" or "none", never as itself. */
export const changeReach = (ctx: Context, reach: Reach) =>
  inClinic(ctx, async (tx) => {
    const practitionerId = selfOf(ctx);
    const before = await reachOf(tx, practitionerId);
    await saveReach(tx, practitionerId, reach, ctx.now);
    await audit(tx, ctx, {
      action: 'practitioner.reach',
      subject: { kind: 'practitioner', id: practitionerId },
      before: ways(before),
      after: ways(reach),
    });
  });

const ways = ({ byMail, textNumber }: Reach) => ({ byMail, byText: textNumber !== null });

function selfOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}
