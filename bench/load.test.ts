import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** As `npm run load` runs it. How fast it is on a busy machine says nothing; that nothing is lost does. */
async function load(...args: string[]) {
  const file = join(import.meta.dirname, 'load.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

test('a small load goes through every part, and nothing that was acknowledged is lost', async () => {
  const { out, err, code } = await load('--clinics', '2', '--chairs', '5', '--minutes', '0.25');
  expect(err).toBe('');
  const [, facts, lostFacts, messages, lostMessages, values, unheard, streams] =
    /Looked for afterwards: (\d+) acknowledged facts, (\d+) lost; (\d+) acknowledged messages, (\d+) lost, (\d+) values kept; (\d+) facts not heard of; (\d+) streams, 0 cut/.exec(
      out,
    ) ?? [];
  expect([lostFacts, lostMessages, unheard, streams]).toEqual(['0', '0', '0', '7']);
  expect(Number(facts)).toBeGreaterThanOrEqual(3);
  expect(Number(messages)).toBe(15);
  expect(Number(values)).toBe(4 * 15);
  expect(out).not.toContain('the first that failed');
  expect(out.trimEnd().split('\n').at(-1)).toMatch(code === 0 ? /^MET: / : /^NOT MET: [^;]*p99/);
}, 180_000);

test('what it can’t do is told in one sentence', async () => {
  expect(await load('--minutes', 'ten')).toMatchObject({ code: 2, err: '--minutes is a number above 0, not “ten”.\n' });
  expect(await load('--clinics', '5', '--chairs', '3')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/a chair/),
  });
});
