import { expect, test } from 'vitest';
import { afterMissed, checkSessions, nextDose, type Protocol, reviewResponse, templates, worsening } from './plan.ts';

const dose = (protocol: Protocol) => {
  if (protocol.dose === null) throw new Error('no dose');
  return protocol.dose;
};
const fine = { wasTolerated: true, worstGrade: 1 };

test.each<[string, Protocol, number, number, 'up' | 'same', number]>([
  ['IV, little better', templates.iv, 500, 24, 'up', 600],
  ['IV, a quarter better', templates.iv, 500, 25, 'same', 500],
  ['IV at the end of the usual range', templates.iv, 750, 0, 'same', 750],
  ['IV near the end of the usual range', templates.iv, 700, 0, 'up', 750],
  ['IV, worse', templates.iv, 500, -10, 'up', 600],
  ['SC, less than half better', templates.sc, 600, 49, 'up', 750],
  ['SC, half better', templates.sc, 600, 50, 'same', 600],
  ['SC at its highest', templates.sc, 900, 0, 'same', 900],
  ['IM', templates.im, 250, 10, 'up', 300],
  ['nasal esketamine: nobody proposes the next dose', templates['esketamine-trd'], 56_000, 10, 'same', 56_000],
])('%s, and tolerated: the next dose', (_what, protocol, last, improvementPct, change, next) => {
  expect(nextDose(dose(protocol), { dose: last, improvementPct, ...fine })).toMatchObject({ change, dose: next });
});

test('after dissociation or a pressure event of grade 2 the next dose is a step lower, however little it did', () => {
  expect(nextDose(dose(templates.iv), { dose: 500, improvementPct: 0, worstGrade: 2 })).toMatchObject({
    change: 'down',
    dose: 400,
  });
  expect(nextDose(dose(templates.iv), { dose: 500, wasTolerated: false })).toMatchObject({ change: 'down', dose: 400 });
  expect(nextDose(dose(templates.sc), { dose: 900, worstGrade: 3 })).toMatchObject({ dose: 750 });
  expect(nextDose(dose(templates.iv), { dose: 100, worstGrade: 2 })).toMatchObject({ change: 'same', dose: 100 });
  expect(nextDose(dose(templates['esketamine-mdd-si']), { dose: 84_000, worstGrade: 2 })).toMatchObject({
    dose: 56_000,
  });
});

test('what is not known about the last session is missing, and nothing is proposed', () => {
  const unknown = { change: 'not known', dose: undefined, findings: [{ strength: 'missing' }] };
  expect(nextDose(dose(templates.iv), { dose: 500, improvementPct: 10 })).toMatchObject(unknown);
  expect(nextDose(dose(templates.iv), { dose: 500, ...fine })).toMatchObject(unknown);
  expect(nextDose(dose(templates.sublingual), { dose: 10_000, improvementPct: 10, ...fine })).toMatchObject(unknown);
});

test.each<['early' | 'decision', number | undefined, string[]]>([
  ['early', 19.9, ['little-response-early']],
  ['early', 20, []],
  ['decision', 24.9, ['no-response']],
  ['decision', 25, ['partial-response']],
  ['decision', 49, ['partial-response']],
  ['decision', 50, []],
  ['decision', undefined, ['review-needs-improvement']],
])('at the %s review, %s %% better', (kind, improvement, rules) => {
  expect(reviewResponse(kind, improvement).map(({ rule }) => rule)).toEqual(rules);
});

test.each<['qids-sr16' | 'phq-9' | 'madrs', number, string[]]>([
  ['phq-9', 14, []],
  ['phq-9', 15, ['relative']],
  ['qids-sr16', 15, ['relative']],
  ['madrs', 15, []],
  ['madrs', 16, ['relative']],
])('%s from 10 to %i', (scale, current, expected) => {
  expect(worsening({ scale, baseline: 10, current, hasNewSuicidality: false }).map(({ strength }) => strength)).toEqual(
    expected,
  );
});

test('new suicidality calls whatever the score; what was not asked is missing', () => {
  expect(worsening({ scale: 'madrs', baseline: 30, current: 10, hasNewSuicidality: true })).toMatchObject([
    { rule: 'worse', strength: 'relative' },
  ]);
  expect(worsening({ scale: 'madrs', baseline: undefined, current: 10, hasNewSuicidality: undefined })).toMatchObject([
    { strength: 'missing' },
    { strength: 'missing' },
  ]);
});

const missed = (of: object) =>
  afterMissed({
    protocol: templates['esketamine-trd'],
    firstDoseOn: '2026-01-05',
    lastGivenOn: '2026-03-09',
    missedOn: '2026-03-16',
    ...of,
  }).map(({ rule }) => rule);

