/** The second person of a medicine confirms it on their own factor: at the screen of the first, or at one of their own. */
import { checkSecond } from '#clinical/pharmacy/pharmacy.ts';
import { isSecondOf, type MedicineGiven, newestVersion, type SessionEvent } from '#clinical/session/session.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { proveSecondPerson, type SecondProof } from '#server/identity/second-person.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { staffOf } from './emergency-dose.actions.ts';
import { appendEvents, sessionAsItStands } from './session.actions.ts';

export type MedicineAt = { session: string; medicine: string };

const ways = { pin: 'pin', 'passphrase+totp': 'passphrase-and-code' } as const;

/** Who is signed in is the first; the second proves themself here and now. */
export async function confirmHere(ctx: Context, at: MedicineAt, second: SecondProof): Promise<{ confirmed: boolean }> {
  const { isConfirmed } = await lookAt(ctx, at, second.practitionerId);
  if (isConfirmed) return { confirmed: true };
  const by = await proveSecondPerson(ctx, second);
  return confirm({ ...ctx, by }, at, ways[second.pin === undefined ? 'passphrase+totp' : 'pin']);
}

/** At a screen of their own, having just proved who they are. */
export async function confirmOwn(ctx: Context, at: MedicineAt): Promise<{ confirmed: boolean }> {
  const { isConfirmed } = await lookAt(ctx, at, staffOf(ctx));
  return isConfirmed ? { confirmed: true } : confirm(ctx, at, 'own-screen');
}

/** What can't be confirmed is refused before anybody proves anything: a wrong name spends no code. */
const lookAt = (ctx: Context, at: MedicineAt, second: string) =>
  inClinic(ctx, async (tx) => {
    const { session, record } = await sessionAsItStands(tx, at.session, ctx.now);
    await patientFor(tx, ctx, 'session.write', session.patient.id);
    const given = record.medicines.find(({ id }) => id === at.medicine);
    if (given === undefined) throw notFound('medicine');
    refuseOther(given, second);
    return { isConfirmed: given.confirmed !== undefined };
  });

function refuseOther(given: MedicineGiven, second: string): void {
  const self = given.by === null ? undefined : checkSecond(given.by, second);
  if (self !== undefined) throw new CannotProceed('blocked', self.says);
  if (!isSecondOf(given, second))
    throw new CannotProceed('blocked', 'Somebody else is named as the second person. They confirm it.');
}

async function confirm(as: Context, { session, medicine }: MedicineAt, how: string): Promise<{ confirmed: boolean }> {
  await inClinic(as, async (tx) => {
    const { session: of } = await sessionAsItStands(tx, session, as.now);
    await patientFor(tx, as, 'session.second', of.patient.id);
  });
  const id = newId();
  const now = as.now.toISOString();
  const event: SessionEvent = {
    ...{ id, session, kind: 'second-confirmed', v: newestVersion('second-confirmed'), data: { of: medicine, how } },
    ...{ measuredAt: now, enteredAt: now, by: staffOf(as) },
    // Written by the server at its own time; away from an enrolled station it is a place of its own.
    ...{ station: as.stationId ?? id, stationSeq: 0, clockOffsetMs: 0, offsetCheckedAt: now },
  };
  const [answer] = await appendEvents(as, [event], { isProved: true });
  if (answer === undefined || answer.outcome === 'refused')
    throw new CannotProceed('blocked', answer?.says ?? 'This was not kept.');
  return { confirmed: true };
}
