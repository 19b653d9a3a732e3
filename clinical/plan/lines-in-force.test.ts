import { expect, test } from 'vitest';
import { thresholds } from '#clinical/session/session.ts';
import { linesInForce, type ThresholdChanges } from './plan.ts';

test('a clinic calls a pressure amber earlier; every other line stays the project’s', () => {
  const lines = linesInForce(thresholds, { pressureAmberFrom: { systolic: 150, diastolic: 95 }, spo2Emergency: 91 });
  expect(lines.pressureAmberFrom).toMatchObject({ value: { systolic: 150, diastolic: 95 }, provenance: 'PRACTICE' });
  expect(lines.spo2Emergency.value).toBe(91);
  expect(lines.pressureRedFrom).toBe(thresholds.pressureRedFrom);
  expect(linesInForce(thresholds, {})).toEqual(thresholds);
});

test.each<[ThresholdChanges, string]>([
  [{ pressureRedFrom: { systolic: 181, diastolic: 110 } }, 'thresholds.pressureRedFrom.systolic'],
  [{ noDoseFrom: { systolic: 180, diastolic: 111 } }, 'thresholds.noDoseFrom.diastolic'],
  [{ lowSystolic: { amberBelow: 99, redBelow: 90 } }, 'thresholds.lowSystolic.amberBelow'],
  [{ heartRate: { greenFrom: 50, greenTo: 110, amberFrom: 44, amberTo: 130 } }, 'thresholds.heartRate.amberFrom'],
  [{ spo2: { greenFrom: 94, redBelow: 91, fallAmberFrom: 3 } }, 'thresholds.spo2.redBelow'],
  [{ spo2Emergency: 89 }, 'thresholds.spo2Emergency'],
  [{ cadss: { greenTo: 4, amberTo: 21 } }, 'thresholds.cadss.amberTo'],
  [{ moaaS: { green: 5, redTo: 2, emergencyTo: 1 } }, 'thresholds.moaaS.redTo'],
])('no clinic loosens a line: %j', (changes, field) => {
  expect(() => linesInForce(thresholds, changes)).toThrow(field);
});
