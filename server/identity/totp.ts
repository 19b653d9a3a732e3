import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { IdentityTx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';
import { authSecret } from './cookies.ts';

/** The system's clock, as authenticator apps and better-auth use it: a code is about the real time. */
const stepNow = () => Math.floor(Date.now() / 30_000);
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** better-auth reads secrets with this mark as base32, others as plain text. */
const mark = 'base32:';

type Db = Pick<IdentityTx, 'selectFrom' | 'updateTable' | 'deleteFrom' | 'insertInto'>;

/** 160 random bits, the length RFC 4226 recommends. */
export function newTotpSecret(): string {
  return [...randomBytes(32)].map((byte) => base32[byte & 31]).join('');
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret.toUpperCase().replace(/=+$/, '')]
    .map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** RFC 6238 with SHA-1, six digits, 30 seconds: what every authenticator app speaks. */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
export const totpNow = (secret: string): string => totpAt(secret, stepNow());

export const totpUri = (secret: string, email: string, clinicName: string): string => {
  const issuer = `Racemic ${clinicName}`.replaceAll(':', ' ');
  const asked = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(email)}?${asked.toString().replaceAll('+', '%20')}`;
};

/** Ten codes for the day the phone is lost: 50 bits each, every one works once. */
const codeLetters = '23456789abcdefghijkmnpqrstuvwxyz';
export const newBackupCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: 10 }, () => codeLetters[randomInt(codeLetters.length)])
      .join('')
      .replace(/^(.{5})/, '$1-'),
  );
/** People type them with spaces, capitals or without the dash. */
export const asBackupCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(.{5})/, '$1-');

export const seal = (services: Services, data: string) => symmetricEncrypt({ key: authSecret(services), data });
export const unseal = (services: Services, data: string) => symmetricDecrypt({ key: authSecret(services), data });
export const sealTotpSecret = (services: Services, secret: string) => seal(services, mark + secret);
export const sealBackupCodes = (services: Services, codes: string[]) => seal(services, JSON.stringify(codes));

/** The step whose code this is: now, or one step to either side for clocks that differ. */
export async function matchingStep(services: Services, sealed: string, code: string): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const secret = (await unseal(services, sealed)).replace(mark, '');
  const now = stepNow();
  return [now - 1, now, now + 1]
    .filter((step) => timingSafeEqual(Buffer.from(totpAt(secret, step)), Buffer.from(code)))
    .at(-1);
}

/**
 * Whether the code is right and was not used before: someone who reads it over a shoulder, or two requests at once,
 * can't use it a second time (ASVS 6.5.1).
 */
export async function spendTotpCode(services: Services, db: Db, accountId: string, code: string): Promise<boolean> {
  const row = await db.selectFrom('twoFactor').select('secret').where('accountId', '=', accountId).executeTakeFirst();
  if (row === undefined) return false;
  const step = await matchingStep(services, row.secret, code);
  if (step === undefined) return false;
  const { numUpdatedRows } = await db
    .updateTable('twoFactor')
    .set({ lastStep: String(step) })
    .where('accountId', '=', accountId)
    .where((is) => is.or([is('lastStep', 'is', null), is('lastStep', '<', String(step))]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Takes a backup code out of the list; of two requests at once one wins. */
export async function spendBackupCode(services: Services, db: Db, accountId: string, typed: string): Promise<boolean> {
  const row = await db
    .selectFrom('twoFactor')
    .select('backupCodes')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return false;
  const codes: unknown = JSON.parse(await unseal(services, row.backupCodes));
  const code = asBackupCode(typed);
  if (!Array.isArray(codes) || !codes.includes(code)) return false;
  const left = codes.filter((other): other is string => other !== code);
  const { numUpdatedRows } = await db
    .updateTable('twoFactor')
    .set({ backupCodes: await sealBackupCodes(services, left) })
    .where('accountId', '=', accountId)
    .where('backupCodes', '=', row.backupCodes)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function countBackupCodes(services: Services, sealed: string): Promise<number> {
  const codes: unknown = JSON.parse(await unseal(services, sealed));
  return Array.isArray(codes) ? codes.length : 0;
}
