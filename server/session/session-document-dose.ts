/** What was ordered, what was done at the pump, and what it gave. */
import type { ReactElement } from 'react';
import { weightInWords } from '#clinical/chart/chart.ts';
import { goesByBasis, orderInWords } from '#clinical/plan/plan.ts';
import { differingReadOff, type Fact, type FactOf, happenedAt, stampsOf } from '#clinical/session/session.ts';
import { g } from '#clinical/units.ts';
import type { Dossier } from './dossier.ts';
import { givenPart } from './session-document-given.ts';
import { type Part, pair, section, stack, table } from './session-document-parts.ts';
import { capital, dateOf, mg, mgPerMl, ml, mlPerH, type Words } from './session-document-words.ts';

function orderSays(order: NonNullable<Dossier['order']>): string {
  const drug = capital(order.drug);
  if (!goesByBasis(order)) return `${drug} ${orderInWords(order)}`;
  const { unit, amount } = order.doseBasis;
  const basis = unit === 'ug/kg' ? `${mg(amount)}/kg` : `${mg(amount)}, fixed`;
  if (order.route !== 'iv') return `${drug} ${orderInWords(order)} (${basis})`;
  return `${drug} ${mg(order.doseUg)} intravenously over ${order.overMin} min (${basis}), ${mgPerMl(order.concentrationUgPerMl)} at ${mlPerH(order.pumpRateUlPerH)}`;
}

export function orderPart({ order, protocol }: Dossier, words: Words): ReactElement {
  const signed = (of: { signedBy: string; signedAt: Date }) =>
    `Signed ${words.day(of.signedAt.getTime())} ${words.clock(of.signedAt.getTime())} · ${words.who(of.signedBy)}.`;
  const parts: Part[] = [];
  if (order !== undefined) {
    const weight = goesByBasis(order) ? order.weight : undefined;
    const mostRate = order.route === 'iv' ? order.limits.maxPumpRateUlPerH : undefined;
    parts.push(
      pair('Order', orderSays(order)),
      pair('', signed(order)),
      pair(
        'Valid',
        `${dateOf(order.validFrom)} to ${dateOf(order.validUntil)}; ${order.state}${order.endReason === null ? '' : `: ${order.endReason}`}`,
      ),
      pair(
        'Dosing weight',
        weight === undefined
          ? 'The dose does not depend on weight'
          : `${weightInWords(g(weight.grams))}, ${weight.basis}, of ${dateOf(weight.takenOn)}`,
      ),
      pair(
        'Limits',
        `At most ${mg(order.limits.ceilingUg)}${mostRate === undefined ? '' : `, at most ${mlPerH(mostRate)}`}`,
      ),
      pair(
        'Premedication',
        order.premedication.length === 0
          ? 'None ordered'
          : order.premedication.map(({ medicine, doseText, when }) => `${medicine} ${doseText}, ${when}`).join('; '),
      ),
    );
    if (order.note !== undefined) parts.push(pair('Prescriber’s note', order.note));
  } else parts.push(pair('Order', 'None is tied to this session'));
  parts.push(
    pair(
      'Protocol',
      protocol === undefined
        ? 'None is tied to this session: readings are judged by the lines that the program comes with'
        : `${protocol.title}, version ${protocol.version}. ${signed(protocol)}`,
    ),
  );
  return section('Order and protocol', parts, '');
}

const isPump = (fact: Fact): fact is FactOf<PumpKind> => fact.kind in pumpWords;
type PumpKind = 'dose-started' | 'rate-changed' | 'dose-paused' | 'dose-resumed' | 'dose-stopped';
const pumpWords = {
  'dose-started': 'Started',
  'rate-changed': 'Rate changed',
  'dose-paused': 'Paused',
  'dose-resumed': 'Resumed',
  'dose-stopped': 'Stopped',
} as const satisfies Record<PumpKind, string>;

