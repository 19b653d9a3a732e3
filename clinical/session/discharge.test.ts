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
