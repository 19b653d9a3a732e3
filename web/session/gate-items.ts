/** What the dose may not start without, as rows: what stops it, and what is settled with who settled it. */
import { amberBeforeDose, type Missing, missingToStart, readinessChecklist } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { givenHere } from './in-hand.ts';
import type { SessionInHand } from './session-data.ts';

export const baseItems = ['arrived', 'identity', 'weight', 'baseline', 'order'] as const;
export type BaseItem = (typeof baseItems)[number];

type Stamped = { readonly atMs: number; readonly by: string | null };
export type GateRow = {
  readonly item: string;
  readonly base: BaseItem | undefined;
  readonly state: Missing['answer'] | 'met' | 'overridden';
  readonly says: string;
  readonly stamp: Stamped | undefined;
  readonly reason: string | undefined;
  /** Why what is written down does not settle it. */
  readonly but: string | undefined;
  readonly override: 'prescriber' | 'nobody';
};

export function gateRows({ record, session, floor, nowMs }: SessionInHand): GateRow[] {
  const stamps: Record<BaseItem, Stamped | undefined> = {
    arrived: record.arrived,
    identity: record.identity,
    weight: record.weights.at(-1),
    baseline: record.readings.at(-1),
    order:
      session.order === null ? undefined : { atMs: Date.parse(session.order.signedAt), by: session.order.signedBy },
  };
  // Once the dose runs, what was missing when it started stays missing.
  const atStart = missingToStart(
    record,
    givenHere(session, floor, nowMs),
    record.doseStart?.atMs ?? nowMs,
    record.doseStart?.atMs,
  );
  const missing = new Map(atStart.map((one) => [one.item, one]));
  const base = baseItems.map((item): GateRow => {
    const open = missing.get(item);
    return {
      item,
      base: item,
      state: open?.answer ?? 'met',
      says: open?.says ?? t(`gate.base.${item}`),
      stamp: stamps[item],
      reason: undefined,
      but: open?.but,
      override: 'nobody',
    };
  });
  const asked = readinessChecklist.value.map(({ item, says, override }): GateRow => {
    const said = record.checklist.find(({ data }) => data.item === item);
    const open = missing.get(item);
    const state = open?.answer ?? (said?.data.state === 'overridden' ? 'overridden' : 'met');
    const reason = said?.data.reason;
    return { item, base: undefined, state, says, stamp: said, reason, but: open?.but, override };
  });
  return [...base, ...amberRow(record, missing.get(amberBeforeDose)), ...asked];
}

/** An amber set before the dose is a prescriber's to decide; it is asked only where there is one. */
function amberRow(record: SessionInHand['record'], open: Missing | undefined): GateRow[] {
  const said = record.checklist.find(({ data }) => data.item === amberBeforeDose);
  if (open === undefined && said?.data.state !== 'overridden') return [];
  return [
    {
      item: amberBeforeDose,
      base: undefined,
      state: open?.answer ?? 'overridden',
      says: open?.says ?? t('gate.amberDecided'),
      stamp: said,
      reason: said?.data.reason,
      but: open?.but,
      override: 'prescriber',
    },
  ];
}

/** Stops the dose: not met before not known, each in its own order. */
export const stopping = (rows: readonly GateRow[]): GateRow[] => [
  ...rows.filter(({ state }) => state === 'not met'),
  ...rows.filter(({ state }) => state === 'not known'),
];
export const settled = (rows: readonly GateRow[]): GateRow[] => [
  ...rows.filter(({ state }) => state === 'overridden'),
  ...rows.filter(({ state }) => state === 'met'),
];

export const whoMay = (who: GateRow['override']): string => {
  const items = readinessChecklist.value.filter(({ override }) => override === who).map(({ item }) => itemWord(item));
  return [...(who === 'nobody' ? [t('gate.base')] : []), ...items].join(', ');
};

const itemWord = (item: (typeof readinessChecklist.value)[number]['item']): string => t(`gate.item.${item}`);
