import { describe, expect, test } from 'vitest';
import type { AgendaGiven } from './log-agenda.ts';
import type { SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { gateOf } from './log-gate.ts';
import type { GateKnown } from './log-gate-known.ts';
import { type Kind, newestVersion } from './log-kinds.ts';
import type { SessionOrder } from './log-order.ts';
import { readinessFor } from './readiness.ts';
import { sessionRoutes } from './readings.ts';

const session = '01900000-0000-7000-8000-000000000001';
const [nurse, prescriber] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const nowMs = Date.UTC(2026, 10, 25, 10);
let count = 0;

function event(kind: Kind, data: object, by: string | null = nurse): SessionEvent {
  count += 1;
  const moment = new Date(nowMs - 60_000).toISOString();
  const id = `01900000-0000-7000-8000-${(0x1000 + count).toString(16).padStart(12, '0')}`;
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: count };
  return { id, session, kind, v: newestVersion(kind), data: { ...data }, by, station: nurse, ...made };
}

const iv: SessionOrder = {
  ...{ id: '01900000-0000-7000-8000-0000000000aa', drug: 'ketamine', route: 'iv', doseUg: 35_000 },
  ...{ concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, validUntil: '2026-12-31', state: 'active' },
  signedBy: prescriber,
};
const [director, former] = ['01900000-0000-7000-8000-00000000000c', '01900000-0000-7000-8000-00000000000d'];
const prescribers = [
  { id: prescriber, fromMs: null, untilMs: null },
  { id: director, fromMs: nowMs - 86_400_000, untilMs: null },
  { id: former, fromMs: null, untilMs: nowMs - 3_600_000 },
];
/** Whose override of a point counts that a prescriber may override. */
const whose: readonly (readonly [string, string | null, boolean])[] = [
  ['a nurse', nurse, false],
  ['nobody: a locked station', null, false],
  ['a prescriber', prescriber, true],
  ['a medical director', director, true],
  ['somebody who prescribed until an hour ago', former, false],
];
const given: AgendaGiven = { order: iv, today: '2026-11-25', prescribers };
const known: GateKnown = {
  ...{ atMs: nowMs, place: 'US-NV', prescribersOnSite: [], watched: [], stock: [], earlier: [] },
  licences: [{ practitionerId: prescriber, place: 'US-NV', validFrom: '2020-01-01', validUntil: '2027-12-31' }],
};
const gate = (events: SessionEvent[], of: AgendaGiven = given) => gateOf(fold(events, session), of, nowMs);
const point = (item: string, events: SessionEvent[], of: AgendaGiven = given) => {
  const found = gate(events, of).find((one) => one.item === item);
  return found && [found.answer, found.isOverridden, found.from];
};
const said = (item: string, state: string, by: string | null = nurse) =>
  event('checklist-item', { item, state, ...(state === 'overridden' ? { reason: 'Seen by me.' } : {}) }, by);

