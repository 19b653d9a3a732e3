/** The criteria of leaving as rows, and which answer a person can give to each. */
import type { Criterion, LeavingItem } from '#clinical/session/session.ts';
import type { SessionInHand } from './session-data.ts';

/** Seen in one walk, or handed over in one go: one tap for all that its row names, and each is a fact of its own. */
const groups = {
  seen: ['oriented', 'walks-steadily', 'no-vomiting'],
  'way-home': ['escort', 'transport', 'leaflet', 'emergency-phone'],
} as const satisfies Record<string, readonly LeavingItem[]>;
export type Group = keyof typeof groups;
export const groupNames = ['seen', 'way-home'] as const satisfies readonly Group[];

const itemOf: Readonly<Record<string, LeavingItem>> = {
  gait: 'walks-steadily',
  vomiting: 'no-vomiting',
  'suicide-check': 'no-new-suicidal-finding',
  escort: 'escort',
  transport: 'transport',
  leaflet: 'leaflet',
  'emergency-phone': 'emergency-phone',
  'instructions-said-back': 'instructions-said-back',
  'next-contact': 'next-contact',
};
const fromReadings: readonly string[] = [
  'recent-reading',
  'blood-pressure',
  'breathing',
  'awake',
  'dissociation',
  'nothing-red',
];

export type LeavingRow = Criterion & {
  /** What a tap answers; absent where a reading, a rating or the clock does. */
  readonly item: LeavingItem | undefined;
  readonly by: 'answer' | 'readings' | 'rating' | 'clock';
};

const isOrientedSaid = ({ record }: Pick<SessionInHand, 'record'>): boolean =>
  record.readings.some(({ data }) => data.isOriented !== undefined) ||
  record.ratings.some(({ data }) => data.scale === 'orientation' && data.total !== null) ||
  record.dischargeItems.some(({ data }) => data.item === 'oriented' && data.state !== 'not-known');

export function leavingRows(hand: Pick<SessionInHand, 'record' | 'agenda'>): LeavingRow[] {
  return hand.agenda.leaving.criteria.map((criterion) => {
    const item =
      criterion.id === 'dissociation' && criterion.answer === 'not known' && !isOrientedSaid(hand)
        ? 'oriented'
        : itemOf[criterion.id];
    const by =
      criterion.id === 'minimum-time'
        ? 'clock'
        : criterion.id === 'modified-aldrete'
          ? 'rating'
          : fromReadings.includes(criterion.id)
            ? 'readings'
            : 'answer';
    return { ...criterion, item, by };
  });
}

/** Who was named as the escort at arrival or at the gate; nobody is guessed. */
export function escortNamed({ record }: Pick<SessionInHand, 'record'>): string | undefined {
  const atGate = record.checklist.find(({ data }) => data.item === 'escort')?.data.value;
  const atArrival = record.standing.find((fact) => fact.kind === 'arrived');
  return atGate ?? (atArrival?.kind === 'arrived' ? atArrival.data.escort : undefined);
}

/** Which criteria stand together: those nobody has answered. One that was answered, or an escort without a name, stands by itself. */
export function togetherIn(group: Group, rows: readonly LeavingRow[], hand: Pick<SessionInHand, 'record'>): string[] {
  const items: readonly LeavingItem[] = groups[group];
  const open = rows.filter(
    ({ item, answer, but }) =>
      item !== undefined &&
      items.includes(item) &&
      answer === 'not known' &&
      but === undefined &&
      (item !== 'escort' || escortNamed(hand) !== undefined),
  );
  return open.length < 2 ? [] : open.map(({ id }) => id);
}
