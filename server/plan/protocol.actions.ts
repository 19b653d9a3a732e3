import { CheckedProtocol, type Protocol, signed } from '#clinical/plan/plan.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { asVersion } from './plan.actions.ts';
import {
  findSigner,
  findVersion,
  latestVersion,
  listVersions,
  saveVersion,
  saveVersionEnd,
} from './protocol.queries.ts';
import { signedText, signerOf } from './signing.ts';

/** Every version that was ever signed, newest first within its protocol. */
export const readProtocols = (ctx: Context) =>
  inClinic(ctx, async (tx) => ({ protocols: (await listVersions(tx)).map(asVersion) }));

/**
 * A medical director signs the next version of a protocol: whole, with its ceiling and hard stop. Who signs and when is
 * the server's knowledge, never the sender's word.
 */
export const signProtocol = (
  ctx: Context,
  given: { id?: string | undefined; version: number; protocol: Protocol; reason: string },
) =>
  inClinic(ctx, async (tx) => {
    const signedBy = signerOf(ctx);
    const { version, reason } = given;
    const body = boundsKept(given.protocol);
    const newest = await latestVersion(tx, body.id);
    if (version !== (newest?.version ?? 0) + 1)
      throw new CannotProceed(
        'changed-by-someone-else',
        newest === undefined
          ? 'Nobody has signed this protocol yet: this is version 1.'
          : `Version ${newest.version} was signed meanwhile. Read it, then sign the next one.`,
        { current: newest?.version ?? null },
      );
    const whole = signed(body, await findSigner(tx, signedBy), await dayInClinic(tx, ctx.now));
    const id = given.id ?? newId();
    const text = signedText(whole);
    await saveVersion(tx, {
      ...text,
      id,
      protocol: whole.id,
      version,
      title: whole.title,
      signedBy,
      signedAt: ctx.now,
      reason,
    });
    await audit(tx, ctx, {
      action: 'protocol.sign',
      subject: { kind: 'protocol-version', id },
      after: { protocol: whole.id, version, title: whole.title, print: text.print.toString('hex'), body: whole },
      reason,
    });
    return { id, version };
  });

/** A protocol inside the bounds that no clinic leaves, with limits to sign. */
function boundsKept(protocol: Protocol): Protocol {
  const checked = CheckedProtocol.safeParse(protocol);
  if (!checked.success) {
    const says = checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new CannotProceed('blocked', `This protocol leaves the bounds of the project: ${says.join('; ')}.`, { says });
  }
  if (checked.data.limits === null)
    throw new CannotProceed('blocked', `${checked.data.title}: no source has a dose, so there is no ceiling to sign.`);
  return checked.data;
}

/** From now on no order is signed under this version. Orders that were signed before stay as they are. */
export const withdrawProtocol = (ctx: Context, id: string, reason: string) =>
  inClinic(ctx, async (tx) => {
    const endedBy = signerOf(ctx);
    const row = await findVersion(tx, id);
    if (row.endedAt !== null) throw new CannotProceed('already-there', 'This version was withdrawn already.');
    await saveVersionEnd(tx, { protocolVersionId: id, reason, endedBy, endedAt: ctx.now });
    await audit(tx, ctx, {
      action: 'protocol.withdraw',
      subject: { kind: 'protocol-version', id },
      details: { protocol: row.protocol, version: row.version },
      reason,
    });
  });
