/** What happened against the order or a rule: kept as a fact, marked, and explained before anyone signs. */
import { gramsOf } from '#clinical/chart/chart.ts';
import { dischargeReadiness } from './discharge.ts';
import { closingObjection, readingsAtClosing } from './emergency-closing.ts';
import { againstSays } from './emergency-given.ts';
import { stateWords } from './log-acts.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { drugDeviations } from './log-deviations-drug.ts';
import { givenDeviations } from './log-deviations-given.ts';
import { pumpDeviations } from './log-deviations-pump.ts';
import type { SessionRecord } from './log-fold.ts';
import { isKnownAt, workedNames } from './log-gate-known.ts';
import { type Course, courseOf } from './log-leave.ts';
import { type Deviation, leavingFacts, type Missing, missingToStart } from './log-missing.ts';
import { pumpOrder } from './log-order.ts';
import { judgeIn } from './log-readings.ts';
import type { SessionRoute } from './readings.ts';
import { usualDoseOf, usualSays } from './usual-dose.ts';

const mg = (ug: number) => `${(ug / 1_000).toFixed(1)} mg`;
const ml = (ul: number) => `${ul / 1_000} mL`;
const mlPerH = (ul: number) => `${ul / 1_000} mL/h`;
/** Whole per cent over, as people say it. */
const over = (is: number, was: number) => `${Math.round((100 * (is - was)) / was)} % over`;

