import { expect, test } from 'vitest';
import { aServer, type TestServer } from '../../tests/services.ts';
import { aColleague, anOwner, aStation, aVisitor, signIn, stepUp, trailOf, type Visitor } from '../../tests/visitor.ts';

const pin = '480957';

test('at a station people switch by PIN, and each request is in the name of who switched last', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const nurse = await aColleague(server, owner, 'nurse');
  const station = await aStation(server, owner);
  expect(station.given.at(-1)).toMatch(/^racemic_station=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
  for (const person of [owner, nurse]) {
    await signIn(server, person, station);
    await station.must('POST', '/api/station/pin', { pin });
  }
  const here = await station.must('GET', '/api/station');
  expect(here).toMatchObject({
    name: 'Chair 3',
    people: [
      { name: 'Robin Hale', initials: 'RH', roles: ['owner'], hasPin: true, hasPasskey: false, pinLocked: false },
      { name: 'Sam Lind', initials: 'SL', roles: ['nurse'], hasPin: true },
    ],
  });
  const asNurse = station.cookies.get('racemic_sign_in') ?? '';
  await station.must('POST', '/api/station/switch', { accountId: owner.accountId, pin });
  expect(await station.must('GET', '/api/me')).toMatchObject({ email: owner.email, method: 'pin' });
  // Whoever was there before is out: their token opens nothing, here or elsewhere.
  const former = aVisitor(server);
  former.cookies.set('racemic_sign_in', asNurse);
  former.cookies.set('racemic_station', station.cookies.get('racemic_station') ?? '');
  expect((await former.call('GET', '/api/me')).status).toBe(401);
  await station.must('POST', '/api/station/switch', { accountId: nurse.accountId, pin });
  await station.must('GET', '/api/clinic');
  const opened = (await trailOf(server)).filter(({ action }) => action === 'sign-in.open').slice(-2);
  expect(opened.map(({ accountId }) => accountId)).toEqual([owner.accountId, nurse.accountId]);
});

test('a station shows the clinic’s clock before anyone signs in at it', async () => {
  await using server = await aServer();
  const station = await aStation(server, await anOwner(server));
  expect(await station.must('GET', '/api/frame')).toMatchObject({
    station: { name: 'Chair 3', timeZone: 'America/Los_Angeles' },
  });
});

test('a PIN opens its own station and no other browser', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const [chair3, chair4] = [await aStation(server, owner), await aStation(server, owner, 'Chair 4')];
  await signIn(server, owner, chair3);
  await chair3.must('POST', '/api/station/pin', { pin });
  expect((await chair4.call('POST', '/api/station/switch', { accountId: owner.accountId, pin })).status).toBe(403);
  expect((await aVisitor(server).call('POST', '/api/station/switch', { accountId: owner.accountId, pin })).status).toBe(
    403,
  );
  // The sign-in itself, carried to another machine, is nobody there.
  await chair3.must('POST', '/api/station/switch', { accountId: owner.accountId, pin });
  chair4.cookies.set('racemic_sign_in', chair3.cookies.get('racemic_sign_in') ?? '');
  expect((await chair4.call('GET', '/api/me')).status).toBe(401);
});

test('five wrong PINs lock it there, however many come at once, until a full sign-in sets another', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, owner, station);
  await station.must('POST', '/api/station/pin', { pin });
  const attempt = (digits: string) =>
    station.call('POST', '/api/station/switch', { accountId: owner.accountId, pin: digits });
  const first = await attempt('480958');
  expect(first).toMatchObject({
    status: 403,
    body: { sentence: 'This PIN is not right. 4 tries left.', details: { left: 4 } },
  });
  await Promise.all(Array.from({ length: 12 }, (_, i) => attempt(String(480961 + i))));
  expect(await attempt(pin)).toMatchObject({ status: 403, body: { details: { left: 0 } } });
  const { people } = await station.must('GET', '/api/station');
  expect(people).toMatchObject([{ hasPin: true, pinLocked: true }]);
  expect((await trailOf(server)).filter(({ action }) => action === 'station.pin.lock')).toHaveLength(1);
  await signIn(server, owner, station);
  await station.must('POST', '/api/station/pin', { pin: '771402' });
  expect((await attempt('771402')).status).toBe(200);
});

test('a PIN alone confirms nothing: no security setting, no roles, no invitation, no other PIN', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, owner, station);
  await station.must('POST', '/api/station/pin', { pin });
  await station.must('POST', '/api/station/switch', { accountId: owner.accountId, pin });
  expect(await station.call('POST', '/api/step-up', { pin })).toMatchObject({
    status: 403,
    body: { reason: 'not-permitted' },
  });
  const { practitionerId } = await station.must('GET', '/api/me');
  const refused = [
    await station.call('PUT', '/api/me/passphrase', { current: owner.passphrase, next: 'quilt raven summit thistle' }),
    await station.call('POST', '/api/me/totp', { passphrase: owner.passphrase }),
    await station.call('POST', '/api/me/passkeys/options'),
    await station.call('PUT', `/api/practitioners/${practitionerId}/roles`, { version: 1, roles: ['owner', 'nurse'] }),
    await station.call('POST', '/api/invitations', {
      givenName: 'A',
      familyName: 'B',
      email: 'a@b.example',
      roles: ['nurse'],
    }),
    await station.call('POST', '/api/backups'),
  ];
  for (const { status, body } of refused) expect([status, body.reason]).toEqual([403, 'step-up-needed']);
  expect((await station.call('POST', '/api/station/pin', { pin: '771402' })).status).toBe(403);
  await station.must('POST', '/api/lock');
  expect(await station.must('POST', '/api/unlock', { pin })).toEqual({ locked: false });
});

