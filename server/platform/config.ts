import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { addressesOf, hostsOf } from './database-address.ts';
import { proxyList } from './proxy.ts';

/** Digits only: a blank is not zero, and 0x50 or 1e3 is a slip of the keyboard rather than a number. */
const whole = (what: string, min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `${what} from ${min} to ${max}`,
    })
    .transform(Number);
const port = (name: string) => whole(`${name} is a number`, 0, 65_535);
const httpUrl = (name: string) =>
  z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    message: `${name} is an address that begins with http:// or https://`,
  });
/** What leaves this machine is encrypted. Between two programs of one machine nobody reads along. */
const outUrl = (name: string) =>
  httpUrl(name).refine((text) => !URL.canParse(text) || new URL(text).protocol === 'https:' || isHere(new URL(text)), {
    message: `${name} leads to another machine and begins with https://`,
  });
const postgresUrl = (name: string) =>
  z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && addressesOf(text).every((one) => URL.canParse(one)), {
      message: `${name} looks like postgres://user:password@host:5432/database, with several hosts after commas`,
      abort: true,
    })
    .refine((text) => addressesOf(text).every((one) => isHere(new URL(one)) || isSure(new URL(one))), {
      message: `${name} leads to another machine and needs TLS: end it with ?sslmode=verify-full`,
    });
const listOf = (text: string): string[] => text.split(',').map((one) => one.trim());
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'BACKUP_AT is a time like 02:30');
const file = (name: string) => z.string().min(1, `${name} is the path of a file`);

/** Every setting, once. `.env.example` explains them; an unknown or wrong one stops the start with a sentence. */
export const Settings = z.object({
  PORT: port('PORT').default(3000),
  BIND: z.string().min(1, 'BIND is an address of this machine').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'DATA_DIR is the path of a folder').optional(),
  DATABASE_URL: postgresUrl('DATABASE_URL').optional(),
  DATABASE_OWNER_URL: postgresUrl('DATABASE_OWNER_URL').optional(),
  PUBLIC_URL: httpUrl('PUBLIC_URL')
    .refine((text) => !URL.canParse(text) || new URL(text).href === `${new URL(text).origin}/`, {
      message: 'PUBLIC_URL has no path, name of a user or question mark: https://clinic.example.org',
    })
    .optional(),
  TRUSTED_PROXY: z
    .string()
    .refine((text) => proxyList(text) !== undefined, {
      message: 'TRUSTED_PROXY is the address your proxy connects from, as 10.0.0.5 or 10.0.0.0/24; several with commas',
    })
    .optional(),
  TLS_CERT_FILE: file('TLS_CERT_FILE').optional(),
  TLS_KEY_FILE: file('TLS_KEY_FILE').optional(),
  ACME_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/i, 'ACME_DOMAIN is a host name')
    .optional(),
  ACME_EMAIL: z.email('ACME_EMAIL is an e-mail address').optional(),
  ACME_DIRECTORY_URL: outUrl('ACME_DIRECTORY_URL').default('https://acme-v02.api.letsencrypt.org/directory'),
  ACME_HTTP_PORT: port('ACME_HTTP_PORT').default(80),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), {
      message: 'SMTP_URL looks like smtp://user:password@host:587',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\p{C}@]*[^\p{C}@\s]@[^\p{C}@\s]+$/u, 'MAIL_FROM is an e-mail address, or a name and <an address>')
    .optional(),
  TEXT_URL: outUrl('TEXT_URL').optional(),
  TEXT_TOKEN: z.string().min(8, 'TEXT_TOKEN has 8 characters or more').optional(),
  IDLE_LOCK_MIN: whole('IDLE_LOCK_MIN is a number of minutes', 1, 60).default(10),
  BACKUP_DIR: z.string().min(1, 'BACKUP_DIR is the path of a folder').optional(),
  BACKUP_AT: clock.default('02:30'),
  BACKUP_KEEP: whole('BACKUP_KEEP is a number of backups', 1, 3_650).default(14),
  ANCHOR_URL: outUrl('ANCHOR_URL').optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'LOG_LEVEL is fatal, error, warn, info, debug or silent',
    )
    .default('info'),
  PUBLIC_SITE: z.enum(['on', 'off'], 'PUBLIC_SITE is on or off').default('on'),
  MLLP_LISTEN: z
    .string()
    .transform(listOf)
    .refine((all) => all.every((one) => /^(\[[0-9a-f:]+\]|[0-9.]+|localhost):\d{1,5}$/i.test(one)), {
      message: 'MLLP_LISTEN is an address and a port, as 127.0.0.1:2575; several with commas',
    })
    .optional(),
  MLLP_ALLOW: z
    .string()
    .refine((text) => proxyList(text) !== undefined, {
      message: 'MLLP_ALLOW is the address monitors connect from, as 10.0.0.5 or 10.0.0.0/24; several with commas',
    })
    .optional(),
  MLLP_CLINIC: z
    .string()
    .transform(listOf)
    .refine((all) => all.every((one) => z.uuid().safeParse(one).success), {
      message: 'MLLP_CLINIC is the id of a clinic on this server; several with commas',
    })
    .optional(),
  MLLP_TLS: z.enum(['on', 'off'], 'MLLP_TLS is on or off').default('off'),
  MONITOR_FULL_DAYS: whole('MONITOR_FULL_DAYS is a number of days', 7, 3_650).optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN has 16 characters or more').optional(),
});

