import { describe, expect, test } from 'vitest';
import { type AgendaGiven, agenda } from './log-agenda.ts';
import { happenedAt, readFact, type SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { objectionTo } from './log-intents.ts';
import { type Kind, newestVersion } from './log-kinds.ts';
import { leavingItems } from './log-missing.ts';
import { type SessionRoute, sessionRoutes } from './readings.ts';

const session = '01900000-0000-7000-8000-000000000001';
const [nurse, prescriber] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const zeroMs = Date.UTC(2026, 10, 25, 10);
let count = 0;

function event(kind: Kind, data: object, atMin: number, by: string | null = nurse): SessionEvent {
  count += 1;
  const moment = new Date(zeroMs + atMin * 60_000).toISOString();
  const id = `01900000-0000-7000-8000-${(0x1000 + count).toString(16).padStart(12, '0')}`;
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: count };
  return { id, session, kind, v: newestVersion(kind), data: { ...data }, by, station: nurse, ...made };
}

const normal = {
  ...{ systolicMmHg: 124, diastolicMmHg: 78, heartRatePerMin: 72, hasNewArrhythmia: false, breathsPerMin: 14 },
  ...{ spo2Pct: 98, isOnOxygen: false, moaaS: 5, rass: 0, cadss: 0, distress: 'none', painNrs: 0, anxietyNrs: 1 },
  ...{ nauseaNrs: 0, wantsToStop: false, symptoms: [], source: 'by-hand', isOriented: true },
};
const reading = (atMin: number, values: object = {}) => event('reading', { ...normal, ...values }, atMin);

const as = 'fact' as const;
const racemic = { drug: 'ketamine', concentrationUgPerMl: 50_000, volumeUl: 800, doseUg: 40_000, as };
const oral = event('mouth-dose-placed', { route: 'oral', form: 'solution', drug: 'ketamine', doseUg: 70_000, as }, 0);
const held = event(
  'mouth-dose-placed',
  { route: 'sublingual', form: 'lozenge', drug: 'ketamine', doseUg: 50_000, as },
  0,
);
/** The doses of each route, and the minute from which leaving is possible. */
const given: Readonly<Record<SessionRoute, readonly [SessionEvent[], number]>> = {
  iv: [
    [
      event(
        'dose-started',
        { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 60_000, as },
        0,
      ),
      event('dose-stopped', {}, 40),
    ],
    100,
  ],
  im: [[event('injection-given', { ...racemic, route: 'im', site: 'deltoid-left' }, 0)], 120],
  sc: [[event('injection-given', { ...racemic, route: 'sc', site: 'thigh-left' }, 0)], 120],
  'intranasal-esketamine': [
    [
      event('device-given', { drug: 'esketamine', number: 1, doseUg: 28_000, lot: 'L1', as }, 0),
      event('dose-stopped', {}, 1),
    ],
    120,
  ],
  'intranasal-racemic': [[event('spray-given', racemic, 0)], 120],
  oral: [[oral, event('mouth-dose-ended', { of: oral.id, how: 'swallowed' }, 0.2)], 120],
  sublingual: [[held, event('mouth-dose-ended', { of: held.id, how: 'spat' }, 10)], 120],
};
const prescribers = [{ id: prescriber, fromMs: null, untilMs: null }];
const of: AgendaGiven = { order: undefined, today: '2026-11-25', checklist: [], prescribers };

/** Everything that is asked, but for what is left out; all at two minutes before leaving is possible. */
function ready(route: SessionRoute, without: readonly string[] = []) {
  const [doses, leaveAt] = given[route];
  const answers = [
    ...leavingItems
      .filter((item) => !without.includes(item))
      .map((item) => event('discharge-item', { item, state: 'met' }, leaveAt - 2)),
    ...(without.includes('modified-aldrete')
      ? []
      : [event('rating', { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 }, leaveAt - 2)]),
  ];
  const readings = [-3, 20, 40, 60, leaveAt - 3].map((minute) =>
    reading(minute, minute === 20 ? { systolicMmHg: 150, diastolicMmHg: 92 } : {}),
  );
  return { events: [event('arrived', {}, -30), ...doses, ...readings, ...answers], leaveAt };
}

