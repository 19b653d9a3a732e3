import type pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { connect, type Login, type Where } from './database.ts';

const narrow = ['racemic_app', 'racemic_identity', 'racemic_public', 'racemic_backup'] as const;

/** A fresh embedded server: our roles and our database, made by its superuser. Safe to repeat. */
export async function prepareEmbedded(superuser: pg.ClientConfig, database = 'racemic'): Promise<void> {
  const client = await connect({ ...superuser, database: 'postgres' });
  try {
    for (const role of ['racemic_owner', 'racemic_app', 'racemic_identity', 'racemic_public'])
      await makeRole(client, role, 'login noinherit');
    await makeRole(client, 'racemic_backup', 'nologin');
    await client.query('grant racemic_backup to racemic_owner');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database} owner racemic_owner`);
  } finally {
    await client.end();
  }
}

async function makeRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await client.query(`create role ${role} ${attributes}`);
}

/** What a database administrator runs once for a PostgreSQL of their own. */
export const rolesSql = (login: string) =>
  `${narrow.map((role) => `create role ${role} nologin;`).join(' ')} ${grantSql(login)}`;

const grantSql = (login: string) => `grant ${narrow.join(', ')} to ${quoted(login)};`;
const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

const oldest = 15;

/** @param versionNum as `server_version_num` counts: 150004 is 15.4 @returns what to say of a server that is too old */
export const tooOld = (versionNum: number): string | undefined =>
  versionNum >= oldest * 10_000
    ? undefined
    : `DATABASE_URL names PostgreSQL ${Math.floor(versionNum / 10_000)}; Racemic needs ${oldest} or newer.`;

type Server = {
  version: number;
  login: string;
  superuser: boolean;
  bypass: boolean;
  makes_roles: boolean;
  makes_tables: boolean;
};

/**
 * Looks at a PostgreSQL that was named in DATABASE_URL before anything is written to it.
 *
 * @throws CannotStart when it can't be reached, is older than 15, or the login may do too much or too little
 */
export async function checkExternal(where: Where): Promise<void> {
  const login = await reach(where.owner);
  try {
    const server = await about(login);
    const old = tooOld(server.version);
    if (old !== undefined) throw new CannotStart(old);
    if (server.superuser || server.bypass)
      throw new CannotStart(
        `DATABASE_URL signs in as "${server.login}", who is ${server.superuser ? 'a superuser' : 'exempt from row-level security'}: use a login that is neither.`,
      );
    if (!server.makes_tables)
      throw new CannotStart(
        `DATABASE_URL signs in as "${server.login}", who may not make tables in this database: let them own it, or name its owner with DATABASE_OWNER_URL.`,
      );
    await ensureNarrowRoles(login, server);
  } finally {
    await login.end();
  }
  await checkNarrow(where.app, 'racemic_app');
  await checkNarrow(where.identity, 'racemic_identity');
  await checkNarrow(where.public, 'racemic_public');
}

async function reach(config: Login, role?: string): Promise<pg.Client> {
  try {
    return await connect({ ...config, connectionTimeoutMillis: 5_000 });
  } catch (error) {
    if (role !== undefined && error instanceof Error && Reflect.get(error, 'code') === '42501')
      throw new CannotStart(
        `The login of DATABASE_URL may not act as ${role}. Once, as its administrator, run: ${grantSql('its name')}`,
      );
    const why = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error);
    throw new CannotStart(`DATABASE_URL can't be reached: ${why}.`);
  }
}

async function about(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `select current_setting('server_version_num')::int as version, session_user::text as login,
            rolsuper as superuser, rolbypassrls as bypass, rolcreaterole as makes_roles,
            has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as makes_tables
       from pg_roles where rolname = session_user`,
  );
  const row = rows[0];
  if (row === undefined) throw new CannotStart('DATABASE_URL signs in as a role that the server does not list.');
  return row;
}

async function ensureNarrowRoles(client: pg.Client, server: Server): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    [...narrow],
  ]);
  const there = new Set(rows.map((row) => row.rolname));
  const missing = narrow.filter((role) => !there.has(role));
  if (missing.length === 0) return;
  if (!server.makes_roles)
    throw new CannotStart(
      `The database lacks the roles ${missing.join(', ')}. Once, as its administrator, run: ${rolesSql(server.login)}`,
    );
  for (const role of missing) await client.query(`create role ${role} nologin`);
  await client.query(`grant ${narrow.join(', ')} to current_user`);
}

/** The role that serves requests must be unable to step around row-level security. */
async function checkNarrow(config: Login, role: string): Promise<void> {
  const client = await reach(config, role);
  try {
    const { rows } = await client.query<{
      name: string;
      super: boolean;
      bypass: boolean;
      owns: boolean;
      reads_all: boolean;
      login_super: boolean;
    }>(
      `select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
              pg_has_role(r.oid, 'racemic_backup', 'member') as reads_all,
              (select s.rolsuper or s.rolbypassrls from pg_roles s where s.rolname = session_user) as login_super,
              exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                       where n.nspname in ('clinic', 'identity', 'public_data') and pg_has_role(r.oid, c.relowner, 'member')) as owns
         from pg_roles r where r.rolname = current_user`,
    );
    const found = rows[0];
    if (found?.name !== role)
      throw new CannotStart(
        `Connections of DATABASE_URL act as "${found?.name}" and not as ${role}: leave out the options that the address sets.`,
      );
    if (found.super || found.bypass || found.owns || found.reads_all || found.login_super)
      throw new CannotStart(
        `The role ${role} of DATABASE_URL may do too much: it must not be a superuser, own tables, read as the backup does, or bypass row-level security.`,
      );
  } finally {
    await client.end();
  }
}