describe('what people answer, by every route: each point × answer × who', () => {
  const orderFor = (route: (typeof sessionRoutes)[number]): AgendaGiven => {
    const common = { id: iv.id, doseUg: 56_000, validUntil: '2026-12-31', state: 'active' } as const;
    const at = { concentrationUgPerMl: 50_000, volumeUl: 1_120 };
    const order = {
      iv,
      im: { ...common, ...at, drug: 'ketamine', route: 'im' },
      sc: { ...common, ...at, drug: 'ketamine', route: 'sc' },
      'intranasal-esketamine': {
        ...{ ...common, drug: 'esketamine', route: 'intranasal', devices: 2, indication: 'trd', phase: 'induction' },
      },
      'intranasal-racemic': { ...common, ...at, drug: 'ketamine', route: 'intranasal' },
      oral: { ...common, drug: 'ketamine', route: 'oral', form: 'solution' },
      sublingual: {
        ...{ ...common, drug: 'ketamine', route: 'sublingual', form: 'lozenge', holdMin: 10, afterwards: 'spit' },
      },
    } as const satisfies Record<typeof route, SessionOrder>;
    return { ...given, order: order[route] };
  };
  const rows = sessionRoutes.flatMap((route) => readinessFor(route).map((one) => ({ route, ...one })));
  test.each(rows)('$route: $item', ({ route, item, override }) => {
    const of = orderFor(route);
    const hand = (answer: string, isOverridden = false) => [answer, isOverridden, 'hand'];
    expect(point(item, [], of)).toEqual(hand('not known'));
    expect(point(item, [said(item, 'met')], of)).toEqual(hand('met'));
    expect(point(item, [said(item, 'not-met')], of)).toEqual(hand('not met'));
    expect(point(item, [said(item, 'not-known')], of)).toEqual(hand('not known'));
    for (const [, by, counts] of whose)
      expect(point(item, [said(item, 'overridden', by)], of)).toEqual(
        counts && override === 'prescriber' ? hand('met', true) : hand('not met'),
      );
    const unsaid = event('checklist-item', { item, state: 'overridden' }, prescriber);
    expect(point(item, [unsaid], of)).toEqual(hand('not met'));
    for (const state of ['met', 'not-met', 'not-known'])
      for (const [, by] of whose)
        expect(point(item, [said(item, state, by)], of)).toEqual(hand(state.replace('-', ' ')));
  });
  test.each(rows.filter(({ takes }) => takes !== undefined))(
    '$route: $item is entered at the gate with what was seen, and by whom',
    ({ route, item, takes }) => {
      const value = takes === 'day' ? '2026-11-20' : 'sister, 555-0142';
      const found = gate([event('checklist-item', { item, state: 'met', value })], orderFor(route)).find(
        (one) => one.item === item,
      );
      expect(found).toMatchObject({ answer: 'met', from: 'hand', takes, value, stamp: { by: nurse } });
    },
  );
  test.each<[string, string, string, string | undefined]>([
    ['consent', '2026-11-25', 'met', undefined],
    ['consent', '2025-11-25', 'met', undefined],
    ['consent', '2025-11-24', 'not met', 'From 2025-11-24: it was in date until 2026-11-24, 12 months.'],
    ['consent', '2026-11-26', 'not met', 'Its day, 2026-11-26, is still to come.'],
    ['consent', 'on paper, folder 3', 'met', undefined],
    ['eligibility', '2026-08-25', 'met', undefined],
    ['eligibility', '2026-08-24', 'not met', 'From 2026-08-24: it was in date until 2026-11-24, 3 months.'],
    ['escort', '2020-01-01', 'met', undefined],
  ])('%s of %s is %s', (item, value, answer, but) => {
    const seen = gate([event('checklist-item', { item, state: 'met', value })]).find((one) => one.item === item);
    expect([seen?.answer, seen?.but]).toEqual([answer, but]);
  });
  test('only esketamine asks for the REMS, only the nose for sprays and drops of the last hour', () => {
    const asking = (item: string) =>
      sessionRoutes.filter((route) => readinessFor(route).some((one) => one.item === item));
    expect(asking('rems-enrolment')).toEqual(['intranasal-esketamine']);
    expect(asking('nasal-medicines')).toEqual(['intranasal-esketamine', 'intranasal-racemic']);
  });
  test('a consent, an enrolment, the drug, a prescriber on site and the kit are overridden by nobody', () => {
    const nobodys = readinessFor('intranasal-esketamine').filter(({ override }) => override === 'nobody');
    const items = ['consent', 'rems-enrolment', 'drug', 'prescriber-on-site', 'emergency-kit'];
    expect(nobodys.map(({ item }) => item)).toEqual(items);
  });
});

describe('what the record shows is worked out', () => {
  const order = (of: Partial<SessionOrder>): AgendaGiven => ({ ...given, order: { ...iv, ...of } as SessionOrder });
  test.each<[string, AgendaGiven, string]>([
    ['no order', { ...given, order: undefined }, 'not met'],
    ['a withdrawn order', order({ state: 'withdrawn' }), 'not met'],
    ['an order out of date', order({ validUntil: '2026-11-24' }), 'not met'],
    ['an order that stands', given, 'met'],
  ])('%s', (_what, of, answer) => expect(point('order', [], of)?.[0]).toBe(answer));
  test('a weight is not known until it is taken, and nobody ticks it', () => {
    expect(point('weight', [said('weight', 'met')])).toEqual(['not known', false, 'record']);
    expect(point('weight', [event('weight', { given: { value: 70, unit: 'kg' } })])?.[0]).toBe('met');
  });
});

