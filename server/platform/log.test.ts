import { expect, test } from 'vitest';
import { openLog } from './log.ts';

function aLog() {
  const lines: string[] = [];
  return { lines, log: openLog({ logLevel: 'info' }, { write: (line) => lines.push(line) }) };
}

test('what is about a person, and what opens a door, is cut before a line is written', () => {
  const { lines, log } = aLog();
  const secret = 'must not be seen';
  const names = ['passphrase', 'pin', 'code', 'token', 'secret', 'cookie', 'authorization', 'body'];
  const people = ['givenName', 'familyName', 'name', 'birthOn', 'email', 'phone', 'address', 'note'];
  for (const name of [...names, ...people]) {
    log.info({ [name]: secret }, 'a line');
    log.info({ a: { [name]: secret } }, 'a line');
    log.info({ a: { b: { [name]: secret } } }, 'a line');
  }
  expect(lines).toHaveLength(16 * 3);
  expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});

test('an entry is one line of JSON in UTC, whatever is in it', () => {
  const { lines, log } = aLog();
  const forged = 'quiet\n{"level":30,"msg":"all is well"}\r\u001b[2K\u2028';
  log.warn({ route: forged }, forged);
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  expect(/\p{Cc}/u.test(line.trimEnd())).toBe(false);
  expect(JSON.parse(line)).toMatchObject({ level: 40, route: forged, msg: forged });
  expect(String(Reflect.get(Object(JSON.parse(line)), 'time'))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('the words of an entry are never a pattern that something is put into', () => {
  const { lines, log } = aLog();
  log.info({ requestId: 'x' }, '%s %d %j %o');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: '%s %d %j %o' });
});
