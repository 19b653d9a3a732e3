import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { sealAll } from '#server/audit/sealer.ts';
import { checkPassphrase } from '#server/identity/passphrase.ts';
import { listTenants, saveTenant } from '#server/identity/tenants.queries.ts';
import { totpNow } from '#server/identity/totp.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { newId } from '#server/platform/ids.ts';
import { staffRoles } from '#server/platform/may.ts';
import { inventPatients } from '#simulator/patients.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { demoAccounts, openDemoClinic } from './demo.ts';
import { demoPeople } from './demo-accounts.ts';

const charts = inventPatients({ seed: 1, today: new Date().toISOString().slice(0, 10) }, 40).map(({ chart }) => chart);
const sum = (of: (chart: (typeof charts)[number]) => unknown[]) => charts.reduce((all, one) => all + of(one).length, 0);
const whole = {
  patients: 40,
  practitioners: 8,
  accounts: 8,
  allergies: sum(({ allergies }) => allergies),
  medicines: sum(({ medicines }) => medicines),
  problems: sum(({ problems }) => problems),
  openings: 2,
  restricted: 2,
  synthetic: 1,
  complete: 1,
};

async function aDemo(): Promise<TestServer> {
  const server = await aServer();
  server.services.config.demo = true;
  return server;
}

async function asSuperuser<T extends pg.QueryResultRow>(server: TestServer, text: string): Promise<T[]> {
  const client = new pg.Client(server.services.db.superuser);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const count = async (server: TestServer) => {
  const [row] = await asSuperuser<Record<keyof typeof whole, number>>(
    server,
    `select (select count(*) from clinic.patient)::int as patients,
            (select count(*) from clinic.practitioner)::int as practitioners,
            (select count(*) from identity.account)::int as accounts,
            (select count(*) from clinic.allergy)::int as allergies,
            (select count(*) from clinic.medicine)::int as medicines,
            (select count(*) from clinic.problem)::int as problems,
            (select count(*) from clinic.break_glass)::int as openings,
            (select count(*) from clinic.patient where restricted)::int as restricted,
            (select count(*) from clinic.clinic where synthetic)::int as synthetic,
            (select count(*) from clinic.audit_event where action = 'clinic.fill')::int as complete`,
  );
  return row;
};

test('the synthetic clinic is made once, whole and marked; the next start only looks', {
  timeout: 60_000,
}, async () => {
  await using server = await aDemo();
  await openDemoClinic(server.services);
  expect(await count(server)).toEqual(whole);
  const before = await asSuperuser(server, 'select count(*) from clinic.audit_event');
  const from = performance.now();
  await openDemoClinic(server.services);
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(await asSuperuser(server, 'select count(*) from clinic.audit_event')).toEqual(before);
  expect(server.enqueued).toEqual([]);
  const [clinicId = ''] = await listTenants(server.services);
  expect(await sealAll(server.services.db, clinicId, 5_000)).toMatchObject({ waiting: 0 });
});

test('every role signs in with the passphrase and the code app that the terminal shows, the same at each start', {
  timeout: 60_000,
}, async () => {
  await using server = await aDemo();
  await openDemoClinic(server.services);
  const accounts = demoAccounts(server.services);
  expect(server.services.host.demoAccounts).toEqual(accounts);
  expect(new Set(accounts.flatMap(({ roles }) => roles))).toEqual(new Set(staffRoles));
  for (const { email, passphrase, totpSecret, roles } of accounts) {
    const first = await server.request('POST', '/api/sign-in', { body: { email, passphrase } });
    expect(await first.json()).toMatchObject({ step: 'second-factor' });
    const pending = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const second = await server.request('POST', '/api/sign-in/totp', {
      body: { code: totpNow(totpSecret) },
      headers: { cookie: pending.join('; ') },
    });
    expect(await second.json()).toMatchObject({ step: 'signed-in' });
    const signedIn = second.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const me = await server.request('GET', '/api/me', { headers: { cookie: signedIn.join('; ') } });
    expect(await me.json()).toMatchObject({ email, roles, clinicName: 'Harbor Street Clinic' });
  }
});

test('a start that is cut off again and again ends with the same clinic', { timeout: 60_000 }, async () => {
  await using server = await aDemo();
  const cuts = [
    'select from clinic.licence',
    'select from clinic.patient offset 9',
    'select from clinic.medicine offset 30',
    'select from clinic.medicine offset 90',
    'select from clinic.break_glass where reviewed_at is not null',
  ];
  for (const reached of cuts) {
    let over = false;
    const start = openDemoClinic(server.services)
      .catch(() => undefined)
      .finally(() => {
        over = true;
      });
    // A start may end before it gets this far: it was given a connection that the cut before had ended.
    while (!over && (await asSuperuser(server, `select where exists (${reached})`)).length === 0) await pause(2);
    await asSuperuser(
      server,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename in ('racemic_app', 'racemic_identity')`,
    );
    await start;
  }
  // The pool may still hand out connections that the last cut has ended: a start for each of them.
  let tries = 0;
  while (await openDemoClinic(server.services).catch((error: unknown) => error)) {
    tries += 1;
    if (tries === 10) expect.unreachable('ten starts, and none came through');
  }
  expect(await count(server)).toEqual(whole);
});

test('a folder that holds a real clinic is not turned into a synthetic one', async () => {
  await using server = await aDemo();
  await saveTenant(server.services.db.identity, newId());
  await expect(openDemoClinic(server.services)).rejects.toThrow(CannotStart);
  expect(await count(server)).toMatchObject({ patients: 0, accounts: 0 });
});

test('a server that does not run the synthetic clinic shows no accounts', async () => {
  await using server = await aServer();
  expect(demoAccounts(server.services)).toEqual([]);
});

test('every installation has passphrases of its own, and each keeps the rule for passphrases', () => {
  const seen = new Set<string>();
  for (let installation = 0; installation < 40; installation += 1) {
    const key = randomBytes(32);
    const never = () => expect.unreachable();
    const secrets = { key: () => key, signing: never, es256: never, retire: never };
    for (const { passphrase, email, person, totpSecret } of demoPeople({ secrets }, '2026-11-25')) {
      checkPassphrase(passphrase, {
        email,
        names: [person.givenName, person.familyName],
        clinicName: 'Harbor Street Clinic',
      });
      expect(totpSecret).toMatch(/^[A-Z2-7]{32}$/);
      seen.add(passphrase);
    }
  }
  // Two of them may coincide, once in some hundred runs: four words out of sixty.
  expect(seen.size).toBeGreaterThan(40 * 8 - 3);
});
