/** Modified Aldrete: five signs of recovery, rated by a clinician. It is one part of readiness to leave, never the whole. */
import { BadInput } from '#clinical/bad-input.ts';
import { guideline, sourced, table } from '#clinical/sources.ts';
import { type Answer, type Band, each, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const read = guideline('clinical basis 5.2 [S130b]');
const unmarked = guideline('clinical basis 5.1', 'unverified');

export const modifiedAldrete: Scale = {
  name: 'modified-aldrete',
  title: 'Modified Aldrete',
  more: 'better',
  rater: 'clinician',
  items: table(
    'Modified Aldrete: items and their points',
    '{score}',
    read,
    each(0, 2, ['activity', 'breathing', 'circulation', 'consciousness', 'oxygen saturation']),
  ),
  total: sourced('Modified Aldrete: range of the total', { from: 0, to: 10 }, '{score}', unmarked),
  bands: table<Band>('Modified Aldrete: meets its discharge line', '{score}', guideline('clinical basis 5.1 [S130c]'), [
    { band: 'not ready', from: 0, to: 8 },
    { band: 'meets', from: 9, to: 10 },
  ]),
  mayMiss: sourced('Modified Aldrete: ratings that may be missing', 0, '1', unmarked),
  recall: {
    days: sourced('Modified Aldrete: it looks at the moment itself', 0, 'd', unmarked),
    ifAltered: 'It is rated at the bedside and never from memory.',
  },
  licence: sourced(
    'Modified Aldrete: licence',
    { says: 'Public.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
};

/** Our own words for what each rating means. */
export const aldreteAnchors = table<{ readonly item: string; readonly points: number; readonly means: string }>(
  'Modified Aldrete: what each rating means',
  '{score}',
  read,
  [
    { item: 'activity', points: 2, means: 'moves four limbs' },
    { item: 'activity', points: 1, means: 'moves two limbs' },
    { item: 'activity', points: 0, means: 'moves none' },
    { item: 'breathing', points: 2, means: 'breathes deeply and coughs' },
    { item: 'breathing', points: 1, means: 'short of breath' },
    { item: 'breathing', points: 0, means: 'apnoea' },
    { item: 'circulation', points: 2, means: 'blood pressure within 20 % of before the dose' },
    { item: 'circulation', points: 1, means: 'blood pressure 20 to 50 % away' },
    { item: 'circulation', points: 0, means: 'blood pressure more than 50 % away' },
    { item: 'consciousness', points: 2, means: 'awake' },
    { item: 'consciousness', points: 1, means: 'wakes when called' },
    { item: 'consciousness', points: 0, means: 'does not respond' },
    { item: 'oxygen saturation', points: 2, means: 'above 92 % on air' },
    { item: 'oxygen saturation', points: 1, means: 'needs oxygen to stay above 90 %' },
    { item: 'oxygen saturation', points: 0, means: 'below 90 % with oxygen' },
  ],
);

/** In per cent of the pressure before the dose. Some papers print mmHg: that is not this rule. */
export const aldreteCirculationRule = sourced(
  'Modified Aldrete, circulation: per cent away from the pressure before the dose, up to which 2 points and 1 point are given',
  { twoPointsUpTo: 20, onePointUpTo: 50 },
  '%',
  read,
);

/**
 * Points for circulation, from systolic pressures in mmHg.
 *
 * @throws BadInput when the pressure before the dose is not above 0: no percentage can be taken of it
 */
export function aldreteCirculation(before: number, now: number): 0 | 1 | 2 {
  if (!Number.isFinite(before) || before <= 0) throw new BadInput('before', 'before: is a pressure above 0 mmHg');
  if (!Number.isFinite(now) || now < 0) throw new BadInput('now', 'now: is a pressure of 0 mmHg or more');
  const { twoPointsUpTo, onePointUpTo } = aldreteCirculationRule.value;
  // Both sides times the pressure before: a fall of exactly 20 % stays exactly that.
  const away = 100 * Math.abs(now - before);
  if (away <= twoPointsUpTo * before) return 2;
  return away <= onePointUpTo * before ? 1 : 0;
}

export function scoreModifiedAldrete(answers: readonly Answer[]): Score & { meetsDischargeLine: boolean | null } {
  const score = scoreOf(modifiedAldrete, answers);
  return { ...score, meetsDischargeLine: score.total === null ? null : score.band === 'meets' };
}
