/** Signs a report: a compact JWS by ES256, whose `kid` is the key's own thumbprint. */
import type { KeyObject } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, exportJWK } from 'jose';
import type { Report } from '#clinical/finder/finder.ts';

/** How long a signature holds: figures of a half-year are old news after so many days. */
export const signatureDays = 548;

/** Public members only, and the thumbprint of exactly these (RFC 7638). */
export async function publicJwkOf(key: KeyObject) {
  const { kty, crv, x, y } = await exportJWK(key);
  const jwk = { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' };
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'ES256' };
}

/** @returns the JWS that is published, byte for byte */
export async function signReport(
  report: Report,
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
  at: Date,
): Promise<string> {
  const iat = Math.floor(at.getTime() / 1_000);
  const claims = {
    iss: `https://${report.center.domain}`,
    iat,
    exp: iat + signatureDays * 24 * 3_600,
    report,
  };
  const { kid } = await publicJwkOf(publicKey);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'racemic-report+jwt' })
    .sign(privateKey);
}
