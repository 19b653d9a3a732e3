import { expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import {
  aColleague,
  aFreshCode,
  anOwner,
  aVisitor,
  type Colleague,
  enrolTotp,
  signIn,
  stepUp,
  trailOf,
} from '../../tests/visitor.ts';
import { recoverHere } from './recovery.actions.ts';
import { totpNow } from './totp.ts';

const next = 'quilt raven summit thistle';

/** The link that a letter carried: without SMTP it is in the log. */
const linkInLog = (server: TestServer, kind: string): string => {
  const line = server.logged
    .map((text): { linkKind?: string; link?: string } => JSON.parse(text))
    .findLast(({ linkKind }) => linkKind === kind);
  return line?.link?.split('#')[1] ?? '';
};

test('who holds the mailbox still needs the second factor; the new passphrase ends every sign-in', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const visitor = aVisitor(server);
  expect((await visitor.call('POST', '/api/recovery', { email: owner.email })).status).toBe(202);
  const token = linkInLog(server, 'passphrase');
  expect(await visitor.call('POST', '/api/recovery/complete', { token, passphrase: next })).toMatchObject({
    status: 403,
    body: { details: { methods: ['totp'] } },
  });
  expect(
    (await visitor.call('POST', '/api/recovery/complete', { token, passphrase: next, code: '000000' })).status,
  ).toBe(403);
  expect(
    await visitor.must('POST', '/api/recovery/complete', {
      token,
      passphrase: next,
      code: await aFreshCode(server, owner),
    }),
  ).toEqual({ done: true });
  expect((await owner.call('GET', '/api/me')).status).toBe(401);
  expect(
    (
      await visitor.call('POST', '/api/recovery/complete', {
        token,
        passphrase: next,
        code: await aFreshCode(server, owner),
      })
    ).status,
  ).toBe(404);
  expect(
    (await visitor.call('POST', '/api/sign-in', { email: owner.email, passphrase: owner.passphrase })).status,
  ).toBe(401);
  await signIn(server, { ...owner, passphrase: next }, visitor);
});

test('a backup code serves where the phone is lost, and only once', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const code = owner.backupCodes[0];
  for (const status of [200, 403]) {
    await aVisitor(server).must('POST', '/api/recovery', { email: owner.email });
    const token = linkInLog(server, 'passphrase');
    expect(
      (await aVisitor(server).call('POST', '/api/recovery/complete', { token, passphrase: next, code })).status,
    ).toBe(status);
  }
});

test('an unknown address gets the same answer, after the same time, and no letter', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const ask = async (email: string) => {
    const from = performance.now();
    const { status, body } = await aVisitor(server).call('POST', '/api/recovery', { email });
    return { status, body, ms: performance.now() - from };
  };
  const [known, unknown] = [await ask(owner.email), await ask('nobody@harbor.example')];
  expect({ ...unknown, ms: 0 }).toEqual({ ...known, ms: 0 });
  for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(295);
  const letters = await server.services.db.identity
    .selectFrom('mail')
    .select('toAddress')
    .where('linkKind', '=', 'passphrase')
    .execute();
  expect(letters).toEqual([{ toAddress: owner.email }]);
});

/** A reset that `asker` asked for; who asks and who approves have confirmed who they are. */
async function asked(_server: TestServer, asker: Colleague, person: Colleague): Promise<string> {
  const { practitionerId } = await person.must('GET', '/api/me');
  const { id } = await asker.must('POST', `/api/practitioners/${practitionerId}/recovery`);
  return String(id);
}