/** One address at which monitors are listened for, from whom, and for which clinic; undefined: the only one here. */
export type MllpConfig = {
  host: string;
  port: number;
  allow: string;
  clinicId: string | undefined;
  tls: { certFile: string; keyFile: string } | undefined;
};

export type Config = {
  port: number;
  bind: string;
  dataDir: string;
  demo: boolean;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  publicUrl: string | undefined;
  trustedProxy: string | undefined;
  tls: { certFile: string; keyFile: string } | undefined;
  acme: { domain: string; email: string; directoryUrl: string; httpPort: number } | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  textUrl: string | undefined;
  textToken: string | undefined;
  idleLockMin: number;
  backupDir: string;
  backupAt: string;
  backupKeep: number;
  anchorUrl: string | undefined;
  logLevel: z.infer<typeof Settings>['LOG_LEVEL'];
  metricsToken: string | undefined;
  publicSite: boolean;
  /** None: no monitor is listened for. Each address is one clinic's. */
  mllp: readonly MllpConfig[];
  /** For how long all that monitors said is kept after a session was signed; undefined: as the project proposes. */
  monitorFullDays: number | undefined;
};

const loopback = /^(127(\.\d+){3}|::1|localhost)$/;
export const isLoopback = (address: string): boolean => loopback.test(address);

const isSure = ({ searchParams }: URL): boolean => searchParams.get('sslmode') === 'verify-full';

