/** The criteria of leaving as rows, and which answer a person can give to each. */
import type { Criterion, LeavingItem } from '#clinical/session/session.ts';
import type { SessionInHand } from './session-data.ts';

export const wayHomeItems: readonly LeavingItem[] = ['escort', 'transport', 'leaflet', 'emergency-phone'];

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

const isOrientedSaid = ({ record }: SessionInHand): boolean =>
  record.readings.some(({ data }) => data.isOriented !== undefined) ||
  record.ratings.some(({ data }) => data.scale === 'orientation' && data.total !== null) ||
  record.dischargeItems.some(({ data }) => data.item === 'oriented' && data.state !== 'not-known');

export function leavingRows(hand: SessionInHand): LeavingRow[] {
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