function see(events: SessionEvent[], minute: number, how = 'let-go') {
  const record = fold(events, session);
  const reason = how === 'let-go' ? {} : { reason: 'As the patient says.' };
  const read = readFact(event('left', { how, as: 'intent', ...reason }, minute));
  if (!('fact' in read)) throw new Error(read.unread.says);
  const seen = agenda(record, of, happenedAt(read.fact));
  const objection = objectionTo(read.fact, { record, seen, given: of, head: '' });
  return { seen, missing: objection?.missing.map(({ item }) => item) };
}

const asked = [
  ['walks-steadily', 'gait'],
  ['no-vomiting', 'vomiting'],
  ['no-new-suicidal-finding', 'suicide-check'],
  ['escort', 'escort'],
  ['transport', 'transport'],
  ['leaflet', 'leaflet'],
  ['emergency-phone', 'emergency-phone'],
  ['instructions-said-back', 'instructions-said-back'],
  ['next-contact', 'next-contact'],
  ['modified-aldrete', 'modified-aldrete'],
] as const;

describe.each([...sessionRoutes])('%s', (route) => {
  test('with everything met nothing holds the patient; two minutes earlier the stay does', () => {
    const { events, leaveAt } = ready(route);
    expect(see(events, leaveAt).missing).toBeUndefined();
    expect(see(events, leaveAt - 1.9).missing).toEqual(['minimum-time']);
  });

  test.each(asked)('%s: not known and not met hold, an override of a prescriber with a reason lets go', (item, id) => {
    const { events, leaveAt } = ready(route, [item]);
    const at = leaveAt + 1;
    const heldBy = (...more: SessionEvent[]) => see([...events, ...more], at).missing;
    const override = (by: string | null, reason?: string) =>
      event(
        'discharge-item',
        { item: id, state: 'overridden', ...(reason === undefined ? {} : { reason }) },
        leaveAt,
        by,
      );
    expect(heldBy()).toEqual([id]);
    if (item !== 'modified-aldrete') {
      expect(heldBy(event('discharge-item', { item, state: 'not-met' }, leaveAt))).toEqual([id]);
      expect(heldBy(event('discharge-item', { item, state: 'not-known' }, leaveAt))).toEqual([id]);
    }
    expect(heldBy(override(nurse, 'Seen.'))).toEqual([id]);
    expect(heldBy(override(null, 'Seen.'))).toEqual([id]);
    expect(heldBy(override(prescriber))).toEqual([id]);
    expect(heldBy(override(prescriber, 'Seen.'))).toBeUndefined();
  });

  test('nobody shortens the stay, and against advice, to hospital and unnoticed are never held', () => {
    const { events, leaveAt } = ready(route);
    const stay = { item: 'minimum-time', state: 'overridden', reason: 'In a hurry.' };
    const { missing, seen } = see(
      [...events, event('discharge-item', stay, leaveAt - 1.95, prescriber)],
      leaveAt - 1.9,
    );
    expect(missing).toEqual(['minimum-time']);
    expect(seen.leaving.criteria.find(({ id }) => id === 'minimum-time')?.but).toContain('nobody may override');
    for (const how of ['against-advice', 'to-hospital', 'unnoticed'])
      expect(see(ready(route, leavingItems).events, 5, how).missing).toBeUndefined();
  });
});

test('an override speaks of what was known: a new set asks anew, and the record names who and why', () => {
  const { events, leaveAt } = ready('im');
  const high = reading(leaveAt - 1, { systolicMmHg: 170 });
  const reason = 'As high as at home.';
  const let_ = event(
    'discharge-item',
    { item: 'blood-pressure', state: 'overridden', reason },
    leaveAt - 0.5,
    prescriber,
  );
  const { missing, seen } = see([...events, high, let_], leaveAt);
  expect(missing).toBeUndefined();
  expect(seen.leaving.criteria.find(({ id }) => id === 'blood-pressure')).toMatchObject({
    answer: 'met',
    overridden: { by: prescriber, reason, atMs: zeroMs + (leaveAt - 0.5) * 60_000 },
  });
  const later = see([...events, high, let_, reading(leaveAt, { systolicMmHg: 172 })], leaveAt + 1);
  expect(later.missing).toEqual(['blood-pressure']);
  expect(later.seen.leaving.criteria.find(({ id }) => id === 'blood-pressure')?.but).toContain('before what is known');
});

