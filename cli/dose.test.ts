import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const racemic = join(import.meta.dirname, 'racemic.mjs');
const run = (command: string, input: string) => {
  const { stdout, status } = spawnSync(process.execPath, [racemic, command, '--ndjson'], { input, encoding: 'utf8' });
  return {
    status,
    answers: stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  };
};

test('racemic dose answers a line for each line, and names the field of the one it refuses', () => {
  const patient = { weightKg: 80, heightCm: 180, sex: 'male', sessionNumber: 1 };
  const signed = { by: 'Dr A. Example', on: '2026-11-01' };
  const asked = [
    { protocol: 'iv', signed, patient, doseMgPerKg: 0.5, concentrationMgPerMl: 50, overMin: 40 },
    { protocol: 'iv', signed, patient, doseMgPerKg: 0.5, concentrationMgPerMl: 50, pumpRateMlPerH: 0 },
  ];
  const { status, answers } = run('dose', asked.map((of) => JSON.stringify(of)).join('\n'));
  expect(status).toBe(2);
  expect(answers).toMatchObject([{ doseMg: 40, volumeMl: 0.8, pumpRateMlPerH: 1.2 }, { field: 'pumpRateMlPerH' }]);
});

test('racemic schedule answers with the days of a course', () => {
  const { status, answers } = run('schedule', JSON.stringify({ protocol: 'iv', start: '2026-11-30', induction: 'C' }));
  expect(status).toBe(0);
  expect(answers).toMatchObject([{ dates: [{ on: '2026-11-30' }, { on: '2026-12-05' }, { on: '2026-12-10' }] }]);
});