test('a missed session: the schedule goes on in weeks 1 to 4; later it depends on how the patient is', () => {
  expect(missed({ lastGivenOn: '2026-01-12', missedOn: '2026-01-15' })).toEqual(['missed-goes-on']);
  expect(missed({ lastGivenOn: '2026-01-29', missedOn: '2026-02-01' })).toEqual(['missed-goes-on']);
  expect(missed({ lastGivenOn: '2026-01-29', missedOn: '2026-02-02' })).toEqual(['missed-needs-course']);
  expect(missed({ isDepressionWorse: false })).toEqual(['missed-goes-on']);
  expect(missed({ isDepressionWorse: true })).toEqual(['missed-step-back']);
  expect(missed({ isDepressionWorse: false, missedOn: '2026-04-06' })).toEqual(['missed-goes-on']);
  expect(missed({ isDepressionWorse: false, missedOn: '2026-04-07' })).toEqual(['course-lapsed', 'missed-goes-on']);
  expect(missed({ protocol: templates.iv })).toEqual(['missed-no-rule']);
});

test('a step back is one step: from every two weeks to weekly, from weekly to twice a week', () => {
  const says = (of: object) =>
    afterMissed({
      protocol: templates['esketamine-trd'],
      firstDoseOn: '2026-01-05',
      lastGivenOn: '2026-03-09',
      missedOn: '2026-03-16',
      isDepressionWorse: true,
      ...of,
    })[0]?.says;
  expect(says({})).toContain('once a week');
  expect(says({ every: 'week' })).toContain('twice a week');
  expect(says({ missedOn: '2026-02-09', lastGivenOn: '2026-02-02' })).toContain('twice a week');
});

const flags = (protocol: Protocol, ...sessions: Parameters<typeof checkSessions>[1][number][]) =>
  checkSessions(protocol, sessions).map(({ rule }) => rule);

test('the dates and doses that were given are checked by the arithmetic of the label', () => {
  const trd = templates['esketamine-trd'];
  expect(flags(trd, { on: '2026-01-05', doseUg: 56_000 }, { on: '2026-01-08', doseUg: 84_000 })).toEqual([]);
  expect(flags(trd, { on: '2026-01-05', doseUg: 84_000 })).toEqual(['first-dose-above-start']);
  expect(flags(templates['esketamine-mdd-si'], { on: '2026-01-05', doseUg: 84_000 })).toEqual([]);
  expect(flags(trd, { on: '2026-01-05', doseUg: 42_000 })).toEqual(['not-a-device-dose']);
  expect(flags(trd, { on: '2026-01-05', doseUg: 56_000 }, { on: '2026-01-08', doseUg: 112_000 })).toEqual([
    'not-a-device-dose',
  ]);
  expect(flags(trd, { on: '2026-01-05', deviceGapMin: 4 })).toEqual(['devices-too-close']);
  expect(flags(trd, { on: '2026-01-05' }, { on: '2026-01-06' })).toEqual(['sessions-too-close']);
  expect(flags(trd, { on: '2026-01-05' }, { on: '2026-01-08' }, { on: '2026-01-11' })).toEqual(['too-often']);
  expect(flags(trd, { on: '2026-01-05' }, { on: '2026-01-08' }, { on: '2026-01-12' })).toEqual([]);
});

test('in weeks 5 to 8 more than one a week needs a note; past 28 days the course has lapsed', () => {
  const trd = templates['esketamine-trd'];
  const week5 = [{ on: '2026-01-05' }, { on: '2026-02-02' }];
  expect(flags(trd, ...week5, { on: '2026-02-05' })).toEqual(['more-than-weekly']);
  expect(flags(trd, ...week5, { on: '2026-02-05', note: 'worse' })).toEqual([]);
  expect(flags(trd, { on: '2026-01-05' }, { on: '2026-02-03' })).toEqual(['course-lapsed']);
  expect(flags(templates['esketamine-mdd-si'], ...week5)).toEqual(['beyond-four-weeks']);
});

test('a parenteral course is at most three times a week for two weeks, twice for four, then weekly', () => {
  const day = (at: number) => ({ on: new Date(Date.UTC(2026, 0, 5 + at)).toISOString().slice(0, 10) });
  expect(flags(templates.iv, ...[0, 2, 4, 7, 9, 11].map(day))).toEqual([]);
  expect(flags(templates.iv, ...[0, 2, 4, 7, 9, 11, 14].map(day))).toEqual(['too-often']);
  expect(flags(templates.iv, ...[0, 3, 7, 10, 14, 17, 21, 24].map(day))).toEqual([]);
  expect(flags(templates.iv, ...[0, 3, 7, 10, 14, 17, 21, 24, 28].map(day))).toEqual(['too-often']);
});