const infusionWords = {
  'not-started': 'Not started',
  running: 'The pump runs by this record',
  paused: 'Paused by this record: no stop is written down',
  stopped: 'Stopped by hand',
  'run-out': 'No stop is written down; by its volume the pump should have ended',
} as const;

export function dosePart(dossier: Dossier, words: Words): ReactElement {
  const { infusion } = dossier.agenda;
  const { doseStart, pump, conflicts } = dossier.record;
  const stampOf = stampsOf(dossier.record);
  const endMs = infusion.endedAtMs ?? infusion.ranOutAtMs;
  const zero = dossier.agenda.dosing.startedAtMs;
  const parts: Part[] = [];
  if (doseStart !== undefined) {
    const { data } = doseStart;
    parts.push(
      pair(
        'Given',
        `${mg(infusion.givenUg)} ${data.drug} (${ml(infusion.givenUl)} of ${mgPerMl(data.concentrationUgPerMl)}), worked out from rates and times, rounded down${infusion.readOffUl === undefined ? '. Nobody wrote down what the pump showed' : `. Read off the pump: ${ml(infusion.readOffUl)}`}.`,
      ),
      ...readOffPart(infusion),
      pair(
        'Infusion',
        `${infusionWords[infusion.state]}${endMs === undefined || zero === undefined ? '' : ` at ${words.clock(endMs)}, ${Math.round((endMs - zero) / 60_000)} min after the start`}.`,
      ),
    );
    if (conflicts.some(({ kind }) => kind === 'two-starts'))
      parts.push(pair('In conflict', 'Two starts are written down: the first counts until someone settles it.'));
  }
  if (pump.length > 0)
    parts.push(
      table(
        [
          { head: 'At the pump', width: 16 },
          { head: 'Time', width: 10 },
          { head: 'min', width: 7, align: 'right' },
          { head: 'Rate', width: 14, align: 'right' },
          { head: 'What else', width: 29 },
          { head: 'By', width: 24 },
        ],
        pump.filter(isPump).map((fact) => {
          const stamp = stampOf(fact);
          const at = happenedAt(fact);
          return {
            cells: [
              pumpWords[fact.kind],
              words.time(at),
              zero === undefined ? '' : String(Math.round((at - zero) / 60_000)),
              rateOf(fact),
              detailOf(fact),
              words.who(stamp.by),
            ],
            under: [
              'reason' in fact.data && fact.data.reason !== undefined ? `Reason: ${fact.data.reason}` : '',
              words.late(stamp),
            ],
          };
        }),
      ),
    );
  const byPump = section('Dose', parts, 'No dose is written down.');
  const given = givenPart(dossier, words);
  return stack(given.length === 0 ? [byPump] : parts.length === 0 ? given : [byPump, ...given]);
}

/** Both amounts and that they differ: which of them is the dose, a person says. */
function readOffPart(infusion: Dossier['agenda']['infusion']): ReactElement[] {
  const off = differingReadOff(infusion);
  if (off === undefined) return [];
  const says = `${mg(infusion.givenUg)} worked out from rates and times; ${ml(off.readOffUl)} read off the pump = ${mg(off.readOffUg)}: THESE DIFFER.`;
  return [pair('Amount in doubt', says)];
}

function rateOf(fact: FactOf<PumpKind>): string {
  if (fact.kind === 'dose-paused' || fact.kind === 'dose-stopped') return '0 mL/h';
  const { pumpRateUlPerH } = fact.data;
  return pumpRateUlPerH === undefined ? 'as before' : mlPerH(pumpRateUlPerH);
}

function detailOf(fact: FactOf<PumpKind>): string {
  if (fact.kind === 'dose-started')
    return `${fact.data.drug}, ${mgPerMl(fact.data.concentrationUgPerMl)}${fact.data.volumeToGiveUl === undefined ? '' : `, volume set to ${ml(fact.data.volumeToGiveUl)}`}`;
  if (fact.kind === 'dose-stopped' && fact.data.volumeGivenUl !== undefined)
    return `pump shows ${ml(fact.data.volumeGivenUl)} given`;
  return '';
}
