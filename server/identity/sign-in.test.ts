import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import { aColleague, aFreshCode, anOwner, aVisitor, signIn, stepUp, trailOf } from '../../tests/visitor.ts';
import { authOf } from './auth.ts';
import { hashPassphrase } from './scrypt.ts';
import { totpNow } from './totp.ts';

test('someone with passphrase and code is signed in, and the trail says how', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const elsewhere = aVisitor(server);
  const first = await elsewhere.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  expect(first).toEqual({ step: 'second-factor', methods: ['totp'] });
  expect((await elsewhere.call('GET', '/api/me')).status).toBe(401);
  expect(await elsewhere.must('POST', '/api/sign-in/totp', { code: await aFreshCode(server, owner) })).toEqual({
    step: 'signed-in',
  });
  expect(await elsewhere.must('GET', '/api/me')).toMatchObject({
    email: owner.email,
    method: 'passphrase+totp',
    roles: ['owner'],
  });
  expect((await elsewhere.call('GET', '/api/practitioners')).status).toBe(200);
  const opened = (await trailOf(server)).filter(({ action }) => action === 'sign-in.open');
  expect(opened.map(({ data }) => JSON.parse(data ?? '').details.method)).toEqual([
    'passphrase+totp',
    'passphrase+totp',
  ]);
});

test('an unknown address and a wrong passphrase get the same answer in about the same time', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const password = await hashPassphrase(owner.passphrase);
  await server.services.db.identity
    .updateTable('credential')
    .set({ password })
    .where('holderId', '=', owner.accountId)
    .execute();
  const attempt = async (email: string) => {
    const from = performance.now();
    const { status, body } = await aVisitor(server).call('POST', '/api/sign-in', {
      email,
      passphrase: 'a guess at it',
    });
    return { status, said: { ...body, requestId: '' }, ms: performance.now() - from };
  };
  const fastest = { unknown: Number.POSITIVE_INFINITY, wrong: Number.POSITIVE_INFINITY };
  for (let i = 0; i < 2; i += 1) {
    const [unknown, wrong] = [await attempt('nobody@harbor.example'), await attempt(owner.email)];
    expect(unknown.status).toBe(401);
    expect(unknown.said).toEqual(wrong.said);
    fastest.unknown = Math.min(fastest.unknown, unknown.ms);
    fastest.wrong = Math.min(fastest.wrong, wrong.ms);
  }
  // One hash either way, a quarter of a second and more; without it an unknown address answers in milliseconds.
  expect(fastest.unknown).toBeGreaterThan(fastest.wrong / 3);
});

test('a person who left the staff does not come in, and is told no more than anyone else', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  await stepUp(server, owner);
  const { practitionerId } = await nurse.must('GET', '/api/me');
  const { version } = await owner.must('GET', `/api/practitioners/${practitionerId}`);
  await owner.must('POST', `/api/practitioners/${practitionerId}/deactivate`, { version, reason: 'left the clinic' });
  await expect.poll(async () => (await nurse.call('GET', '/api/me')).status).toBe(401);
  const again = aVisitor(server);
  await again.call('POST', '/api/sign-in', { email: nurse.email, passphrase: nurse.passphrase });
  const left = await again.call('POST', '/api/sign-in/totp', { code: await aFreshCode(server, nurse) });
  expect(left).toMatchObject({ status: 401, body: { sentence: 'The e-mail address or the passphrase is not right.' } });
  expect((await again.call('GET', '/api/me')).status).toBe(401);
});

