import { expect, test } from 'vitest';
import { agenda, fold, givenOf, type SessionEvent } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { type Asked, curveOf, modelFor } from './plasma-curve.ts';
import { captionOf } from './timeline-caption.ts';
import { rowsOf, ticksOf, timelineOf } from './timeline-model.ts';
import { dosesOf, plasmaWords, sayNoCurve, weightKgOf } from './timeline-plasma.ts';

const zeroMs = Date.parse('2026-11-25T10:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const sessionId = id(1);
const today = '2026-11-25';

let seq = 1;
function fact(kind: string, atMin: number, data: Record<string, unknown>): SessionEvent {
  seq += 1;
  const at = new Date(zeroMs + atMin * 60_000).toISOString();
  return {
    id: id(seq),
    session: sessionId,
    kind,
    v: 1,
    data,
    measuredAt: at,
    enteredAt: at,
    by: id(900),
    station: id(901),
    stationSeq: seq,
    clockOffsetMs: 0,
    offsetCheckedAt: null,
  };
}
const reading = (atMin: number, systolicMmHg: number, diastolicMmHg: number, more: object = {}) =>
  fact('reading', atMin, { systolicMmHg, diastolicMmHg, source: 'by-hand', ...more });
const started = fact('dose-started', 0, {
  route: 'iv',
  drug: 'ketamine',
  concentrationUgPerMl: 1_000,
  pumpRateUlPerH: 52_500,
  volumeToGiveUl: 35_000,
  as: 'fact',
});

const session: FloorSession = {
  id: sessionId,
  chairId: null,
  plannedAt: new Date(zeroMs).toISOString(),
  openedBy: id(900),
  lastSeq: 0,
  head: '',
  isSigned: false,
  patient: {
    id: id(2),
    number: '1',
    initials: 'J.S.',
    givenName: 'J',
    familyName: 'S',
    birthOn: '1984-03-07',
    allergies: [],
  },
  order: null,
  protocol: null,
};

function seen(events: readonly SessionEvent[], atMin: number, order: FloorSession['order'] = null) {
  const record = fold(events, sessionId);
  const nowMs = zeroMs + atMin * 60_000;
  const ordered = { ...session, order };
  const found = agenda(record, givenOf(ordered, today), nowMs);
  return { record, agenda: found, timeline: timelineOf({ record, agenda: found, session: ordered, today, nowMs }) };
}

const calm = [fact('arrived', -30, {}), reading(-15, 132, 76, { heartRatePerMin: 68, spo2Pct: 98 }), started];

test('minutes count from the start of the dose, and the reading before it is the baseline', () => {
  const { timeline } = seen([...calm, reading(10, 146, 82)], 12);
  expect(timeline.pairs.map(({ min, systolic }) => [min, systolic?.value])).toEqual([
    [-15, 132],
    [10, 146],
  ]);
  expect(timeline.baseline).toBe(132);
  expect(timeline.flags.map(({ says }) => says)).toEqual(['Baseline', 'Dose start', 'Earliest leave']);
});

test('only the half of the pressure that is amber is drawn amber', () => {
  const { timeline } = seen([...calm, reading(10, 168, 88)], 12);
  const pair = timeline.pairs.at(-1);
  expect(pair?.systolic?.state).toBe('amber');
  expect(pair?.diastolic?.state).not.toBe('amber');
});

test('what was given is a bar of its rate; what is still to come is marked as planned', () => {
  const half = fact('rate-changed', 20, { pumpRateUlPerH: 26_250 });
  const { timeline } = seen([...calm, half], 30);
  expect(timeline.bars.map(({ fromMin, toMin, mgPerMin, isPlanned }) => [fromMin, toMin, mgPerMin, isPlanned])).toEqual(
    [
      [0, 20, 0.875, false],
      [20, 30, 0.4375, false],
      [30, 60, 0.4375, true],
    ],
  );
  expect(timeline.flags.map(({ says }) => says)).toContain('Slowed to 50 %');
});

test('flags of the same minutes are all there, each in a row of its own', () => {
  const flag = (says: string, at: number) => ({ says, at, long: 100 });
  const rows = rowsOf(
    [flag('Slowed to 50 %', 300), flag('Stopped', 310), flag('Emergency', 315), flag('Later', 405)],
    800,
  );
  expect(rows.map(({ says, row }) => [says, row])).toEqual([
    ['Slowed to 50 %', 0],
    ['Stopped', 1],
    ['Emergency', 2],
    ['Later', 0],
  ]);
  expect(rowsOf([flag('at the end', 790)], 800)).toMatchObject([{ row: 0, shift: -90 }]);
});

test('nothing is due on the strip for who has left', () => {
  const { timeline } = seen(
    [...calm, fact('dose-stopped', 40, {}), fact('left', 100, { how: 'let-go', as: 'fact' })],
    200,
  );
  expect(timeline.marks.filter(({ min }) => min > 100)).toEqual([]);
  expect(timeline.nowMin).toBe(100);
});

test('a minute later the same prediction is asked for, as long as nothing was done at the pump', () => {
  const asked = (atMin: number) => {
    const { record, timeline, agenda: found } = seen(calm, atMin);
    return dosesOf(record, timeline, found);
  };
  expect(asked(11)).toEqual(asked(12));
  expect(asked(11)).toEqual([{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }]);
});

test('a paused pump is predicted by what it gave, and by nothing more', () => {
  const { record, timeline, agenda: found } = seen([...calm, fact('dose-paused', 10, {})], 20);
  expect(dosesOf(record, timeline, found)).toEqual([{ route: 'iv', atMin: 0, mg: 8.75, overMin: 10 }]);
});

const before = [fact('arrived', -30, {}), reading(-15, 132, 76)];
const given = { as: 'fact', lot: '6K0217' };
const device = (number: number, atMin: number) =>
  fact('device-given', atMin, { ...given, drug: 'esketamine', number, doseUg: 28_000 });
const lozenge = fact('mouth-dose-placed', 0, {
  ...{ route: 'sublingual', form: 'lozenge', drug: 'ketamine', doseUg: 100_000, as: 'fact' },
});

test('devices, injections and what is held in the mouth stand as blocks at their minute, and count the minutes', () => {
  const nasal = seen([...before, device(1, 0), device(2, 5.4)], 8);
  expect(nasal.timeline.hasStarted).toBe(true);
  expect(nasal.timeline.blocks.map(({ min, says }) => [min, says])).toEqual([
    [0, '28'],
    [5.4, '28'],
  ]);
  expect(nasal.timeline.flags.map(({ says }) => says)).toContain('Device 1');
  expect(dosesOf(nasal.record, nasal.timeline, nasal.agenda)).toEqual([
    { route: 'intranasal', atMin: 0, mg: 28, device: 1 },
    { route: 'intranasal', atMin: 5.4, mg: 28, device: 2 },
  ]);
  const held = seen([...before, lozenge], 6);
  expect(held.timeline.blocks).toMatchObject([{ min: 0, toMin: 6, says: '100' }]);
  const spat = seen([...before, lozenge, fact('mouth-dose-ended', 10, { of: lozenge.id, how: 'spat' })], 30);
  expect(spat.timeline.blocks).toMatchObject([{ min: 0, toMin: 10 }]);
  expect(spat.timeline.flags.map(({ says }) => says)).toContain('Spat out');
});

test('an injection says where it went, and is asked of the model of its route', () => {
  const injection = fact('injection-given', 0, {
    ...{ route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000, volumeUl: 700 },
    ...{ doseUg: 35_000, as: 'fact' },
  });
  const { record, timeline, agenda: found } = seen([...before, injection], 5);
  expect(timeline.flags.map(({ says }) => says)).toContain('Injection, deltoid, left');
  expect(dosesOf(record, timeline, found)).toEqual([{ route: 'im', atMin: 0, mg: 35 }]);
});

test('the weight of this session comes before that of the order; without one there is none', () => {
  const { record } = seen([...calm, fact('weight', -20, { given: { value: 73, unit: 'kg' } })], 1);
  expect(weightKgOf(record, 70_000)).toBe(73);
  expect(weightKgOf(seen(calm, 1).record, 70_000)).toBe(70);
  expect(weightKgOf(seen(calm, 1).record, undefined)).toBeUndefined();
});

test('where the model does not cover the patient there is a sentence and no curve', () => {
  const doses: Asked['doses'] = [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }];
  const asked: Asked = { product: 'racemic', weightKg: 73, ageYears: 42, doses, planned: [], toMin: 60 };
  const says = (of: Partial<Asked>) => {
    const found = curveOf({ ...asked, ...of });
    return 'why' in found ? sayNoCurve(found) : found;
  };
  const plasma = curveOf(asked);
  const peak = 'points' in plasma ? plasma.points.find(({ min }) => min === 40) : undefined;
  expect(peak?.low).toBeLessThan(peak?.middle ?? 0);
  expect(peak?.middle).toBeLessThan(peak?.high ?? 0);
  expect(says({ weightKg: 160 })).toBe('No predicted level: the model was made for 50 to 100 kg.');
  expect(says({ ageYears: 16 })).toBe('No predicted level: the model was made for adults.');
  expect(says({ doses: [{ route: 'sc', atMin: 0, mg: 35 }] })).toBe(
    'No predicted level: no published model covers Ketamine SC.',
  );
});

