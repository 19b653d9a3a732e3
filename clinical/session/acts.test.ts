import { expect, test } from 'vitest';
import { acts, type SessionState, sessionStates } from './log-acts.ts';
import { agenda } from './log-agenda.ts';
import type { SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { infusionOf } from './log-infusion.ts';
import { type Kind, kindNames, newestVersion } from './log-kinds.ts';

const session = '01900000-0000-7000-8000-000000000001';
const nurse = '01900000-0000-7000-8000-00000000000a';
const tenMs = Date.UTC(2026, 10, 25, 10);
let count = 0;

function event(kind: Kind, data: Record<string, unknown>, atMin: number): SessionEvent {
  count += 1;
  const moment = new Date(tenMs + atMin * 60_000).toISOString();
  const id = `01900000-0000-7000-8000-${(0x1000 + count).toString(16).padStart(12, '0')}`;
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: count };
  return { id, session, kind, v: newestVersion(kind), data, by: nurse, station: nurse, ...made };
}

const pump = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as: 'fact' };
const arrived = event('arrived', {}, 0);
const started = event('dose-started', pump, 10);
const paused = event('dose-paused', {}, 20);
const stopped = event('dose-stopped', {}, 50);
const device = (number: number) => ({
  ...{ drug: 'esketamine', number, doseUg: 28_000, lot: 'SYN-11', as: 'fact' },
});
const lozenge = { route: 'sublingual', form: 'lozenge', drug: 'ketamine', doseUg: 100_000, as: 'fact' };
const sprayed = event('device-given', device(1), 10);
const placed = event('mouth-dose-placed', lozenge, 10);
const swallowed = event('mouth-dose-ended', { of: placed.id, how: 'swallowed' }, 20);
const left = event('left', { how: 'against-advice', as: 'fact' }, 60);
const effect = event('side-effect-started', { effect: 'nausea' }, 1);
const handover = event('handover-given', { to: nurse, says: 'Nausea at the last session.' }, 1);
const card = event('emergency-opened', { card: 'syncope' }, 2);
const given = event('medicine-given', { medicine: 'ondansetron', doseUg: 4_000, route: 'iv' }, 3);

/** The shortest log that brings a session into a state. */
const into: Record<SessionState, readonly SessionEvent[]> = {
  expected: [],
  arrived: [arrived],
  dosing: [arrived, started],
  paused: [arrived, started, paused],
  spraying: [arrived, sprayed],
  holding: [arrived, placed],
  observing: [arrived, started, stopped],
  left: [arrived, started, stopped, left],
};

/** What has been in the mouth, for the one fact that says what became of it. */
const mouthInto: Partial<Record<SessionState, readonly SessionEvent[]>> = {
  observing: [arrived, placed, swallowed],
  left: [arrived, placed, left],
};

const dataOf: Record<Kind, Record<string, unknown>> = {
  arrived: {},
  'identity-confirmed': { identifiers: ['name', 'birth-date'] },
  'checklist-item': { item: 'consent', state: 'met' },
  weight: { given: { value: 70, unit: 'kg' } },
  reading: { systolicMmHg: 120, diastolicMmHg: 80, source: 'by-hand' },
  rating: { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 },
  'dose-started': pump,
  'rate-changed': { pumpRateUlPerH: 26_000 },
  'dose-paused': {},
  'dose-resumed': {},
  'dose-stopped': {},
  'injection-given': {
    ...{
      route: 'im',
      site: 'deltoid-left',
      drug: 'ketamine',
      concentrationUgPerMl: 50_000,
      volumeUl: 800,
      doseUg: 40_000,
    },
    as: 'fact',
  },
  'device-given': device(2),
  'spray-given': { drug: 'ketamine', concentrationUgPerMl: 100_000, volumeUl: 500, doseUg: 50_000, as: 'fact' },
  'mouth-dose-placed': { ...lozenge, doseUg: 50_000 },
  'mouth-dose-ended': { of: placed.id, how: 'spat' },
  'drug-drawn': { item: card.id, drawnUl: 800, concentrationUgPerMl: 50_000 },
  'side-effect-started': { effect: 'dizziness' },
  'side-effect-changed': { of: effect.id, grade: 2 },
  'side-effect-ended': { of: effect.id },
  'side-effect-handed-on': { of: effect.id, note: 'The prescriber calls tomorrow.' },
  'side-effect-action': { of: effect.id, action: 'ondansetron 4 mg' },
  'side-effect-serious': { of: effect.id, criteria: [] },
  'medicine-given': { medicine: 'ondansetron', doseUg: 4_000, route: 'iv' },
  'second-confirmed': { of: given.id, how: 'pin' },
  'emergency-opened': { card: 'syncope' },
  'emergency-action': { of: card.id, action: 'legs up' },
  'emergency-closed': { of: card.id, how: 'transferred', outcome: 'well' },
  note: { text: 'asleep' },
  correction: { of: effect.id, change: { retracted: true }, reason: 'other chair' },
  'watch-taken': {},
  'handover-given': { to: nurse, says: 'Reading at 10:40.' },
  'handover-read-back': { of: handover.id, says: 'Nausea. Reading at 10:40.' },
  'group-joined': { group: card.id, as: 'fact' },
  'group-left': { group: card.id, why: 'wants to be alone' },
  'round-begun': { group: card.id, round: effect.id },
  'round-skipped': { round: effect.id, why: 'asleep' },
  'rems-answer': { form: '2021-11', question: 'sedation', answer: false },
  'task-acknowledged': { task: 'reading@10' },
  told: { task: 'reading@10', whom: 'the prescriber', how: 'phone' },
  'discharge-item': { item: 'escort', state: 'met' },
  left: { how: 'against-advice', as: 'fact' },
  'conflict-settled': { conflict: 'dose-twice', of: [placed.id], why: 'Both were given.' },
  'deviation-explained': { of: started.id, why: 'as told' },
  claimed: { of: [started.id] },
  signed: { head: 'a'.repeat(64), meaning: 'I was there.' },
  countersigned: { head: 'a'.repeat(64), meaning: 'I agree.' },
};