test('a code works once: neither again in its half minute nor in two requests at the same time', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  // The code that opened the first sign-in was used: it opens nothing any more.
  const first = aVisitor(server);
  await first.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  expect((await first.call('POST', '/api/sign-in/totp', { code: totpNow(owner.secret) })).status).toBe(401);
  const both = [aVisitor(server), aVisitor(server)];
  for (const one of both) await one.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  const code = await aFreshCode(server, owner);
  const answers = await Promise.all(both.map((one) => one.call('POST', '/api/sign-in/totp', { code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
});

test('a backup code works once, typed with capitals and without its dash', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const code = (owner.backupCodes[3] ?? '').toUpperCase().replace('-', ' ');
  const attempt = async () => {
    const visitor = aVisitor(server);
    await visitor.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
    return (await visitor.call('POST', '/api/sign-in/backup-code', { code })).status;
  };
  expect(await attempt()).toBe(200);
  expect(await attempt()).toBe(401);
  expect(await owner.must('GET', '/api/me')).toMatchObject({ backupCodesLeft: 9 });
});

test('each sign-in has a token that nobody had before, and ends what this browser was signed in as', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const shared = aVisitor(server);
  // A token planted beforehand is not taken over.
  shared.cookies.set('racemic_sign_in', 'planted.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
  await signIn(server, owner, shared);
  const asOwner = shared.cookies.get('racemic_sign_in') ?? '';
  expect(asOwner).not.toContain('planted');
  await signIn(server, nurse, shared);
  expect(shared.cookies.get('racemic_sign_in')).not.toBe(asOwner);
  expect(await shared.must('GET', '/api/me')).toMatchObject({ email: nurse.email });
  shared.cookies.set('racemic_sign_in', asOwner);
  expect((await shared.call('GET', '/api/me')).status).toBe(401);
});

test('cookies are out of reach of scripts and other sites, and over https bound to this host', async () => {
  await using plain = await aServer();
  const owner = await anOwner(plain);
  for (const line of owner.given) expect(line).toMatch(/; HttpOnly; SameSite=Strict$/);
  await using secure = await aServer({ PUBLIC_URL: 'https://racemic.harbor.example', TRUSTED_PROXY: '10.0.0.1' });
  const there = await anOwner(secure);
  const begun = aVisitor(secure);
  await begun.must('POST', '/api/sign-in', { email: there.email, passphrase: there.passphrase });
  await begun.must('POST', '/api/sign-in/passkey/options');
  const lines = [...there.given, ...begun.given.filter((line) => !/Max-Age=0/.test(line))];
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line).toMatch(/^__Host-racemic_\w+=.+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test('a changed or unsigned cookie is nobody', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const cookie = owner.cookies.get('racemic_sign_in') ?? '';
  for (const broken of [
    cookie.slice(0, -4),
    cookie.replace(/^./, (first) => (first === 'x' ? 'y' : 'x')),
    cookie.split('.')[0] ?? '',
    '%E0%A4%A',
    '..',
    '',
  ]) {
    owner.cookies.set('racemic_sign_in', broken);
    expect((await owner.call('GET', '/api/me')).status).toBe(401);
  }
});

test('nobody signs up: not by a route, not by the library', async () => {
  await using server = await aServer();
  const visitor = aVisitor(server);
  for (const path of ['/api/sign-up', '/api/sign-up/email', '/api/identity/sign-up/email', '/api/auth/sign-up/email'])
    expect(
      (await visitor.call('POST', path, { email: 'a@b.example', password: 'anchor velvet teapot', name: 'A' })).status,
    ).toBe(404);
  const body = { email: 'a@b.example', password: 'anchor velvet teapot', name: 'A' };
  await expect(authOf(server.services).api.signUpEmail({ body })).rejects.toThrow(/sign up is not enabled/i);
});

test('after ten wrong passphrases an account waits, and others at the same address do not', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const visitor = aVisitor(server);
  const attempt = (email: string, passphrase: string) => visitor.call('POST', '/api/sign-in', { email, passphrase });
  for (let i = 0; i < 10; i += 1) expect((await attempt(owner.email, `wrong guess number ${i}`)).status).toBe(401);
  const refused = await attempt(owner.email, owner.passphrase);
  expect(refused).toMatchObject({
    status: 429,
    body: { reason: 'too-many', details: { retryAfterS: expect.any(Number) } },
  });
  expect((await attempt(nurse.email, nurse.passphrase)).status).toBe(200);
  const now = Date.now();
  server.services.clock = () => new Date(now + 16 * 60_000);
  expect((await attempt(owner.email, owner.passphrase)).status).toBe(200);
  const refusals = (await trailOf(server)).filter(({ action }) => action === 'sign-in.refused');
  expect(refusals).toHaveLength(10);
});
