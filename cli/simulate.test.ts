import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

/** The command as a person runs it. */
async function simulate(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'cli/main.ts'), 'simulate', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code: z.number().parse(code) };
}

test('the same seed writes the same bytes; another seed others; a larger run begins with a smaller one', async () => {
  const args = ['clinics', '--seed', '7', '--people', '25'];
  const [first, again, other, larger] = await Promise.all([
    simulate(...args),
    simulate(...args),
    simulate('clinics', '--seed', '8', '--people', '25'),
    simulate(...args, '--clinics', '2'),
  ]);
  expect(first).toMatchObject({ code: 0, err: expect.stringContaining('25 people in all') });
  expect(again.out).toBe(first.out);
  expect(other.out).not.toBe(first.out);
  expect(larger.out.startsWith(first.out)).toBe(true);
  const kinds = first.out
    .trimEnd()
    .split('\n')
    .map((line) => z.object({ line: z.string() }).parse(JSON.parse(line)).line);
  expect([...new Set(kinds)]).toEqual(['person', 'clinic', 'practitioner', 'booking', 'shift', 'stock']);
}, 120_000);

test('a report that does not agree ends with 1, in words and as JSON', async () => {
  const [words, json] = await Promise.all([
    simulate('report', '--people', '15'),
    simulate('report', '--people', '15', '--json'),
  ]);
  expect(words.code).toBe(1);
  expect(words.out).toMatch(/\d+ of \d+ lines are not within\./);
  expect(json.code).toBe(1);
  expect(z.object({ passes: z.boolean() }).parse(JSON.parse(json.out))).toEqual({ passes: false });
}, 120_000);

test('what is no number and no Monday is said', async () => {
  expect(await simulate('clinics', '--people', 'many')).toMatchObject({ code: 2 });
  const tuesday = await simulate('clinics', '--from', '2026-01-06');
  expect(tuesday.code).toBe(2);
  expect(tuesday.out).toContain('--from is a Monday');
}, 120_000);
