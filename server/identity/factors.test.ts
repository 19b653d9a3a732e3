import { expect, test } from 'vitest';
import { aServer, type TestServer } from '../../tests/services.ts';
import { aSoftwarePasskey, type SoftwarePasskey } from '../../tests/software-passkey.ts';
import {
  aColleague,
  aFreshCode,
  anOwner,
  aVisitor,
  secretOf,
  signIn,
  stepUp,
  trailOf,
  type Visitor,
} from '../../tests/visitor.ts';
import { totpNow } from './totp.ts';

async function addPasskey(
  server: TestServer,
  at: Visitor,
  name = 'My phone',
): Promise<SoftwarePasskey & { id: string }> {
  const device = aSoftwarePasskey(server.services.address);
  const options = await at.must('POST', '/api/me/passkeys/options');
  const { id } = await at.must('POST', '/api/me/passkeys', { name, response: device.make(options) });
  return { ...device, id: String(id) };
}

test('a passkey alone signs in, at a browser that knows nothing yet', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  const device = await addPasskey(server, owner);
  expect(await owner.must('GET', '/api/me')).toMatchObject({ secondFactor: 'both' });
  const elsewhere = aVisitor(server);
  const options = await elsewhere.must('POST', '/api/sign-in/passkey/options');
  expect(options).toMatchObject({ userVerification: 'required', rpId: 'localhost' });
  const response = device.prove(options);
  expect(await elsewhere.must('POST', '/api/sign-in/passkey', { response })).toEqual({ step: 'signed-in' });
  expect(await elsewhere.must('GET', '/api/me')).toMatchObject({ method: 'passkey', email: owner.email });
  expect((await elsewhere.call('GET', '/api/clinic')).status).toBe(200);
  // The same answer again is worth nothing: its challenge is used up.
  expect((await elsewhere.call('POST', '/api/sign-in/passkey', { response })).status).toBe(401);
  const { passkeys } = await owner.must('GET', '/api/me/passkeys');
  expect(passkeys).toMatchObject([{ id: device.id, name: 'My phone', lastUsedAt: expect.any(String) }]);
});

test('a device that did not check the person, or speaks for another site, is refused', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  const careless = aSoftwarePasskey(server.services.address);
  const offered = await owner.must('POST', '/api/me/passkeys/options');
  const made = careless.make(offered, { personChecked: false });
  expect((await owner.call('POST', '/api/me/passkeys', { name: 'x', response: made })).status).toBe(403);
  const device = await addPasskey(server, owner);
  const visitor = aVisitor(server);
  for (const how of [{ personChecked: false }, { origin: 'https://racemic.example.net' }]) {
    const options = await visitor.must('POST', '/api/sign-in/passkey/options');
    expect((await visitor.call('POST', '/api/sign-in/passkey', { response: device.prove(options, how) })).status).toBe(
      401,
    );
  }
  expect((await visitor.call('GET', '/api/me')).status).toBe(401);
});

test('who owns only a passkey gets nowhere with the passphrase alone', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  await addPasskey(server, owner);
  await owner.must('DELETE', '/api/me/totp');
  expect(await owner.must('GET', '/api/me')).toMatchObject({ secondFactor: 'passkey' });
  const visitor = aVisitor(server);
  const first = await visitor.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  expect(first).toEqual({ step: 'second-factor', methods: ['passkey'] });
  expect(visitor.cookies.has('racemic_sign_in')).toBe(false);
  const kept = await server.services.db.identity.selectFrom('signIn').select('method').execute();
  expect(kept.every(({ method }) => method === 'passphrase+totp')).toBe(true);
});

test('a passkey unlocks and confirms only for its own person', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  for (const person of [owner, nurse]) await stepUp(server, person);
  const [ofOwner, ofNurse] = [await addPasskey(server, owner), await addPasskey(server, nurse)];
  await owner.must('POST', '/api/lock');
  const attempt = async (device: SoftwarePasskey) =>
    owner.call('POST', '/api/unlock', {
      passkey: device.prove(await owner.must('POST', '/api/sign-in/passkey/options')),
    });
  expect((await attempt(ofNurse)).status).toBe(403);
  expect(await owner.call('GET', '/api/clinic')).toMatchObject({ body: { reason: 'locked' } });
  expect((await attempt(ofOwner)).status).toBe(200);
  expect(await owner.must('GET', '/api/me')).toMatchObject({ email: owner.email, locked: false });
  // Proving it opened no second sign-in beside the one that goes on.
  const { signIns } = await owner.must('GET', '/api/me/sign-ins');
  expect(signIns).toMatchObject([{ current: true }]);
});

