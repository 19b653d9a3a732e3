import { soundStands } from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon } from '#web/ui/icons.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';

const silenceMs = 2 * 60_000;

type Props = { floor: Floor; shiftFromMs: number | undefined; nowMs: number };

/** What the calls of this floor rest on: whose ladder it is, by what people are reached, where reminders sound. */
export function FloorAbout({ floor, shiftFromMs, nowMs }: Props) {
  const { duty } = floor;
  if (duty === undefined) return null;
  const { ladderVersion, ways, stations } = duty;
  return (
    <div className="watch-about small">
      <span className={ladderVersion === null ? 'say-amber' : 'quiet'}>
        {ladderVersion === null ? t('duty.defaultLadder') : t('duty.signedLadder', { version: ladderVersion })}
      </span>
      {!ways.mail && !ways.text && <span className="say-amber">{t('duty.noWays')}</span>}
      {stations.length === 0 && <span className="quiet">{t('sound.none')}</span>}
      {stations.map((station) => (
        <Sound key={station.id} {...{ station, floor, shiftFromMs, nowMs }} />
      ))}
    </div>
  );
}

type Station = NonNullable<Floor['duty']>['stations'][number];

function Sound({ station, floor, shiftFromMs, nowMs }: Props & { station: Station }) {
  const { name, tested, silencedMs } = station;
  const zone = floor.clinic.timeZone;
  const stands = soundStands(tested ?? undefined, shiftFromMs, nowMs);
  if (silencedMs !== null && silencedMs + silenceMs > nowMs)
    return (
      <span className="quiet num">
        {t('sound.silent', { station: name, time: clock(silencedMs + silenceMs, zone) })}
      </span>
    );
  if (tested === null || stands === 'not tested this shift')
    return (
      <span className="say-amber">
        <CautionIcon size={16} aria-hidden /> {t('sound.notTested', { station: name })}
      </span>
    );
  if (stands === 'not heard')
    return (
      <span className="say-red num">
        <CautionIcon size={16} aria-hidden /> {t('sound.notHeard', { station: name, time: clock(tested.atMs, zone) })}
      </span>
    );
  const who = personOf(floor, tested.by);
  return (
    <span className="quiet num">
      {t('sound.tested', {
        station: name,
        time: clock(tested.atMs, zone),
        who: who === undefined ? t('floor.someone') : shortName(who),
      })}
    </span>
  );
}
