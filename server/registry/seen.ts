/**
 * Proof that a person looked at some figures. A preview keeps nothing: what it saw, who saw it and when goes out sealed,
 * and comes back with the release. Whoever changes a letter of it has seen nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from '#server/platform/secrets.ts';

const Seen = z.strictObject({
  clinicId: z.uuid(),
  practitionerId: z.uuid(),
  name: z.string(),
  role: z.string(),
  at: z.iso.datetime(),
  /** Hex SHA-256 of the canonical JSON of what was shown. */
  print: z.string(),
});
export type Seen = z.infer<typeof Seen>;

const sealOf = (secrets: Secrets, text: string): Buffer =>
  createHmac('sha256', secrets.key('report-preview', 32)).update(text).digest();

export function sealSeen(secrets: Secrets, seen: Seen): string {
  const text = Buffer.from(JSON.stringify(seen)).toString('base64url');
  return `${text}.${sealOf(secrets, text).toString('base64url')}`;
}

/** @returns undefined for what this server did not seal, or sealed for another clinic */
export function openSeen(secrets: Secrets, sealed: string, clinicId: string): Seen | undefined {
  const [text = '', seal = ''] = sealed.split('.');
  const given = Buffer.from(seal, 'base64url');
  const wanted = sealOf(secrets, text);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const seen = Seen.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return seen.clinicId === clinicId ? seen : undefined;
}