test('a revoked station is told to wipe itself at every call, and its sign-ins are over', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, owner, station);
  await stepUp(server, owner);
  await owner.must('DELETE', `/api/stations/${station.id}`);
  const kept = new Map(station.cookies);
  for (const [method, path] of [
    ['GET', '/api/frame'],
    ['GET', '/api/me'],
    ['GET', '/api/station'],
    ['POST', '/api/sign-out'],
    ['POST', '/api/station/switch'],
  ] as const) {
    for (const [name, value] of kept) station.cookies.set(name, value);
    const reply = await station.call(method, path);
    expect([reply.status, reply.body.reason]).toEqual([401, 'station-revoked']);
    expect(reply.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    // Told once, it is a browser like any other, and can be enrolled again.
    expect([...station.cookies.keys()]).toEqual([]);
  }
  const thief = aVisitor(server);
  thief.cookies.set('racemic_sign_in', kept.get('racemic_sign_in') ?? '');
  expect((await thief.call('GET', '/api/me')).status).toBe(401);
  expect((await owner.call('GET', '/api/me')).status).toBe(200);
  expect((await owner.call('DELETE', `/api/stations/${station.id}`)).status).toBe(404);
});

/** The events of a stream, as a browser's EventSource would open it. */
async function listen(server: TestServer, path: string, at: Visitor) {
  const cookie = [...at.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await server.request('GET', path, { headers: { cookie, 'x-racemic-background': '1' } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return {
    status: answer.status,
    until: async (wanted: string) => {
      while (!heard.includes(`event: ${wanted}`)) {
        const { value, done } = (await reader?.read()) ?? { value: '', done: true };
        if (done) throw new Error(`the stream ended after: ${heard}`);
        heard += value;
      }
    },
    stop: () => reader?.cancel(),
  };
}

test('a station hears at once that it was revoked, whether someone is signed in at it or not', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const [idle, used] = [await aStation(server, owner, 'Chair 1'), await aStation(server, owner, 'Chair 2')];
  await signIn(server, owner, used);
  const [quiet, feed] = [await listen(server, '/api/station/live', idle), await listen(server, '/api/live', used)];
  const other = await listen(server, '/api/station/live', used);
  await Promise.all([quiet.until('ready'), feed.until('ready'), other.until('ready')]);
  await stepUp(server, owner);
  // Two seconds: less than the five after which a stream looks by itself.
  const soon = <T>(heard: Promise<T>) =>
    Promise.race([heard, new Promise((_, late) => setTimeout(late, 2_000, new Error('not within two seconds')))]);
  const kept = new Map(idle.cookies);
  await owner.must('DELETE', `/api/stations/${idle.id}`);
  await soon(quiet.until('revoked'));
  // The stream has told; the next request of any kind brings the order to wipe.
  expect((await listen(server, '/api/station/live', idle)).status).toBe(401);
  expect(idle.cookies).toEqual(kept);
  expect((await idle.call('GET', '/api/frame')).headers.get('clear-site-data')).toContain('storage');
  await other.until('beat');
  await owner.must('DELETE', `/api/stations/${used.id}`);
  await soon(Promise.all([feed.until('ended'), other.until('revoked')]));
});

test('a station’s code works once, within half an hour, in one of two browsers at the same time', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await stepUp(server, owner);
  const first = await owner.must('POST', '/api/stations', { name: 'Chair 1' });
  const typed = String(first.code).toLowerCase().replaceAll('-', ' ');
  const answers = await Promise.all(
    [0, 1].map(() => aVisitor(server).call('POST', '/api/station/enrol', { code: typed })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const second = await owner.must('POST', '/api/stations', { name: 'Chair 2' });
  const now = Date.now();
  server.services.clock = () => new Date(now + 31 * 60_000);
  expect((await aVisitor(server).call('POST', '/api/station/enrol', { code: second.code })).status).toBe(404);
});

test('a guessable PIN is refused with the reason', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, owner, station);
  for (const weak of ['123456', '000000', '121212', '140387', '19870314', '12345'])
    expect(await station.call('POST', '/api/station/pin', { pin: weak })).toMatchObject({
      status: 422,
      body: { reason: 'blocked' },
    });
  expect((await owner.call('POST', '/api/station/pin', { pin })).status).toBe(403);
});
