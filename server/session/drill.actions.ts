/** Drills of the emergency cards and checks of the kit: planned, run, written down, due. No patient is in any of it. */
import {
  defaultIntervals,
  dueOf,
  type EmergencyId,
  type EmergencyIntervals,
  emergencyIds,
  KitCheck,
  kitFaults,
} from '#clinical/session/session.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import { dayIn, findClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listDebriefsOf } from './debrief.queries.ts';
import {
  changeDrill,
  countStaff,
  type DrillRow,
  findDrill,
  lastDrills,
  listDrillSteps,
  listDrills,
  listKitChecks,
  newestInterval,
  newestKitCheck,
  saveDrill,
  saveDrillStep,
  saveInterval,
  saveKitCheck,
} from './drill.queries.ts';
import { staffOf } from './emergency-dose.actions.ts';

const drillShown = ({ clinicId: _clinic, people, ...row }: DrillRow) => ({
  ...row,
  people: JSON.parse(people) as string[],
});

/** The intervals in force: the director’s, or the project’s, which is said. */
async function intervalsOf(tx: Tx) {
  const own = await newestInterval(tx);
  if (own === undefined) return { ...defaultIntervals, version: 0, isOwn: false };
  return { drillDays: own.drillDays, kitDays: own.kitDays, version: own.version, isOwn: true };
}

export const readDrills = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const { timeZone } = await findClinic(tx);
    const today = dayIn(timeZone, ctx.now);
    const intervals = await intervalsOf(tx);
    const last = new Map((await lastDrills(tx)).map(({ card, endedAt }) => [card, endedAt]));
    return {
      intervals,
      cards: emergencyIds.map((card) => {
        const endedAt = last.get(card);
        const lastOn = endedAt === undefined ? undefined : dayIn(timeZone, endedAt);
        const { state, dueOn } = dueOf(lastOn, intervals.drillDays, today);
        return { card, lastOn: lastOn ?? null, state, dueOn: dueOn ?? null };
      }),
      drills: (await listDrills(tx)).map(drillShown),
    };
  });

export const readDrill = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => ({
    drill: drillShown(await findDrill(tx, id)),
    steps: await listDrillSteps(tx, id),
    debriefs: await listDebriefsOf(tx, { drillId: id }),
  }));

export const setIntervals = (ctx: Context, given: EmergencyIntervals & { version: number; reason: string }) =>
  inClinic(ctx, async (tx) => {
    const setBy = staffOf(ctx);
    const before = await newestInterval(tx);
    if (given.version !== (before?.version ?? 0))
      throw new CannotProceed('changed-by-someone-else', 'The intervals were set by someone else meanwhile.', {
        current: before?.version ?? 0,
      });
    const { drillDays, kitDays, reason } = given;
    const id = newId();
    const version = given.version + 1;
    await saveInterval(tx, { id, version, drillDays, kitDays, setBy, setAt: ctx.now, reason });
    await audit(tx, ctx, {
      action: 'emergency-intervals.set',
      subject: { kind: 'emergency-interval', id },
      before: before === undefined ? undefined : { drillDays: before.drillDays, kitDays: before.kitDays },
      after: { drillDays, kitDays },
      reason,
    });
    return { id, version };
  });

export const planDrill = (
  ctx: Context,
  given: { id?: string | undefined; card: EmergencyId; plannedOn: string; scenario: string },
) =>
  inClinic(ctx, async (tx) => {
    const plannedBy = staffOf(ctx);
    const { card, plannedOn, scenario } = given;
    const id = given.id ?? newId();
    await saveDrill(tx, { id, card, plannedOn, plannedBy, scenario });
    await audit(tx, ctx, { action: 'drill.plan', subject: { kind: 'drill', id }, after: { card, plannedOn } });
    return { id };
  });

/** Everybody named works here, and each is named once. */
async function checkPeople(tx: Tx, people: readonly string[]): Promise<void> {
  if (new Set(people).size !== people.length) throw new CannotProceed('blocked', 'A person is named twice.');
  if ((await countStaff(tx, people)) !== people.length) throw notFound('person');
}