test('every route with a published model has a curve, with the model and its sampling site', () => {
  const asked = { weightKg: 73, ageYears: 42, planned: [], toMin: 120 };
  const devices = [1, 2, 3].map((device) => ({
    route: 'intranasal' as const,
    atMin: 5 * (device - 1),
    mg: 28,
    device,
  }));
  const curves: Pick<Asked, 'product' | 'doses'>[] = [
    { product: 'esketamine', doses: devices },
    { product: 'racemic', doses: [{ route: 'im', atMin: 0, mg: 40 }] },
    { product: 'racemic', doses: [{ route: 'intranasal', atMin: 0, mg: 50 }] },
    { product: 'racemic', doses: [{ route: 'sublingual', atMin: 0, mg: 100 }] },
    { product: 'racemic', doses: [{ route: 'oral', atMin: 0, mg: 100 }] },
  ];
  for (const { product, doses } of curves) {
    const found = curveOf({ ...asked, product, doses });
    const route = doses[0]?.route ?? 'iv';
    if ('why' in found) throw new Error(`${product} ${route}: ${found.why}`);
    const most = Math.max(...found.points.map(({ middle }) => middle));
    expect(most, `${product} ${route}`).toBeGreaterThan(1);
    for (const { low, middle, high } of found.points) expect(low <= middle && middle <= high).toBe(true);
    expect(modelFor(product, route)?.site).toBeTruthy();
  }
  expect(modelFor('racemic', 'sc')).toBeUndefined();
});

