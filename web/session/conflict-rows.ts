/** What two stations wrote, as rows that can be laid side by side; and what keeping only one of them would change. */
import { type Fact, fold, happenedAt } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { mlPerH } from './fact-words.ts';
import { agendaOf } from './in-hand.ts';
import { fromThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

export type Rows = ReadonlyMap<string, string>;

const mgWords = (ug: number) => t('dose.mgOf', { mg: fromThousandths(ug) });
const mlWords = (ul: number | undefined) =>
  ul === undefined ? t('session.notEntered') : t('session.ml', { ml: ul / 1_000 });
const strengthWords = (ugPerMl: number) => t('session.mgPerMl', { mg: ugPerMl / 1_000 });

export function rowsOf(fact: Fact, zone: string): Map<string, string> {
  const rows = new Map([[t('session.fact.when'), clockWithSeconds(happenedAt(fact), zone)]]);
  const lot = (of: string | undefined) => rows.set(t('conflict.lot'), of ?? t('session.notEntered'));
  switch (fact.kind) {
    case 'dose-started':
      rows.set(t('session.fact.rate'), mlPerH(fact.data.pumpRateUlPerH));
      rows.set(t('session.fact.concentration'), strengthWords(fact.data.concentrationUgPerMl));
      rows.set(t('session.fact.volume'), mlWords(fact.data.volumeToGiveUl));
      break;
    case 'injection-given':
      rows.set(t('conflict.dose'), mgWords(fact.data.doseUg));
      rows.set(t('conflict.volume'), mlWords(fact.data.volumeUl));
      rows.set(t('conflict.site'), t(`dose.site.${fact.data.site}`));
      lot(fact.data.lot);
      break;
    case 'device-given':
      rows.set(t('conflict.device'), String(fact.data.number));
      rows.set(t('conflict.dose'), mgWords(fact.data.doseUg));
      lot(fact.data.lot);
      break;
    case 'spray-given':
      rows.set(t('conflict.dose'), mgWords(fact.data.doseUg));
      rows.set(t('conflict.volume'), mlWords(fact.data.volumeUl));
      lot(fact.data.lot);
      break;
    case 'mouth-dose-placed':
      rows.set(t('conflict.dose'), mgWords(fact.data.doseUg));
      rows.set(t('conflict.form'), t(`dose.form.${fact.data.form}`));
      lot(fact.data.lot);
      break;
    case 'drug-drawn':
      rows.set(t('conflict.drawn'), mlWords(fact.data.drawnUl));
      rows.set(t('session.fact.concentration'), strengthWords(fact.data.concentrationUgPerMl));
      break;
    case 'left':
      rows.set(t('session.fact.how'), t(`session.how.${fact.data.how}`));
      rows.set(t('session.fact.reason'), fact.data.reason ?? t('session.notEntered'));
      break;
    default:
      break;
  }
  return rows;
}

/** The order as it stands now, beside what was given under it. */
export function orderRows({ session: { order }, floor }: SessionInHand): Rows {
  const rows = new Map<string, string>();
  if (order === null) return rows;
  rows.set(t('conflict.orderState'), t(`conflict.state.${order.state}`));
  if ('endedAt' in order && typeof order.endedAt === 'string')
    rows.set(t('conflict.orderEnded'), clock(order.endedAt, floor.clinic.timeZone));
  rows.set(t('conflict.dose'), mgWords(order.doseUg));
  rows.set(t('session.fact.reason'), order.endReason ?? t('session.notEntered'));
  return rows;
}

/** The dose and the earliest leave, if of these facts only `kept` counts. */
export function ifOnly(kept: string, ids: readonly string[], hand: SessionInHand): Rows {
  const { session, floor, nowMs, events } = hand;
  const record = fold(
    events.filter(({ id }) => id === kept || !ids.includes(id)),
    session.id,
  );
  const { dosing, earliestLeaveMs } = agendaOf(record, session, floor, nowMs);
  return new Map([
    [t('conflict.givenThen'), mgWords(dosing.givenUg)],
    [
      t('session.earliestLeave'),
      earliestLeaveMs === undefined ? t('absent.notKnown') : clock(earliestLeaveMs, floor.clinic.timeZone),
    ],
  ]);
}
