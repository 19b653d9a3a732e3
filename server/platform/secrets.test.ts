import { spawn } from 'node:child_process';
import { sign, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CannotStart } from './cannot-start.ts';
import { openSecrets } from './secrets.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'racemic-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const files = () => readdirSync(join(dataDir, 'secrets')).sort();
const mode = (path: string) => (statSync(join(dataDir, path)).mode & 0o777).toString(8);

test('a key is made once, and only the user who runs the server may read it', () => {
  const key = openSecrets(dataDir).key('backup', 32);
  const pair = openSecrets(dataDir).signing('anchor');
  expect(key).toHaveLength(32);
  expect(openSecrets(dataDir).key('backup', 32)).toEqual(key);
  expect(openSecrets(dataDir).signing('anchor').publicKey.equals(pair.publicKey)).toBe(true);
  expect(files()).toEqual(['anchor.pem', 'backup.key']);
  expect([mode('secrets'), mode('secrets/backup.key'), mode('secrets/anchor.pem')]).toEqual(['700', '600', '600']);
});

test('two keys are never the same, and two installations share none', () => {
  const secrets = openSecrets(dataDir);
  expect(secrets.key('one', 32)).not.toEqual(secrets.key('two', 32));
  const other = mkdtempSync(join(tmpdir(), 'racemic-secrets-'));
  expect(openSecrets(other).key('one', 32)).not.toEqual(secrets.key('one', 32));
  rmSync(other, { recursive: true });
});

test('what is signed with the private half holds with the public one', () => {
  const { privateKey, publicKey } = openSecrets(dataDir).signing('anchor');
  const text = Buffer.from('a head of the chain');
  expect(verify(null, text, publicKey, sign(null, text, privateKey))).toBe(true);
});

test('eight processes that need a key at the same moment all have the same one, and leave nothing behind', async () => {
  const program = `
    const { openSecrets } = await import(${JSON.stringify(join(import.meta.dirname, 'secrets.ts'))});
    const secrets = openSecrets(${JSON.stringify(dataDir)});
    process.stdout.write(secrets.key('backup', 32).toString('hex') + ' ' + secrets.signing('anchor').publicKey.export({ type: 'spki', format: 'der' }).toString('hex'));`;
  const keys = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      for await (const part of child.stdout) said += part;
      return said;
    }),
  );
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{64} [0-9a-f]+$/);
  expect(files()).toEqual(['anchor.pem', 'backup.key']);
});

test.each([
  ['cut off', (path: string) => truncateSync(path, 10)],
  ['empty', (path: string) => truncateSync(path, 0)],
  ['something else', (path: string) => writeFileSync(path, 'not a key at all')],
])('a key file that is %s stops with a sentence that names it, and is left as it is', (_how, damage) => {
  const secrets = openSecrets(dataDir);
  secrets.key('backup', 32);
  secrets.signing('anchor');
  for (const [file, use] of [
    ['backup.key', () => openSecrets(dataDir).key('backup', 32)],
    ['anchor.pem', () => openSecrets(dataDir).signing('anchor')],
  ] as const) {
    const path = join(dataDir, 'secrets', file);
    damage(path);
    const before = readFileSync(path, 'utf8');
    expect(use).toThrow(CannotStart);
    expect(use).toThrow(`The key file ${path} is damaged: put back the copy you keep elsewhere.`);
    expect(readFileSync(path, 'utf8')).toBe(before);
  }
});

test('a key for standard signatures is P-256, the same each time, and another once it was retired', () => {
  const secrets = openSecrets(dataDir);
  const print = () => secrets.es256('report').publicKey.export({ format: 'jwk' });
  const first = print();
  expect(first).toMatchObject({ kty: 'EC', crv: 'P-256' });
  expect(openSecrets(dataDir).es256('report').publicKey.export({ format: 'jwk' })).toEqual(first);
  expect(statSync(join(dataDir, 'secrets', 'report.pem')).mode & 0o777).toBe(0o600);
  secrets.retire('report');
  expect(print()).not.toEqual(first);
  secrets.signing('anchor');
  expect(() => secrets.es256('anchor')).toThrow(CannotStart);
});

test('a folder in which no file can be made is said in a sentence', () => {
  const secrets = openSecrets(dataDir);
  rmSync(join(dataDir, 'secrets'), { recursive: true });
  expect(() => secrets.key('backup', 32)).toThrow(CannotStart);
  expect(() => secrets.key('backup', 32)).toThrow(/^The key file .*backup\.key can't be made \(ENOENT\)\.$/);
});
