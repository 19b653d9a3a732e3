import { type Ladder, projectLadder } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { signedText, signerOf } from '#server/plan/plan.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { ladderInForce, newestLadder, saveLadder } from './ladder.queries.ts';

/** The ladder in force, and who signed it. */
export const readLadder = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const newest = await newestLadder(tx);
    const { version, ladder } = await ladderInForce(tx);
    return {
      version,
      ladder,
      projectDefault: projectLadder.value,
      ...(newest === undefined
        ? {}
        : { signed: { by: newest.signedBy, at: newest.signedAt.toISOString(), reason: newest.reason } }),
    };
  });

/** A medical director signs the next version, whole. Climbs under way go on by the new one. */
export const signLadder = (ctx: Context, given: { version: number; ladder: Ladder; reason: string }) =>
  inClinic(ctx, async (tx) => {
    const signedBy = signerOf(ctx);
    const { version, ladder, reason } = given;
    const newest = await newestLadder(tx);
    if (version !== (newest?.version ?? 0) + 1)
      throw new CannotProceed(
        'changed-by-someone-else',
        newest === undefined
          ? 'Nobody has signed a ladder yet: this is version 1.'
          : `Version ${newest.version} was signed meanwhile. Read it, then sign the next one.`,
        { current: newest?.version ?? null },
      );
    const text = signedText(ladder);
    await saveLadder(tx, { version, ...text, signedBy, signedAt: ctx.now, reason });
    await audit(tx, ctx, {
      action: 'session.ladder',
      after: { version, print: text.print.toString('hex'), ladder },
      reason,
    });
    return { version };
  });
