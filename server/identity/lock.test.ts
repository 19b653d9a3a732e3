import { expect, test } from 'vitest';
import { aServer, type TestServer } from '../../tests/services.ts';
import { aFreshCode, anOwner, aVisitor, trailOf } from '../../tests/visitor.ts';
import { accessChanged } from './memory.ts';

const later = (server: TestServer, minutes: number) => {
  const now = server.services.clock().getTime();
  server.services.clock = () => new Date(now + minutes * 60_000);
};

test('after ten minutes without anyone at it the screen is locked, and polling does not keep it open', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  for (let i = 0; i < 3; i += 1) {
    later(server, 9);
    expect((await owner.call('GET', '/api/practitioners')).status).toBe(200);
  }
  for (let i = 0; i < 10; i += 1) {
    later(server, 1);
    await owner.call('GET', '/api/clinic', undefined, { 'x-racemic-background': '1' });
  }
  later(server, 1);
  expect(await owner.call('GET', '/api/practitioners')).toMatchObject({ status: 401, body: { reason: 'locked' } });
  expect(await owner.must('GET', '/api/me')).toMatchObject({ locked: true });
  expect(await owner.must('POST', '/api/unlock', { passphrase: owner.passphrase })).toEqual({ locked: false });
  expect((await owner.call('GET', '/api/practitioners')).status).toBe(200);
});

test('the clinic sets how long a screen stays open', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await owner.must('POST', '/api/step-up', { passphrase: owner.passphrase });
  const clinic = { name: 'Harbor Street Clinic', timeZone: 'America/Los_Angeles', jurisdiction: 'US-NV', version: 1 };
  await owner.must('PUT', '/api/clinic', { ...clinic, idleLockMin: 2 });
  later(server, 3);
  // Another process, or this one after five seconds, knows the new setting.
  const again = aVisitor(server);
  again.cookies.set('racemic_sign_in', owner.cookies.get('racemic_sign_in') ?? '');
  await accessChanged(server.services);
  expect(await again.call('GET', '/api/practitioners')).toMatchObject({ status: 401, body: { reason: 'locked' } });
});

test('locking is at once; passphrase and code open it; a locked screen changes nothing of the account', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  for (const proof of [{ passphrase: owner.passphrase }, { code: await aFreshCode(server, owner) }]) {
    await owner.must('POST', '/api/lock');
    expect(await owner.call('GET', '/api/clinic')).toMatchObject({ status: 401, body: { reason: 'locked' } });
    expect(await owner.call('POST', '/api/me/totp', { passphrase: owner.passphrase })).toMatchObject({
      body: { reason: 'locked' },
    });
    expect(await owner.call('POST', '/api/step-up', { passphrase: owner.passphrase })).toMatchObject({
      body: { reason: 'locked' },
    });
    await owner.must('POST', '/api/unlock', proof);
    expect((await owner.call('GET', '/api/clinic')).status).toBe(200);
  }
});

test('five wrong tries to unlock end the sign-in', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await owner.must('POST', '/api/lock');
  const answers = [];
  for (let i = 0; i < 5; i += 1)
    answers.push(await owner.call('POST', '/api/unlock', { passphrase: `wrong guess ${i}` }));
  expect(answers.map(({ body }) => body.reason)).toEqual([...Array(4).fill('not-permitted'), 'not-signed-in']);
  expect(answers[3]?.body.details).toEqual({ left: 1 });
  expect((await owner.call('POST', '/api/unlock', { passphrase: owner.passphrase })).status).toBe(401);
  expect((await trailOf(server)).at(-1)).toMatchObject({ action: 'sign-in.end' });
});

test('a confirmation counts for five minutes, gives the sign-in a new token, and the old one ends', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const before = owner.cookies.get('racemic_sign_in') ?? '';
  expect(await owner.call('GET', '/api/me/sign-ins')).toMatchObject({ status: 200 });
  const change = { current: owner.passphrase, next: 'quilt raven summit thistle' };
  expect(await owner.call('PUT', '/api/me/passphrase', change)).toMatchObject({
    status: 403,
    body: { reason: 'step-up-needed' },
  });
  await owner.must('POST', '/api/step-up', { passphrase: owner.passphrase });
  expect(owner.cookies.get('racemic_sign_in')).not.toBe(before);
  const old = aVisitor(server);
  old.cookies.set('racemic_sign_in', before);
  // A request that was under way while the token changed is still answered; a minute later it is nobody's.
  expect((await old.call('GET', '/api/me')).status).toBe(200);
  later(server, 1);
  await accessChanged(server.services);
  expect((await old.call('GET', '/api/me')).status).toBe(401);
  later(server, 5);
  expect(await owner.call('PUT', '/api/me/passphrase', change)).toMatchObject({
    status: 403,
    body: { reason: 'step-up-needed' },
  });
});

test('a sign-in ends after twelve hours, however busy its person is', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  for (let minutes = 0; minutes < 12 * 60; minutes += 9) {
    later(server, 9);
    if ((await owner.call('GET', '/api/clinic')).status !== 200) break;
  }
  expect(await owner.call('GET', '/api/clinic')).toMatchObject({ status: 401, body: { reason: 'not-signed-in' } });
});
