import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { IdentityTx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { sendLetter } from '#server/platform/mail.ts';
import type { Services } from '#server/platform/services.ts';

export type Outgoing = { clinicId: string | undefined; to: string; subject: string; text: string; linkKind: string };

/** After so many failures a letter is given up and shown as failed. */
const mostAttempts = 9;

/** Puts a letter into the outbox inside the transaction that makes its link. `sendSoon` follows the commit. */
export async function saveMail(tx: Pick<IdentityTx, 'insertInto'>, services: Services, out: Outgoing): Promise<string> {
  const id = newId();
  await tx
    .insertInto('mail')
    .values({
      id,
      clinicId: out.clinicId ?? null,
      toAddress: out.to,
      subject: out.subject.replace(/[\r\n]+/g, ' '),
      text: seal(services, out.text),
      linkKind: out.linkKind,
      createdAt: services.clock(),
    })
    .execute();
  return id;
}

/** Hands the letter to the job runner, by its id only; where none runs (a command line) it is sent at once. */
export async function sendSoon(services: Services, mailId: string): Promise<void> {
  if (services.config.smtpUrl !== undefined && (await services.enqueue('mail', { mailId }))) return;
  await deliverMail(services, mailId).catch((error: unknown) =>
    services.log.warn({ mailId, code: codeOf(error) }, 'a letter could not be sent'),
  );
}

/** For rooms that only tell someone something. */
export async function queueMail(services: Services, out: Outgoing): Promise<string> {
  const id = await saveMail(services.db.identity, services, out);
  await sendSoon(services, id);
  return id;
}

/**
 * Sends one letter of the outbox. Once it is sent its text is emptied: a link that lies about is a key that lies about.
 * Without SMTP the link goes to the log, for who runs this machine.
 */
export async function deliverMail(services: Services, mailId: string): Promise<void> {
  const { db, config, log, address } = services;
  const row = await db.identity
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', mailId)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  if (row === undefined) return;
  const text = unseal(services, row.text);
  if (config.smtpUrl === undefined) {
    log.info(
      { mailId, linkKind: row.linkKind, link: /https?:\S+/.exec(text)?.[0] },
      'a letter, because no SMTP_URL is set',
    );
    await settle(services, mailId, { status: 'logged', text: '' });
    return;
  }
  try {
    await sendLetter(config, address, { to: row.toAddress, subject: row.subject, text });
  } catch (error) {
    const attempts = row.attempts + 1;
    const status = attempts >= mostAttempts ? 'failed' : 'waiting';
    await settle(services, mailId, {
      status,
      attempts,
      error: codeOf(error),
      ...(status === 'failed' ? { text: '' } : {}),
    });
    throw error;
  }
  await settle(services, mailId, { status: 'sent', text: '', sentAt: services.clock(), error: null });
  log.info({ mailId, linkKind: row.linkKind }, 'a letter was sent');
}

type Settled = { status: string; text?: string; attempts?: number; error?: string | null; sentAt?: Date };
const settle = (services: Services, id: string, set: Settled) =>
  services.db.identity.updateTable('mail').set(set).where('id', '=', id).execute();

/** The server's code and nothing it says: its words may hold addresses. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const parts = ['code', 'responseCode']
    .map((key): unknown => Reflect.get(error, key))
    .filter((part) => part !== undefined);
  return parts.length === 0 ? error.name : parts.join(' ');
}

const mailKey = (services: Services) => services.secrets.key('mail', 32);

function seal(services: Services, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', mailKey(services), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function unseal(services: Services, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', mailKey(services), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
