/**
 * The floor of the synthetic clinic goes on by itself: seven chairs in different phases, told by virtual patients.
 *
 * Where a person has written a fact, the session is theirs and nothing is written in it again. What was not written
 * because the server stood still is not made up afterwards.
 */
import { orderForSession } from '#server/plan/plan.actions.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { seat } from '#server/session/floor.actions.ts';
import { openSession } from '#server/session/session.actions.ts';
import { addDays } from '#simulator/days.ts';
import { writtenBy } from '#simulator/iv-session.ts';
import { dayOf } from './demo-accounts.ts';
import { type DemoClinic, demoClinic } from './demo-clinic.ts';
import { type FloorRow, listSessionsOnChairs, listWhoWaits } from './demo-floor.queries.ts';
import { protocolAt, remsAsksFor, sprayFound } from './demo-orders.ts';
import {
  append,
  chairTaken,
  endHonestly,
  nobodyWentOn,
  type Own,
  sign,
  stoodStill,
  whatIsWritten,
} from './demo-own.ts';
import { orderReadyFor, setUpFloor, signedOrderId } from './demo-plan.ts';
import { stockCabinet } from './demo-stock.ts';
import { type Look, looksLike, story, storyId, type Telling, tellingOf, type Where } from './demo-story.ts';

const msPerMin = 60_000;
const tickMs = 4_000;
/** What is older than this when it could be written was not written as it happened. */
const staleMs = 15 * msPerMin;
/** A person who waits at the gate goes home after so long; what was left unfinished keeps no chair overnight. */
const waitsMs = 150 * msPerMin;
const keepsChairMs = 12 * 60 * msPerMin;
/** A chair is free for a moment before the next person is expected on it. */
const cleanMs = 2 * msPerMin;
/** Whoever looks has time to sign a record themselves. */
const signAfterMs = 45 * msPerMin;
const lookBackMs = 2 * 24 * 60 * msPerMin;
/** From the planned time to the dose, about: to begin in the middle of a session. */
const beforeDoseMin = 21;
const ages = { from: 19, to: 64 };

/** How each chair begins: in the middle of a session that looks like this; or somebody waits at the gate, or is expected. */
type Beginning =
  | { readonly doseMin: number; readonly like: Look }
  | { readonly telling: Telling; readonly inMin: number };
const beginnings: readonly Beginning[] = [
  { doseMin: 20, like: 'infusing' },
  { doseMin: 2, like: 'between-devices' },
  { doseMin: 33, like: 'slowed' },
  { doseMin: 101, like: 'leaving' },
  { telling: 'waits', inMin: -16 },
  { telling: 'goes-on', inMin: 33 },
  { doseMin: 47, like: 'observing' },
];
const next: Beginning = { telling: 'goes-on', inMin: 12 };
const tellingAt = (place: number): Telling => {
  const beginning = beginnings[place - 1];
  return beginning !== undefined && 'telling' in beginning ? beginning.telling : 'goes-on';
};

export type DemoFloor = {
  /** Writes what has happened until now. */
  tick(): Promise<void>;
  stop(): Promise<void>;
};

type Floor = { demo: DemoClinic; own: Map<string, Own | 'not ours'>; quietUntil: Map<string, number> };

/** Sets the floor up where it is missing, and keeps it going. `every` is for tests, which ask for each tick themselves. */
export async function startDemoFloor(
  services: Services,
  every: 'by itself' | 'when asked' = 'by itself',
): Promise<DemoFloor> {
  const floor: Floor = { demo: demoClinic(services), own: new Map(), quietUntil: new Map() };
  const chairs = await setUpFloor(floor.demo);
  await stockCabinet(floor.demo);
  const places = chairs.slice(0, beginnings.length).map(({ id }, at) => ({ chairId: id, place: at + 1 }));
  const tickAll = async (isFirst: boolean) => {
    const now = services.clock().getTime();
    const rows = await inClinic(floor.demo, (tx) => listSessionsOnChairs(tx, new Date(now - lookBackMs)));
    for (const { chairId, place } of places) {
      const onChair = rows.filter((row) => row.chairId === chairId);
      if ((floor.quietUntil.get(chairId) ?? 0) > now) continue;
      try {
        await keepChair(floor, { chairId, place, onChair, now, isFirst });
      } catch (error) {
        // One chair that can't go on does not hold up the others, and is not tried again at once.
        floor.quietUntil.set(chairId, now + msPerMin);
        services.log.warn(
          { err: error instanceof Error ? error.message : String(error), place },
          'a chair of the demonstration stands still',
        );
      }
    }
  };
  await tickAll(true);
  let turn: Promise<void> | undefined;
  const tick = () => {
    turn ??= tickAll(false).finally(() => {
      turn = undefined;
    });
    return turn;
  };
  const quietly = () => {
    tick().catch((error) =>
      services.log.warn(
        { err: error instanceof Error ? error.message : String(error) },
        'the demonstration stands still',
      ),
    );
  };
  const timer = every === 'by itself' ? setInterval(quietly, tickMs) : undefined;
  timer?.unref();
  return {
    tick,
    stop: async () => {
      clearInterval(timer);
      await turn?.catch(() => undefined);
    },
  };
}

type AtChair = { chairId: string; place: number; onChair: readonly FloorRow[]; now: number; isFirst: boolean };

