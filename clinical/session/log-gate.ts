/**
 * The gate: what a dose may not start without, each point met, not met or not known, who may override it, and where the
 * answer comes from. What the product holds is worked out; what it does not hold is answered by hand, and says so.
 */
import type { Answer } from './discharge.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { amberBeforeDose, baselineAt } from './log-baseline.ts';
import { routeIn } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import { objectionToDay } from './log-gate-entered.ts';
import { cadenceOf, isKnownAt, licenceOf, onSite, ratioFor, stockFor, type Worked } from './log-gate-known.ts';
import { objectionToOverride } from './log-overrides.ts';
import { weightQuestion } from './log-weights.ts';
import { readinessFor } from './readiness.ts';
import type { SessionRoute } from './readings.ts';

export type GateItem = {
  readonly item: string;
  readonly says: string;
  readonly answer: Answer;
  /** A prescriber let it pass, with a reason: then it is met, and never shown as if it were. */
  readonly isOverridden: boolean;
  /** `record`: what happened in this session. `product`: what is known beside it. `hand`: somebody answered here. */
  readonly from: 'record' | 'product' | 'hand';
  readonly override: 'prescriber' | 'nobody';
  /** Who settled it, and when, where somebody did. */
  readonly stamp?: { readonly by: string | null; readonly atMs: number } | undefined;
  readonly reason?: string | undefined;
  /** What was seen: the day of a consent, the name and number of an escort. */
  readonly value?: string | undefined;
  /** What may be said with the answer. */
  readonly takes?: 'day' | 'words' | undefined;
  /** What is written down and does not settle it, and why. */
  readonly but?: string | undefined;
};

/** The point that a prescriber decides where the days of the course object. */
export const cadenceBeforeDose = 'course-days';
export const licenceBeforeDose = 'prescriber-licence';

type At = { readonly nowMs: number; readonly byMs: number };
type Said = SessionRecord['checklist'][number];

/** As it stands at `nowMs` from what happened up to `byMs`. */
export function gateOf(
  record: SessionRecord,
  all: AgendaGiven,
  nowMs: number,
  byMs = Number.POSITIVE_INFINITY,
): GateItem[] {
  const at = { nowMs, byMs };
  const given = isKnownAt(all, nowMs, byMs) ? all : { ...all, known: undefined };
  const route = routeIn(record, given, Math.min(nowMs, byMs));
  const settle = settler(record, given, at);
  return [
    ...fromRecord(record, given, at),
    ...fromProduct(given, settle),
    ...asked(record, given, route, settle),
    ...amber(record, given, at, settle),
  ];
}

const whoOf = (of: { readonly by: string | null; readonly atMs: number }) => ({ by: of.by, atMs: of.atMs });

function fromRecord(record: SessionRecord, given: AgendaGiven, { nowMs, byMs }: At): GateItem[] {
  const isThere = (of: { readonly atMs: number } | undefined) => of !== undefined && of.atMs <= byMs;
  const own = { isOverridden: false, from: 'record', override: 'nobody' } as const;
  const question = weightQuestion(record, given.order, byMs);
  const weight = record.weights.findLast(isThere);
  const baseline = baselineAt(record, given, byMs, nowMs);
  const reading = record.readings.findLast(isThere);
  const { arrived, identity } = record;
  return [
    {
      ...own,
      item: 'arrived',
      says: 'The patient has arrived.',
      answer: isThere(arrived) ? 'met' : 'not met',
      stamp: arrived && whoOf(arrived),
    },
    {
      ...own,
      item: 'identity',
      says: 'Identity is confirmed by two identifiers before the dose.',
      answer: isThere(identity) ? 'met' : 'not met',
      stamp: identity && whoOf(identity),
    },
    {
      ...own,
      item: 'weight',
      says: 'The weight is taken.',
      answer: weight === undefined ? 'not known' : question === undefined ? 'met' : 'not met',
      stamp: weight && whoOf(weight),
      but: question,
    },
    {
      ...own,
      item: 'baseline',
      says: 'Readings before the dose are taken, and none stops it.',
      answer: baseline.answer,
      stamp: reading && whoOf(reading),
      but: baseline.but,
    },
    { ...own, item: 'order', from: 'product', ...orderAnswer(given) },
  ];
}

function orderAnswer({ order, today }: AgendaGiven): Pick<GateItem, 'answer' | 'says'> {
  if (order === undefined) return { answer: 'not met', says: 'A prescriber has signed an order.' };
  if (order.state !== 'active') return { answer: 'not met', says: `The order was ${order.state}.` };
  if (order.validUntil < today) return { answer: 'not met', says: `The order was valid until ${order.validUntil}.` };
  return { answer: 'met', says: 'A prescriber has signed an order.' };
}

