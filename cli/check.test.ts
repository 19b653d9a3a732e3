import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** The command as a person runs it: another process. */
async function check(args: string[], input = '') {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'check', ...args]);
  child.stdin.end(input);
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return {
    code: Number(code),
    answers: out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

test('a wrong number is an answer, not a failure: it says why and the exit code is 0', async () => {
  expect(await check(['npi', '1234567890'])).toEqual({
    code: 0,
    answers: [{ valid: false, why: 'The check digit is wrong: the last digit would be 3, and it is 0.' }],
  });
});

test('many numbers come in order, one answer a line; one that is no text makes the exit code 2', async () => {
  const lines = ['{"value":"AB1234563"}', '{"value":7}', '{"value":"MJ4523767"}'];
  const { code, answers } = await check(['dea', '--ndjson'], lines.join('\n'));
  expect([code, answers.map((answer) => answer.valid ?? answer.field)]).toEqual([2, [true, 'value', false]]);
});
