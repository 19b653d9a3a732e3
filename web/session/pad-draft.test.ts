import { expect, test } from 'vitest';
import { type MonitorValue, monitorSays } from '#clinical/session/session.ts';
import {
  accept,
  deleteDigit,
  emptyPad,
  factOf,
  goOn,
  isEmpty,
  judgedOf,
  objection,
  openOffers,
  type PadDraft,
  pressDigit,
  unasked,
} from './pad-draft.ts';

/** The keys one after the other; ">" is *Next*. */
function typedOn(keys: string, from: PadDraft = emptyPad): PadDraft {
  let draft = from;
  for (const key of keys) draft = key === '>' ? { ...draft, active: goOn(draft) } : pressDigit(draft, key).draft;
  return draft;
}

test('what is judged is what Save would keep: the digits of the open field are in it', () => {
  const seven = typedOn('1207092987');
  expect(seven.active).toBe('breathsPerMin');
  expect(judgedOf(seven)).toMatchObject({ breathsPerMin: 7 });
  expect(judgedOf(seven)).toEqual(factOf(seven));
  const back = { ...typedOn('2101259298'), active: 'systolicMmHg' as const };
  expect(judgedOf(back)).toMatchObject({ systolicMmHg: 210, diastolicMmHg: 125 });
});

test('120/150 is said at once to be a slip, by its own numbers, and no pressure is judged meanwhile', () => {
  const slip = typedOn('12015092');
  expect(objection(slip)).toContain('150 is not below 120: one of the two is a slip. Read again.');
  expect(judgedOf(slip)).toEqual({ heartRatePerMin: 92, source: 'by-hand' });
  expect(objection(typedOn('120120'))).toContain('120 is not below 120');
  expect(objection(typedOn('12080'))).toBeUndefined();
});

test('going on leads to the next field that is open, and from the last one round to what was skipped', () => {
  expect(typedOn('120>').active).toBe('heartRatePerMin');
  expect(typedOn('>809298>').active).toBe('systolicMmHg');
  expect(typedOn('1208092987>').active).toBeUndefined();
});

test('five values are no whole set while sedation, dissociation or symptoms are not asked', () => {
  const values = factOf(typedOn('12080929815'));
  expect(unasked(values)).toEqual(['sedation', 'dissociation', 'symptoms']);
  expect(unasked({ ...values, moaaS: 5, cadss: 0, symptoms: [] })).toEqual([]);
});

const nowMs = Date.parse('2026-11-30T12:00:00Z');
const said = (metric: string, value: number, more: Partial<MonitorValue> = {}): MonitorValue => ({
  ...{ id: `01900000-0000-7000-8000-0000000000${metric.length}`, metric, value, state: 'measured' },
  ...{
    atMs: nowMs,
    arrivedMs: nowMs,
    deviceId: 'b3',
    device: 'Bed 3',
    received: '',
    isImplausible: false,
    isSimulated: false,
    ...more,
  },
});
const says = monitorSays(
  [said('systolicMmHg', 128), said('diastolicMmHg', 78), said('heartRatePerMin', 72), said('spo2Pct', 93.6)],
  nowMs,
);

test('what a monitor offers is in no field before it is accepted, and then as received, with where it came from', () => {
  expect(isEmpty(emptyPad)).toBe(true);
  const offers = openOffers(emptyPad, says);
  expect(offers.map(({ line }) => line)).toEqual(['pressure', 'heartRatePerMin', 'spo2Pct']);
  const draft = accept(emptyPad, offers);
  expect(draft.active).toBe('breathsPerMin');
  const fact = factOf(draft);
  expect(fact).toMatchObject({ systolicMmHg: 128, diastolicMmHg: 78, heartRatePerMin: 72, spo2Pct: 93.6 });
  expect(fact.source).toBe('monitor-accepted');
  expect(fact.monitor?.spo2Pct).toEqual({
    ...{ id: said('spo2Pct', 0).id, device: 'Bed 3', measuredAt: '2026-11-30T12:00:00.000Z' },
  });
  expect(openOffers(draft, says)).toEqual([]);
});

test('a field that a person filled is neither offered to nor written over; of a pressure not even the other half', () => {
  const begun = typedOn('120');
  expect(openOffers(begun, says).map(({ line }) => line)).toEqual(['heartRatePerMin', 'spo2Pct']);
  const cannot: PadDraft = { ...emptyPad, cannot: { heartRatePerMin: 'movement' } };
  expect(openOffers(cannot, says).map(({ line }) => line)).toEqual(['pressure', 'spo2Pct']);
  expect(factOf(accept(begun, says))).toMatchObject({ systolicMmHg: 120 });
  expect(factOf(accept(begun, says)).monitor?.systolicMmHg).toBeUndefined();
});

test('typed over or deleted, an accepted value goes whole, and with it where it came from', () => {
  const pulse = { ...accept(emptyPad, says), active: 'heartRatePerMin' as const };
  const typed = factOf(typedOn('85', pulse));
  expect(typed).toMatchObject({ heartRatePerMin: 85, source: 'monitor-accepted' });
  expect(Object.keys(typed.monitor ?? {})).toEqual(['systolicMmHg', 'diastolicMmHg', 'spo2Pct']);
  const deleted = factOf(deleteDigit(pulse));
  expect(deleted).not.toHaveProperty('heartRatePerMin');
  expect(deleted.monitor).not.toHaveProperty('heartRatePerMin');
  const alone = accept(
    emptyPad,
    says.filter(({ line }) => line === 'heartRatePerMin'),
  );
  expect(factOf(typedOn('85', { ...alone, active: 'heartRatePerMin' }))).toEqual({
    ...{ heartRatePerMin: 85, source: 'by-hand' },
  });
});

test('what was converted or comes from a simulated monitor says so in the fact', () => {
  const of = { received: '16.0 kPa', isSimulated: true };
  const converted = monitorSays([said('systolicMmHg', 120, of), said('diastolicMmHg', 75, of)], nowMs);
  expect(factOf(accept(emptyPad, converted)).monitor?.systolicMmHg).toMatchObject(of);
});
