import { expect, test } from 'vitest';
import { isImplausible } from './implausible.ts';

test.each([
  ['a cuff that shows 0', 'systolicMmHg', 0, true],
  ['a lower pressure of 0', 'diastolicMmHg', 0, true],
  ['a mean of 0.76', 'meanMmHg', 0.76, true],
  ['a pressure of 301', 'systolicMmHg', 301, true],
  ['a saturation above all of it', 'spo2Pct', 101, true],
  ['a probe on the table', 'temperatureCel', 0, true],
  ['degrees Fahrenheit called Celsius', 'temperatureCel', 98.6, true],
  ['a very low pressure', 'systolicMmHg', 42, false],
  ['a very high one', 'systolicMmHg', 238, false],
  ['a low mean', 'meanMmHg', 33, false],
  ['a heart that stands still', 'heartRatePerMin', 0, false],
  ['nobody breathing', 'breathsPerMin', 0, false],
  ['no saturation', 'spo2Pct', 0, false],
  ['a fever', 'temperatureCel', 41.5, false],
  ['nothing measured', 'systolicMmHg', null, false],
  ['what a chair has no line for', 'somethingElse', 0, false],
] as const)('%s: %s %s', (_what, metric, value, is) => {
  expect(isImplausible(metric, value)).toBe(is);
});