test('the last factor stays, also when two are removed at the same moment', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  expect(await owner.call('DELETE', '/api/me/totp')).toMatchObject({ status: 422, body: { reason: 'blocked' } });
  const device = await addPasskey(server, owner);
  const answers = await Promise.all([
    owner.call('DELETE', '/api/me/totp'),
    owner.call('DELETE', `/api/me/passkeys/${device.id}`),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
});

test('a new authenticator app replaces the old one only when its first code is right', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  expect(await owner.call('POST', '/api/me/totp', { passphrase: owner.passphrase })).toMatchObject({
    body: { reason: 'step-up-needed' },
  });
  await stepUp(server, owner);
  expect((await owner.call('POST', '/api/me/totp', { passphrase: 'not the passphrase' })).status).toBe(403);
  const offer = await owner.must('POST', '/api/me/totp', { passphrase: owner.passphrase });
  expect((await owner.call('POST', '/api/me/totp/confirm', { code: '000000' })).status).toBe(403);
  await signIn(server, owner, aVisitor(server));
  const secret = secretOf(offer.uri);
  await owner.must('POST', '/api/me/totp/confirm', { code: totpNow(secret) });
  const visitor = aVisitor(server);
  await visitor.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  expect((await visitor.call('POST', '/api/sign-in/totp', { code: await aFreshCode(server, owner) })).status).toBe(401);
  expect((await visitor.call('POST', '/api/sign-in/totp', { code: totpNow(secret) })).status).toBe(200);
});

test('new backup codes end the old ones', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  const { backupCodes } = await owner.must('POST', '/api/me/backup-codes');
  const [fresh] = backupCodes as string[];
  const visitor = aVisitor(server);
  await visitor.must('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase });
  expect((await visitor.call('POST', '/api/sign-in/backup-code', { code: owner.backupCodes[0] })).status).toBe(401);
  expect((await visitor.call('POST', '/api/sign-in/backup-code', { code: fresh })).status).toBe(200);
});

test('a person sees where they are signed in, ends one, and a new passphrase ends the rest', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const [phone, desk] = [aVisitor(server), aVisitor(server)];
  for (const at of [phone, desk]) await signIn(server, owner, at);
  const { signIns } = await owner.must('GET', '/api/me/sign-ins');
  expect(signIns).toHaveLength(3);
  expect(signIns).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ device: 'Chrome on Linux', method: 'passphrase+totp', current: true }),
    ]),
  );
  const ofPhone = String((await phone.must('GET', '/api/me')).signInId);
  expect(await nurse.call('DELETE', `/api/me/sign-ins/${ofPhone}`)).toMatchObject({
    body: { reason: 'step-up-needed' },
  });
  for (const person of [owner, nurse]) await stepUp(server, person);
  expect((await nurse.call('DELETE', `/api/me/sign-ins/${ofPhone}`)).status).toBe(404);
  await owner.must('DELETE', `/api/me/sign-ins/${ofPhone}`);
  expect((await phone.call('GET', '/api/me')).status).toBe(401);
  const next = 'quilt raven summit thistle';
  expect((await owner.call('PUT', '/api/me/passphrase', { current: 'not this one', next })).status).toBe(403);
  expect((await owner.call('PUT', '/api/me/passphrase', { current: owner.passphrase, next: 'too short' })).status).toBe(
    422,
  );
  await owner.must('PUT', '/api/me/passphrase', { current: owner.passphrase, next });
  expect((await desk.call('GET', '/api/me')).status).toBe(401);
  expect((await owner.call('GET', '/api/me')).status).toBe(200);
  expect((await nurse.call('GET', '/api/me')).status).toBe(200);
  expect((await trailOf(server)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['sign-in.end', 'passphrase.change']),
  );
});
