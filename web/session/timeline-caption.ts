/** The trend in a sentence, for those who don’t see the curves and those who have no time to read them. */
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { Pair, Point, Timeline } from './timeline-model.ts';

const words = ({ systolic, diastolic }: Pair) => `${systolic?.value ?? '–'}/${diastolic?.value ?? '–'}`;

function range(points: readonly Point[], unit: string): string {
  if (points.length === 0) return t('table.unknown');
  const values = points.map(({ value }) => value);
  const [from, to] = [Math.min(...values), Math.max(...values)];
  return from === to ? t('timeline.same', { from, unit }) : t('timeline.range', { from, to, unit });
}

export function captionOf(timeline: Timeline, zone: string): string {
  const { pairs, pulses, spo2, zeroMs } = timeline;
  const time = (min: number) => clock(zeroMs + min * 60_000, zone);
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined) return t('timeline.caption.none');
  if (pairs.length === 1) return t('timeline.caption.one', { pressure: words(first), time: time(first.min) });
  const highest = pairs.reduce((most, pair) =>
    (pair.systolic?.value ?? 0) > (most.systolic?.value ?? 0) ? pair : most,
  );
  const state = [last.systolic?.state, last.diastolic?.state];
  const found = state.includes('red') ? 'red' : state.includes('amber') ? 'amber' : undefined;
  return t('timeline.caption.trend', {
    first: words(first),
    firstTime: time(first.min),
    highest: words(highest),
    highestTime: time(highest.min),
    last: words(last),
    lastTime: time(last.min),
    state: found === undefined ? '' : `, ${t(`session.state.${found}`)}`,
    pulse: range(pulses, ` ${t('session.unit.perMin')}`),
    spo2: range(spo2, ' %'),
    count: timeline.marks.filter(({ shape }) => shape === 'taken' || shape === 'amber' || shape === 'red').length,
  });
}
