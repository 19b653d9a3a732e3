import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agenda,
  dutiesOf,
  dutyIds,
  fold,
  type IncidentReport,
  kinds,
  type LoggedEvent,
  missingFor,
  newestVersion,
  summaryOf,
  transferLines,
  transferSummary,
} from './session.ts';

const session = '0199a0b2-0000-7000-8000-0000000000ff';
const nurse = '0199a0b2-0000-7000-8000-000000000001';
const second = '0199a0b2-0000-7000-8000-000000000002';
const opened = '0199a0b2-0000-7000-8000-0000000000e1';
const beganMs = Date.parse('2026-11-30T10:00:00Z');
let seq = 0;

function event(
  atMin: number,
  kind: string,
  data: Record<string, unknown> = {},
  given: Partial<LoggedEvent> = {},
): LoggedEvent {
  seq += 1;
  const at = new Date(beganMs + atMin * 60_000).toISOString();
  const id = `0199a0b2-0000-7000-8000-${String(seq).padStart(12, '0')}`;
  const clock = { measuredAt: at, enteredAt: at, clockOffsetMs: 0, offsetCheckedAt: at };
  return { id, session, kind, v: 1, data, by: nurse, station: session, stationSeq: seq, ...clock, ...given };
}
const noOrder = { order: undefined, today: '2026-11-30' };
const summary = (events: readonly LoggedEvent[], atMin: number) => {
  const record = fold(events, session);
  const nowMs = beganMs + atMin * 60_000;
  return transferSummary(record, agenda(record, noOrder, nowMs), nowMs);
};

describe('a medicine given', () => {
  test('as the first version wrote it still reads, and the newest names emergency, signed row and second person', () => {
    const old = { medicine: 'ondansetron', doseUg: 4_000, route: 'iv' };
    const now = {
      ...old,
      of: opened,
      signed: { version: session, row: 'vomiting-ondansetron-iv' },
      secondPerson: second,
    };
    expect(newestVersion('medicine-given')).toBe(2);
    expect(kinds['medicine-given'][0].safeParse(old).success).toBe(true);
    expect(kinds['medicine-given'][0].safeParse(now).success).toBe(false);
    expect(kinds['medicine-given'][1].safeParse(now).success).toBe(true);
    expect(kinds['medicine-given'][1].safeParse(old).success).toBe(true);
  });

  test('against what was signed is kept, and is explained before anyone signs', () => {
    const events = [
      event(0, 'arrived'),
      event(5, 'emergency-opened', { card: 'anaphylaxis' }, { id: opened }),
      event(
        6,
        'medicine-given',
        { medicine: 'adrenaline', doseUg: 800, route: 'im', of: opened, against: ['above-signed'] },
        { v: 2 },
      ),
    ];
    const { deviations } = agenda(fold(events, session), noOrder, beganMs + 600_000);
    expect(deviations.map(({ rule, isExplained }) => [rule, isExplained])).toContainEqual(['above-signed', false]);
  });

  test.each([
    ['naloxone', 400_000, 'iv', true],
    ['naloxone', 400, 'iv', false],
    ['paracetamol', 1_000_000, 'oral', false],
  ])('%s of %i ug by %s is a deviation to explain: %s', (medicine, doseUg, route, isOne) => {
    const record = fold(
      [event(0, 'arrived'), event(6, 'medicine-given', { medicine, doseUg, route }, { v: 2 })],
      session,
    );
    const found = agenda(record, noOrder, beganMs + 600_000).deviations.filter(({ rule }) => rule === 'dose-unusual');
    expect(found.map(({ isExplained }) => isExplained)).toEqual(isOne ? [false] : []);
  });

  test('for an emergency that is not in this session is kept, and shown as pointing at nothing', () => {
    const lost = event(6, 'medicine-given', { medicine: 'adrenaline', route: 'im', of: opened }, { v: 2 });
    expect(fold([lost], session).misfits).toMatchObject([{ id: lost.id }]);
  });
});

