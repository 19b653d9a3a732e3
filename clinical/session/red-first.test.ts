import { describe, expect, test } from 'vitest';
import { agenda, climbsOf, fold, interpretReading, type LoggedEvent, redFirst, redSays } from './session.ts';

const read = (values: Record<string, unknown>) =>
  interpretReading({
    reading: { atMin: 20, symptoms: [], ...values },
    phase: 'after',
    route: 'intranasal-racemic',
  });

describe('of several red values', () => {
  test.each([
    [{ systolicMmHg: 125, diastolicMmHg: 118, spo2Pct: 86 }, 'oxygen-saturation', 'respiratory-depression'],
    [{ systolicMmHg: 190, diastolicMmHg: 115, moaaS: 1 }, 'sedation', 'respiratory-depression'],
    [{ systolicMmHg: 190, diastolicMmHg: 115, symptoms: ['chest-pain'] }, 'warning-symptoms', 'chest-pain'],
    [{ systolicMmHg: 190, diastolicMmHg: 115 }, 'blood-pressure', 'severe-pressure-without-symptoms'],
    [{ spo2Pct: 86, breathsPerMin: 5 }, 'breathing', 'respiratory-depression'],
  ])('%o is first said as %s, and its card %s is offered first', (values, parameter, card) => {
    const { judgements, emergencies } = read(values);
    expect(redFirst(judgements)[0]?.parameter).toBe(parameter);
    expect(emergencies[0]).toBe(card);
  });

  test('all are named, each with its number', () => {
    const { judgements, emergencies } = read({ systolicMmHg: 125, diastolicMmHg: 118, spo2Pct: 86 });
    const said = redSays(judgements);
    expect(said).toMatch(/^Oxygen saturation 86 %\. .*125\/118 mmHg/);
    expect(emergencies).toContain('severe-pressure-without-symptoms');
  });

  test('nothing red says nothing', () => {
    expect(redSays(read({ systolicMmHg: 120, diastolicMmHg: 70, spo2Pct: 98 }).judgements)).toBe('');
  });
});

describe('a red reading that somebody has', () => {
  const session = '0199a0b2-0000-7000-8000-0000000000ff';
  const nurse = '0199a0b2-0000-7000-8000-000000000001';
  const zeroMs = Date.parse('2026-11-30T10:00:00Z');
  let seq = 0;
  const event = (atMin: number, kind: string, data: Record<string, unknown> = {}): LoggedEvent => {
    seq += 1;
    const at = new Date(zeroMs + atMin * 60_000).toISOString();
    const clock = { measuredAt: at, enteredAt: at, clockOffsetMs: 0, offsetCheckedAt: at };
    const id = `0199a0b2-0000-7000-8000-${String(seq).padStart(12, '0')}`;
    return { id, session, kind, v: 1, data, by: nurse, station: session, stationSeq: seq, ...clock };
  };
  const red = event(10, 'reading', { spo2Pct: 86, systolicMmHg: 125, diastolicMmHg: 118, source: 'by-hand' });
  const had = event(11, 'task-acknowledged', { task: `red@${red.id}` });
  const climbs = (atMin: number) => {
    const events = [
      event(-20, 'arrived'),
      event(0, 'dose-started', {
        ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 49_500, as: 'fact' },
      }),
      red,
      had,
    ];
    const record = fold(events, session);
    const given = { order: undefined, today: '2026-11-30' };
    return climbsOf(record, agenda(record, given, zeroMs + atMin * 60_000)).map(({ kind }) => kind);
  };

  test.each([
    [12, []],
    // The repeat is due after five minutes, and overdue after five more.
    [22, ['overdue']],
  ])('at %i min climbs %o: to have it is not to have taken it again', (atMin, kinds) => {
    expect(climbs(atMin)).toEqual(kinds);
  });
});
