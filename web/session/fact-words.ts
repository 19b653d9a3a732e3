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

const amountIn = (data: SessionEvent['data'], name: string, say: (value: number) => string): string | undefined => {
  const value = numberIn(data, name);
  return value === undefined ? undefined : say(value);
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
      'site',
      'form',
      'scale',
      'question',
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
    amountIn(data, 'number', (number) => t('fact.device', { number })),
    amountIn(data, 'doseUg', (ug) => t('dose.mgOf', { mg: ug / 1_000 })),
    amountIn(data, 'volumeGivenUl', (ul) => t('fact.pumpShowed', { ml: ul / 1_000 })),
    amountIn(data, 'drawnUl', (ul) => t('session.ml', { ml: ul / 1_000 })),
    amountIn(data, 'total', (total) => t('fact.total', { total })),
    typeof data.answer === 'boolean' ? t(data.answer ? 'acts.yes' : 'acts.no') : textIn(data, 'answer'),
    numberIn(data, 'grade') === undefined ? undefined : t('table.grade', { value: numberIn(data, 'grade') ?? 0 }),
    numberIn(data, 'pumpRateUlPerH') === undefined ? undefined : mlPerH(numberIn(data, 'pumpRateUlPerH') ?? 0),
  ].filter((word) => word !== undefined);
  const lot = textIn(data, 'lot');
  // A lot is written as it is printed.
  const words = [said.join(', ').replaceAll('-', ' '), lot === undefined ? '' : t('fact.lot', { lot })];
  return [plainWords(kind === 'reading' ? 'readings' : kind), words.filter((word) => word !== '').join(', ')]
    .filter((word) => word !== '')
    .join(': ');
}