const signed = {
  id: id(5),
  state: 'active' as const,
  ...{ endReason: null, endedAt: null, signedBy: id(900), protocolVersionId: id(6) },
  ...{ signedAt: new Date(zeroMs).toISOString(), premedication: [], validFrom: today, validUntil: today },
};
const byNose: NonNullable<FloorSession['order']> = {
  ...signed,
  drug: 'esketamine',
  route: 'intranasal',
  indication: 'trd',
  phase: 'induction',
  ...{ doseUg: 84_000, devices: 3, week: 1, limits: { ceilingUg: 84_000 } },
};
const basis = { doseBasis: { unit: 'ug', amount: 35_000 }, limits: { ceilingUg: 100_000 } } as const;
const byVein: NonNullable<FloorSession['order']> = {
  ...signed,
  ...basis,
  drug: 'ketamine',
  route: 'iv',
  ...{ doseUg: 35_000, overMin: 40, concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500 },
};
const into = (route: 'im' | 'sc'): NonNullable<FloorSession['order']> => ({
  ...signed,
  ...basis,
  drug: 'ketamine',
  route,
  ...{ doseUg: 35_000, concentrationUgPerMl: 50_000, volumeUl: 700 },
});

test('what is ordered and not given is planned: each device after its rest, the whole order before the first dose', () => {
  const planned = (...of: Parameters<typeof seen>) =>
    seen(...of).timeline.planned.map(({ atMin, mg, overMin, device }) => [atMin, mg, overMin ?? device]);
  const three = [
    [15, 28, 1],
    [20, 28, 2],
    [25, 28, 3],
  ];
  // Before the dose minutes count from the first reading, and now is 15 min after it.
  expect(planned(before, 0, byNose)).toEqual(three);
  expect(planned(before, 0, byVein)).toEqual([[15, 35, 40]]);
  expect(planned(before, 0, into('im'))).toEqual([[15, 35, undefined]]);
  expect(planned([...before, device(1, 0)], 2, byNose)).toEqual([
    [5, 28, 2],
    [10, 28, 3],
  ]);
  // Overdue: from now on, in whole minutes.
  expect(planned([...before, device(1, 0)], 7.3, byNose)).toEqual([
    [8, 28, 2],
    [13, 28, 3],
  ]);
  expect(planned([...before, device(1, 0), device(2, 5), device(3, 10)], 12, byNose)).toEqual([]);
});