describe('an emergency card that is closed', () => {
  const opens = event(10, 'emergency-opened', { card: 'respiratory-depression' }, { id: opened });
  const took = (atMin: number, values: Record<string, unknown>) =>
    event(atMin, 'reading', { source: 'by-hand', ...values });
  const red = { spo2Pct: 86 };
  const well = { spo2Pct: 97 };
  const closes = (how: string) => event(20, 'emergency-closed', { of: opened, how, outcome: 'ok' }, { v: 2 });
  const oldWay = event(20, 'emergency-closed', { of: opened, outcome: 'ok' });

  test.each([
    ['settled while the saturation is red', [took(9, well), opens, took(15, red), closes('settled')], /SpO2|86 %/],
    ['as the first version wrote it', [took(9, well), opens, took(15, red), oldWay], /86 %/],
    ['in another way', [took(9, well), opens, took(15, red), closes('other')], /86 %/],
    ['with red readings from before it alone', [took(9, red), opens, closes('settled')], /no readings/],
    ['with none at all', [opens, closes('settled')], /no readings/],
    [
      'after a set that leaves the red value out',
      [took(9, red), opens, took(15, { heartRatePerMin: 70 }), closes('settled')],
      /86 %/,
    ],
    ['after the saturation is well again', [took(9, red), opens, took(15, well), closes('settled')], undefined],
    ['and red only later', [opens, took(15, well), closes('settled'), took(25, red)], undefined],
    ['handed to an emergency team', [opens, took(15, red), closes('transferred')], undefined],
  ] as const)('%s', (_, events, says) => {
    const record = fold([event(0, 'arrived'), ...events], session);
    const found = agenda(record, noOrder, beganMs + 30 * 60_000).deviations.filter(
      ({ rule }) => rule === 'closed-while-red',
    );
    expect(found).toHaveLength(says === undefined ? 0 : 1);
    if (says !== undefined) expect(found[0]?.says).toMatch(says);
  });

  test('says in one line how, in whose words, and what was not done', () => {
    const closed = event(
      20,
      'emergency-closed',
      { of: opened, how: 'transferred', outcome: 'Awake.', notDone: ['Stimulate.', 'Call.'] },
      { v: 2 },
    );
    expect(fold([event(0, 'arrived'), opens, closed], session).emergencies[0]?.closed?.outcome).toBe(
      'Transferred. Awake. Not done: Stimulate. Call.',
    );
  });
});