export const startDrill = (ctx: Context, id: string, people: readonly string[]) =>
  inClinic(ctx, async (tx) => {
    staffOf(ctx);
    const drill = await findDrill(tx, id);
    if (drill.state !== 'planned') throw new CannotProceed('already-there', `This drill is ${drill.state} already.`);
    await checkPeople(tx, people);
    const version = drill.version + 1;
    await changeDrill(tx, id, { state: 'running', startedAt: ctx.now, people: JSON.stringify(people), version });
    await audit(tx, ctx, { action: 'drill.start', subject: { kind: 'drill', id }, after: { people } });
    return { id, version };
  });

/** Steps with their seconds; what came twice is one. */
export const addDrillSteps = (
  ctx: Context,
  id: string,
  steps: readonly { id: string; what: 'step' | 'dose' | 'other'; says: string; at: string }[],
) =>
  inClinic(ctx, async (tx) => {
    const by = staffOf(ctx);
    const drill = await findDrill(tx, id);
    if (drill.startedAt === null) throw new CannotProceed('blocked', 'The drill has not begun.');
    if (drill.state !== 'running') throw new CannotProceed('blocked', 'The drill is over: its record does not change.');
    for (const { at, ...step } of steps) await saveDrillStep(tx, { ...step, drillId: id, at: new Date(at), by });
    await audit(tx, ctx, { action: 'drill.step', subject: { kind: 'drill', id }, details: { steps: steps.length } });
    return { kept: steps.length };
  });

export const endDrill = (ctx: Context, id: string, given: { how: 'done' | 'cancelled'; outcome: string }) =>
  inClinic(ctx, async (tx) => {
    staffOf(ctx);
    const drill = await findDrill(tx, id);
    const { how, outcome } = given;
    if (how === 'done' && drill.state !== 'running')
      throw new CannotProceed('blocked', 'Only a drill that runs can come to its end.');
    if (how === 'cancelled' && drill.state !== 'planned')
      throw new CannotProceed('blocked', 'Only a drill that has not begun can be called off.');
    const version = drill.version + 1;
    await changeDrill(tx, id, { state: how, outcome, version, ...(how === 'done' ? { endedAt: ctx.now } : {}) });
    await audit(tx, ctx, { action: `drill.${how}`, subject: { kind: 'drill', id }, after: { outcome } });
    return { id, version };
  });

export const readKit = (ctx: Context) =>
  inClinic(ctx, async (tx) => ({
    due: await kitDue(tx, ctx.now),
    checks: (await listKitChecks(tx)).map(({ items, ...check }) => ({
      ...check,
      items: KitCheck.parse(JSON.parse(items)),
    })),
  }));

export const checkKit = (ctx: Context, given: { id?: string | undefined; items: KitCheck }) =>
  inClinic(ctx, async (tx) => {
    const checkedBy = staffOf(ctx);
    const faults = kitFaults(given.items);
    if (faults.length > 0) throw new CannotProceed('blocked', faults.join(' '), { faults });
    const id = given.id ?? newId();
    await saveKitCheck(tx, { id, items: canonical(given.items), checkedBy, checkedAt: ctx.now });
    const open = given.items.filter(({ state }) => state !== 'there').map(({ item, state }) => ({ item, state }));
    await audit(tx, ctx, { action: 'kit.check', subject: { kind: 'kit-check', id }, details: { open } });
    return { id };
  });

/** When the kit was last looked at, what was open then, and when it is due: beside the floor too. */
export async function kitDue(tx: Tx, now: Date) {
  const { timeZone } = await findClinic(tx);
  const { kitDays, isOwn } = await intervalsOf(tx);
  const last = await newestKitCheck(tx);
  const lastOn = last === undefined ? undefined : dayIn(timeZone, last.checkedAt);
  const { state, dueOn } = dueOf(lastOn, kitDays, dayIn(timeZone, now));
  const items = last === undefined ? [] : KitCheck.parse(JSON.parse(last.items));
  return {
    state,
    lastOn: lastOn ?? null,
    dueOn: dueOn ?? null,
    everyDays: kitDays,
    isOwn,
    open: items.filter((of) => of.state !== 'there').map(({ item }) => String(item)),
  };
}
