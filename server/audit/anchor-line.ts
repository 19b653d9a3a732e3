import { hash, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonical } from './audit-digest.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One line of an anchor file: the head of a clinic's chain at a moment, signed. `prev` is the SHA-256 of the line
 * before it, so that a line taken out or put in shows.
 *
 * `restored` says that the database was put back from a backup: the chain may lawfully be shorter than an anchor
 * before this line.
 */
export const AnchorLine = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['head', 'restored']),
  clinic: z.uuid(),
  seq: z.int().min(0),
  hash: hex,
  at: z.iso.datetime(),
  prev: hex.nullable(),
  kid: z.string(),
  sig: z.base64(),
});
export type AnchorLine = z.infer<typeof AnchorLine>;
export type Anchor = Omit<AnchorLine, 'kid' | 'sig' | 'v'>;

/** A short name of a public key: it says which key signed, it does not prove it. */
export const keyId = (publicKey: KeyObject): string =>
  hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);

export function signAnchor(anchor: Anchor, key: { privateKey: KeyObject; publicKey: KeyObject }): string {
  const body = { v: 1, ...anchor, kid: keyId(key.publicKey) };
  const sig = sign(null, Buffer.from(canonical(body)), key.privateKey).toString('base64');
  return canonical({ ...body, sig });
}

export type Reading = { line: AnchorLine } | { wrong: string };

/** Parses a line and checks who signed it. A line is one text only: the same fields written otherwise are refused. */
export function readAnchor(text: string, trusted: ReadonlyMap<string, KeyObject>): Reading {
  let parsed: z.ZodSafeParseResult<AnchorLine>;
  try {
    parsed = AnchorLine.safeParse(JSON.parse(text));
  } catch {
    return { wrong: 'is not readable' };
  }
  if (!parsed.success || canonical(parsed.data) !== text) return { wrong: 'is not in the form that is written' };
  const { sig, ...body } = parsed.data;
  const key = trusted.get(body.kid);
  if (key === undefined) return { wrong: `is signed with a key that is not known here (${body.kid})` };
  if (!verify(null, Buffer.from(canonical(body)), key, Buffer.from(sig, 'base64')))
    return { wrong: 'has a signature that does not fit' };
  return { line: parsed.data };
}

export const lineHash = (text: string): string => hash('sha256', text, 'hex');
