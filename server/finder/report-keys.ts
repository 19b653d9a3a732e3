/**
 * The keys by which a center signs, as its own domain publishes them: a JWKS, or a did:web document. A key is named by
 * its RFC 7638 thumbprint, worked out here and never taken on trust.
 *
 * @source regulatory basis G6 [S98, S99, S160]
 */
import { calculateJwkThumbprint, importJWK } from 'jose';
import { z } from 'zod';
import { CannotFetch, fetchPublic, type Reach } from './safe-fetch.ts';

const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A public P-256 key. One that carries its private half, or is meant for something else, is no key to trust. */
const PublicJwk = z
  .object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: Coordinate,
    y: Coordinate,
    d: z.never().optional(),
    kid: z.string().max(200).optional(),
    use: z.literal('sig').optional(),
    alg: z.literal('ES256').optional(),
    /** When the key stopped signing, in seconds since 1970; kept so that older reports can still be checked. */
    exp: z.int().min(0).optional(),
  })
  .transform(({ kty, crv, x, y, exp }) => ({ jwk: { kty, crv, x, y }, endedAtS: exp }));

const mostKeys = 20;
const Jwks = z.object({ keys: z.array(z.unknown()).max(mostKeys) });
const DidDocument = z.object({
  id: z.string(),
  verificationMethod: z
    .array(z.object({ id: z.string(), controller: z.string(), publicKeyJwk: z.unknown() }))
    .max(mostKeys),
  assertionMethod: z.array(z.string()).max(mostKeys),
});

export type PublishedKey = {
  readonly kid: string;
  readonly key: Awaited<ReturnType<typeof importJWK>>;
  /** When it stopped signing, in seconds since 1970. */
  readonly endedAtS?: number | undefined;
};

/** Keys that can be read; one that cannot, such as another system's RSA key in the same list, is passed over. */
async function keysOf(given: readonly unknown[]): Promise<PublishedKey[]> {
  const keys = await Promise.all(
    given.map(async (one) => {
      const read = PublicJwk.safeParse(one);
      if (!read.success) return undefined;
      const { jwk, endedAtS } = read.data;
      const key = await importJWK(jwk, 'ES256').catch(() => undefined);
      return key && { kid: await calculateJwkThumbprint(jwk), key, endedAtS };
    }),
  );
  return keys.filter((key) => key !== undefined);
}

const parsed = <Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> => {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new CannotFetch('wrong-kind');
  }
  const answer = schema.safeParse(read);
  if (!answer.success) throw new CannotFetch('wrong-kind');
  return answer.data;
};

/** @throws CannotFetch when the text is no list of keys */
export const keysOfJwks = (text: string): Promise<PublishedKey[]> => keysOf(parsed(Jwks, text).keys);

/**
 * Keys that a did:web document of this domain names for statements.
 *
 * @throws CannotFetch when the text is no such document, or is another's
 */
export function keysOfDid(text: string, domain: string): Promise<PublishedKey[]> {
  const { id, verificationMethod, assertionMethod } = parsed(DidDocument, text);
  const own = `did:web:${domain}`;
  if (id !== own) throw new CannotFetch('wrong-kind');
  const names = new Set(assertionMethod.map((name) => (name.startsWith('#') ? `${own}${name}` : name)));
  const methods = verificationMethod.filter(
    (method) => method.controller === own && names.has(method.id.startsWith('#') ? `${own}${method.id}` : method.id),
  );
  return keysOf(methods.map(({ publicKeyJwk }) => publicKeyJwk));
}

export const jwksPath = '/.well-known/racemic-reports/jwks.json';
const didPath = '/.well-known/did.json';

/**
 * The keys of a domain, from its JWKS or, where it has none, from its did:web document.
 *
 * @throws CannotFetch
 */
export async function fetchKeys(domain: string, reach?: Reach): Promise<PublishedKey[]> {
  try {
    return await keysOfJwks(
      await fetchPublic(`https://${domain}${jwksPath}`, ['application/json', 'application/jwk-set+json'], reach),
    );
  } catch (error) {
    if (!(error instanceof CannotFetch) || error.why !== 'not-there') throw error;
  }
  const kinds = ['application/json', 'application/did+json', 'application/did+ld+json'];
  return keysOfDid(await fetchPublic(`https://${domain}${didPath}`, kinds, reach), domain);
}
