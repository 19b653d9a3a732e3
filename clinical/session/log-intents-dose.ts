/** What a dose is refused for while it is only intended, by its route. Given all the same, it is a fact. */
import { esketamineDoses, nasalDevice } from '#clinical/plan/plan.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { type DoseKind, isDose, routeOfDose } from './log-doses.ts';
import { type Dosing, dosingOf } from './log-dosing.ts';
import { type Fact, type FactOf, happenedAt } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { missingToStart } from './log-missing.ts';
import { devicesOrdered, pumpOrder, routeOfDoseWords, sessionRouteOf } from './log-order.ts';
import { judgeIn } from './log-readings.ts';

type Point = { readonly item: string; readonly says: string };
type DoseFact = Extract<Fact, { kind: DoseKind }>;

export const isDoseIntent = (fact: Fact): fact is DoseFact => isDose(fact) && fact.data.as === 'intent';

const mg = (ug: number) => `${ug / 1_000} mg`;

/** @returns why nothing may be given at all, or the points that are open; empty: nothing objects */
export function objectionToDose(fact: DoseFact, record: SessionRecord, all: AgendaGiven): string | readonly Point[] {
  if (record.phase === 'left') return 'The patient has left.';
  if (fact.kind === 'dose-started' && record.doseStart !== undefined) return 'The dose has been started already.';
  const atMs = happenedAt(fact);
  const given = { ...all, route: routeOfDose(fact) };
  const dosing = dosingOf(record, given, atMs);
  // Readings have the age that they had when the dose was started, be it some minutes before it was written.
  const missing = record.firstDose === undefined ? missingPoints(record, given, atMs) : nextPoints(record, given, atMs);
  return [...missing, ...routePoints(fact, given), ...amountPoints(fact, dosing, given)];
}

const missingPoints = (record: SessionRecord, given: AgendaGiven, atMs: number): Point[] =>
  missingToStart(record, given, atMs).map(({ item, says, but }) => ({
    item,
    says: but === undefined ? says : `${says} ${but}`,
  }));

/** A further dose of the same session: the order still stands, and nothing that was read stops it. */
function nextPoints(record: SessionRecord, given: AgendaGiven, atMs: number): Point[] {
  const { order } = given;
  const points: Point[] = [];
  if (order !== undefined && order.state !== 'active')
    points.push({ item: 'order', says: `The order was ${order.state}.` });
  const last = record.readings.findLast((reading) => reading.atMs <= atMs);
  if (last === undefined) return points;
  const { state, giving } = judgeIn(record, given, atMs)(last);
  if (state === 'red') points.push({ item: 'readings-red', says: `The last readings are red. ${giving.says}` });
  return points;
}

function routePoints(fact: DoseFact, { order }: AgendaGiven): Point[] {
  if (order === undefined) return [];
  const [asked, ordered] = [routeOfDose(fact), sessionRouteOf(order)];
  if (asked === ordered && fact.data.drug === order.drug) return [];
  return [{ item: 'route', says: `This is ${routeOfDoseWords[asked]}; ordered is ${routeOfDoseWords[ordered]}.` }];
}

function amountPoints(fact: DoseFact, dosing: Dosing, given: AgendaGiven): Point[] {
  switch (fact.kind) {
    case 'dose-started':
      return pumpPoints(fact, given);
    case 'device-given':
      return devicePoints(fact, dosing, given);
    case 'injection-given':
    case 'spray-given':
      return [...volumePoints(fact, given), ...dosePoints(fact.data.doseUg, dosing, given)];
    case 'mouth-dose-placed':
      return dosePoints(fact.data.doseUg, dosing, given);
  }
}

function pumpPoints({ data }: FactOf<'dose-started'>, given: AgendaGiven): Point[] {
  const order = pumpOrder(given.order);
  if (order === undefined) return [];
  const { pumpRateUlPerH, concentrationUgPerMl } = data;
  const points: Point[] = [];
  if (pumpRateUlPerH > order.pumpRateUlPerH)
    points.push({
      item: 'rate',
      says: `The pump is set to ${pumpRateUlPerH / 1_000} mL/h; ordered are ${order.pumpRateUlPerH / 1_000} mL/h.`,
    });
  if (concentrationUgPerMl !== order.concentrationUgPerMl)
    points.push({
      item: 'concentration',
      says: `The syringe holds ${concentrationUgPerMl / 1_000} mg/mL; ordered are ${order.concentrationUgPerMl / 1_000} mg/mL.`,
    });
  return points;
}

/** “10:46:12” at the clinic; where its zone is not known, in coordinated time, and it says so. */
export function clockIn(ms: number, timeZone: string | undefined): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: timeZone ?? 'UTC', ...parts }).format(ms);
  return timeZone === undefined ? `${time} UTC` : time;
}

function devicePoints(fact: FactOf<'device-given'>, dosing: Dosing, { order, timeZone }: AgendaGiven): Point[] {
  const atMs = happenedAt(fact);
  const { number } = fact.data;
  const ordered = devicesOrdered(order);
  const most = ordered ?? Math.max(...esketamineDoses.value) / nasalDevice.value.ug;
  if (number > most)
    return [
      {
        item: 'devices',
        says:
          ordered === undefined
            ? `The label has ${most} devices at most.`
            : `${ordered === 1 ? 'One device is' : `${ordered} devices are`} ordered; this would be device ${number}.`,
      },
    ];
  const points: Point[] = [];
  const next = dosing.next?.number ?? number;
  if (number !== next)
    points.push({ item: 'devices', says: `Device ${next} is the next one; this says device ${number}.` });
  const opensAtMs = dosing.next?.opensAtMs;
  if (opensAtMs !== undefined && atMs < opensAtMs)
    points.push({
      item: 'rest',
      says: `The rest of ${nasalDevice.value.restMin} minutes is not over: device ${next} may be given from ${clockIn(opensAtMs, timeZone)}.`,
    });
  return points;
}

function volumePoints({ data }: FactOf<'injection-given' | 'spray-given'>, { order }: AgendaGiven): Point[] {
  const { volumeUl, concentrationUgPerMl, doseUg } = data;
  const points: Point[] = [];
  const heldUg = (volumeUl * concentrationUgPerMl) / 1_000;
  if (Math.abs(heldUg - doseUg) > concentrationUgPerMl / 1_000)
    points.push({
      item: 'volume',
      says: `${volumeUl / 1_000} mL of ${concentrationUgPerMl / 1_000} mg/mL hold ${mg(heldUg)}; this says ${mg(doseUg)}.`,
    });
  if (order !== undefined && 'volumeUl' in order && order.concentrationUgPerMl !== concentrationUgPerMl)
    points.push({
      item: 'concentration',
      says: `The syringe holds ${concentrationUgPerMl / 1_000} mg/mL; ordered are ${order.concentrationUgPerMl / 1_000} mg/mL.`,
    });
  return points;
}

function dosePoints(doseUg: number, { givenUg }: Dosing, { order }: AgendaGiven): Point[] {
  if (order === undefined || givenUg + doseUg <= order.doseUg) return [];
  const so = givenUg === 0 ? '' : ` beside the ${mg(givenUg)} given already`;
  return [{ item: 'dose', says: `${mg(doseUg)}${so} is more than the ${mg(order.doseUg)} that are ordered.` }];
}
