import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dischargeReadiness, type LeavingFacts, type ReadingSet, type SessionRoute, sessionRoutes } from './session.ts';

const runs = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);

const calm: ReadingSet = {
  atMin: 120,
  systolicMmHg: 122,
  diastolicMmHg: 78,
  heartRatePerMin: 72,
  breathsPerMin: 14,
  spo2Pct: 98,
  moaaS: 5,
  rass: 0,
  cadss: 0,
  distress: 'none',
  painNrs: 0,
  anxietyNrs: 0,
  symptoms: [],
};

const well: LeavingFacts = {
  route: 'intranasal-esketamine',
  minutesSinceDose: 120,
  minutesSinceEnd: 80,
  baseline: { systolicMmHg: 120, diastolicMmHg: 76, spo2Pct: 98, cadss: 0 },
  readings: [{ ...calm, atMin: 40, systolicMmHg: 138, diastolicMmHg: 88 }, calm],
  modifiedAldrete: 10,
  isOriented: true,
  walksSteadily: true,
  hasUncontrolledVomiting: false,
  hasNewSuicidalFinding: false,
  hasEscort: true,
  hasTransport: true,
  hasLeaflet: true,
  hasEmergencyPhone: true,
  hasSaidBack: true,
  hasNextContact: true,
};

test('at two hours, with everything met, a patient could leave; a clinician signs', () => {
  const answer = dischargeReadiness(well);
  expect(answer).toMatchObject({ ready: true, missing: [], stayForMin: 0, findings: [] });
  expect(answer.signOff).toMatch(/clinician decides and signs/);
});

test('one minute short of two hours nobody is ready, and nobody may override it', () => {
  const answer = dischargeReadiness({
    ...well,
    minutesSinceDose: 119.9,
    readings: well.readings.map((of) => ({ ...of, atMin: of.atMin - 1 })),
  });
  expect(answer.ready).toBe(false);
  expect(answer.findings).toMatchObject([
    { rule: 'leaving-minimum-time', provenance: 'LABEL', override: { by: 'nobody' } },
  ]);
});

const minute = fc.double({ min: -10, max: 400, noNaN: true });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

test('readiness to leave is never said before the minimum, whatever else is known and whatever a clinic asks', () => {
  let ready = 0;
  fc.assert(
    fc.property(
      fc.constantFrom<SessionRoute>(...sessionRoutes),
      maybe(minute),
      maybe(minute),
      maybe(fc.oneof(minute, fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, -500, 0))),
      (route, minutesSinceDose, minutesSinceEnd, clinicMinimumMin) => {
        const readings = well.readings.map((of, index) => ({
          ...of,
          atMin: (minutesSinceDose ?? 120) - (index === 0 ? 5 : 1),
        }));
        const answer = dischargeReadiness({
          ...well,
          route,
          minutesSinceDose,
          minutesSinceEnd,
          clinicMinimumMin,
          readings,
        });
        if (!answer.ready) return;
        ready += 1;
        if (route === 'iv') expect(minutesSinceEnd).toBeGreaterThanOrEqual(60);
        else expect(minutesSinceDose).toBeGreaterThanOrEqual(120);
        const since = route === 'iv' ? minutesSinceEnd : minutesSinceDose;
        if (clinicMinimumMin !== undefined && Number.isFinite(clinicMinimumMin))
          expect(since).toBeGreaterThanOrEqual(clinicMinimumMin);
      },
    ),
    { numRuns: runs },
  );
  expect(ready).toBeGreaterThan(0);
});

test.each([
  'minutesSinceDose',
  'baseline',
  'modifiedAldrete',
  'isOriented',
  'walksSteadily',
  'hasUncontrolledVomiting',
  'hasNewSuicidalFinding',
  'hasEscort',
  'hasTransport',
  'hasLeaflet',
  'hasEmergencyPhone',
  'hasSaidBack',
  'hasNextContact',
] as const)('when %s is not known, nobody is ready and it is said', (key) => {
  const answer = dischargeReadiness({ ...well, [key]: undefined });
  expect(answer.ready).toBe(false);
  expect(answer.missing.some((says) => says.startsWith('Not known'))).toBe(true);
});

test.each<[string, Partial<ReadingSet>]>([
  ['blood-pressure', { systolicMmHg: 150 }],
  ['blood-pressure', { diastolicMmHg: undefined }],
  ['breathing', { spo2Pct: 93 }],
  ['breathing', { breathsPerMin: 9 }],
  ['breathing', { isOnOxygen: true }],
  ['awake', { moaaS: 4 }],
  ['dissociation', { cadss: 5 }],
  ['nothing-red', { hasNewArrhythmia: true }],
  ['nothing-red', { symptoms: undefined }],
])('%s keeps a patient here: %o', (id, change) => {
  const answer = dischargeReadiness({ ...well, readings: [...well.readings.slice(0, 1), { ...calm, ...change }] });
  expect(answer.ready).toBe(false);
  expect(answer.criteria.find((of) => of.id === id)?.answer).not.toBe('met');
});

