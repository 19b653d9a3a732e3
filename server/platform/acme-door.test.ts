import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../tests/sockets.ts';
import { type Door, openDoor } from './acme-door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ bind: '127.0.0.1', port: 0, address: 'https://clinic.example.org' });
});
afterAll(() => door.close());

test('a person who typed http is sent to https; a program that speaks http to the interface is refused', async () => {
  expect(await send(door, 'GET', '/patients')).toMatchObject({
    status: 308,
    headers: { location: 'https://clinic.example.org/patients' },
  });
  for (const [method, path] of [
    ['GET', '/api/patients'],
    ['POST', '/api/sign-in'],
    ['POST', '/'],
    ['DELETE', '/patients'],
  ] as const) {
    const answer = await send(door, method, path, method === 'POST' ? { body: '{"a":1}' } : {});
    expect([answer.status, answer.headers.location, answer.body]).toEqual([
      403,
      undefined,
      'Racemic speaks https only.\n',
    ]);
  }
});

test('a proof is plain text, and gone when the certificate is there', async () => {
  door.answer('a-token', 'a-token.a-thumbprint');
  const path = '/.well-known/acme-challenge/a-token';
  expect(await send(door, 'GET', path)).toMatchObject({
    status: 200,
    body: 'a-token.a-thumbprint',
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
  door.forget();
  expect((await send(door, 'GET', path)).status).toBe(404);
});
