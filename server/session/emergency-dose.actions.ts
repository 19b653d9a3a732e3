/** Which emergency doses a medical director has signed. Without a list in force no chair shows a dose. */
import { createHash } from 'node:crypto';
import { type DoseChoice, SignedDoses, signedDosesOf } from '#clinical/session/session.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  type DoseVersionRow,
  findDoseVersion,
  listDoseVersions,
  newestDoseVersion,
  saveDoseEnd,
  saveDoseVersion,
} from './emergency-dose.queries.ts';

/** Who signs, writes or takes part: staff of this clinic, never a machine. */
export function staffOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}

const nameOf = (of: { givenName: string; familyName: string; credentials: string }): string =>
  `${of.givenName} ${of.familyName}${of.credentials === '' ? '' : `, ${of.credentials}`}`;

const asVersion = (row: DoseVersionRow) => ({
  id: row.id,
  version: row.version,
  doses: SignedDoses.parse(JSON.parse(row.body)).doses,
  print: row.print.toString('hex'),
  signedBy: row.signedBy,
  signedByName: nameOf(row),
  signedAt: row.signedAt,
  reason: row.reason,
  end:
    row.endReason === null || row.endedBy === null || row.endedAt === null
      ? null
      : { reason: row.endReason, by: row.endedBy, at: row.endedAt },
});

/** Every list that was ever signed, newest first. */
export const readDoseVersions = (ctx: Context) =>
  inClinic(ctx, async (tx) => ({ versions: (await listDoseVersions(tx)).map(asVersion) }));

/** What the chairs show; null: nothing was signed, or the newest was withdrawn. */
export async function dosesInForce(tx: Tx) {
  const row = await newestDoseVersion(tx);
  if (row === undefined || row.endedAt !== null) return null;
  const { id, version, doses, signedByName, signedAt } = asVersion(row);
  return { id, version, doses, signedByName, signedAt: signedAt.toISOString() };
}

/**
 * A medical director signs the next list, whole. Which rows there are and what they say is this program's knowledge,
 * never the sender's word: the sender only picks and makes stricter.
 */
export const signDoses = (
  ctx: Context,
  given: { id?: string | undefined; version: number; choices: readonly DoseChoice[]; reason: string },
) =>
  inClinic(ctx, async (tx) => {
    const signedBy = staffOf(ctx);
    const { version, reason } = given;
    const made = signedDosesOf(given.choices);
    if ('says' in made) throw new CannotProceed('blocked', made.says.join(' '), { says: made.says });
    const newest = await newestDoseVersion(tx);
    if (version !== (newest?.version ?? 0) + 1)
      throw new CannotProceed(
        'changed-by-someone-else',
        newest === undefined
          ? 'No list is signed yet: this is version 1.'
          : `Version ${newest.version} was signed meanwhile. Read it, then sign the next one.`,
        { current: newest?.version ?? null },
      );
    const id = given.id ?? newId();
    const body = canonical(made.doses);
    const print = createHash('sha256').update(body).digest();
    await saveDoseVersion(tx, { id, version, body, print, signedBy, signedAt: ctx.now, reason });
    await audit(tx, ctx, {
      action: 'emergency-doses.sign',
      subject: { kind: 'emergency-dose-version', id },
      after: { version, print: print.toString('hex'), body: made.doses },
      reason,
    });
    return { id, version };
  });

/** From now on no chair shows a dose; an older list does not come back by itself. */
export const withdrawDoses = (ctx: Context, id: string, reason: string) =>
  inClinic(ctx, async (tx) => {
    const endedBy = staffOf(ctx);
    const row = await findDoseVersion(tx, id);
    if (row.endedAt !== null) throw new CannotProceed('already-there', 'This list was withdrawn already.');
    await saveDoseEnd(tx, { versionId: id, reason, endedBy, endedAt: ctx.now });
    await audit(tx, ctx, {
      action: 'emergency-doses.withdraw',
      subject: { kind: 'emergency-dose-version', id },
      details: { version: row.version },
      reason,
    });
  });
