/** MADRS: ten signs of depression, rated by a clinician. */
import { guideline, projectDefault, slot, sourced, table, trial } from '#clinical/sources.ts';
import { type Band, each, type Remission, type Scale } from './scale.ts';

const read = guideline('clinical basis 5.1 [S83]');
const known = guideline('clinical basis 5.1 [K]', 'unverified');

export const madrs: Scale = {
  name: 'madrs',
  title: 'MADRS',
  more: 'worse',
  rater: 'clinician',
  items: table(
    'MADRS: items in their order, and their points',
    '{score}',
    guideline('clinical basis 5.2 [S83]'),
    each(0, 6, [
      'sadness seen',
      'sadness told',
      'tension',
      'sleep',
      'appetite',
      'concentration',
      'lassitude',
      'no feeling',
      'pessimism',
      'suicidal thoughts',
    ]),
  ),
  total: sourced('MADRS: range of the total', { from: 0, to: 60 }, '{score}', read),
  bands: table<Band>('MADRS: bands', '{score}', read, [
    { band: 'normal', from: 0, to: 6 },
    { band: 'mild', from: 7, to: 19 },
    { band: 'moderate', from: 20, to: 34 },
    { band: 'severe', from: 35, to: 60 },
  ]),
  mayMiss: sourced(
    'MADRS: ratings that may be missing, the total in proportion',
    1,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  suicide: sourced(
    'MADRS: item 10 is noted, and starts the suicide pathway',
    { item: 10, noteFrom: 2, pathwayFrom: 4 },
    '{score}',
    projectDefault('clinical basis 5.2 (PD)'),
  ),
  change: {
    response: sourced('MADRS: improvement that is a response', 50, '%', trial('clinical basis 5.1 [S62, S54]')),
    remission: table<Remission>('MADRS: remission, by the trials that set it', '{score}', trial('clinical basis 5.1'), [
      { name: '≤ 10', atMost: 10, ...trial('clinical basis 5.1 [S62, S54]') },
      { name: '≤ 12', atMost: 12, ...trial('clinical basis 5.1, TRANSFORM and SUSTAIN [S42b]') },
      { name: '< 10', atMost: 9, ...trial('clinical basis 5.1, Bio-K [S56]') },
    ]),
    important: table('MADRS: smallest change that matters', '{score}', trial('clinical basis 5.1 [S73]'), [
      { name: 'minimal change in treatment-resistant depression (MCT)', points: 10 },
    ]),
    classes: sourced(
      'MADRS: change that patients and clinicians call meaningful, and substantial (Turkoz)',
      { meaningful: 6, substantial: 12 },
      '{score}',
      trial('clinical basis 5.1 [S74]'),
    ),
    reliability: sourced(
      'MADRS: standard deviation and alpha for the reliable change; an example, a clinic enters its own',
      { sd: 9, alpha: 0.85 },
      '1',
      guideline('clinical basis 5.1, worked example', 'unverified'),
    ),
    deterioration: sourced(
      'MADRS: rise from the baseline after which a clinician makes contact the same day',
      6,
      '{score}',
      projectDefault('clinical basis 1.7 (PD)'),
    ),
  },
  recall: {
    days: slot(
      'MADRS: days it asks about',
      'd',
      'the basis names only that a 24-hour version exists',
      guideline('clinical basis 5.2 [S83b]'),
    ),
    ifAltered: 'A 24-hour version exists. Over 24 hours reduced sleep and reduced appetite mean nothing.',
  },
  licence: sourced(
    'MADRS: licence',
    { says: '© authors and RCPsych; the text needs permission. Rated by a clinician.', mayShipText: false },
    '1',
    known,
  ),
};

export const madrsGroupDifference = sourced(
  'MADRS: smallest difference between groups that matters; it says nothing about one patient',
  { from: 1.6, to: 1.9 },
  '{score}',
  known,
);