export function deviationsOf(
  record: SessionRecord,
  { infusion, dosing }: Pick<Course, 'infusion' | 'dosing'>,
  given: AgendaGiven,
): Deviation[] {
  const found: Deviation[] = [];
  const explained = new Set(record.explained.map(({ data }) => data.of));
  const say = (of: string, rule: string, says: string, isSaid = false) =>
    found.push({ of, rule, says, isExplained: isSaid || explained.has(of) });
  const order = pumpOrder(given.order);
  const first = record.firstDose;
  // What this device never knew about then, the server says: nobody is asked to explain it here.
  const isTold = first !== undefined && isKnownAt(given, first.atMs, first.atMs);
  const isOurs = ({ item, answer }: Missing) => isTold || answer !== 'not known' || !workedNames.includes(item);
  if (first !== undefined)
    for (const { item, answer, says, but } of missingToStart(record, given, first.atMs, first.atMs).filter(isOurs))
      say(
        first.id,
        `start-without-${item}`,
        [`The dose was started while this was ${answer}: ${says}`, but].filter((text) => text !== undefined).join(' '),
      );
  const start = record.doseStart;
  if (start !== undefined) {
    if (order !== undefined) {
      const { concentrationUgPerMl, pumpRateUlPerH } = start.data;
      if (concentrationUgPerMl !== order.concentrationUgPerMl)
        say(
          start.id,
          'concentration-differs',
          `Started at ${concentrationUgPerMl / 1_000} mg/mL; ordered were ${order.concentrationUgPerMl / 1_000} mg/mL.`,
        );
      if (pumpRateUlPerH > order.pumpRateUlPerH)
        say(
          start.id,
          'rate-above-order',
          `Started at ${mlPerH(pumpRateUlPerH)}; ordered were ${mlPerH(order.pumpRateUlPerH)}: ${over(pumpRateUlPerH, order.pumpRateUlPerH)}.`,
        );
      const { volumeToGiveUl } = start.data;
      const orderedUl = Math.ceil((order.doseUg * 1_000) / concentrationUgPerMl);
      if (volumeToGiveUl !== undefined && volumeToGiveUl > orderedUl)
        say(
          start.id,
          'volume-above-order',
          `The pump was set to give ${ml(volumeToGiveUl)}; the ordered dose is ${ml(orderedUl)}: ${over(volumeToGiveUl, orderedUl)}.`,
        );
      if (infusion.givenUg > order.doseUg)
        say(
          start.id,
          'dose-above-order',
          `${mg(infusion.givenUg)} were given; ordered were ${mg(order.doseUg)}: ${over(infusion.givenUg, order.doseUg)}.`,
        );
    }
  }
  for (const fact of record.pump) {
    const rate = fact.kind === 'rate-changed' || fact.kind === 'dose-resumed' ? fact.data.pumpRateUlPerH : undefined;
    if (order !== undefined && rate !== undefined && rate > order.pumpRateUlPerH)
      say(
        fact.id,
        'rate-above-order',
        `The pump was set to ${mlPerH(rate)}; ordered were ${mlPerH(order.pumpRateUlPerH)}: ${over(rate, order.pumpRateUlPerH)}.`,
      );
  }
  for (const { id, data, confirmed } of record.medicines) {
    const unusual = data.signed === undefined ? unusualSays(record, data) : undefined;
    if (unusual !== undefined) say(id, 'dose-unusual', unusual);
    for (const rule of data.against ?? []) say(id, rule, `${data.medicine}: ${againstSays[rule]}`);
    if (data.secondPerson !== undefined && confirmed === undefined)
      say(id, 'second-not-confirmed', `${data.medicine}: the second person who is named has not confirmed it.`);
  }
  for (const { card, atMs, closed } of record.emergencies) {
    if (closed === undefined) continue;
    const last = readingsAtClosing(record, judgeIn(record, given, closed.atMs, dosing), atMs, closed.atMs);
    const objection = closingObjection(closed.how, last);
    if (objection !== undefined)
      say(closed.id, 'closed-while-red', `The card “${card.replaceAll('-', ' ')}” was closed ${objection}`);
  }
  for (const { id, kind } of record.deviating.size === 0 ? [] : record.standing) {
    const state = record.deviating.get(id);
    if (state !== undefined) say(id, 'out-of-turn', `“${kind.replaceAll('-', ' ')}” is written ${stateWords[state]}.`);
  }
  for (const { of, rule, says } of pumpDeviations(record, infusion)) say(of, rule, says);
  for (const { of, rule, says } of givenDeviations(record, dosing, given)) say(of, rule, says);
  const pumpedUg = infusion.endedAtMs === undefined ? undefined : infusion.givenUg;
  for (const { of, rule, says, isSaid } of drugDeviations(record, given, pumpedUg)) say(of, rule, says, isSaid);
  const { left } = record;
  if (left !== undefined && first !== undefined) {
    const course = courseOf(record, given, left.atMs);
    if (course.dosing.endedAtMs === undefined) say(left.id, 'left-while-running', leftBefore[course.dosing.route]);
    else if (left.data.how === 'let-go') {
      const { missing } = dischargeReadiness(
        leavingFacts(record, course, given, { zeroMs: first.atMs, nowMs: left.atMs }),
      );
      if (missing.length > 0)
        say(left.id, 'left-unready', `The patient was let go while this was open: ${missing.join(' ')}`);
    }
  }
  return found;
}

/** Worked out from the record, so that it is said whichever way the fact came. */
function unusualSays(
  { weights }: SessionRecord,
  given: { medicine: string; doseUg?: number | undefined; route: string },
): string | undefined {
  const { medicine, doseUg, route } = given;
  const weighed = weights.at(-1)?.data.given;
  const weightGrams = weighed === undefined ? undefined : gramsOf(weighed);
  const says = usualSays(usualDoseOf({ medicine, doseUg, route, weightGrams }));
  return says === undefined || doseUg === undefined
    ? undefined
    : `${medicine}: ${doseUg / 1_000} mg is written. That is ${says}.`;
}

const inMouth = 'The patient left with a dose in the mouth, or nobody said what became of it.';
const leftBefore: Readonly<Record<SessionRoute, string>> = {
  iv: 'The patient left before the infusion had ended.',
  im: 'The patient left before the injection.',
  sc: 'The patient left before the injection.',
  'intranasal-esketamine': 'The patient left while a device was still to come, and nobody said that no more was given.',
  'intranasal-racemic': 'The patient left before the last spray.',
  oral: inMouth,
  sublingual: inMouth,
};
