import type { ReactNode } from 'react';
import type { ReadingFact } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, EditIcon, NotKnownIcon, SilentIcon, StopIcon } from '#web/ui/icons.ts';
import { Value } from './floor-numbers.tsx';
import { personOf } from './floor-seats.ts';
import { awakeWords, minutesWords, shortName } from './floor-words.ts';
import { halvesOf, type Shown, shownOf } from './last-values.ts';
import { type Dissociation, dissociationsOf, sedationOf } from './mind-values.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';
import { timeWords } from './time-words.ts';

/** The newest of each value: with its age and author above, its state as shape, word and colour. */
export function LastReadings({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const { record, agenda, floor, nowMs } = hand;
  const newest = record.readings.at(-1);
  const who = personOf(floor, newest?.by);
  const { systolic, diastolic } = halvesOf(record, agenda);
  const pulse = shownOf(record, agenda, 'heartRatePerMin');
  const spo2 = shownOf(record, agenda, 'spo2Pct');
  const breaths = shownOf(record, agenda, 'breathsPerMin');
  const sedation = sedationOf(record, agenda);
  const [dissociation, ...others] = dissociationsOf(record, agenda);
  return (
    <section className="card last" aria-label={t('session.last')}>
      <header className="panel-head">
        <h2>{t('session.last')}</h2>
        <span className="panel-aside num">
          {newest === undefined
            ? t('session.none')
            : t('session.lastAt', {
                time: clock(newest.atMs, floor.clinic.timeZone),
                age: t('floor.readAgo', { time: minutesWords((nowMs - newest.atMs) / 60_000) }).replace(/^read /, ''),
                who: who === undefined ? t('session.toBeClaimed') : shortName(who),
              })}
        </span>
      </header>
      {newest !== undefined && <Times of={timeWords(newest, floor.clinic.timeZone)} />}
      <div className="last-grid">
        <Cell
          hand={hand}
          name={t('session.of.pressure')}
          isWide
          of={systolic ?? diastolic}
          also={diastolic}
          reason="systolicMmHg"
          unit={t('session.unit.mmHg')}
          more={baselineWords(hand, systolic)}
        >
          <Value of={systolic} />
          <span className={systolic?.state === 'stale' ? 'value-stale' : ''}>/</span>
          <Value of={diastolic} />
        </Cell>
        <Cell
          hand={hand}
          name={t('session.of.pulse')}
          of={pulse}
          reason="heartRatePerMin"
          unit={t('session.unit.perMin')}
        />
        <Cell hand={hand} name={<SpO2 />} of={spo2} reason="spo2Pct" unit={oxygenUnit(hand, spo2)} />
        <Cell
          hand={hand}
          name={t('session.of.dissociation')}
          isWide
          of={dissociation}
          also={others.find(({ state }) => state === 'red') ?? others.find(({ state }) => state === 'amber')}
          reason={dissociation?.scale === 'cadss' ? 'cadss' : 'dissociationGrade'}
          unit={dissociation === undefined ? '' : t(`session.unit.${dissociation.scale}`)}
          below={others.map((of) => otherScale(of, floor.clinic.timeZone))}
        >
          <Value of={dissociation} />
          {dissociation !== undefined && <small> {t('session.ofMost', { most: dissociation.most })}</small>}
        </Cell>
        <Cell
          hand={hand}
          name={t('session.of.sedation')}
          of={sedation}
          reason="moaaS"
          unit={sedation === undefined ? '' : [t('session.unit.moaaS'), awakeWords(sedation.value)].join(', ')}
        >
          <Value of={sedation} />
          <small> {t('session.ofMost', { most: 5 })}</small>
        </Cell>
        <Cell
          hand={hand}
          name={t('session.of.breaths')}
          of={breaths}
          reason="breathsPerMin"
          unit={t('session.unit.perMin')}
        />
      </div>
      <button type="button" className="next-more" onClick={() => open('rating')}>
        {t('session.act.rating')}
      </button>
    </section>
  );
}

export const SpO2 = () => (
  <>
    {t('value.spo')}
    <sub>2</sub>
  </>
);

/** What another scale said, with its own range and time: it is not replaced by the one above it. */
const otherScale = ({ scale, value, most, atMs, state }: Dissociation, zone: string): string =>
  [
    t('session.otherScale', { scale: t(`session.unit.${scale}`), value, most, time: clock(atMs, zone) }),
    ...(state === 'amber' || state === 'red' ? [t(`session.state.${state}`)] : []),
  ].join(', ');

/** How far the pressure is from the one before the dose: said, not judged. */
function baselineWords({ record }: SessionInHand, systolic: Shown | undefined): string | undefined {
  const start = record.firstDose?.atMs;
  if (start === undefined || systolic === undefined || systolic.atMs <= start) return undefined;
  const before = record.readings.findLast(({ atMs, data }) => atMs <= start && data.systolicMmHg !== undefined);
  const was = before?.data.systolicMmHg;
  if (was === undefined) return undefined;
  const change = systolic.value - was;
  return t('session.baseline', { change: change < 0 ? `−${-change}` : `+${change}` });
}

function oxygenUnit({ record }: SessionInHand, spo2: Shown | undefined): string {
  const set = record.readings.find(({ atMs, data }) => atMs === spo2?.atMs && data.spo2Pct !== undefined);
  const isOnOxygen = set?.data.isOnOxygen;
  if (isOnOxygen === undefined) return t('session.unit.pct');
  return isOnOxygen ? t('session.unit.pctOxygen') : t('session.unit.pctAir');
}

type CellProps = {
  hand: SessionInHand;
  name: ReactNode;
  of: Shown | undefined;
  also?: Shown | undefined;
  reason: keyof NonNullable<ReadingFact['cannot']>;
  unit: string;
  more?: string | undefined;
  isWide?: boolean;
  /** Lines of their own under it. */
  below?: readonly string[];
  children?: ReactNode;
};

const worse = { red: 4, amber: 3, stale: 2, unknown: 1, unjudged: 1, ok: 0 } as const;

function Cell({ hand, name, of, also, reason, unit, more, isWide = false, below = [], children }: CellProps) {
  const { record, floor, nowMs, waitingIds } = hand;
  const zone = floor.clinic.timeZone;
  const newest = record.readings.at(-1);
  const cannot = newest?.data.cannot?.[reason];
  const wide = isWide ? ' last-wide' : '';
  if (of === undefined)
    return (
      <div className={`last-cell last-unknown${wide}`}>
        <p className="last-name">
          <span>{name}</span>
        </p>
        <p className="last-absent">{t('absent.notKnown')}</p>
        <p className="last-under">
          <NotKnownIcon size={16} aria-hidden />
          {cannot === undefined ? t('session.noReading') : t('session.cannot', { why: t(`session.cannot.${cannot}`) })}
        </p>
      </div>
    );
  const found = also !== undefined && worse[also.state] > worse[of.state] ? also.state : of.state;
  // Of who has left nothing is waited for any more: the number is of its time, and says so.
  const isPast = found === 'stale' && record.left !== undefined;
  const state = isPast ? 'past' : found;
  const Icon = state === 'red' ? StopIcon : state === 'amber' ? CautionIcon : state === 'stale' ? ClockIcon : undefined;
  const set = record.readings.find(({ atMs }) => atMs === of.atMs);
  const isOlder = newest !== undefined && of.atMs < newest.atMs;
  return (
    <div className={`last-cell last-${state}${wide}`}>
      <p className="last-name">
        {Icon !== undefined && <Icon size={20} aria-hidden />}
        <span>{name}</span>
        {(state === 'amber' || state === 'red') && <strong> {t(`session.state.${state}`)}</strong>}
      </p>
      <p className="last-value num">{children ?? <Value of={of} />}</p>
      <p className="last-under num">
        {state === 'stale'
          ? t(isWide ? 'session.noReadingFor' : 'session.noneFor', { time: minutesWords((nowMs - of.atMs) / 60_000) })
          : [unit, more, isOlder || isPast || state === 'unjudged' ? clock(of.atMs, zone) : undefined]
              .filter((one) => one !== undefined)
              .join(' · ')}
      </p>
      {below.map((line) => (
        <p key={line} className="last-under num">
          {line}
        </p>
      ))}
      {cannot !== undefined && isOlder && (
        <p className="last-under">{t('session.cannot', { why: t(`session.cannot.${cannot}`) })}</p>
      )}
      {set !== undefined && (
        <Provenance
          isCorrected={set.isCorrected}
          isWaiting={waitingIds.has(set.id)}
          times={isOlder ? timeWords(set, zone) : []}
        />
      )}
    </div>
  );
}

/** Of the newest set, once for all its values; a value from an earlier one says its own. */
const Times = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? null : (
    <p className="last-under last-marks last-times num">
      <TimesSaid of={of} />
    </p>
  );

const TimesSaid = ({ of }: { of: readonly string[] }) =>
  of.map((words) => (
    <span key={words}>
      <ClockIcon size={15} aria-hidden /> {words}
    </span>
  ));

function Provenance({
  isCorrected,
  isWaiting,
  times,
}: {
  isCorrected: boolean;
  isWaiting: boolean;
  times: readonly string[];
}) {
  if (!isCorrected && !isWaiting && times.length === 0) return null;
  return (
    <p className="last-under last-marks num">
      <TimesSaid of={times} />
      {isCorrected && (
        <span>
          <EditIcon size={15} aria-hidden /> {t('session.corrected')}
        </span>
      )}
      {isWaiting && (
        <span>
          <SilentIcon size={15} aria-hidden /> {t('session.waits')}
        </span>
      )}
    </p>
  );
}
