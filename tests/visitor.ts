import { randomBytes, scryptSync } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { savePractitioner, saveRoles } from '#server/chart/practitioner.queries.ts';
import { saveAccount, saveTotp } from '#server/identity/accounts.queries.ts';
import { newBackupCodes, newTotpSecret, sealBackupCodes, sealTotpSecret, totpNow } from '#server/identity/totp.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';
import { aClinic } from './builders.ts';
import type { TestServer } from './services.ts';

/** A browser without a screen: keeps its cookies, and goes through the same doors as everyone. */
export type Visitor = {
  cookies: Map<string, string>;
  /** Every Set-Cookie it was given, in full. */
  given: string[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** The same, when it must succeed. */
  must(method: string, path: string, body?: unknown): Promise<Answer>;
};
export type Answer = Record<string, unknown>;
export type Reply = { status: number; body: Answer; headers: Headers };

/** Someone of the staff with what they sign in with. */
export type Colleague = Visitor & {
  email: string;
  passphrase: string;
  secret: string;
  backupCodes: string[];
  accountId: string;
};

export function aVisitor(server: TestServer): Visitor {
  const cookies = new Map<string, string>();
  const given: string[] = [];
  const visitor: Visitor = {
    cookies,
    given,
    call: async (method, path, body, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await server.request(method, path, {
        ...(body === undefined ? {} : { body }),
        headers: {
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0',
          ...(cookie ? { cookie } : {}),
          ...headers,
        },
      });
      for (const line of response.headers.getSetCookie()) keep(cookies, given, line);
      const answer: Answer = z.record(z.string(), z.unknown()).parse(await response.json());
      return { status: response.status, body: answer, headers: response.headers };
    },
    must: async (method, path, body) => {
      const reply = await visitor.call(method, path, body);
      if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
  };
  return visitor;
}

function keep(cookies: Map<string, string>, given: string[], line: string): void {
  given.push(line);
  const [pair = '', ...flags] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (flags.some((flag) => /^max-age=0$/i.test(flag))) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

/** A new clinic's owner, signed in with passphrase and code. */
export async function anOwner(server: TestServer): Promise<Colleague> {
  const { clinicId } = await aClinic(server.services);
  return onStaff(server, clinicId, { givenName: 'Robin', familyName: 'Hale' }, ['owner']);
}

/** Someone else on the staff of the same clinic, signed in elsewhere. */
export async function aColleague(server: TestServer, owner: Colleague, ...roles: Role[]): Promise<Colleague> {
  const { clinicId } = await owner.must('GET', '/api/me');
  return onStaff(server, String(clinicId), { givenName: 'Sam', familyName: 'Lind' }, roles);
}

let staff = 0;

async function onStaff(
  server: TestServer,
  clinicId: string,
  name: { givenName: string; familyName: string },
  roles: Role[],
): Promise<Colleague> {
  const colleague = Object.assign(aVisitor(server), await aStaffAccount(server.services, clinicId, name, roles));
  await signIn(server, colleague, colleague);
  return colleague;
}

/** Someone on the staff with an account and an authenticator app, not signed in anywhere. */
export async function aStaffAccount(
  services: Services,
  clinicId: string,
  name: { givenName: string; familyName: string },
  roles: Role[],
): Promise<Omit<Colleague, keyof Visitor>> {
  staff += 1;
  const [accountId, practitionerId] = [newId(), newId()];
  const [email, passphrase] = [`staff${staff}@harbor.example`, 'anchor velvet teapot glacier'];
  const [secret, backupCodes] = [newTotpSecret(), newBackupCodes()];
  await inClinic({ services, clinicId }, async (tx) => {
    await savePractitioner(tx, practitionerId, { ...name, credentials: '', email }, accountId);
    await saveRoles(tx, practitionerId, roles);
  });
  await services.db.identity.transaction().execute(async (tx) => {
    const passphraseHash = cheapHash(passphrase);
    const called = `${name.givenName} ${name.familyName}`;
    await saveAccount(tx, { accountId, practitionerId, clinicId, email, name: called, passphraseHash });
    const sealed = {
      secret: await sealTotpSecret(services, secret),
      backupCodes: await sealBackupCodes(services, backupCodes),
    };
    await saveTotp(tx, { accountId, ...sealed, now: services.clock() });
  });
  return { email, passphrase, secret, backupCodes, accountId };
}

/** The same form at a thousandth of the cost: a hash says itself how dear it is, and most tests are not about that. */
function cheapHash(passphrase: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(passphrase, salt, 32, { N: 2 ** 8, r: 8, p: 1 });
  return `scrypt$8$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** @returns the token of the link */
export async function anInvitation(
  server: TestServer,
  owner: Colleague,
  email: string,
  roles: Role[],
): Promise<string> {
  await stepUp(server, owner);
  const sent = await owner.must('POST', '/api/invitations', { givenName: 'Sam', familyName: 'Lind', email, roles });
  return String(sent.link).split('#')[1] ?? '';
}

export async function enrolTotp(
  visitor: Visitor,
  passphrase: string,
): Promise<{ secret: string; backupCodes: string[] }> {
  const offer = await visitor.must('POST', '/api/me/totp', { passphrase });
  const secret = secretOf(offer.uri);
  await visitor.must('POST', '/api/me/totp/confirm', { code: totpNow(secret) });
  return { secret, backupCodes: Array.isArray(offer.backupCodes) ? offer.backupCodes.map(String) : [] };
}
export const secretOf = (uri: unknown): string => new URL(String(uri)).searchParams.get('secret') ?? '';

/** A code that counts, as if the last one had been used half a minute ago: tests do not wait for the clock. */
export async function aFreshCode(
  server: { services: Pick<Services, 'db'> },
  person: Pick<Colleague, 'accountId' | 'secret'>,
): Promise<string> {
  await server.services.db.identity
    .updateTable('twoFactor')
    .set({ lastStep: null })
    .where('accountId', '=', person.accountId)
    .execute();
  return totpNow(person.secret);
}

export const stepUp = async (server: TestServer, person: Colleague): Promise<Answer> =>
  person.must('POST', '/api/step-up', { code: await aFreshCode(server, person) });

/** Both steps, in the browser given. */
export async function signIn(server: TestServer, person: Colleague, at: Visitor): Promise<void> {
  await at.must('POST', '/api/sign-in', { email: person.email, passphrase: person.passphrase });
  await at.must('POST', '/api/sign-in/totp', { code: await aFreshCode(server, person) });
}

/** A browser that the owner has made a station of the clinic. */
export async function aStation(
  server: TestServer,
  owner: Colleague,
  name = 'Chair 3',
): Promise<Visitor & { id: string }> {
  await stepUp(server, owner);
  const { id, code } = await owner.must('POST', '/api/stations', { name });
  const visitor = aVisitor(server);
  await visitor.must('POST', '/api/station/enrol', { code });
  return Object.assign(visitor, { id: String(id) });
}

/** What the trail of the owner's clinic holds, oldest first. */
export async function trailOf(
  server: TestServer,
): Promise<{ action: string; subjectId: string | null; data: string | null; accountId: string | null }[]> {
  const { clinicId } = await server.services.db.identity
    .selectFrom('tenant')
    .select('clinicId')
    .executeTakeFirstOrThrow();
  return server.services.db.clinic.transaction().execute(async (tx) => {
    await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
    return tx.selectFrom('auditEvent').select(['action', 'subjectId', 'data', 'accountId']).orderBy('id').execute();
  });
}