test.each<[string, SessionEvent[], string[] | undefined]>([
  [
    'four questions rightly',
    [event('rating', { scale: 'orientation', answers: [1, 1, 1, 1], total: 4 }, 119)],
    undefined,
  ],
  [
    'three of four',
    [event('rating', { scale: 'orientation', answers: [1, 1, 1, 0], total: 3 }, 119)],
    ['dissociation'],
  ],
  [
    'three of four, not the last asked',
    [event('rating', { scale: 'orientation', answers: [1, 1, 1], total: null }, 119)],
    undefined,
  ],
  ['a later set that says no', [reading(119, { isOriented: false })], ['dissociation']],
  [
    'a later answer that says no',
    [event('discharge-item', { item: 'oriented', state: 'not-met' }, 119)],
    ['dissociation'],
  ],
])('oriented by what was said last: %s', (_what, more, missing) => {
  const { events, leaveAt } = ready('im');
  expect(see([...events, ...more], leaveAt).missing).toEqual(missing);
});

test('let go while it was open, the record says so; with the override it does not', () => {
  const { events, leaveAt } = ready('oral', ['next-contact']);
  const gone = event('left', { how: 'let-go', as: 'fact' }, leaveAt + 1);
  const rules = (more: SessionEvent[]) =>
    agenda(fold([...events, ...more, gone], session), of, zeroMs + 200 * 60_000)
      .deviations.map(({ rule }) => rule)
      .filter((rule) => rule === 'left-unready');
  const override = { item: 'next-contact', state: 'overridden', reason: 'The ward calls.' };
  expect(rules([])).toEqual(['left-unready']);
  expect(rules([event('discharge-item', override, leaveAt, prescriber)])).toEqual([]);
});

