import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietServices } from '../../tests/a-trail.ts';
import { aClinic, aPatient } from '../../tests/builders.ts';
import { startPostgres15 } from '../../tests/postgres-15.ts';
import { CannotStart } from './cannot-start.ts';
import { externalWhere, openDatabase } from './database.ts';
import { startEmbedded } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { checkExternal, rolesSql, tooOld } from './roles.ts';

/** A PostgreSQL that somebody else runs: looked at before anything is written to it. */

type Given = { host: string; port: number; stop(): Promise<void> };

async function newest(): Promise<Given> {
  const dataDir = mkdtempSync(join(tmpdir(), 'racemic-external-'));
  const server = await startEmbedded({ dataDir, durable: false });
  return {
    host: server.host,
    port: server.port,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
async function oldest(): Promise<Given> {
  const server = await startPostgres15();
  return { host: server.host, port: server.port, stop: () => server[Symbol.asyncDispose]() };
}

test.each([
  [90_624, 'DATABASE_URL names PostgreSQL 9; Racemic needs 15 or newer.'],
  [140_019, 'DATABASE_URL names PostgreSQL 14; Racemic needs 15 or newer.'],
  [150_000, undefined],
  [150_004, undefined],
  [180_001, undefined],
  [200_000, undefined],
])('a server whose version is %i: %s', (version, sentence) => {
  expect(tooOld(version)).toBe(sentence);
});

describe.each([
  ['PostgreSQL 15, the oldest', oldest],
  ['PostgreSQL 18, the newest', newest],
])('%s', (_which, start) => {
  let given: Given;
  let made = 0;
  const next = () => {
    made += 1;
    return made;
  };
  beforeAll(async () => {
    given = await start();
  }, 120_000);
  afterAll(() => given.stop());

  async function asAdmin<T>(work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const client = new pg.Client({ host: given.host, port: given.port, user: 'postgres', database });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
  const run = (sql: string, database?: string) => asAdmin((client) => client.query(sql), database);

  const urlOf = (user: string, database: string, more = '') =>
    `postgres://${encodeURIComponent(user)}:secret-of-the-clinic@localhost/${database}?host=${encodeURIComponent(given.host)}&port=${given.port}${more}`;

  /** A login with these attributes, and a database that it owns. */
  async function aLogin(
    attributes = '',
    name = `care_${next()}`,
  ): Promise<{ login: string; database: string; url: string }> {
    const database = `db_${next()}`;
    await run(`create role "${name}" login ${attributes}`);
    await run(`create database ${database} owner "${name}"`);
    return { login: name, database, url: urlOf(name, database) };
  }
  const check = (url: string, ownerUrl?: string) => checkExternal(externalWhere(url, ownerUrl));
  async function sentenceOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CannotStart);
    const sentence = error instanceof Error ? error.message : '';
    expect(sentence).not.toContain('secret-of-the-clinic');
    return sentence;
  }
  const narrowRoles = ['racemic_app', 'racemic_identity', 'racemic_public', 'racemic_backup'];
  const haveRoles = async (login: string) => {
    for (const role of narrowRoles)
      await run(
        `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if; end $$`,
      );
    await run(`grant ${narrowRoles.join(', ')} to "${login}"`);
  };

  // First, while the roles are not there yet.
  test('without our roles, a login that makes none is told what the administrator runs once; then it works', async () => {
    const { login, url } = await aLogin('', 'Clinic Login');
    const sentence = await sentenceOf(check(url));
    expect(sentence).toContain('racemic_app, racemic_identity, racemic_public, racemic_backup');
    const [, sql = ''] = sentence.split('run: ');
    expect(sql).toBe(rolesSql(login));
    await run(sql);
    await check(url);
  });

  test('a login that may make roles makes them itself, migrates, and a clinic works on it', async () => {
    await run(
      `drop owned by racemic_app, racemic_identity, racemic_public, racemic_backup; drop role racemic_app, racemic_identity, racemic_public, racemic_backup`,
    );
    const { url } = await aLogin('createrole');
    const where = externalWhere(url, undefined);
    await checkExternal(where);
    expect((await migrate(where.owner)).length).toBeGreaterThan(3);
    const services = quietServices(openDatabase(where));
    try {
      const nurse = await (await aClinic(services)).as('nurse');
      expect((await aPatient(nurse)).number).toBe('00001');
    } finally {
      await services[Symbol.asyncDispose]();
      await services.db.close();
    }
    // A second start finds all in order.
    await checkExternal(where);
    expect(await migrate(where.owner)).toEqual([]);
  });

  test('a server that is not there, a database that is not there: one sentence', async () => {
    const { login } = await aLogin();
    expect(await sentenceOf(check('postgres://someone:secret-of-the-clinic@127.0.0.1:1/racemic'))).toMatch(
      /^DATABASE_URL can't be reached: .+\.$/,
    );
    expect(await sentenceOf(check(urlOf(login, 'nowhere')))).toMatch(
      /^DATABASE_URL can't be reached: .*"nowhere" does not exist\.$/,
    );
    expect(await sentenceOf(check(urlOf('nobody', 'postgres')))).toMatch(
      /^DATABASE_URL can't be reached: .*"nobody" does not exist\.$/,
    );
  });

  test('a superuser is refused, and one who is exempt from row-level security', async () => {
    const { url } = await aLogin('bypassrls');
    expect(await sentenceOf(check(urlOf('postgres', 'postgres')))).toContain('"postgres", who is a superuser');
    expect(await sentenceOf(check(url))).toContain('who is exempt from row-level security');
  });

  test('a superuser is refused for requests too, when only migrations have a login of their own', async () => {
    const { login, url, database } = await aLogin();
    await haveRoles(login);
    expect(await sentenceOf(check(urlOf('postgres', database), url))).toContain('may do too much');
  });

  test('a login that may not make tables is told so before anything is tried', async () => {
    const { database, login: owner, url: ownerUrl } = await aLogin();
    const { login } = await aLogin();
    await haveRoles(login);
    await haveRoles(owner);
    const sentence = await sentenceOf(check(urlOf(login, database)));
    expect(sentence).toContain('may not make tables');
    // With the owner named beside it, the same login is right.
    await check(urlOf(login, database), ownerUrl);
    await migrate(externalWhere(urlOf(login, database), ownerUrl).owner);
    await check(urlOf(login, database), ownerUrl);
  });

  test('a login that may not step down to the narrow roles is told what to grant', async () => {
    const { database, login: owner, url: ownerUrl } = await aLogin();
    await haveRoles(owner);
    const { login } = await aLogin();
    const sentence = await sentenceOf(check(urlOf(login, database), ownerUrl));
    expect(sentence).toContain('may not act as racemic_app');
    expect(sentence).toContain('grant racemic_app, racemic_identity, racemic_public, racemic_backup to');
  });

  test('an address that sets options of its own, and so would not step down, is refused', async () => {
    const { database, login } = await aLogin();
    await haveRoles(login);
    const url = urlOf(login, database, `&options=${encodeURIComponent('-c statement_timeout=60000')}`);
    expect(await sentenceOf(check(url))).toContain('and not as racemic_app');
  });

  test('narrow roles that own the tables, or read as the backup does, are refused', async () => {
    const { url, login } = await aLogin();
    await haveRoles(login);
    const where = externalWhere(url, undefined);
    await checkExternal(where);
    await migrate(where.owner);
    await run(`grant "${login}" to racemic_app`).catch(() => undefined);
    const [{ owns } = { owns: false }] = (
      await asAdmin((client) =>
        client.query<{ owns: boolean }>(`select pg_has_role('racemic_app', '${login}', 'member') as owns`),
      )
    ).rows;
    // A server refuses membership in a circle; then ownership is given to the role itself.
    if (!owns) await run(`alter table clinic.patient owner to racemic_app`, new URL(url).pathname.slice(1));
    expect(await sentenceOf(check(url))).toContain('racemic_app of DATABASE_URL may do too much');
    if (owns) await run(`revoke "${login}" from racemic_app`);
    else await run(`alter table clinic.patient owner to "${login}"`, new URL(url).pathname.slice(1));
    await check(url);
    await run('grant racemic_backup to racemic_identity');
    expect(await sentenceOf(check(url))).toContain('racemic_identity of DATABASE_URL may do too much');
    await run('revoke racemic_backup from racemic_identity');
    await run('alter role racemic_app bypassrls');
    expect(await sentenceOf(check(url))).toContain('racemic_app of DATABASE_URL may do too much');
    await run('alter role racemic_app nobypassrls');
    await check(url);
  });
});