/** This machine, by name, by address or through a socket in its files. */
function isHere({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get('host') ?? hostname.replaceAll(/%2f/gi, '/').replace(/^\[|\]$/g, '');
  return host === '' || host.startsWith('/') || isLoopback(host);
}

/**
 * Reads every setting from the environment.
 *
 * @throws CannotStart with one sentence that names the setting and what it should look like
 */
export function readConfig(env: Record<string, string | undefined>, args: readonly string[] = []): Config {
  const given = Object.fromEntries(
    Object.keys(Settings.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new CannotStart(
      `The setting ${issue?.path.join('.') ?? ''} can't be used: ${issue?.message ?? 'it is wrong'}.`,
    );
  }
  const unknown = args.find((arg) => arg !== '--demo');
  if (unknown !== undefined) throw new CannotStart(`npm start does not know "${unknown}"; it knows --demo.`);
  const s = parsed.data;
  const demo = args.includes('--demo');
  if (demo && s.DATABASE_URL)
    throw new CannotStart('The synthetic clinic lives in its own embedded database: start it without DATABASE_URL.');
  if ((s.TLS_CERT_FILE === undefined) !== (s.TLS_KEY_FILE === undefined))
    throw new CannotStart('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both or neither.');
  if ((s.ACME_DOMAIN === undefined) !== (s.ACME_EMAIL === undefined))
    throw new CannotStart('ACME_DOMAIN and ACME_EMAIL belong together: set both or neither.');
  if (s.DATABASE_OWNER_URL && !s.DATABASE_URL)
    throw new CannotStart('DATABASE_OWNER_URL is used together with DATABASE_URL: set both or neither.');
  if (s.DATABASE_URL && s.DATABASE_OWNER_URL && !areSameHosts(s.DATABASE_URL, s.DATABASE_OWNER_URL))
    throw new CannotStart(
      'DATABASE_OWNER_URL names other hosts than DATABASE_URL: name the same ones, in the same order.',
    );
  if (s.TLS_CERT_FILE && s.ACME_DOMAIN)
    throw new CannotStart('TLS_CERT_FILE and ACME_DOMAIN are two ways to the same end: set one of them.');
  if (s.TEXT_TOKEN && !s.TEXT_URL)
    throw new CannotStart('TEXT_TOKEN is used together with TEXT_URL: set both or neither.');
  const speaksTls = s.TLS_CERT_FILE !== undefined || s.ACME_DOMAIN !== undefined;
  if (s.PUBLIC_URL?.startsWith('https://') && !speaksTls && !s.TRUSTED_PROXY)
    throw new CannotStart(
      'PUBLIC_URL begins with https and nothing here speaks TLS: set TRUSTED_PROXY to the address your proxy connects from, or TLS_CERT_FILE and TLS_KEY_FILE, or ACME_DOMAIN and ACME_EMAIL.',
    );
  if (s.PUBLIC_URL?.startsWith('http://') && speaksTls)
    throw new CannotStart('PUBLIC_URL begins with http and this server speaks TLS: begin it with https.');
  const behindProxy = s.TRUSTED_PROXY !== undefined && s.PUBLIC_URL?.startsWith('https://') === true;
  if (!isLoopback(s.BIND) && !speaksTls && !behindProxy)
    throw new CannotStart(
      `The address ${s.BIND} can be reached from other machines and needs TLS: set TLS_CERT_FILE and TLS_KEY_FILE, or ACME_DOMAIN and ACME_EMAIL, or TRUSTED_PROXY with an https PUBLIC_URL.`,
    );
  const folder = s.DATA_DIR ?? 'data';
  const dataDir = demo ? `${absolute(folder)}-demo` : absolute(folder);
  return {
    port: s.PORT,
    bind: s.BIND,
    dataDir,
    demo,
    databaseUrl: s.DATABASE_URL,
    databaseOwnerUrl: s.DATABASE_OWNER_URL,
    publicUrl: s.PUBLIC_URL === undefined ? undefined : new URL(s.PUBLIC_URL).origin,
    trustedProxy: s.TRUSTED_PROXY,
    tls: s.TLS_CERT_FILE && s.TLS_KEY_FILE ? { certFile: s.TLS_CERT_FILE, keyFile: s.TLS_KEY_FILE } : undefined,
    acme:
      s.ACME_DOMAIN && s.ACME_EMAIL
        ? {
            domain: s.ACME_DOMAIN.toLowerCase(),
            email: s.ACME_EMAIL,
            directoryUrl: s.ACME_DIRECTORY_URL,
            httpPort: s.ACME_HTTP_PORT,
          }
        : undefined,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    textUrl: s.TEXT_URL,
    textToken: s.TEXT_TOKEN,
    idleLockMin: s.IDLE_LOCK_MIN,
    backupDir: absolute(s.BACKUP_DIR ?? `${dataDir}/backups`),
    backupAt: s.BACKUP_AT,
    backupKeep: s.BACKUP_KEEP,
    anchorUrl: s.ANCHOR_URL,
    logLevel: s.LOG_LEVEL,
    metricsToken: s.METRICS_TOKEN,
    publicSite: s.PUBLIC_SITE === 'on',
    monitorFullDays: s.MONITOR_FULL_DAYS,
    mllp: demo && s.MLLP_LISTEN === undefined ? demoMonitors(s.PORT) : mllpOf(s),
  };
}

function mllpOf(s: z.infer<typeof Settings>): MllpConfig[] {
  if (s.MLLP_LISTEN === undefined) {
    const other = (['MLLP_ALLOW', 'MLLP_CLINIC'] as const).find((name) => s[name] !== undefined);
    if (other !== undefined) throw new CannotStart(`${other} is used together with MLLP_LISTEN: set both or neither.`);
    return [];
  }
  const clinics = s.MLLP_CLINIC ?? [];
  if (s.MLLP_LISTEN.length !== Math.max(1, clinics.length))
    throw new CannotStart(
      `MLLP_LISTEN names ${s.MLLP_LISTEN.length} and MLLP_CLINIC ${clinics.length}: each address is one clinic’s, in the same order.`,
    );
  return s.MLLP_LISTEN.map((at, place) => monitorsAt(s, at, clinics[place]));
}

function monitorsAt(s: z.infer<typeof Settings>, where: string, clinicId: string | undefined): MllpConfig {
  const at = where.lastIndexOf(':');
  const host = where.slice(0, at).replace(/^\[|\]$/g, '');
  if (!isLoopback(host) && s.MLLP_ALLOW === undefined)
    throw new CannotStart(
      `Monitors at ${where} can be spoken for by any machine that reaches it: say in MLLP_ALLOW from which addresses they connect.`,
    );
  if (s.MLLP_TLS === 'on' && s.TLS_CERT_FILE === undefined)
    throw new CannotStart('MLLP_TLS needs a certificate: set TLS_CERT_FILE and TLS_KEY_FILE.');
  return {
    ...{ host, port: Number(where.slice(at + 1)), clinicId },
    allow: s.MLLP_ALLOW ?? onThisMachine,
    tls:
      s.MLLP_TLS === 'on' && s.TLS_CERT_FILE && s.TLS_KEY_FILE
        ? { certFile: s.TLS_CERT_FILE, keyFile: s.TLS_KEY_FILE }
        : undefined,
  };
}

const onThisMachine = '127.0.0.0/8,::1';

/** The synthetic clinic listens by itself, on this machine alone; at any port where its own is any port. */
export const demoMonitors = (port: number): MllpConfig[] => [
  {
    ...{ host: '127.0.0.1', port: port === 0 ? 0 : usualMonitorPort, allow: onThisMachine },
    ...{ clinicId: undefined, tls: undefined },
  },
];
/** Registered for HL7 over MLLP. */
const usualMonitorPort = 2575;

/** One host may have two names; of several, each stands for the other at its place. */
function areSameHosts(one: string, other: string): boolean {
  const [hosts, others] = [hostsOf(one), hostsOf(other)];
  return (hosts.length === 1 && others.length === 1) || hosts.join() === others.join();
}

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));
