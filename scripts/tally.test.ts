import { expect, test } from 'vitest';
import { tally } from './tally.ts';

const file = (...statuses: string[]) => ({
  testResults: [
    {
      name: 'a.test.ts',
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status, at) => ({ fullName: `test ${at}`, status })),
    },
  ],
});

test('a whole run counts its tests and itself', () => {
  expect(tally(file('passed', 'passed'), 0)).toEqual({ passed: 3, failed: 0, said: [] });
});

test('each failed test is counted and named', () => {
  expect(tally(file('passed', 'failed', 'failed'), 1)).toMatchObject({
    passed: 1,
    failed: 2,
    said: ['failed: test 1', 'failed: test 2'],
  });
});

test('a test left out fails the run and is named', () => {
  const { failed, said } = tally(file('passed', 'skipped', 'todo'), 0);
  expect({ failed, said }).toEqual({ failed: 1, said: ['left out: test 1, test 2'] });
});

test('a test that needs what is no part of the project is named and fails nothing where that is missing, and only there', () => {
  const name = 'the list (needs a list) is read';
  const reason = (isHere: boolean) => [{ words: '(needs a list)', isHere: () => isHere }];
  const assertionResults = [
    { fullName: 'a test', status: 'passed' },
    { fullName: name, status: 'skipped' },
  ];
  const report = { testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults }] };
  expect(tally(report, 0, reason(false))).toEqual({ passed: 2, failed: 0, said: [`left out: ${name}`] });
  expect(tally(report, 0, reason(true))).toEqual({ passed: 1, failed: 1, said: [`left out: ${name}`] });
});

test('a run without tests is not a pass', () => {
  expect(tally({ testResults: [] }, 0)).toMatchObject({ passed: 0, failed: 1, said: ['no test ran'] });
});

test('a run that crashed before its report is not a pass', () => {
  expect(tally(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('a run that ends badly with every test passed is not a pass', () => {
  expect(tally(file('passed'), 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a file that cannot be read is counted and named with its reason', () => {
  const broken = { name: 'b.test.ts', status: 'failed', message: 'Cannot find x\n  at y', assertionResults: [] };
  const report = { testResults: [...file('passed').testResults, broken] };
  expect(tally(report, 1)).toMatchObject({ passed: 1, failed: 1, said: ['failed: b.test.ts Cannot find x'] });
});