describe('the transfer summary', () => {
  const reading = (atMin: number, systolicMmHg: number) =>
    event(atMin, 'reading', { systolicMmHg, diastolicMmHg: 70, source: 'by-hand' });
  const pump = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 50_000, as: 'fact' };

  test('has the baseline, the last half hour, and extremes of the whole session', () => {
    const events = [
      reading(0, 121),
      reading(-3, 118),
      event(1, 'dose-started', pump),
      reading(10, 190),
      reading(50, 130),
    ];
    const of = summary(events, 70);
    expect(of.baseline?.data.systolicMmHg).toBe(121);
    expect(of.readings.map(({ data }) => data.systolicMmHg)).toEqual([130]);
    expect(of.extremes[0]).toMatchObject({ name: 'systolicMmHg', low: { value: 118 }, high: { value: 190 } });
  });

  test('says every route that the log has', () => {
    const of = summary(
      [
        event(0, 'device-given', { drug: 'esketamine', number: 1, doseUg: 28_000, lot: 'L1', as: 'fact' }),
        event(5, 'injection-given', {
          ...{ route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000 },
          ...{ volumeUl: 700, doseUg: 35_000, as: 'fact' },
        }),
        event(6, 'mouth-dose-placed', { route: 'oral', form: 'tablet', drug: 'ketamine', doseUg: 50_000, as: 'fact' }),
        event(7, 'spray-given', {
          drug: 'ketamine',
          concentrationUgPerMl: 1_000,
          volumeUl: 100,
          doseUg: 100,
          as: 'fact',
        }),
      ],
      10,
    );
    expect(of.given.map(({ says }) => says)).toEqual([
      'Esketamine 28 mg intranasal, device 1, lot L1',
      'ketamine 35 mg IM, deltoid left',
      'ketamine 50 mg oral',
      'Ketamine 0.1 mg intranasal',
    ]);
  });

  test('says whom the system called and who has it, each once, beside who was called by voice', () => {
    const call = (id: string, what: string, by: string | null, whom: string | undefined, atMin: number) => ({
      ...{ id, task: 'red@1', what, by, whom, says: 'Chair 7: a reading is red', atMs: beganMs + atMin * 60_000 },
    });
    const record = fold([event(0, 'arrived'), event(6, 'told', { task: 'x', whom: 'Ward 3', how: 'phone' })], session);
    const nowMs = beganMs + 30 * 60_000;
    const of = transferSummary(record, agenda(record, noOrder, nowMs), nowMs, [
      call('a', 'told', 'app', 'R. Hale', 1),
      call('b', 'told', 'mail', 'R. Hale', 2),
      call('c', 'delivered', 'app', 'R. Hale', 3),
      call('d', 'acknowledged', null, 'R. Hale', 4),
      call('e', 'nobody', null, undefined, 5),
    ]);
    expect(of.calls.map(({ says }) => says)).toEqual([
      'R. Hale called by the system on the screen, by e-mail: Chair 7: a reading is red',
      'R. Hale has it: Chair 7: a reading is red',
      'The system found nobody to call: Chair 7: a reading is red',
      'Ward 3, by phone',
    ]);
  });

  test.each([
    ['Partner, in the waiting room', 'Partner, in the waiting room; telephone not known'],
    ['sister, 555-0142', 'sister, 555-0142'],
    [undefined, undefined],
  ])('an escort written as %s is said as %s', (escort, says) => {
    expect(summary([event(0, 'arrived', escort === undefined ? {} : { escort })], 10).escort).toBe(says);
  });

  test('has weight, food and how far away the patient was, each scale with its own range; absent stays absent', () => {
    const nothing = summary([event(0, 'arrived')], 10);
    expect([nothing.weight, nothing.fasting, nothing.dissociation]).toEqual([undefined, undefined, []]);
    const of = summary(
      [
        event(0, 'arrived'),
        event(1, 'weight', { given: { value: 70, unit: 'kg' } }),
        event(2, 'checklist-item', { item: 'fasting', state: 'met', value: 'toast at 6:30' }, { v: 2 }),
        event(3, 'reading', { cadss: 6, source: 'by-hand' }),
        event(4, 'reading', { dissociationGrade: 2, source: 'by-hand' }),
      ],
      10,
    );
    expect(of.weight).toContain('70.0 kg');
    expect(of.fasting).toBe('toast at 6:30');
    expect(of.dissociation.map(({ says }) => says)).toEqual(['CADSS 6, 0 to 92', 'grade 2, 0 to 4']);
  });

  test.each([
    [
      'of one set',
      [
        [124, 77],
        [129, 83],
      ],
      [129, 83],
      undefined,
    ],
    [
      'of two sets',
      [
        [124, 77],
        [129, 83],
        [125, 118],
      ],
      [129, 83],
      [125, 118],
    ],
    [
      'with half a pressure',
      [
        [150, undefined],
        [125, 90],
      ],
      [150, undefined],
      [125, 90],
    ],
  ] as const)('the highest pressures of a past session, %s', (_, pairs, systolic, diastolic) => {
    const events = pairs.map(([high, low], at) =>
      event(at + 1, 'reading', {
        systolicMmHg: high,
        ...(low === undefined ? {} : { diastolicMmHg: low }),
        source: 'by-hand',
      }),
    );
    const of = summaryOf(fold([event(0, 'arrived'), ...events], session), beganMs + 60 * 60_000);
    const both = (pair: { systolic: number; diastolic?: number | undefined } | undefined) =>
      pair && [pair.systolic, pair.diastolic];
    expect([both(of.highest), both(of.highestDiastolic)]).toEqual([[...systolic], diastolic && [...diastolic]]);
  });

  test('never holds more lines than fit on its page, keeps the newest, and counts what it left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), (many) => {
        const steps = Array.from({ length: many }, (_, at) =>
          event(6 + at / 10, 'emergency-action', { of: opened, action: `looked ${at}` }),
        );
        const of = summary([event(5, 'emergency-opened', { card: 'syncope' }, { id: opened }), ...steps], 60);
        expect(of.done.length).toBeLessThanOrEqual(transferLines.value.done);
        expect(of.done.length + of.left).toBe(many + 1);
        if (many > 0) expect(of.done.at(-1)?.says).toBe(`looked ${many - 1}`);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an incident', () => {
  const whole: IncidentReport = {
    ...{ title: 'Syncope', card: 'syncope', harm: 'mild', serious: [], factors: ['none-found'] },
    ...{ whatHappened: '', immediateAction: 'lay flat', duties: [] },
  };
  const asked = { report: whole, hasOwner: true, isGoingOn: false, isNearMiss: false, debriefs: 1, duties: [] };
  const serious = dutiesOf({ product: 'esketamine', happenedOn: '2026-11-30', serious: ['death'] });

  test.each([
    ['whole', {}, 0, 0],
    ['without an owner', { hasOwner: false }, 1, 1],
    ['still going on', { isGoingOn: true }, 1, 1],
    ['without a debrief', { debriefs: 0 }, 0, 1],
    ['a near miss without a debrief', { debriefs: 0, isNearMiss: true }, 0, 0],
    ['of unknown harm', { report: { ...whole, harm: null } }, 1, 1],
    ['of unknown seriousness', { report: { ...whole, serious: null } }, 1, 1],
    [
      'serious, nothing decided',
      { report: { ...whole, serious: ['death' as const] }, duties: serious },
      0,
      serious.length,
    ],
  ])('%s', (_what, change, toReview, toClose) => {
    expect(missingFor('reviewed', { ...asked, ...change })).toHaveLength(toReview);
    expect(missingFor('closed', { ...asked, ...change })).toHaveLength(toClose);
  });

  test('of esketamine that is serious asks for the REMS form within seven days and a call; racemic ketamine has neither', () => {
    expect(serious.map(({ id }) => id)).toEqual(['rems', 'rems-call', 'medwatch', 'device', 'state-rule', 'maker']);
    expect(serious[0]?.dueOn).toBe('2026-12-07');
    const racemic = dutiesOf({ product: 'racemic', happenedOn: '2026-11-30', serious: ['death'] });
    expect(racemic.map(({ id }) => id)).toEqual(['medwatch', 'device', 'state-rule', 'maker']);
    expect(dutyIds).toEqual(expect.arrayContaining(serious.map(({ id }) => id)));
  });
});
