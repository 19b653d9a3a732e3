import pg from 'pg';
import { embeddedWhere, type Where } from '#server/platform/database.ts';
import { asSuperuser } from './database.ts';

export type EmptyDatabase = { where: Where; superuser: pg.ClientConfig; [Symbol.asyncDispose](): Promise<void> };

/** A database that nobody has migrated yet, on the run's own server. */
export async function anEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = async (statement: string) => {
    const client = new pg.Client(asSuperuser('postgres'));
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await admin(`create database ${name} owner racemic_owner template template0`);
  const superuser = asSuperuser(name);
  return {
    where: embeddedWhere({ host: superuser.host ?? '', port: superuser.port ?? 0 }, name),
    superuser,
    [Symbol.asyncDispose]: () => admin(`drop database if exists ${name} with (force)`),
  };
}
