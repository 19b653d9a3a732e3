import { appendFileSync, closeSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aTemporaryFolder } from '../../tests/embedded-folder.ts';
import { boundLog, openLogFile, readSince } from './embedded-log.ts';

test('the log of a database that runs for years stays small, and goes on after it was cut', () => {
  using folder = aTemporaryFolder();
  const path = join(folder.path, 'postgres.log');
  const database = openLogFile(path, undefined);
  for (let round = 0; round < 3; round += 1) {
    writeSync(database, Buffer.alloc(5 * 1024 * 1024, 'x'));
    expect(boundLog(path)).toBe(0);
  }
  writeSync(database, 'still writing');
  closeSync(database);
  expect(readSince(path, 0)).toBe('still writing');
  expect(statSync(`${path}.1`).size).toBe(5 * 1024 * 1024);
  appendFileSync(path, ' on');
  expect(boundLog(path)).toBe('still writing on'.length);
});

test('the log is never written through a link', () => {
  using folder = aTemporaryFolder();
  const victim = join(folder.path, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, join(folder.path, 'postgres.log'));
  expect(() => openLogFile(join(folder.path, 'postgres.log'), undefined)).toThrow(/ELOOP/);
});