test('nothing is planned where the order no longer stands, no more is to be given, something was given, or nobody is there', () => {
  const planned = (...of: Parameters<typeof seen>) => seen(...of).timeline.planned;
  for (const state of ['withdrawn', 'replaced'] as const)
    expect(planned(before, 0, { ...byNose, state, endedAt: signed.signedAt })).toEqual([]);
  expect(planned(before, 0, { ...byVein, validUntil: '2026-11-24' })).toEqual([]);
  expect(planned([...before, device(1, 0), fact('dose-stopped', 3, {})], 6, byNose)).toEqual([]);
  expect(planned([...before, device(1, 0), fact('left', 3, { how: 'against-advice', as: 'fact' })], 6, byNose)).toEqual(
    [],
  );
  expect(planned(calm, 10, byVein)).toEqual([]);
  expect(planned(before, 0)).toEqual([]);
});

test('what is planned is dashed on the dose lane, and the chart is long enough for it', () => {
  const nasal = seen([...before, device(1, 0)], 2, byNose).timeline;
  expect(nasal.blocks.map(({ min, isPlanned }) => [min, isPlanned])).toEqual([
    [0, false],
    [5, true],
    [10, true],
  ]);
  const vein = seen(before, 50, byVein).timeline;
  expect(vein.bars).toMatchObject([{ fromMin: 65, toMin: 105, isPlanned: true }]);
  expect(vein.bars[0]?.mgPerMin).toBeCloseTo(0.875, 6);
  expect(vein.toMin).toBeGreaterThan(105);
  expect(seen(before, 50, byVein).agenda.infusion.givenUg).toBe(0);
});

const who = { product: 'esketamine', weightKg: 73, ageYears: 42, toMin: 60 } as const;
const curve = (of: Partial<Asked>) => {
  const found = curveOf({ ...who, doses: [], planned: [], ...of });
  if ('why' in found) throw new Error(found.why);
  return found;
};
const nasal = (device: number, atMin: number) => ({ route: 'intranasal', atMin, mg: 28, device }) as const;

