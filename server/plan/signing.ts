import { createHash } from 'node:crypto';
import { canonical } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';

/** Who signs: staff of this clinic, never a machine. */
export function signerOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}

/** What is signed, as text that never reads differently, and its print. */
export function signedText(of: object): { body: string; print: Buffer } {
  const body = canonical(of);
  return { body, print: createHash('sha256').update(body).digest() };
}
