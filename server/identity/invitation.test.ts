import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import {
  aColleague,
  anInvitation,
  anOwner,
  aVisitor,
  enrolTotp,
  signIn,
  stepUp,
  trailOf,
} from '../../tests/visitor.ts';

const passphrase = 'harbor lamp thistle oven';

test('an invited person chooses a passphrase, sets up a factor, and only then works', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = await anInvitation(server, owner, 'Nurse.Lind@Harbor.example', ['nurse']);
  const visitor = aVisitor(server);
  expect(await visitor.must('POST', '/api/invitations/open', { token })).toEqual({
    clinicName: 'Harbor Street Clinic',
    name: 'Sam Lind',
    email: 'nurse.lind@harbor.example',
  });
  expect(await visitor.must('POST', '/api/invitations/accept', { token, passphrase })).toEqual({
    step: 'enrol-second-factor',
  });
  for (const path of ['/api/clinic', '/api/patients', '/api/me/sign-ins', '/api/practitioners'])
    expect(await visitor.call('GET', path)).toMatchObject({ status: 403, body: { reason: 'second-factor-needed' } });
  await enrolTotp(visitor, passphrase);
  expect((await visitor.call('GET', '/api/patients')).status).toBe(200);
  const me = await visitor.must('GET', '/api/me');
  expect(me).toMatchObject({ roles: ['nurse'], secondFactor: 'totp' });
  // The staff list knows the account from now on.
  expect(await owner.must('GET', `/api/practitioners/${me.practitionerId}`)).toMatchObject({ accountId: me.accountId });
  expect((await trailOf(server)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['practitioner.add', 'invitation.send', 'invitation.accept', 'factor.totp.add']),
  );
});

test('a passphrase alone, where a factor is set up elsewhere meanwhile, is out', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const [desk, phone] = [aVisitor(server), aVisitor(server)];
  await desk.must('POST', '/api/invitations/accept', { token, passphrase });
  expect(await phone.must('POST', '/api/sign-in', { email: 'sam@harbor.example', passphrase })).toEqual({
    step: 'enrol-second-factor',
  });
  await enrolTotp(phone, passphrase);
  expect((await desk.call('GET', '/api/me')).status).toBe(401);
});

test('of two acceptances at the same moment one counts, and the link is then used up', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const accept = () => aVisitor(server).call('POST', '/api/invitations/accept', { token, passphrase });
  const answers = await Promise.all([accept(), accept(), accept()]);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await accept()).status).toBe(404);
  const accounts = await server.services.db.identity
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'sam@harbor.example')
    .execute();
  expect(accounts).toHaveLength(1);
});

test('an invitation that was taken back, replaced or is three days old opens nothing', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const open = (token: string) => aVisitor(server).call('POST', '/api/invitations/open', { token });
  const first = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const second = await anInvitation(server, owner, 'sam@harbor.example', ['nurse', 'prescriber']);
  expect((await open(first)).status).toBe(404);
  expect((await open(second)).status).toBe(200);
  const { invitations } = await owner.must('GET', '/api/invitations');
  expect(invitations).toMatchObject([
    { email: 'sam@harbor.example', roles: ['nurse', 'prescriber'], invitedBy: 'Robin Hale' },
  ]);
  const [{ id }] = invitations as [{ id: string }];
  await owner.must('DELETE', `/api/invitations/${id}`);
  expect((await open(second)).status).toBe(404);
  const third = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const now = Date.now();
  server.services.clock = () => new Date(now + 73 * 3_600_000);
  expect((await open(third)).status).toBe(404);
});

test('only who leads invites, only an owner makes an owner, and nobody is invited twice', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const director = await aColleague(server, owner, 'medical-director');
  const nurse = await aColleague(server, owner, 'nurse');
  const given = { givenName: 'Alex', familyName: 'Moss', email: 'alex@harbor.example', roles: ['nurse'] };
  await stepUp(server, owner);
  expect(await owner.call('POST', '/api/invitations', { ...given, email: nurse.email })).toMatchObject({ status: 409 });
  await stepUp(server, director);
  expect((await director.call('POST', '/api/invitations', { ...given, roles: ['owner'] })).status).toBe(403);
  expect((await director.call('POST', '/api/invitations', given)).status).toBe(201);
  await stepUp(server, nurse);
  expect((await nurse.call('POST', '/api/invitations', given)).status).toBe(403);
});

test('a passphrase of the clinic’s name or of what many people choose is refused, and the link stays good', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const visitor = aVisitor(server);
  for (const weak of ['short one', 'Harbor Street Clinic 1', 'passwordpassword1', 'sam.lind.2026.nurse'])
    expect(await visitor.call('POST', '/api/invitations/accept', { token, passphrase: weak })).toMatchObject({
      status: 422,
      body: { details: { field: 'passphrase' } },
    });
  expect((await visitor.call('POST', '/api/invitations/accept', { token, passphrase })).status).toBe(201);
});

test('a person whose roles change works with the new ones at the next request; one who leaves is out', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const { practitionerId } = await nurse.must('GET', '/api/me');
  await stepUp(server, owner);
  const before = await owner.must('GET', `/api/practitioners/${practitionerId}`);
  await owner.must('PUT', `/api/practitioners/${practitionerId}/roles`, {
    version: before.version,
    roles: ['auditor'],
  });
  await expect.poll(async () => (await nurse.must('GET', '/api/me')).roles).toEqual(['auditor']);
  const after = await owner.must('GET', `/api/practitioners/${practitionerId}`);
  await owner.must('POST', `/api/practitioners/${practitionerId}/deactivate`, {
    version: after.version,
    reason: 'left the clinic',
  });
  await expect.poll(async () => (await nurse.call('GET', '/api/me')).status).toBe(401);
  await expect(signIn(server, nurse, aVisitor(server))).rejects.toThrow(/401/);
});
