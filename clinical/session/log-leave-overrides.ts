/** What a prescriber let pass before a patient goes: it counts with a reason, and for what was known when it was written. */
import type { LeavingOverride } from './discharge.ts';
import type { AgendaGiven } from './log-agenda.ts';
import type { SessionRecord } from './log-fold.ts';
import { objectionToOverride } from './log-overrides.ts';

/** Answered under another name than the criterion has. */
const answers: Readonly<Record<string, string>> = {
  gait: 'walks-steadily',
  vomiting: 'no-vomiting',
  'suicide-check': 'no-new-suicidal-finding',
  dissociation: 'oriented',
};
const byReadings: readonly string[] = [
  'recent-reading',
  'blood-pressure',
  'breathing',
  'awake',
  'dissociation',
  'nothing-red',
];

/** Never earlier than what it speaks about: a new set, a new rating or a new answer asks anew. */
function newsMs(record: SessionRecord, criterion: string, nowMs: number): number {
  const answer = record.dischargeItems.find(({ data }) => data.item === answers[criterion]);
  const isOfReadings = byReadings.includes(criterion);
  const all = [
    ...(isOfReadings ? record.readings : []),
    ...(isOfReadings || criterion === 'modified-aldrete' ? record.ratings : []),
    ...(answer === undefined ? [] : [answer]),
    ...(criterion === 'emergency-closed' ? record.emergencies : []),
  ];
  return Math.max(Number.NEGATIVE_INFINITY, ...all.map(({ atMs }) => atMs).filter((atMs) => atMs <= nowMs));
}

export function leavingOverrides(
  record: SessionRecord,
  { prescribers }: Pick<AgendaGiven, 'prescribers'>,
  nowMs: number,
): LeavingOverride[] {
  return record.dischargeItems.flatMap((said): LeavingOverride[] => {
    const { item: criterion, state, reason } = said.data;
    if (state !== 'overridden' || said.atMs > nowMs) return [];
    const override = criterion === 'minimum-time' ? 'nobody' : 'prescriber';
    const isOld = said.atMs < newsMs(record, criterion, nowMs);
    const but = isOld
      ? 'Overridden before what is known now: it does not count.'
      : objectionToOverride(said, { record, override, prescribers });
    return [{ criterion, by: said.by, atMs: said.atMs, reason, but }];
  });
}
