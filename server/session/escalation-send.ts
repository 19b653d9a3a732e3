/**
 * Hands letters and texts of a climb on. Each is in one hand at a time: a lock that ends with the transaction, so that
 * neither two servers nor one that was killed and started again send it side by side. A server that dies between the mail
 * server's yes and the row that says so sends the same letter, under the same id, once more: rather twice than never.
 */
import { reachOf } from '#server/chart/reach.actions.ts';
import { accountAddress } from '#server/identity/address.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { sendLetter } from '#server/platform/mail.ts';
import type { Services } from '#server/platform/services.ts';
import { NotTexted, sendText } from '#server/platform/text-message.ts';
import { holdDelivery, isEnded, listToSend, type NewStep, saveStep, type ToSend } from './escalation.queries.ts';
import { writeDown } from './escalation.ts';

const mostTries = 6;
const firstPauseMs = 15_000;
const longestPauseMs = 2 * 60_000;
const atOnce = 4;

/** Sends what may be sent now. A mail server that hangs holds up nothing but its own letters. */
export async function sendOwed(services: Services, clinicId: string): Promise<void> {
  const now = services.clock();
  const waiting = await services.db.inClinicTransaction(clinicId, (tx) => listToSend(tx, now));
  const ready = waiting.filter((step) => isTime(step, now));
  for (let at = 0; at < ready.length; at += atOnce)
    await Promise.all(ready.slice(at, at + atOnce).map(({ id }) => deliver(services, clinicId, id)));
}

function isTime({ tries, lastTryAt }: ToSend, now: Date): boolean {
  if (lastTryAt === null) return true;
  return now.getTime() - lastTryAt.getTime() >= Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs);
}

async function deliver(services: Services, clinicId: string, id: string): Promise<void> {
  const changed = await services.db.inClinicTransaction(clinicId, async (tx) => {
    if (!(await holdDelivery(tx, id))) return false;
    // Asked again with the lock in hand: the other one may have sent it meanwhile.
    const [step] = await listToSend(tx, services.clock(), id);
    if (step === undefined || !isTime(step, services.clock())) return false;
    const rows = await outcomeOf(services, clinicId, step, {
      ended: await isEnded(tx, step.sessionId, step.task),
      reach: await reachOf(tx, step.practitionerId ?? ''),
    });
    for (const row of rows) await saveStep(tx, row);
    await writeDown(tx, services, clinicId, { id: step.sessionId }, rows, services.clock());
    return true;
  });
  if (changed) services.live.changed(clinicId);
}

type Known = { ended: boolean; reach: { byMail: boolean; textNumber: string | null } };

async function outcomeOf(services: Services, clinicId: string, step: ToSend, known: Known): Promise<NewStep[]> {
  const attempt = step.tries + 1;
  const row = (what: NewStep['what'], why: string | null): NewStep => ({
    ...{ id: newId(), sessionId: step.sessionId, task: step.task, what, place: step.place, why, says: '' },
    ...{
      byWay: step.byWay === 'mail' ? 'mail' : 'text',
      practitionerId: step.practitionerId,
      ofStep: step.id,
      attempt,
    },
    ...{ sinceAt: step.sinceAt, dueAt: step.dueAt, at: services.clock(), ladderVersion: step.ladderVersion },
  });
  if (known.ended) return [row('given-up', 'not needed any more')];
  const to = await addressFor(services, clinicId, step, known.reach);
  if (to === undefined) return [row('given-up', 'no address')];
  const isSetUp = (step.byWay === 'mail' ? services.config.smtpUrl : services.config.textUrl) !== undefined;
  if (!isSetUp) return [row('failed', 'not set up'), row('given-up', 'not set up')];
  try {
    await send(services, step, to);
    return [row('delivered', null)];
  } catch (error) {
    const why = codeOf(error);
    return attempt < mostTries ? [row('failed', why)] : [row('failed', why), row('given-up', why)];
  }
}

async function addressFor(
  services: Services,
  clinicId: string,
  { byWay, practitionerId }: ToSend,
  { byMail, textNumber }: Known['reach'],
): Promise<string | undefined> {
  if (byWay === 'text') return textNumber ?? undefined;
  return byMail && practitionerId !== null ? accountAddress(services, clinicId, practitionerId) : undefined;
}

/** The chair and what is due: neither a name, nor initials, nor a number, nor a value. */
async function send(services: Services, { id, byWay, says }: ToSend, to: string): Promise<void> {
  const { config, address } = services;
  const floor = `${address}/floor`;
  if (byWay === 'text') return sendText(config, { id, to, text: `${says}. Nobody has it yet. ${floor}` });
  return sendLetter(config, address, {
    id,
    to,
    subject: says,
    text: `${says}. Nobody has it yet.\n\nSay “I have it” on the floor, or it is passed on to the next person:\n${floor}\n`,
  });
}

/** The server's code and nothing it says: its words may hold addresses. */
function codeOf(error: unknown): string {
  if (error instanceof NotTexted) return error.code;
  const parts = ['code', 'responseCode'].flatMap((key) => {
    const part: unknown = error instanceof Error ? Reflect.get(error, key) : undefined;
    return typeof part === 'string' || typeof part === 'number' ? [String(part)] : [];
  });
  return parts.length === 0 ? 'unknown' : parts.join(' ').slice(0, 60);
}