test('a lost second factor takes two other people, a letter and the passphrase', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const director = await aColleague(server, owner, 'medical-director');
  const nurse = await aColleague(server, owner, 'nurse');
  const id = await asked(server, owner, nurse);
  await stepUp(server, owner);
  expect(await owner.call('POST', `/api/recovery-requests/${id}/approve`)).toMatchObject({
    status: 403,
    body: { reason: 'not-permitted' },
  });
  expect((await nurse.call('POST', `/api/recovery-requests/${id}/approve`)).status).toBe(403);
  expect(await director.call('POST', `/api/recovery-requests/${id}/approve`)).toMatchObject({
    body: { reason: 'step-up-needed' },
  });
  await stepUp(server, director);
  expect(await director.must('GET', '/api/recovery-requests')).toMatchObject({
    requests: [{ id, askedBy: 'Robin Hale', name: 'Sam Lind' }],
  });
  const { link } = await director.must('POST', `/api/recovery-requests/${id}/approve`);
  expect((await director.call('POST', `/api/recovery-requests/${id}/approve`)).status).toBe(404);
  // Until the link is used the old factor stands, and nobody gets in without it.
  expect((await nurse.call('GET', '/api/clinic')).status).toBe(200);
  const token = String(link).split('#')[1] ?? '';
  const phone = aVisitor(server);
  expect(
    (await phone.call('POST', '/api/recovery/second-factor', { token, passphrase: 'not her passphrase' })).status,
  ).toBe(403);
  expect(await phone.must('POST', '/api/recovery/second-factor', { token, passphrase: nurse.passphrase })).toEqual({
    step: 'enrol-second-factor',
  });
  expect((await nurse.call('GET', '/api/me')).status).toBe(401);
  expect((await phone.call('GET', '/api/clinic')).status).toBe(403);
  // In between, a letter alone does not set a new passphrase either.
  await aVisitor(server).must('POST', '/api/recovery', { email: nurse.email });
  const passphraseToken = linkInLog(server, 'passphrase');
  expect(
    await aVisitor(server).call('POST', '/api/recovery/complete', { token: passphraseToken, passphrase: next }),
  ).toMatchObject({ status: 422 });
  const fresh = await enrolTotp(phone, nurse.passphrase);
  expect((await phone.call('GET', '/api/clinic')).status).toBe(200);
  expect(totpNow(fresh.secret)).not.toBe(totpNow(nurse.secret));
  expect(
    (await phone.call('POST', '/api/recovery/second-factor', { token, passphrase: nurse.passphrase })).status,
  ).toBe(404);
  const letters = await server.services.db.identity
    .selectFrom('mail')
    .select(['subject', 'toAddress'])
    .where('toAddress', '=', nurse.email)
    .orderBy('id')
    .execute();
  expect(letters.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['Someone asked to reset your second factor', 'Set up a new second factor']),
  );
  expect((await trailOf(server)).map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'recovery.second-factor.ask',
      'recovery.second-factor.approve',
      'recovery.second-factor.complete',
    ]),
  );
});

test('nobody asks for their own second factor, and who is asked for never approves', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const compliance = await aColleague(server, owner, 'compliance');
  await stepUp(server, compliance);
  const { practitionerId } = await owner.must('GET', '/api/me');
  expect((await owner.call('POST', `/api/practitioners/${practitionerId}/recovery`)).status).toBe(403);
  const id = await asked(server, owner, compliance);
  expect(await compliance.call('POST', `/api/recovery-requests/${id}/approve`)).toMatchObject({
    status: 403,
    body: { reason: 'not-permitted' },
  });
});

test('a request that two people approve at the same moment makes one link; after three days it makes none', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const others = [await aColleague(server, owner, 'compliance'), await aColleague(server, owner, 'medical-director')];
  for (const other of others) await stepUp(server, other);
  const id = await asked(server, owner, nurse);
  const answers = await Promise.all(others.map((other) => other.call('POST', `/api/recovery-requests/${id}/approve`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const late = await asked(server, owner, nurse);
  const now = Date.now();
  server.services.clock = () => new Date(now + 73 * 3_600_000);
  for (const other of others) await signIn(server, other, other);
  const [first] = others;
  if (first) await stepUp(server, first);
  expect((await first?.call('POST', `/api/recovery-requests/${late}/approve`))?.status).toBe(404);
});

test('whoever runs the machine lets in an owner who has lost everything, and the trail and the owner are told', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = (await recoverHere(server.services, owner.email.toUpperCase(), newId())).split('#')[1];
  await expect(recoverHere(server.services, 'nobody@harbor.example', newId())).rejects.toThrow(/No account/);
  const visitor = aVisitor(server);
  expect(await visitor.must('POST', '/api/recovery/complete', { token, passphrase: next })).toEqual({ done: true });
  expect((await visitor.call('POST', '/api/recovery/complete', { token, passphrase: next })).status).toBe(404);
  expect((await owner.call('GET', '/api/me')).status).toBe(401);
  const { email } = owner;
  expect(await visitor.must('POST', '/api/sign-in', { email, passphrase: next })).toEqual({
    step: 'enrol-second-factor',
  });
  await enrolTotp(visitor, next);
  expect((await visitor.call('GET', '/api/clinic')).status).toBe(200);
  expect((await trailOf(server)).map(({ action }) => action)).toContain('recovery.here');
  const told = await server.services.db.identity
    .selectFrom('mail')
    .select('toAddress')
    .where('linkKind', '=', 'notice')
    .execute();
  expect(told.every(({ toAddress }) => toAddress === email)).toBe(true);
});
