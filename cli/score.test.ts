import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('score answers and refuses line by line, in order, and ends with 2 when one was refused', () => {
  const input = ['{"answers":[2,2,null,2,1,1,1,null,0]}', '{"answers":[2]}', '{"answers":[0,0,0,0,0,0,0,0,1]}'].join(
    '\n',
  );
  const args = [join(root, 'cli/main.ts'), 'score', 'phq-9', '--ndjson'];
  const { status, stdout } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  expect(status).toBe(2);
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { scale: 'phq-9', total: 12, band: 'moderate', missing: 2, prorated: true, flags: [] },
    { field: 'answers', error: 'answers: PHQ-9 has 9 items; 1 came' },
    { total: 1, band: 'minimal', flags: ['suicide-item'] },
  ]);
});