async function keepChair(floor: Floor, at: AtChair): Promise<void> {
  const { place, onChair, now } = at;
  let [isTaken, stoodStillHere] = [false, false];
  const all: { row: FloorRow; own: Own | undefined }[] = [];
  for (const row of onChair) all.push({ row, own: await ownOf(floor, row, place) });
  const isOthers = all.some(({ row, own }) => row.leftAt === null && own === undefined);
  for (const { row, own } of all) {
    if (row.leftAt !== null) {
      if (own !== undefined && !row.isSigned && now - row.leftAt.getTime() > signAfterMs)
        await signOnce(floor, row, own);
    } else if (own === undefined || own.isPeoples || own.written !== row.lastSeq) {
      if (own !== undefined) own.isPeoples = true;
      if (now - row.plannedAt.getTime() > keepsChairMs) await seat(floor.demo.act('nurse', place), row.id, null);
      else isTaken = true;
    } else if (isOthers && own.written === 0) {
      await endHonestly(floor.demo, row.id, own, chairTaken);
    } else {
      const became = await goOn(floor, row, own, now);
      if (became === 'here') isTaken = true;
      if (became === 'stood still') stoodStillHere = true;
    }
  }
  if (isTaken) return;
  const leftMs = Math.max(0, ...onChair.map(({ leftAt }) => leftAt?.getTime() ?? 0));
  const where = at.isFirst || stoodStillHere ? beginnings[place - 1] : undefined;
  if (where !== undefined && plannedAt(where, now) > leftMs) await open(floor, at, where);
  else if (now - leftMs > cleanMs) await open(floor, at, { ...next, telling: tellingAt(place) });
}

/** What this process knows of the session, or finds out; undefined: it was never the demonstration's. */
async function ownOf({ demo, own }: Floor, row: FloorRow, place: number): Promise<Own | undefined> {
  const known = own.get(row.id);
  if (known !== undefined) return known === 'not ours' ? undefined : known;
  const where = { place, plannedAtMs: row.plannedAt.getTime() };
  const telling = tellingOf(demo, row.id, where);
  const { orderId } = row;
  const isSpray = protocolAt(place) === 'spray';
  if (telling === undefined || (orderId === null) !== isSpray) {
    own.set(row.id, 'not ours');
    return undefined;
  }
  const order = orderId === null ? sprayFound : await inClinic(demo, (tx) => orderForSession(tx, orderId));
  const events = story(demo, where, { telling, patient: { id: row.patientId, birthOn: row.birthOn }, order });
  const found: Own = { telling, place, events, ...(await whatIsWritten(demo, row.id, events)) };
  own.set(row.id, found);
  return found;
}

/** @returns whether somebody is still on this chair or expected, has gone, or the session stood still and was ended */
async function goOn({ demo }: Floor, row: FloorRow, own: Own, now: number): Promise<'here' | 'gone' | 'stood still'> {
  const due = writtenBy(own.events, now).slice(own.written);
  const oldest = Date.parse(due[0]?.enteredAt ?? '');
  const last = Date.parse(own.events.at(-1)?.enteredAt ?? '');
  const isOver = own.written === own.events.length && own.telling === 'waits' && now - last > waitsMs;
  if (isOver || now - oldest > staleMs) {
    await endHonestly(demo, row.id, own, isOver ? nobodyWentOn : stoodStill);
    return isOver ? 'gone' : 'stood still';
  }
  await append(demo, own, due);
  return due.some(({ kind }) => kind === 'left') ? 'gone' : 'here';
}

/** A signature that is refused is not asked for again: what is open is for people to settle. */
async function signOnce({ demo, own }: Floor, row: FloorRow, of: Own): Promise<void> {
  own.set(row.id, 'not ours');
  if (!of.isPeoples && of.written === row.lastSeq) await sign(demo, row.id, of);
}

const plannedAt = (how: Beginning, now: number): number => {
  const atMs = 'telling' in how ? now + how.inMin * msPerMin : now - (how.doseMin + beforeDoseMin) * msPerMin;
  // Whoever is expected has a round time.
  const step = 'telling' in how && how.inMin > 0 ? 5 * msPerMin : msPerMin;
  return Math.round(atMs / step) * step;
};

/** Some people are tried for a session that is to look like this; then any will do. */
const tries = 24;

async function open({ demo, own }: Floor, { chairId, place, now }: AtChair, how: Beginning): Promise<void> {
  const telling = 'telling' in how ? how.telling : 'goes-on';
  const where: Where = { place, plannedAtMs: plannedAt(how, now) };
  const today = dayOf(demo.services);
  const born = { after: addDays(today, -ages.to * 365), before: addDays(today, -ages.from * 366) };
  const protocol = protocolAt(place);
  const waiting = (await inClinic(demo, (tx) => listWhoWaits(tx, born))).filter(
    ({ takes }) => protocol !== 'esketamine-trd' || !takes.some((name) => remsAsksFor.includes(name)),
  );
  for (const [tried, patient] of waiting.entries()) {
    const isLast = !('like' in how) || tried >= Math.min(tries, waiting.length) - 1;
    const ordered = await orderReadyFor(demo, patient, protocol === 'spray' ? 'iv' : protocol);
    // Whoever can be treated by an order is.
    if (!isLast && protocol === 'spray' && ordered.signedId !== undefined) continue;
    const ready = protocol === 'spray' ? undefined : ordered;
    const told = (orderId: string) => {
      const order = ready === undefined ? sprayFound : { ...ready.order, id: orderId };
      return story(demo, where, { telling, patient, order });
    };
    if (!isLast && !looksLike(how.like, told(''), now)) continue;
    const orderId = ready && (await signedOrderId(demo, patient.id, ready));
    const events = told(orderId ?? '');
    const id = storyId(demo, where, telling);
    await openSession(demo.act('nurse', place), {
      id,
      patientId: patient.id,
      plannedAt: new Date(where.plannedAtMs).toISOString(),
      chairId,
      ...(orderId === undefined ? {} : { orderId }),
    });
    const opened: Own = { telling, place, events, written: 0, isPeoples: false };
    own.set(id, opened);
    await append(demo, opened, writtenBy(events, now));
    return;
  }
}