test('the forecast is a curve of its own: what was given is the same with and without it, and both part where it begins', () => {
  const alone = curve({ doses: [nasal(1, 0)] });
  const both = curve({ doses: [nasal(1, 0)], planned: [nasal(2, 5.5)] });
  expect(alone.ahead).toBeUndefined();
  expect(both.points).toEqual(alone.points);
  expect(both.ahead?.[0]?.min).toBe(5.5);
  const [given, forecast] = [both.points, both.ahead ?? []].map((of) => of.find(({ min }) => min === 30)?.middle ?? 0);
  expect(forecast).toBeGreaterThan(given ?? 0);
  const all = curve({ doses: [nasal(1, 0), nasal(2, 5.5)] }).points.find(({ min }) => min === 30)?.middle;
  expect(forecast).toBeCloseTo(all ?? 0, 6);
  const none = curve({ planned: [nasal(1, 3)] });
  expect(none.points).toEqual([]);
  expect(none.ahead?.[0]).toEqual({ min: 3, low: 0, middle: 0, high: 0 });
});

test('below the chart stands model and site, and of each part that nobody has given yet, that it is not given', () => {
  const said = (plasma: Parameters<typeof plasmaWords>[0], { timeline, agenda: of }: ReturnType<typeof seen>) =>
    plasmaWords(plasma, timeline, { state: of.infusion.state, zone: 'UTC' }).slice(1);
  const between = seen([...before, device(1, 0)], 2, byNose);
  const plasma = curve({ doses: [nasal(1, 0)], planned: [nasal(2, 5)] });
  expect(plasmaWords(plasma, between.timeline, { state: 'not-started', zone: 'UTC' })).toEqual([
    'Predicted plasma: Perez-Ruixo 2021, venous samples; a population prediction, not a measurement. Band: 5 to 95 of 100 people.',
    'Dashed outline: forecast with device 2 at 10:05, device 3 at 10:10; ordered, not given.',
  ]);
  expect(said(curve({ planned: [nasal(1, 15)] }), seen(before, 0, byNose))).toEqual([
    'Dashed outline: forecast if what is ordered were given from 10:00 on. Nothing is given yet.',
  ]);
  const some = { ...plasma, ahead: undefined };
  expect(said(some, seen(calm, 12, byVein))).toEqual([
    'Dotted from now on: the rest at 0.88 mg/min until about 10:40, not given yet.',
  ]);
  expect(said(some, seen([...calm, fact('dose-paused', 10, {})], 20, byVein))).toEqual([
    'Paused: what is left in the syringe is not counted.',
  ]);
  expect(said(some, seen([...calm, fact('dose-stopped', 10, {})], 20, byVein))).toEqual([]);
});

test('without a published model the sentence stands before the dose too', () => {
  const { timeline } = seen(before, 0, into('sc'));
  const found = curveOf({ ...who, product: 'racemic', doses: [], planned: timeline.planned });
  expect('why' in found && sayNoCurve(found)).toBe('No predicted level: no published model covers Ketamine SC.');
  const mixed = curveOf({
    ...who,
    product: 'racemic',
    doses: [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }],
    planned: [{ route: 'im', atMin: 20, mg: 20 }],
  });
  expect('why' in mixed && sayNoCurve(mixed)).toBe('No predicted level: these doses together fit no one model.');
});

test('the caption says the trend in a sentence, and that nothing was read when nothing was', () => {
  const said = (events: readonly SessionEvent[]) => captionOf(seen(events, 20).timeline, 'UTC');
  expect(said([...calm, reading(10, 168, 88, { heartRatePerMin: 90, spo2Pct: 97 })])).toBe(
    'Pressure 132/76 at 09:45, highest 168/88 at 10:10, last 168/88 mmHg at 10:10, amber. Pulse 68 to 90 per min. SpO2 97 to 98 %. 2 sets of readings.',
  );
  expect(said([started])).toBe('No readings yet.');
});

test('the axis keeps room between its times', () => {
  expect(ticksOf(-15, 105, 720)).toEqual([-10, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(ticksOf(-15, 65, 330)).toEqual([-15, 0, 15, 30, 45, 60]);
});
