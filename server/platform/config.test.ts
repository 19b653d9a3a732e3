import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CannotStart } from './cannot-start.ts';
import { readConfig, Settings } from './config.ts';

const reading = (env: Record<string, string>) => () => readConfig(env);
const database = 'postgres://racemic:secret@';

test('what leads to another machine is encrypted, and its certificate is checked', () => {
  for (const url of [
    `${database}db.example.org/racemic`,
    `${database}10.0.0.7:5432/racemic?sslmode=prefer`,
    `${database}db.example.org/racemic?sslmode=no-verify`,
    `${database}localhost/racemic?host=db.example.org`,
    `${database}localhost.example.org/racemic`,
    `${database}127.0.0.1:5433,10.0.0.7:5433/racemic`,
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
    `${database}127.0.0.1:5433,127.0.0.1:5434/racemic`,
  ])
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  expect(readConfig({ ANCHOR_URL: 'http://127.0.0.1:9000/' }).anchorUrl).toBe('http://127.0.0.1:9000/');
});

test('what is no address at all is said so first', () => {
  expect(reading({ DATABASE_URL: 'mysql://db.example.org/x' })).toThrow(/looks like postgres:\/\//);
  expect(reading({ DATABASE_URL: 'postgres://%zz/x' })).toThrow(/needs TLS|looks like/);
  expect(reading({ ANCHOR_URL: 'anchors' })).toThrow(/begins with http:\/\/ or https:\/\//);
});

describe('every wrong setting ends the start with one sentence that names it', () => {
  const tls = { TLS_CERT_FILE: 'c.pem', TLS_KEY_FILE: 'k.pem' };
  const wrong: [string, string, Record<string, string>?][] = [
    ['PORT', 'x'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['PORT', ' '],
    ['ACME_HTTP_PORT', 'eighty'],
    ['DATABASE_URL', 'localhost/racemic'],
    ['DATABASE_URL', 'mysql://localhost/racemic'],
    ['DATABASE_URL', 'postgres://localhost:5432,localhost:x/racemic'],
    ['DATABASE_OWNER_URL', 'racemic'],
    ['MONITOR_FULL_DAYS', '6'],
    ['PUBLIC_URL', 'clinic.example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://clinic.example.org/path'],
    ['PUBLIC_URL', 'https://user@clinic.example.org'],
    ['TRUSTED_PROXY', 'my-proxy'],
    ['TRUSTED_PROXY', '10.0.0.0/99'],
    ['ACME_DOMAIN', 'https://clinic.example.org', { ACME_EMAIL: 'o@example.org' }],
    ['ACME_EMAIL', 'owner', { ACME_DOMAIN: 'clinic.example.org' }],
    ['ACME_DIRECTORY_URL', 'ftp://ca.example'],
    ['SMTP_URL', 'mail.example.org:587'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['MAIL_FROM', 'us'],
    ['MAIL_FROM', 'a@b\r\nbcc: everyone@example.org'],
    ['TEXT_URL', 'gateway.example.org'],
    ['TEXT_URL', 'http://gateway.example.org'],
    ['TEXT_TOKEN', 'short', { TEXT_URL: 'https://gateway.example.org' }],
    ['IDLE_LOCK_MIN', '0'],
    ['IDLE_LOCK_MIN', '61'],
    ['IDLE_LOCK_MIN', '1.5'],
    ['IDLE_LOCK_MIN', 'never'],
    ['BACKUP_AT', '24:00'],
    ['BACKUP_AT', '2:30'],
    ['BACKUP_AT', 'at night'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_KEEP', '3651'],
    ['ANCHOR_URL', 'file:///etc/passwd'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_SITE', 'maybe'],
    ['MLLP_LISTEN', '2575'],
    ['MLLP_LISTEN', 'monitors:2575'],
    ['MLLP_ALLOW', 'the ward', { MLLP_LISTEN: '127.0.0.1:2575' }],
    ['MLLP_LISTEN', '127.0.0.1:2575,'],
    ['MLLP_CLINIC', 'ours', { MLLP_LISTEN: '127.0.0.1:2575' }],
    ['MLLP_TLS', 'maybe', { MLLP_LISTEN: '127.0.0.1:2575' }],
    ['METRICS_TOKEN', 'too short'],
  ];
  test.each(wrong)('%s=%s', (name, value, beside = {}) => {
    const read = () => readConfig({ ...beside, [name]: value });
    expect(read).toThrow(CannotStart);
    expect(read).toThrow(new RegExp(`^The setting ${name} can't be used: ${name} [^\\n]+\\.$`));
  });

  test('none of them is repeated with its value: a password might be in it', () => {
    for (const [name, value, beside = {}] of wrong)
      if (value.trim().length > 4)
        try {
          readConfig({ ...beside, [name]: value });
        } catch (error) {
          expect(String(error), `${name}=${value}`).not.toContain(value);
        }
  });

  test('each setting that can be wrong is tried here', () => {
    const anyText = ['BIND', 'DATA_DIR', 'TLS_CERT_FILE', 'TLS_KEY_FILE', 'BACKUP_DIR'];
    const tried = new Set([...wrong.map(([name]) => name), ...anyText]);
    expect([...tried].sort()).toEqual(Object.keys(Settings.shape).sort());
  });

  test.each([
    ['TLS_CERT_FILE and TLS_KEY_FILE belong together', { TLS_CERT_FILE: 'c.pem' }],
    ['TLS_CERT_FILE and TLS_KEY_FILE belong together', { TLS_KEY_FILE: 'k.pem' }],
    ['MLLP_ALLOW is used together with MLLP_LISTEN', { MLLP_ALLOW: '10.0.0.5' }],
    ['say in MLLP_ALLOW from which addresses they connect', { MLLP_LISTEN: '0.0.0.0:2575' }],
    ['MLLP_LISTEN names 2 and MLLP_CLINIC 0', { MLLP_LISTEN: '127.0.0.1:1, 127.0.0.1:2' }],
    ['MLLP_TLS needs a certificate', { MLLP_LISTEN: '127.0.0.1:2575', MLLP_TLS: 'on' }],
    ['TEXT_TOKEN is used together with TEXT_URL', { TEXT_TOKEN: 'long enough' }],
    ['ACME_DOMAIN and ACME_EMAIL belong together', { ACME_DOMAIN: 'clinic.example.org' }],
    ['DATABASE_OWNER_URL is used together with DATABASE_URL', { DATABASE_OWNER_URL: 'postgres://localhost/x' }],
    [
      'DATABASE_OWNER_URL names other hosts than DATABASE_URL',
      { DATABASE_URL: 'postgres://[::1]:1,[::1]:2/x', DATABASE_OWNER_URL: 'postgres://[::1]:2,[::1]:1/x' },
    ],
    ['TLS_CERT_FILE and ACME_DOMAIN are two ways', { ...tls, ACME_DOMAIN: 'c.example', ACME_EMAIL: 'o@example.org' }],
  ])('%s', (sentence, env) => {
    expect(() => readConfig(env)).toThrow(CannotStart);
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test.each(['0.0.0.0', '::', '192.168.1.7', '10.0.0.5', 'clinic.example.org', '127.0.0.1.example.org', '128.0.0.1'])(
    'the address %s, which others reach, needs TLS',
    (bind) => {
      expect(() => readConfig({ BIND: bind })).toThrow(`The address ${bind} can be reached from other machines`);
      expect(() => readConfig({ BIND: bind, PUBLIC_URL: 'http://localhost' })).toThrow(/needs TLS/);
      expect(readConfig({ BIND: bind, ...tls }).bind).toBe(bind);
    },
  );
  test.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('the address %s does not', (bind) => {
    expect(readConfig({ BIND: bind }).bind).toBe(bind);
  });
});

describe('what is typed after npm start', () => {
  test('is --demo or nothing', () => {
    for (const args of [['--port=80'], ['demo'], ['--demo', '--force'], ['']])
      expect(() => readConfig({}, args), args.join(' ')).toThrow(/^npm start does not know ".*"; it knows --demo\.$/);
  });
  test('--demo has its own folder, and no database of someone else', () => {
    expect(readConfig({ DATA_DIR: '/srv/racemic' }, ['--demo'])).toMatchObject({
      demo: true,
      dataDir: '/srv/racemic-demo',
    });
    expect(() => readConfig({ DATABASE_URL: 'postgres://localhost/x' }, ['--demo'])).toThrow(/without DATABASE_URL/);
  });
});

test('with nothing set, a clinic runs on this computer alone', () => {
  const config = readConfig({ PATH: '/usr/bin', HOME: '/root', PORT: '' });
  expect(config).toMatchObject({
    port: 3000,
    bind: '127.0.0.1',
    demo: false,
    idleLockMin: 10,
    backupAt: '02:30',
    backupKeep: 14,
    logLevel: 'info',
  });
  expect(isAbsolute(config.dataDir)).toBe(true);
  expect(config.backupDir).toBe(`${config.dataDir}/backups`);
  expect(readConfig({ PORT: '0' }).port).toBe(0);
  expect(readConfig({ PORT: '65535', IDLE_LOCK_MIN: '60', BACKUP_KEEP: '1' })).toMatchObject({
    port: 65_535,
    idleLockMin: 60,
    backupKeep: 1,
  });
});

const withTls = { TLS_CERT_FILE: 'c.pem', TLS_KEY_FILE: 'k.pem' };

test('monitors are listened for where it is said, on this machine from this machine alone unless others are named', () => {
  expect(readConfig({}).mllp).toEqual([]);
  expect(readConfig({ MLLP_LISTEN: '127.0.0.1:2575' }).mllp).toEqual([
    { host: '127.0.0.1', port: 2575, allow: '127.0.0.0/8,::1', clinicId: undefined, tls: undefined },
  ]);
  const inClinic = { MLLP_CLINIC: '0199a0b2-0000-7000-8000-00000000dead', MLLP_TLS: 'on', ...withTls };
  expect(readConfig({ MLLP_LISTEN: '[::]:2575', MLLP_ALLOW: '10.0.0.0/24', ...inClinic }).mllp).toMatchObject([
    { host: '::', port: 2575, allow: '10.0.0.0/24', clinicId: inClinic.MLLP_CLINIC, tls: { certFile: 'c.pem' } },
  ]);
  const [one, other] = ['0199a0b2-0000-7000-8000-000000000001', '0199a0b2-0000-7000-8000-000000000002'];
  expect(readConfig({ MLLP_LISTEN: '127.0.0.1:2575, [::1]:2576', MLLP_CLINIC: `${one},${other}` }).mllp).toMatchObject([
    { host: '127.0.0.1', port: 2575, clinicId: one },
    { host: '::1', port: 2576, clinicId: other },
  ]);
});

test('the synthetic clinic listens for monitors by itself, on this machine', () => {
  expect(readConfig({}, ['--demo']).mllp).toMatchObject([{ host: '127.0.0.1', port: 2575 }]);
  expect(readConfig({ PORT: '0' }, ['--demo']).mllp).toMatchObject([{ host: '127.0.0.1', port: 0 }]);
  expect(readConfig({ MLLP_LISTEN: '127.0.0.1:2600' }, ['--demo']).mllp).toMatchObject([{ port: 2600 }]);
});
