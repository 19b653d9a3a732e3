/** A fact in a few words, for lists: what kind, and what it says. */
import { kinds, type SessionEvent } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';

const first = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** "side-effect-started" is "Side effect started". */
export const plainWords = (name: string): string => first(name.replaceAll('-', ' '));

const numberIn = (data: SessionEvent['data'], name: string): number | undefined => {
  const value = data[name];
  return typeof value === 'number' ? value : undefined;
};
const textIn = (data: SessionEvent['data'], name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
};

const [WeightSaid] = kinds.weight;

export const mlPerH = (ul: number): string => t('session.mlPerH', { ml: ul / 1_000 });

export function factWords({ kind, data }: Pick<SessionEvent, 'kind' | 'data'>): string {
  const [systolic, diastolic] = [numberIn(data, 'systolicMmHg'), numberIn(data, 'diastolicMmHg')];
  const weight = WeightSaid.safeParse(data).data?.given;
  const identifiers = Array.isArray(data.identifiers) ? data.identifiers.map(String).join(', ') : undefined;
  const said = [
    weight === undefined ? undefined : `${weight.value} ${weight.unit}`,
    identifiers,
    systolic === undefined ? undefined : `${systolic}/${diastolic ?? '–'} ${t('session.unit.mmHg')}`,
    ...[
      'effect',
      'medicine',
      'doseText',
      'card',
      'action',
      'text',
      'item',
      'state',
      'value',
      'how',
      'whom',
      'why',
      'outcome',
      'reason',
    ].map((name) => textIn(data, name)),
    numberIn(data, 'grade') === undefined ? undefined : t('table.grade', { value: numberIn(data, 'grade') ?? 0 }),
    numberIn(data, 'pumpRateUlPerH') === undefined ? undefined : mlPerH(numberIn(data, 'pumpRateUlPerH') ?? 0),
  ].filter((word) => word !== undefined);
  return [plainWords(kind === 'reading' ? 'readings' : kind), said.join(', ').replaceAll('-', ' ')]
    .filter((word) => word !== '')
    .join(': ');
}
