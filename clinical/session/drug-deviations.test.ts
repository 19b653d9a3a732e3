import { expect, test } from 'vitest';
import type { AgendaGiven } from './log-agenda.ts';
import { drugDeviations } from './log-deviations-drug.ts';
import type { SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import type { GateKnown } from './log-gate-known.ts';
import { type Kind, newestVersion } from './log-kinds.ts';
import type { SessionOrder } from './log-order.ts';

const session = '01900000-0000-7000-8000-000000000001';
const [item, other] = ['01900000-0000-7000-8000-0000000000e1', '01900000-0000-7000-8000-0000000000e2'];
const nowMs = Date.UTC(2026, 10, 25, 10);

/** In the order of `at`, ids too. */
function event(at: number, kind: Kind, data: object): SessionEvent {
  const moment = new Date(nowMs + at * 60_000).toISOString();
  const id = `01900000-0000-7000-8000-${(0x1000 + at).toString(16).padStart(12, '0')}`;
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: at + 1 };
  return { id, session, kind, v: newestVersion(kind), data: { ...data }, by: null, station: session, ...made };
}

const device = (number: number, more: object = {}) =>
  event(number, 'device-given', {
    ...{ drug: 'esketamine', number, doseUg: 28_000, lot: 'E1', as: 'fact' },
    ...more,
  });
const shot = (more: object = {}) =>
  event(1, 'injection-given', {
    ...{ route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000 },
    ...{ volumeUl: 800, doseUg: 40_000, as: 'fact', ...more },
  });
const pump = event(1, 'dose-started', {
  ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as: 'fact' },
});

const lots = [
  { substance: 'esketamine', lot: 'E1' },
  { substance: 'ketamine', lot: 'K1' },
];
const took = (substance: string, ug: number, itemId = item, why: string | null = null) => ({
  ...{ itemId, substance, ug, why, stepUg: substance === 'ketamine' ? 500 : 28_000 },
});
const stockless: GateKnown = {
  ...{ atMs: nowMs, place: 'US-NV', licences: [], prescribersOnSite: [], watched: [], stock: [], earlier: [] },
};
const order: SessionOrder = {
  ...{ id: other, drug: 'ketamine', route: 'im', doseUg: 40_000, concentrationUgPerMl: 50_000, volumeUl: 800 },
  ...{ validUntil: '2026-12-31', state: 'active' },
};

type Row = [string, SessionEvent[], NonNullable<GateKnown['drawn']>, string[]];
const rows: Row[] = [
  ['nothing given', [], [], []],
  ['an injection that nothing was drawn for', [shot()], [], ['no-container']],
  ['an infusion that nothing was drawn for', [pump], [], ['no-container']],
  ['an injection of what was drawn', [shot()], [took('ketamine', 40_000)], []],
  ['an infusion of what was drawn', [pump], [took('ketamine', 35_000)], []],
  ['what was drawn of another drug', [shot()], [took('esketamine', 28_000)], ['no-container']],
  ['a container that the dose names', [shot({ item })], [], []],
  [
    'a draw that only the log knows yet',
    [event(0, 'drug-drawn', { item, drawnUl: 800, concentrationUgPerMl: 50_000 }), shot()],
    [],
    [],
  ],
  ['a device of no container', [device(1)], [], ['no-container']],
  [
    'the second device is not the first one’s container',
    [device(1, { item }), device(2)],
    [took('esketamine', 28_000)],
    ['no-container'],
  ],
  ['two devices, one taken out', [device(1), device(2)], [took('esketamine', 28_000)], ['no-container']],
  [
    'two devices, two taken out',
    [device(1), device(2)],
    [took('esketamine', 28_000), took('esketamine', 28_000, other)],
    [],
  ],
  ['what was ordered, rounded up to 0.01 mL', [shot()], [took('ketamine', 40_400)], []],
  ['0.01 mL more than that', [shot()], [took('ketamine', 40_500)], ['drawn-above-order']],
  ['ten times what was ordered was drawn', [shot()], [took('ketamine', 400_000)], ['drawn-above-order']],
];

test.each(rows)('%s', (_, events, drawn, expected) => {
  const given: AgendaGiven = { order, today: '2026-11-25', known: { ...stockless, lots, drawn } };
  expect(drugDeviations(fold(events, session), given).map(({ rule }) => rule)).toEqual(expected);
  // A clinic without stock here has no container to book, and what a device was never told it does not ask about.
  for (const known of [undefined, stockless, { ...stockless, lots: [], drawn }, { ...stockless, lots }])
    expect(drugDeviations(fold(events, session), { ...given, known })).toEqual([]);
});

const saying = (events: SessionEvent[], drawn: NonNullable<GateKnown['drawn']>) =>
  drugDeviations(fold(events, session), { order, today: '2026-11-25', known: { ...stockless, lots, drawn } });

test('a lot that is in no stock of the clinic is said; one that is, is not; a lot of another drug is not this one', () => {
  const says = (events: SessionEvent[]) => saying(events, [])[0]?.says;
  expect(says([device(1, { lot: 'SYN-87' })])).toBe(
    'No container is booked for device 1 (28 mg): nothing of it was drawn for this session. Lot SYN-87 is in no stock of this clinic.',
  );
  expect(says([device(1, { lot: ' e1' })])).not.toContain('no stock');
  expect(says([device(1, { lot: 'K1' })])).toContain('Lot K1 is in no stock of this clinic.');
  expect(says([shot()])).not.toContain('no stock');
});

test('more drawn than ordered is kept with the words that were said, and then explained', () => {
  expect(saying([shot()], [took('ketamine', 495_000)])).toMatchObject([
    { says: '495 mg were drawn for this session; ordered were 40 mg.', isSaid: false },
  ]);
  expect(saying([shot()], [took('ketamine', 495_000, item, 'syringe fell')])).toMatchObject([
    { says: expect.stringContaining('Said when it was drawn: syringe fell'), isSaid: true },
  ]);
});