test.each<[string, 'awake' | 'dissociation', Partial<ReadingSet>, [string, number, number][], string]>([
  ['nothing said', 'awake', { moaaS: undefined }, [], 'not known'],
  ['rated after the set', 'awake', { moaaS: undefined }, [['moaa-s', 5, 119]], 'met'],
  ['rated shortly before a set without it', 'awake', { moaaS: undefined }, [['moaa-s', 5, 111]], 'met'],
  ['rated too long ago', 'awake', { moaaS: undefined }, [['moaa-s', 5, 109]], 'not known'],
  ['another scale', 'awake', { moaaS: undefined }, [['rass', 5, 119]], 'not known'],
  ['a later rating below', 'awake', { atMin: 115 }, [['moaa-s', 4, 119]], 'not met'],
  ['a rating below at the same minute', 'awake', {}, [['moaa-s', 4, 120]], 'not met'],
  ['a rating below that a later set has overtaken', 'awake', {}, [['moaa-s', 4, 118]], 'met'],
  ['a better rating that a later set has overtaken', 'awake', { moaaS: 4 }, [['moaa-s', 5, 118]], 'not met'],
  ['rated before the dose', 'awake', { moaaS: undefined }, [['moaa-s', 5, -1]], 'not known'],
  ['rated after now', 'awake', { moaaS: undefined }, [['moaa-s', 5, 121]], 'not known'],
  ['the whole CADSS', 'dissociation', { cadss: undefined }, [['cadss', 4, 119]], 'met'],
  ['the whole CADSS above the line', 'dissociation', { cadss: undefined }, [['cadss', 5, 119]], 'not met'],
  ['a CADSS-6 at the line says nothing', 'dissociation', { cadss: undefined }, [['cadss-6', 4, 119]], 'not known'],
  ['a CADSS-6 of nothing says nothing', 'dissociation', { cadss: undefined }, [['cadss-6', 0, 119]], 'not known'],
  ['a CADSS-6 above the line of the whole', 'dissociation', { atMin: 115 }, [['cadss-6', 5, 119]], 'not met'],
  [
    'the grade beside a low CADSS-6',
    'dissociation',
    { cadss: undefined, dissociationGrade: 0 },
    [['cadss-6', 3, 120]],
    'met',
  ],
])('a rating counts for leaving as a set does: %s', (_what, id, change, rated, answer) => {
  const ratings = rated.map(([scale, total, atMin]) => ({ scale, total, atMin }));
  const readings = [...well.readings.slice(0, 1), { ...calm, ...change }];
  const { criteria } = dischargeReadiness({ ...well, readings, ratings });
  expect(criteria.find((of) => of.id === id)?.answer).toBe(answer);
});

test('an old reading, a lone one and a new peak say nothing about leaving', () => {
  const keeps = (readings: ReadingSet[]) =>
    dischargeReadiness({ ...well, readings })
      .criteria.filter((of) => of.answer !== 'met')
      .map(({ id }) => id);
  expect(
    keeps([
      { ...calm, atMin: 60 },
      { ...calm, atMin: 100 },
    ]),
  ).toEqual(['recent-reading']);
  expect(keeps([calm])).toEqual(['blood-pressure']);
  expect(
    keeps([
      { ...calm, atMin: 40 },
      { ...calm, systolicMmHg: 140 },
    ]),
  ).toEqual(['blood-pressure']);
  expect(dischargeReadiness({ ...well, readings: [] }).ready).toBe(false);
});

test('an infusion counts from its end: while it runs nobody knows, and an end before the start is a slip', () => {
  const iv = (more: Partial<LeavingFacts>) => dischargeReadiness({ ...well, route: 'iv', ...more });
  expect(iv({ minutesSinceEnd: 60 }).ready).toBe(true);
  expect(iv({ minutesSinceEnd: 59 })).toMatchObject({ ready: false, stayForMin: 1 });
  expect(iv({ minutesSinceEnd: undefined })).toMatchObject({ ready: false, stayForMin: undefined });
  expect(iv({ minutesSinceEnd: 200 }).ready).toBe(false);
});

test('a route without a signed stay is never ready', () => {
  expect(dischargeReadiness({ ...well, route: 'intranasal-racemic', minutesSinceDose: 600 }).ready).toBe(false);
});

test('esketamine without a pressure at 40 minutes: it is flagged, and keeps nobody here', () => {
  const answer = dischargeReadiness({ ...well, readings: [{ ...calm, atMin: 90, systolicMmHg: 130 }, calm] });
  expect(answer.ready).toBe(true);
  expect(answer.findings.map(({ rule, strength }) => [rule, strength])).toEqual([
    ['no-pressure-at-label-time', 'caution'],
  ]);
});
