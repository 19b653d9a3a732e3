import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { saveShift, shiftOf } from './shift.queries.ts';

/** For the rooms after the chart: who is on site, and who was and has left. */
export { listLeftSite, listOnSite } from './shift.queries.ts';

const mostHours = 16;
const msPerHour = 60 * 60_000;

/** "I am on site until …": of oneself, from now. Said again while one is here, only the end moves. */
export const comeOnSite = (ctx: Context, given: { id?: string | undefined; untilAt: string }) =>
  inClinic(ctx, async (tx) => {
    const practitionerId = selfOf(ctx);
    const untilAt = new Date(given.untilAt);
    if (untilAt <= ctx.now) throw new CannotProceed('blocked', 'A shift ends later than now.');
    if (untilAt.getTime() - ctx.now.getTime() > mostHours * msPerHour)
      throw new CannotProceed(
        'blocked',
        `A shift ends within ${mostHours} hours. Say it again when you are here then.`,
      );
    const before = await shiftOf(tx, practitionerId, ctx.now);
    const isHere = before !== undefined && before.fromAt <= ctx.now && before.untilAt > ctx.now;
    // Moved on and on it would carry yesterday forward: the whole stretch stays within a day.
    const isLong = isHere && untilAt.getTime() - before.fromAt.getTime() > 24 * msPerHour;
    const fromAt = isHere && !isLong ? before.fromAt : ctx.now;
    await saveShift(tx, { id: given.id ?? newId(), practitionerId, fromAt, untilAt, writtenAt: ctx.now });
    await audit(tx, ctx, {
      action: 'practitioner.on-site',
      subject: { kind: 'practitioner', id: practitionerId },
      after: { fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString() },
    });
    return { fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString() };
  });

/** "I leave": from now on nobody is called here by the floor. Said twice, it is harmless. */
export const leaveSite = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const practitionerId = selfOf(ctx);
    const before = await shiftOf(tx, practitionerId, ctx.now);
    if (before === undefined || before.untilAt <= ctx.now) return;
    await saveShift(tx, {
      id: newId(),
      practitionerId,
      fromAt: before.fromAt,
      untilAt: ctx.now,
      writtenAt: ctx.now,
    });
    await audit(tx, ctx, {
      action: 'practitioner.left-site',
      subject: { kind: 'practitioner', id: practitionerId },
      before: { untilAt: before.untilAt.toISOString() },
      after: { untilAt: ctx.now.toISOString() },
    });
  });

/** Everybody says it of themselves: a fact about a person that another one wrote would be hearsay. */
function selfOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}