const nowMs = tenMs + 120 * 60_000;
const see = (events: readonly SessionEvent[]) => {
  const record = fold(events, session);
  const seen = agenda(record, { order: undefined, today: '2026-11-25' }, nowMs);
  return { record, seen, given: infusionOf(record.pump, nowMs).givenUl };
};

/** Effects and cards that other facts point at stand in every log. */
const points = [effect, handover, card, given];

for (const state of sessionStates)
  for (const kind of kindNames)
    test(`${kind}, ${state}: ${acts[kind][state]}`, () => {
      const log = [...points, ...((kind === 'mouth-dose-ended' ? mouthInto[state] : undefined) ?? into[state])];
      const fact = event(kind, dataOf[kind], 70);
      const before = see(log);
      const after = see([...log, fact]);
      expect(before.record.phase).toBe(state);
      expect(after.record.unread).toEqual([]);
      expect(after.record.standing.some(({ id }) => id === fact.id) || kind === 'correction').toBe(true);
      const standing = acts[kind][state];
      expect(after.record.misfits.map(({ id }) => id)).toEqual(standing === 'no-effect' ? [fact.id] : []);
      if (standing === 'no-effect') {
        expect(after.record.phase).toBe(state);
        expect(after.given).toBe(before.given);
      }
      const deviates = after.seen.deviations.some(({ of }) => of === fact.id);
      if (standing === 'deviates') expect(deviates).toBe(true);
      if (standing === 'plain' || standing === 'no-effect') expect(deviates).toBe(false);
    });

test('what points at nothing that stands is kept, and said not to fit', () => {
  const astray = event('side-effect-ended', { of: started.id }, 30);
  expect(see([arrived, started, astray]).record.misfits).toMatchObject([{ id: astray.id }]);
});

test('a fact written after the signature is not covered by it', () => {
  const log = [...into.left, event('signed', dataOf.signed, 65)];
  expect(see(log).record.afterSigning).toEqual([]);
  const late = event('note', { text: 'forgotten' }, 66);
  expect(see([...log, late]).record.afterSigning).toEqual([late.id]);
});

test('late, and a clock that is ahead, are marked and change no time', () => {
  const one = event('note', { text: 'x' }, 0);
  const entered = { ...one, enteredAt: new Date(tenMs + 12 * 60_000).toISOString() };
  expect(see([entered]).record.notes).toMatchObject([{ atMs: tenMs, lateMin: 12, isLate: true }]);
  const offline = { ...one, recordedMs: tenMs + 30 * 60_000 };
  expect(fold([offline, one], session).notes).toMatchObject([{ lateMin: 30, isLate: true, isClockInDoubt: false }]);
  const ahead = { ...one, recordedMs: tenMs - 60 * 60_000 };
  expect(fold([one, ahead], session).notes).toMatchObject([{ isLate: false, isClockInDoubt: true }]);
});
