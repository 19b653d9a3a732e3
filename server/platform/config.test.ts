import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const reading = (env: Record<string, string>) => () => readConfig(env);
const database = 'postgres://racemic:secret@';

test('what leads to another machine is encrypted, and its certificate is checked', () => {
  for (const url of [
    `${database}db.example.org/racemic`,
    `${database}10.0.0.7:5432/racemic?sslmode=prefer`,
    `${database}db.example.org/racemic?sslmode=no-verify`,
    `${database}localhost/racemic?host=db.example.org`,
    `${database}localhost.example.org/racemic`,
  ])
    for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL'])
      expect(reading({ DATABASE_URL: `${database}localhost/racemic`, [name]: url }), url).toThrow(
        `The setting ${name} can't be used: ${name} leads to another machine and needs TLS: end it with ?sslmode=verify-full.`,
      );
  for (const name of ['ANCHOR_URL', 'ACME_DIRECTORY_URL'])
    expect(reading({ [name]: 'http://anchors.example.org/' })).toThrow(
      `The setting ${name} can't be used: ${name} leads to another machine and begins with https://.`,
    );
  const good = `${database}db.example.org/racemic?sslmode=verify-full`;
  expect(readConfig({ DATABASE_URL: good, ANCHOR_URL: 'https://anchors.example.org/' }).databaseUrl).toBe(good);
});

test('between two programs of one machine nothing of that is asked', () => {
  for (const url of [
    `${database}localhost/racemic`,
    `${database}127.0.0.1:5433/racemic`,
    `${database}[::1]:5433/racemic`,
    'postgres:///racemic?host=/var/run/postgresql',
    'postgres://racemic@%2Fvar%2Frun%2Fpostgresql/racemic',
  ])
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  expect(readConfig({ ANCHOR_URL: 'http://127.0.0.1:9000/' }).anchorUrl).toBe('http://127.0.0.1:9000/');
});

test('what is no address at all is said so first', () => {
  expect(reading({ DATABASE_URL: 'mysql://db.example.org/x' })).toThrow(/looks like postgres:\/\//);
  expect(reading({ DATABASE_URL: 'postgres://%zz/x' })).toThrow(/needs TLS|looks like/);
  expect(reading({ ANCHOR_URL: 'anchors' })).toThrow(/begins with http:\/\/ or https:\/\//);
});