describe('what the product holds is worked out', () => {
  const licence = (of: object): AgendaGiven => ({
    ...given,
    known: {
      ...known,
      licences: [{ practitionerId: prescriber, place: 'US-NV', validFrom: null, validUntil: null, ...of }],
    },
  });
  test.each<[string, AgendaGiven, string, 'prescriber' | 'nobody']>([
    ['valid here today', { ...given, known }, 'met', 'nobody'],
    ['expired', licence({ validUntil: '2026-11-24' }), 'not met', 'nobody'],
    ['not valid yet', licence({ validFrom: '2026-11-26', validUntil: '2027-11-26' }), 'not met', 'nobody'],
    ['for another place', licence({ place: 'US-CA', validUntil: '2027-01-01' }), 'not met', 'nobody'],
    ['without an end', licence({}), 'not known', 'prescriber'],
    ['not entered', { ...given, known: { ...known, licences: [] } }, 'not known', 'prescriber'],
  ])('the licence of who signed is %s', (_what, of, answer, override) => {
    const found = gate([], of).find(({ item }) => item === 'prescriber-licence');
    expect([found?.answer, found?.override, found?.from]).toEqual([answer, override, 'product']);
    const overridden = gate([said('prescriber-licence', 'overridden', prescriber)], of);
    const after = overridden.find(({ item }) => item === 'prescriber-licence');
    expect(after?.answer).toBe(answer === 'met' || override === 'prescriber' ? 'met' : 'not met');
  });

  test('a prescriber who says to be on site is; where nobody says so, a person answers', () => {
    const here = { ...given, known: { ...known, prescribersOnSite: [prescriber] } };
    expect(point('prescriber-on-site', [], here)).toEqual(['met', false, 'product']);
    expect(point('prescriber-on-site', [], { ...given, known })).toEqual(['not known', false, 'hand']);
    expect(point('prescriber-on-site', [said('prescriber-on-site', 'not-met')], here)).toEqual([
      'not met',
      false,
      'hand',
    ]);
  });

  test('one to one: whoever has the watch watches nobody else who was given a dose', () => {
    const watch = event('watch-taken', {});
    const other = { chair: '2', route: 'iv' as const, minutesSinceDose: 30, by: nurse };
    const busy = { ...given, known: { ...known, watched: [other] } };
    expect(point('one-to-one', [watch], { ...given, known })).toEqual(['met', false, 'product']);
    expect(point('one-to-one', [watch], busy)).toEqual(['not met', false, 'product']);
    expect(point('one-to-one', [watch, said('one-to-one', 'met')], busy)).toEqual(['not met', false, 'product']);
    expect(point('one-to-one', [watch, said('one-to-one', 'overridden', prescriber)], busy)).toEqual([
      'met',
      true,
      'hand',
    ]);
    expect(point('one-to-one', [], busy)).toEqual(['not known', false, 'hand']);
  });

  test.each([
    ['the right one, in date', { substance: 'ketamine', expiresOn: '2027-01-01' }, 'met'],
    ['expired', { substance: 'ketamine', expiresOn: '2026-11-24' }, 'not met'],
    ['another medicine', { substance: 'esketamine', expiresOn: '2027-01-01' }, 'not met'],
  ])('the vial that was set aside is %s', (_what, of, answer) => {
    const stock = [{ id: iv.id, lot: 'A1', ...of }];
    expect(point('drug', [], { ...given, known: { ...known, stock } })).toEqual([answer, false, 'product']);
  });

  test('what is too old says nothing, and of a dose that was given only what was known then counts', () => {
    const old = { ...given, known: { ...known, atMs: nowMs - 31 * 60_000, prescribersOnSite: [prescriber] } };
    expect(point('prescriber-on-site', [], old)).toEqual(['not known', false, 'hand']);
    const later = { ...given, known: { ...known, atMs: nowMs + 60_000, prescribersOnSite: [prescriber] } };
    const atStart = gateOf(fold([], session), later, nowMs, nowMs);
    expect(atStart.find(({ item }) => item === 'prescriber-on-site')?.answer).toBe('not known');
  });
});