describe('ratings beside the readings', () => {
  const plain = { ...normal, nauseaNrs: undefined, isOriented: undefined, cadss: undefined, rass: undefined };
  const only = (atMin: number, values: object = {}) =>
    reading(atMin, { ...plain, painNrs: undefined, anxietyNrs: undefined, moaaS: undefined, ...values });
  const [shot] = given.im[0];
  const toRate = (events: SessionEvent[], minute: number, times?: AgendaGiven['times']) => {
    const { todo } = agenda(
      fold([...(shot ? [shot] : []), ...events], session),
      { ...of, times },
      zeroMs + minute * 60_000,
    );
    return todo.flatMap(({ what, says, state }) => (what === 'ratings' ? [`${state}: ${says}`] : []));
  };
  const times = (more: object): AgendaGiven['times'] => ({
    readingsAtMin: [0, 40],
    continuous: 'no',
    ratings: [{ rating: 'cadss-6', atMin: [40] }],
    ...more,
  });

  test.each([
    [30, 'upcoming'],
    [40, 'due'],
    [45, 'due'],
    [46, 'overdue'],
    [51, 'escalate'],
  ])('at minute %i the one of minute 40 is %s', (minute, state) => {
    expect(toRate([], minute, times({}))).toEqual([`${state}: 40-min ratings: CADSS-6`]);
  });

  test.each<[string, string, SessionEvent[], boolean]>([
    ['CADSS-6', 'cadss-6', [event('rating', { scale: 'cadss-6', answers: [], total: 6 }, 41)], true],
    ['the whole CADSS', 'cadss-6', [event('rating', { scale: 'cadss', answers: [], total: 6 }, 41)], true],
    ['a CADSS in the set', 'cadss-6', [only(41, { cadss: 3 })], true],
    ['the grade is no CADSS-6', 'cadss-6', [only(41, { dissociationGrade: 1 })], false],
    ['without its total', 'cadss-6', [event('rating', { scale: 'cadss-6', answers: [], total: null }, 41)], false],
    ['long before its time', 'cadss-6', [event('rating', { scale: 'cadss-6', answers: [], total: 6 }, 20)], false],
    ['before the dose', 'moaa-s', [only(-3, { moaaS: 5 })], false],
    ['MOAA/S', 'moaa-s', [event('rating', { scale: 'moaa-s', answers: [5], total: 5 }, 41)], true],
    ['MOAA/S in the set', 'moaa-s', [only(41, { moaaS: 5 })], true],
    ['nausea', 'nausea', [event('rating', { scale: 'nrs-nausea', answers: [2], total: 2 }, 41)], true],
    ['nausea in the set', 'nausea', [only(41, { nauseaNrs: 0 })], true],
    ['pain', 'pain', [event('rating', { scale: 'nrs-pain', answers: [2], total: 2 }, 41)], true],
    ['anxiety in the set', 'anxiety', [only(41, { anxietyNrs: 0 })], true],
    ['anxiety', 'anxiety', [event('rating', { scale: 'nrs-anxiety', answers: [2], total: 2 }, 41)], true],
    ['four questions', 'orientation', [event('rating', { scale: 'orientation', answers: [], total: 3 }, 41)], true],
    ['pain is not anxiety', 'anxiety', [only(41, { painNrs: 0 })], false],
    ['RASS', 'rass', [event('rating', { scale: 'rass', answers: [0], total: 0 }, 41)], true],
    ['RASS in the set', 'rass', [only(41, { rass: -1 })], true],
    ['not oriented is an answer', 'orientation', [only(41, { isOriented: false })], true],
    ['oriented at leaving', 'orientation', [event('discharge-item', { item: 'oriented', state: 'met' }, 41)], true],
    [
      'oriented not known',
      'orientation',
      [event('discharge-item', { item: 'oriented', state: 'not-known' }, 41)],
      false,
    ],
    ['the grade of dissociation', 'dissociation', [only(41, { dissociationGrade: 0 })], true],
  ])('%s', (_what, rating, events, isAnswered) => {
    expect(toRate(events, 42, times({ ratings: [{ rating, atMin: [40] }] })).length).toBe(isAnswered ? 0 : 1);
  });

  test('what is open at one minute is one line; a protocol of before asks for sedation and dissociation at its minutes', () => {
    const both = [
      { rating: 'cadss-6', atMin: [40] },
      { rating: 'nausea', atMin: [40, 60] },
    ];
    expect(toRate([], 47, times({ ratings: both, ratingsAtMin: [40] }))).toEqual([
      'overdue: 40-min ratings: CADSS-6, nausea, MOAA/S',
      'upcoming: 60-min ratings: nausea',
    ]);
    expect(toRate([], 47, times({ ratings: undefined, ratingsAtMin: [40] }))).toEqual([
      'overdue: 40-min ratings: MOAA/S, dissociation',
    ]);
    expect(toRate([], 47, times({ ratings: [] }))).toEqual([]);
  });

  test('what nobody rated at its time is over when it is due again, and is asked for once', () => {
    const twice = times({ ratings: [{ rating: 'nausea', atMin: [40, 60] }] });
    expect(toRate([], 59, twice)).toEqual(['escalate: 40-min ratings: nausea', 'upcoming: 60-min ratings: nausea']);
    expect(toRate([], 60, twice)).toEqual(['due: 60-min ratings: nausea']);
  });

  test('nothing is rated before the dose, nor once the patient has left', () => {
    expect(agenda(fold([event('arrived', {}, -30)], session), of, zeroMs).dueRatings).toEqual([]);
    const { events, leaveAt } = ready('im');
    const gone = event('left', { how: 'let-go', as: 'fact' }, leaveAt + 1);
    expect(
      agenda(fold([...events, gone], session), of, zeroMs + 140 * 60_000).todo.map(({ what }) => what),
    ).not.toContain('ratings');
  });
});
