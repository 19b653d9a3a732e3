/** NRS: pain, anxiety or nausea, from nothing to the worst there is, as the patient says it now. */
import { guideline, practice, projectDefault, sourced, table } from '#clinical/sources.ts';
import type { Band, Item, Scale } from './scale.ts';

const usual = practice('project rule: a numeric rating scale runs from 0 to 10', 'unverified');

const common = {
  more: 'worse',
  rater: 'self',
  total: sourced('NRS: range', { from: 0, to: 10 }, '{score}', usual),
  mayMiss: sourced('NRS: ratings that may be missing', 0, '1', usual),
  recall: {
    days: sourced('NRS: it asks about the moment itself', 0, 'd', usual),
    ifAltered: 'It is asked at the bedside; what is remembered later is kept as such.',
  },
  licence: sourced(
    'NRS: licence',
    { says: 'A plain number: no owner is known.', mayShipText: false },
    '1',
    guideline('project rule', 'unverified'),
  ),
} as const satisfies Partial<Scale>;

const bandsOf = (what: string) =>
  table<Band>(what, '{score}', projectDefault('clinical basis 3.3 (PD)'), [
    { band: 'green', from: 0, to: 3 },
    { band: 'amber', from: 4, to: 6 },
    { band: 'red', from: 7, to: 10 },
  ]);

export const nrsPain: Scale = {
  ...common,
  name: 'nrs-pain',
  title: 'NRS pain',
  items: table<Item>('NRS pain: one rating', '{score}', usual, [{ label: 'pain now', from: 0, to: 10 }]),
  bands: bandsOf('NRS pain during the infusion: bands of the monitoring'),
};

export const nrsAnxiety: Scale = {
  ...common,
  name: 'nrs-anxiety',
  title: 'NRS anxiety',
  items: table<Item>('NRS anxiety: one rating', '{score}', usual, [{ label: 'anxiety now', from: 0, to: 10 }]),
  bands: bandsOf('NRS anxiety during the infusion: bands of the monitoring'),
};

/** The basis names no lines for nausea: its band stays empty. */
export const nrsNausea: Scale = {
  ...common,
  name: 'nrs-nausea',
  title: 'NRS nausea',
  items: table<Item>('NRS nausea: one rating', '{score}', usual, [{ label: 'nausea now', from: 0, to: 10 }]),
};
