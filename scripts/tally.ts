/** What a run of vitest comes to, read from its own report. */
import { z } from 'zod';
import { type Reason, reasons } from '../tests/left-out.ts';

/** The little of vitest's report that is counted. */
export const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
type Report = z.infer<typeof Report>;

export type Outcome = { passed: number; failed: number; said: string[] };

/**
 * A run counts as one besides its tests, so that a run that tells nothing is not a pass: one that crashed, ended badly
 * with every test passed, ran no test, or left one out. Only a test whose name says that it needs what is
 * not part of the project may be left out, where that is missing; it is named and counts as neither.
 */
export function tally(report: Report | undefined, exitCode: number, why: readonly Reason[] = reasons): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, said: ['the run left no report'] };
  const files = report.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = tests.filter((test) => test.status === 'failed').map((test) => `failed: ${test.fullName}`);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const leftOut = tests.filter((test) => !['passed', 'failed'].includes(test.status));
  const mayBe = (name: string) => why.some(({ words, isHere }) => name.includes(words) && !isHere());
  const skipped = leftOut.filter((test) => !mayBe(test.fullName));
  const notRead = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const wrong = [
    ...failed,
    ...notRead.map((file) => `failed: ${file.name} ${file.message?.split('\n')[0] ?? ''}`.trim()),
    ...(tests.length === 0 ? ['no test ran'] : []),
    ...(skipped.length > 0 ? [`left out: ${skipped.map((test) => test.fullName).join(', ')}`] : []),
  ];
  if (wrong.length === 0 && exitCode !== 0) wrong.push('every test passed, and yet the run ended badly');
  const named = leftOut.filter((test) => mayBe(test.fullName)).map((test) => `left out: ${test.fullName}`);
  return { passed: passed + (wrong.length === 0 ? 1 : 0), failed: wrong.length, said: [...named, ...wrong] };
}
