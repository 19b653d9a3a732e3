/** What a met criterion rests on: the value, when it was measured or said, and by whom. */
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { personOf } from './floor-seats.ts';
import { awakeWords } from './floor-words.ts';
import type { LeavingRow } from './leaving-items.ts';
import { dissociationsOf, sedationOf } from './mind-values.ts';
import type { SessionInHand } from './session-data.ts';

type Said = { readonly value: string; readonly atMs?: number | undefined; readonly by?: string | null | undefined };
type Hand = Pick<SessionInHand, 'record' | 'agenda'> & {
  readonly floor: Pick<SessionInHand['floor'], 'clinic' | 'people'>;
};

/** Undefined where nothing was written down for it: then nothing is claimed beside it. */
function restsOn({ record, agenda, floor }: Hand, { id, item }: Pick<LeavingRow, 'id' | 'item'>): Said | undefined {
  const zone = floor.clinic.timeZone;
  const set = record.readings.at(-1);
  const ofSet = (value: string): Said | undefined =>
    set === undefined ? undefined : { value, atMs: set.atMs, by: set.by };
  const known = (value: number | undefined) => value ?? t('absent.notKnown');
  switch (id) {
    case 'minimum-time':
      return agenda.earliestLeaveMs === undefined
        ? undefined
        : { value: t('leave.said.since', { time: clock(agenda.earliestLeaveMs, zone) }) };
    case 'recent-reading':
      return ofSet(t('leave.said.set'));
    case 'blood-pressure':
      return ofSet(
        t('leave.said.pressure', {
          systolic: known(set?.data.systolicMmHg),
          diastolic: known(set?.data.diastolicMmHg),
        }),
      );
    case 'breathing':
      return ofSet(
        t('leave.said.breathing', { spo2: known(set?.data.spo2Pct), breaths: known(set?.data.breathsPerMin) }),
      );
    case 'nothing-red':
      return ofSet(
        set?.data.symptoms === undefined
          ? t('leave.said.set')
          : t('leave.said.symptoms', { count: set.data.symptoms.length }),
      );
    case 'awake': {
      const said = sedationOf(record, agenda);
      return said === undefined
        ? undefined
        : { ...said, value: t('floor.sedation', { value: said.value, word: awakeWords(said.value) }) };
    }
    case 'dissociation': {
      const [said] = dissociationsOf(record, agenda);
      return said === undefined
        ? undefined
        : {
            ...said,
            value: t('leave.said.of', { scale: t(`session.unit.${said.scale}`), value: said.value, most: said.most }),
          };
    }
    case 'emergency-closed':
      return record.emergencies.length === 0
        ? undefined
        : { value: t('leave.said.cards', { count: record.emergencies.length }) };
    case 'modified-aldrete': {
      const rated = record.ratings.findLast(({ data }) => data.scale === 'modified-aldrete');
      return rated === undefined
        ? undefined
        : {
            value: t('leave.said.total', { total: known(rated.data.total ?? undefined) }),
            atMs: rated.atMs,
            by: rated.by,
          };
    }
    default: {
      const said = record.dischargeItems.find(({ data }) => data.item === (item ?? id));
      if (said === undefined) return undefined;
      const value = said.data.value ?? (id === 'escort' ? t('leave.said.noName') : '');
      return { value, atMs: said.atMs, by: said.by };
    }
  }
}

/** "124/76 mmHg, 10:43, HJ". */
export function saidWords(hand: Hand, row: Pick<LeavingRow, 'id' | 'item'>): string {
  const said = restsOn(hand, row);
  if (said === undefined) return '';
  const who = said.by === undefined ? undefined : personOf(hand.floor, said.by);
  return [
    said.value,
    said.atMs === undefined ? '' : clock(said.atMs, hand.floor.clinic.timeZone),
    said.by === undefined ? '' : (who?.initials ?? t('session.toBeClaimed')),
  ]
    .filter((word) => word !== '')
    .join(', ');
}
