/** WHO-5: five questions about well-being over two weeks, answered by the patient. More is better. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import { type Answer, type Band, each, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const read = guideline('clinical basis 5.1 [S128]');
const unmarked = guideline('clinical basis 5.1', 'unverified');
const known = guideline('clinical basis 5.1 [K]', 'unverified');

/** From the raw total to a percentage. */
export const who5Percent = sourced('WHO-5: per cent for each point of the raw total', 4, '%', read);

export const who5: Scale = {
  name: 'who-5',
  title: 'WHO-5',
  more: 'better',
  rater: 'self',
  items: table(
    'WHO-5: items and their points',
    '{score}',
    unmarked,
    each(0, 5, ['cheerful', 'calm', 'active', 'rested', 'interested']),
  ),
  total: sourced('WHO-5: range of the raw total', { from: 0, to: 25 }, '{score}', read),
  bands: table<Band>('WHO-5: bands of the raw total; below 13 is 48 % or less', '{score}', read, [
    { band: 'likely depression', from: 0, to: 7, ...known },
    { band: 'poor', from: 8, to: 12 },
    { band: 'adequate', from: 13, to: 25 },
  ]),
  mayMiss: sourced('WHO-5: answers that may be missing', 0, '1', unmarked),
  change: {
    important: table('WHO-5: smallest change that matters, in per cent points', '%', read, [
      { name: 'smallest change that matters, in per cent points', points: 10 },
    ]),
    pointWorth: who5Percent,
  },
  recall: {
    days: slot('WHO-5: days it asks about', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span asked about is kept beside the score.',
  },
  licence: sourced(
    'WHO-5: licence',
    { says: 'CC BY-NC-SA 3.0 IGO: not for commercial use.', mayShipText: false },
    '1',
    known,
  ),
};

export function scoreWho5(answers: readonly Answer[]): Score & { percent: number | null } {
  const score = scoreOf(who5, answers);
  return { ...score, percent: score.total === null ? null : score.total * who5Percent.value };
}
