import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import { aVisitor, enrolTotp, trailOf } from '../../tests/visitor.ts';
import { newSetupToken, openClinic } from './setup.actions.ts';

const passphrase = 'anchor velvet teapot glacier';
const owner = { givenName: 'Robin', familyName: 'Hale', email: 'Owner@Harbor.example', passphrase };
const clinic = { name: 'Harbor Street Clinic', timeZone: 'America/Los_Angeles', jurisdiction: 'US-NV' };

test('the printed token makes the clinic and its owner, who then sets up a second factor', async () => {
  await using server = await aServer();
  const token = await newSetupToken(server.services);
  const visitor = aVisitor(server);
  expect((await visitor.must('GET', '/api/frame')).setup).toBe('needed');
  const typed = token.toLowerCase().replaceAll('-', ' ');
  expect(await visitor.must('POST', '/api/setup', { token: typed, owner, clinic })).toEqual({
    step: 'enrol-second-factor',
  });
  await enrolTotp(visitor, passphrase);
  expect(await visitor.must('GET', '/api/me')).toMatchObject({
    roles: ['owner'],
    clinicName: clinic.name,
    email: 'owner@harbor.example',
  });
  expect(await visitor.must('GET', '/api/clinic')).toMatchObject(clinic);
  expect((await visitor.must('GET', '/api/frame')).setup).toBe('done');
  const actions = (await trailOf(server)).map(({ action }) => action);
  expect(actions).toEqual(['clinic.open', 'sign-in.open', 'factor.totp.add']);
  expect(server.logged.join('')).not.toContain(token);
});

test('of several set-ups at the same moment one makes a clinic', async () => {
  await using server = await aServer();
  const token = await newSetupToken(server.services);
  const answers = await Promise.all(
    [0, 1, 2].map(() => aVisitor(server).call('POST', '/api/setup', { token, owner, clinic })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const { identity } = server.services.db;
  expect(await identity.selectFrom('tenant').select('clinicId').execute()).toHaveLength(1);
  expect((await aVisitor(server).call('POST', '/api/setup', { token, owner, clinic })).status).toBe(403);
});

test('a wrong token, one a day old, and one that a later start replaced make nothing', async () => {
  await using server = await aServer();
  const first = await newSetupToken(server.services);
  const second = await newSetupToken(server.services);
  const attempt = async (token: string) =>
    (await aVisitor(server).call('POST', '/api/setup', { token, owner, clinic })).status;
  expect(await attempt('BCDFGH-JKMNPQ-RSTVWX-234567')).toBe(403);
  expect(await attempt(first)).toBe(403);
  const now = Date.now();
  server.services.clock = () => new Date(now + 25 * 3_600_000);
  expect(await attempt(second)).toBe(403);
  expect(await server.services.db.identity.selectFrom('account').select('id').execute()).toEqual([]);
});

test('a set-up that was cut off after the clinic’s own rows is finished by the next try', async () => {
  await using server = await aServer();
  await newSetupToken(server.services);
  const { identity } = server.services.db;
  const ids = await identity.selectFrom('setupToken').selectAll().executeTakeFirstOrThrow();
  const half = { givenName: 'Robyn', familyName: 'Hail', email: 'typo@harbor.example' };
  await openClinic(server.services, {
    ...ids,
    clinic: { ...clinic, synthetic: false },
    owner: half,
    requestId: 'cut-off',
  });
  const visitor = aVisitor(server);
  await visitor.must('POST', '/api/setup', { token: await newSetupToken(server.services), owner, clinic });
  expect(await visitor.must('GET', '/api/me')).toMatchObject({ name: 'Robin Hale', clinicId: ids.clinicId });
});

test('guessing tokens is slowed down', async () => {
  await using server = await aServer();
  const visitor = aVisitor(server);
  const attempt = async () => (await visitor.call('POST', '/api/setup', { token: 'a guess', owner, clinic })).status;
  for (let i = 0; i < 30; i += 1) expect(await attempt()).toBe(403);
  expect(await attempt()).toBe(429);
});