type Settle = (
  of: Pick<GateItem, 'item' | 'says' | 'override' | 'from' | 'takes'>,
  worked: Worked | undefined,
  /** An answer from before this moment says nothing about it any more. */
  sinceMs?: number,
) => GateItem;

/** What the product works out stands; a person may still override it, where somebody may. Else what was answered counts. */
function settler(record: SessionRecord, given: AgendaGiven, { byMs }: At): Settle {
  const { prescribers, today } = given;
  return (of, worked, sinceMs = Number.NEGATIVE_INFINITY) => {
    const said = record.checklist.find(({ data, atMs }) => data.item === of.item && atMs <= byMs && atMs >= sinceMs);
    const override = worked?.override ?? of.override;
    const settled = said === undefined ? {} : { stamp: whoOf(said), reason: said.data.reason, value: said.data.value };
    // Somebody at the chair who says otherwise is not outvoted.
    const isContradicted = of.from === 'hand' && said !== undefined && said.data.state !== 'met';
    if (worked?.answer === 'met' && !isContradicted)
      return { ...of, override, answer: 'met', isOverridden: false, from: 'product' };
    if (said?.data.state === 'overridden') {
      const but = objectionToOverride(said, { record, override, prescribers });
      if (but === undefined) return { ...of, ...settled, override, answer: 'met', isOverridden: true };
      return { ...of, ...settled, override, answer: 'not met', isOverridden: false, but: joined(worked?.but, but) };
    }
    if (worked !== undefined && worked.answer !== 'met')
      return { ...of, override, answer: worked.answer, isOverridden: false, from: 'product', but: worked.but };
    const answer = byHand(said);
    const but = answer === 'met' ? objectionToDay(of.item, said?.data.value, today) : undefined;
    return { ...of, ...settled, override, answer: but === undefined ? answer : 'not met', isOverridden: false, but };
  };
}

const joined = (...all: readonly (string | undefined)[]): string => all.filter((one) => one !== undefined).join(' ');

function byHand(said: Said | undefined): Answer {
  const state = said?.data.state;
  return state === 'met' ? 'met' : state === undefined || state === 'not-known' ? 'not known' : 'not met';
}

/** An amber set before the dose is a prescriber's to decide; it is asked only where there is one, and for that set. */
function amber(record: SessionRecord, given: AgendaGiven, { nowMs, byMs }: At, settle: Settle): GateItem[] {
  const { amber: found } = baselineAt(record, given, byMs, nowMs);
  if (found === undefined) return [];
  const says = `Amber before the dose: ${found.says} A prescriber decides.`;
  const of = { item: amberBeforeDose, says, override: 'prescriber', from: 'record' } as const;
  return [decided(settle(of, undefined, found.atMs))];
}

/** Only a prescriber's word settles these: that somebody ticked it is no decision. */
const decided = (of: GateItem): GateItem =>
  of.isOverridden ? of : { ...of, answer: of.answer === 'met' || of.answer === 'not known' ? 'not met' : of.answer };

function fromProduct(given: AgendaGiven, settle: Settle): GateItem[] {
  const licence = licenceOf(given);
  const days = cadenceOf(given, given.protocol);
  const product = { override: 'prescriber', from: 'product' } as const;
  return [
    ...(licence === undefined
      ? []
      : [
          settle(
            { ...product, item: licenceBeforeDose, says: 'Who signed the order is licensed here today.' },
            licence,
          ),
        ]),
    ...(days.length === 0
      ? []
      : [
          decided(
            settle(
              { ...product, item: cadenceBeforeDose, says: `${days.join(' ')} A prescriber decides.` },
              { answer: 'not met', override: 'prescriber' },
            ),
          ),
        ]),
  ];
}

type Asked = Pick<GateItem, 'item' | 'says' | 'takes'> & { readonly override?: GateItem['override'] };

function asked(record: SessionRecord, given: AgendaGiven, route: SessionRoute, settle: Settle): GateItem[] {
  const worked: Readonly<Record<string, () => Worked | undefined>> = {
    'prescriber-on-site': () => onSite(given),
    'one-to-one': () => ratioFor(record, given, plainRoute(route)),
    watched: () => ratioFor(record, given, plainRoute(route)),
    drug: () => stockFor(given),
  };
  const list: readonly Asked[] = given.checklist ?? readinessFor(route);
  return list.map(({ item, says, override = 'prescriber', takes }) =>
    settle({ item, says, override, from: 'hand', takes }, worked[item]?.()),
  );
}

const plainRoute = (route: SessionRoute) =>
  route === 'intranasal-esketamine' || route === 'intranasal-racemic' ? 'intranasal' : route;
