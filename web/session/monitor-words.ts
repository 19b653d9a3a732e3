/** What a monitor says, in words: never in colours. */
import type { MonitorLineSaid, MonitorValue } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { minutesWords } from './floor-words.ts';

/** "12 s", and from two minutes on "2 min". */
export function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return seconds < 120 ? t('monitor.ageS', { seconds }) : minutesWords(seconds / 60);
}

const numberWords = ({ value }: Pick<MonitorValue, 'value'>): string => (value === null ? '–' : String(value));

/** "128/78"; of half a pressure the other half is absent. */
export function valueWords({ line, values }: Pick<MonitorLineSaid, 'line' | 'values'>): string {
  if (line !== 'pressure') return values.map(numberWords).join('');
  const half = (metric: string) => values.find((one) => one.metric === metric) ?? { value: null };
  return `${numberWords(half('systolicMmHg'))}/${numberWords(half('diastolicMmHg'))}`;
}

const ofWords = ['implausible', 'half', 'zero', 'two-monitors', 'withdrawn', 'not-measured'] as const;
const isOfWord = (is: MonitorLineSaid['is']): is is (typeof ofWords)[number] => ofWords.some((one) => one === is);

/** What stands beside the value, or in its place. */
export function besideWords(said: MonitorLineSaid, nowMs: number): string[] {
  const received = said.values.flatMap(({ received: text }) => (text === '' ? [] : text)).join(', ');
  const [first] = said.values;
  return [
    ...(isOfWord(said.is) ? [t(`monitor.${said.is}`, { device: first?.device ?? '' })] : []),
    ...(said.is === 'old' ? [t('monitor.old')] : []),
    ...(received === '' ? [] : [t('monitor.received', { text: received })]),
    ...(said.isLate && first !== undefined
      ? [t('monitor.late', { time: ageWords(Math.max(...said.values.map((of) => of.arrivedMs - of.atMs))) })]
      : []),
    t('monitor.ago', { time: ageWords(nowMs - said.atMs) }),
  ];
}

/** Of these the number says nothing: a gap in words. */
export const hasNumber = ({ is }: MonitorLineSaid): boolean =>
  is !== 'gone' && is !== 'withdrawn' && is !== 'not-measured';

export const offWords = (offMs: number, device: string): string =>
  t(offMs > 0 ? 'monitor.clockBehind' : 'monitor.clockAhead', { device, time: ageWords(Math.abs(offMs)) });
