import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { personOf } from './floor-seats.ts';

type Props = { floor: Floor; session: FloorSession; record: SessionRecord; agenda: Agenda };
type Row = { key: string; atMs: number; due: string; taken?: SessionRecord['readings'][number] };

/** More lines than the protocol asks for: repeats are taken on paper too. */
const spareRows = ['a', 'b', 'c', 'd', 'e'] as const;
/** One page holds them; what was read long before is in the record. */
const mostTaken = 6;
const minute = 60_000;

/** What was read, with its values, then an empty line for each time that is still to come. */
export function DowntimeReadings({ floor, session, record, agenda }: Props) {
  const zone = floor.clinic.timeZone;
  const zeroMs = agenda.dosing.startedAtMs;
  const taken = record.readings.slice(-mostTaken).map((reading): Row => {
    const min = zeroMs === undefined ? undefined : Math.round((reading.atMs - zeroMs) / minute);
    return {
      key: reading.id,
      atMs: reading.atMs,
      due: min === undefined || min <= 0 ? t('down.before') : t('down.atMin', { min }),
      taken: reading,
    };
  });
  return (
    <table className="down-table num">
      <thead>
        <tr>
          <th>{t('down.due')}</th>
          <th>{t('down.taken')}</th>
          <th>{t('down.pressure')}</th>
          <th>{t('down.pulse')}</th>
          <th>{t('down.spo2')}</th>
          <th>{t('down.breaths')}</th>
          <th>{t('down.sedation')}</th>
          <th>{t('down.cadss')}</th>
          <th className="down-wide">{t('down.note')}</th>
          <th>{t('down.by')}</th>
        </tr>
      </thead>
      <tbody>
        {taken.map(({ key, due, taken: reading }) => reading && <Taken key={key} {...{ due, reading, floor, zone }} />)}
        {toCome(session, record, agenda, zone).map(({ key, says }) => (
          <Empty key={key} due={says} />
        ))}
        {spareRows.map((row) => (
          <Empty key={row} due={t('down.extra')} />
        ))}
      </tbody>
    </table>
  );
}

/** Each time that nobody has read at yet: with the clock once the dose has started, in minutes from it before. */
function toCome(session: FloorSession, record: SessionRecord, agenda: Agenda, zone: string) {
  const zeroMs = agenda.dosing.startedAtMs;
  if (zeroMs === undefined)
    return (session.protocol?.body.cadence.readingsAtMin ?? [])
      .filter((min) => min > 0 || record.readings.length === 0)
      .map((min) => ({ key: String(min), says: min <= 0 ? t('down.before') : t('down.atMin', { min }) }));
  return agenda.due
    .filter(({ state }) => state !== 'taken' && state !== 'missed')
    .map(({ dueAtMin }) => ({
      key: String(dueAtMin),
      says: `${t('down.atMin', { min: dueAtMin })}, ${clock(zeroMs + dueAtMin * minute, zone)}`,
    }));
}

type TakenProps = { due: string; reading: SessionRecord['readings'][number]; floor: Floor; zone: string };

function Taken({ due, reading, floor, zone }: TakenProps) {
  const { data } = reading;
  const pressure =
    data.systolicMmHg === undefined && data.diastolicMmHg === undefined
      ? ''
      : `${data.systolicMmHg ?? '?'}/${data.diastolicMmHg ?? '?'}`;
  return (
    <tr>
      <th scope="row">{due}</th>
      <td>{clock(reading.atMs, zone)}</td>
      <td>{pressure}</td>
      <td>{data.heartRatePerMin}</td>
      <td>{data.spo2Pct}</td>
      <td>{data.breathsPerMin}</td>
      <td>{data.moaaS}</td>
      <td>{data.cadss}</td>
      <td />
      <td>{personOf(floor, reading.by)?.initials}</td>
    </tr>
  );
}

function Empty({ due }: { due: string }) {
  return (
    <tr className="down-empty">
      <th scope="row">{due}</th>
      <td />
      <td className="down-pair">/</td>
      <td />
      <td />
      <td />
      <td />
      <td />
      <td />
      <td />
    </tr>
  );
}
