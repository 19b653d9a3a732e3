/** BPRS+: the four positive items of the BPRS, rated by a clinician. Two anchor bases are in use: the one used is kept. */
import { guideline, slot, sourced, table, trial } from '#clinical/sources.ts';
import { type Answer, each, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const unmarked = trial('clinical basis 5.1', 'unverified');
const labels = ['disorganised thinking', 'suspicion', 'hallucinations', 'unusual thoughts'] as const;

export const anchorBases = ['0-6', '1-7'] as const;
export type AnchorBase = (typeof anchorBases)[number];

const noBand = slot(
  'BPRS+: total that counts as new psychotic symptoms',
  '{score}',
  'the cut of the esketamine trials could not be read',
  trial('clinical basis 5.1 [K?]'),
);

const common = {
  name: 'bprs-plus',
  more: 'worse',
  rater: 'clinician',
  bands: noBand,
  mayMiss: sourced('BPRS+: ratings that may be missing', 0, '1', unmarked),
  recall: {
    days: slot('BPRS+: days it looks back on', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span it was rated over is kept beside the score.',
  },
  licence: sourced(
    'BPRS+: licence',
    {
      says: 'Some versions of the BPRS are in the public domain; the words are not in this release.',
      mayShipText: false,
    },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
} as const satisfies Partial<Scale>;

export const bprsPlus: Scale = {
  ...common,
  title: 'BPRS+ (rated 0 to 6)',
  items: table('BPRS+ rated 0 to 6: items and their points', '{score}', unmarked, each(0, 6, labels)),
  total: sourced('BPRS+ rated 0 to 6: range of the total', { from: 0, to: 24 }, '{score}', unmarked),
};

export const bprsPlusFromOne: Scale = {
  ...common,
  title: 'BPRS+ (rated 1 to 7)',
  items: table('BPRS+ rated 1 to 7: items and their points', '{score}', unmarked, each(1, 7, labels)),
  total: sourced('BPRS+ rated 1 to 7: range of the total', { from: 4, to: 28 }, '{score}', unmarked),
};

export const bprsPlusBy = (base: AnchorBase | undefined): Scale => (base === '1-7' ? bprsPlusFromOne : bprsPlus);

/** Without a base the ratings are taken as 0 to 6, and the score says so. */
export function scoreBprsPlus(
  answers: readonly Answer[],
  base: AnchorBase | undefined,
): Score & { anchorBase: string } {
  const warnings =
    base === undefined
      ? [
          {
            rule: 'bprs-anchor-base',
            says: 'Nobody said which anchors were used: taken as 0 to 6. With 1 to 7 the total differs.',
          },
        ]
      : [];
  return { ...scoreOf(bprsPlusBy(base), answers, { warnings }), anchorBase: base ?? '0-6' };
}
