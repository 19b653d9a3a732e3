import { pino } from 'pino';
import type { Config } from './config.ts';

/** Logs carry ids, never names or free text. Whatever looks like a person or a secret is cut before it is written. */
const cut = [
  'passphrase',
  'password',
  'pin',
  'code',
  'token',
  'secret',
  'email',
  'name',
  'givenName',
  'familyName',
  'preferredName',
  'birthOn',
  'phone',
  'address',
  'note',
  'reasonText',
  'cookie',
  'setCookie',
  'authorization',
  'body',
];

export const openLog = (config: Pick<Config, 'logLevel'>, destination?: { write(line: string): void }) =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: cut.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '(cut)' },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
export type Log = ReturnType<typeof openLog>;
