/** What the dose may not start without, as rows: what stops it, and what is settled with who settled it. */
import { amberBeforeDose, cadenceBeforeDose, type GateItem, licenceBeforeDose } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { SessionInHand } from './session-data.ts';

const baseItems = ['arrived', 'identity', 'weight', 'baseline', 'order'] as const;
type BaseItem = (typeof baseItems)[number];

export type GateRow = GateItem & {
  /** Settled by an act of its own; absent where it is answered here. */
  readonly base: BaseItem | undefined;
  readonly state: GateItem['answer'] | 'overridden';
  /** That somebody ticks it is no answer: a prescriber decides, or the product knows. */
  readonly isDecided: boolean;
};

const decided: readonly string[] = [amberBeforeDose, cadenceBeforeDose, licenceBeforeDose];

/** As it stands now; once the dose was given, as it stood then. */
export const gateRows = ({ agenda }: SessionInHand): GateRow[] =>
  agenda.gate.map((item) => ({
    ...item,
    base: baseItems.find((base) => base === item.item),
    state: item.isOverridden ? 'overridden' : item.answer,
    isDecided: item.from === 'product' || decided.includes(item.item),
  }));

/** Stops the dose: not met before not known, each in its own order. */
export const stopping = (rows: readonly GateRow[]): GateRow[] => [
  ...rows.filter(({ state }) => state === 'not met'),
  ...rows.filter(({ state }) => state === 'not known'),
];
export const settled = (rows: readonly GateRow[]): GateRow[] => [
  ...rows.filter(({ state }) => state === 'overridden'),
  ...rows.filter(({ state }) => state === 'met'),
];

export const whoMay = (who: GateRow['override'], rows: readonly GateRow[]): string => {
  const items = rows.filter(({ base, override }) => base === undefined && override === who);
  return [...(who === 'nobody' ? [t('gate.base')] : []), ...items.map(({ item }) => itemWord(item))].join(', ');
};

const itemWord = (item: string): string => item.replaceAll('-', ' ').replace(/^rems /, 'REMS ');
