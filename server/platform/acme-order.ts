import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { calculateJwkThumbprint, exportJWK, FlattenedSign, type JWK } from 'jose';
import { z } from 'zod';

/**
 * One certificate from an ACME authority, proved over HTTP-01: as much of RFC 8555 as a host name needs. Written here
 * because the usual npm client has had no release for two years and brings thirty parts; signatures are jose's.
 */
export type Order = {
  directoryUrl: string;
  /** P-256; names the account at the authority, made there at first use. */
  accountKey: KeyObject;
  email: string;
  domain: string;
  /** Certificate request, DER. */
  request: Buffer;
  /** Makes this text readable at http://<domain>/.well-known/acme-challenge/<token>. */
  answer(token: string, text: string): void;
  /** Ends the attempt. */
  signal: AbortSignal;
};

const Directory = z.object({ newNonce: z.url(), newAccount: z.url(), newOrder: z.url() });
const Problem = z.object({ type: z.string().default(''), detail: z.string().default('') });
const Challenge = z.object({ type: z.string(), url: z.url(), token: z.string(), error: Problem.optional() });
const Authorization = z.object({
  status: z.enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  challenges: z.array(z.looseObject({ type: z.string() })),
});
const OrderState = z.object({
  status: z.enum(['pending', 'ready', 'processing', 'valid', 'invalid']),
  authorizations: z.array(z.url()),
  finalize: z.url(),
  certificate: z.url().optional(),
  error: Problem.optional(),
});

/** The authority says no, in its own words. */
export class AuthorityRefuses extends Error {}

/** @returns the certificate and those above it, PEM @throws AuthorityRefuses; or what fetch throws */
export async function orderCertificate(order: Order): Promise<string> {
  const authority = await meet(order);
  const created = await authority.post(authority.directory.newOrder, {
    identifiers: [{ type: 'dns', value: order.domain }],
  });
  const orderUrl = locationOf(created.headers);
  const { authorizations, finalize } = OrderState.parse(created.body);
  for (const url of authorizations) await prove(authority, url, order);
  const readState = async () => OrderState.parse((await authority.post(orderUrl, '')).body);
  await authority.post(finalize, { csr: order.request.toString('base64url') });
  const done = await settled(
    order.signal,
    readState,
    (state) => state.status === 'valid' || state.status === 'invalid',
  );
  if (done.certificate === undefined)
    throw new AuthorityRefuses(done.error?.detail || 'The order was refused without a reason.');
  const { text } = await authority.post(done.certificate, '');
  return text;
}

type Answer = { headers: Headers; body: unknown; text: string };
type Authority = {
  directory: z.infer<typeof Directory>;
  thumbprint: string;
  /** Signed POST; the empty payload asks to read (RFC 8555, 6.3). */
  post(url: string, payload: object | ''): Promise<Answer>;
};

async function meet({ directoryUrl, accountKey, email, signal }: Order): Promise<Authority> {
  // The authority names every address itself; it never needs to send us on to another.
  const plain = { signal, redirect: 'error' } as const;
  const directory = Directory.parse(await (await fetch(directoryUrl, plain)).json());
  const jwk = await exportJWK(createPublicKey(accountKey));
  let account: { kid: string } | { jwk: JWK } = { jwk };
  let nonce: string | undefined;
  const post = async (url: string, payload: object | '', triesLeft = 20): Promise<Answer> => {
    const fresh = nonce ?? (await fetch(directory.newNonce, { ...plain, method: 'HEAD' })).headers.get('replay-nonce');
    const text = payload === '' ? '' : JSON.stringify(payload);
    const signed = await new FlattenedSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ES256', nonce: fresh ?? '', url, ...account })
      .sign(accountKey);
    const response = await fetch(url, {
      ...plain,
      method: 'POST',
      headers: { 'content-type': 'application/jose+json' },
      body: JSON.stringify(signed),
    });
    nonce = response.headers.get('replay-nonce') ?? undefined;
    const said = await response.text();
    if (response.ok) return { headers: response.headers, body: parsed(said), text: said };
    const problem = Problem.safeParse(parsed(said));
    if (triesLeft > 0 && problem.data?.type.endsWith(':badNonce')) return post(url, payload, triesLeft - 1);
    throw new AuthorityRefuses(problem.data?.detail || `It answers with status ${response.status}.`);
  };
  // An account that exists already is returned as it is.
  const { headers } = await post(directory.newAccount, { termsOfServiceAgreed: true, contact: [`mailto:${email}`] });
  account = { kid: locationOf(headers) };
  return { directory, thumbprint: await calculateJwkThumbprint(jwk), post };
}

/** Shows the authority that this host name is ours: it fetches a text that only the holder of the account key can make. */
async function prove(authority: Authority, url: string, { answer, signal }: Order): Promise<void> {
  const read = async () => Authorization.parse((await authority.post(url, '')).body);
  const found = await read();
  if (found.status === 'valid') return;
  const challenge = Challenge.parse(found.challenges.find((of) => of.type === 'http-01'));
  answer(challenge.token, `${challenge.token}.${authority.thumbprint}`);
  await authority.post(challenge.url, {});
  const { status, challenges } = await settled(signal, read, (state) => state.status !== 'pending');
  if (status === 'valid') return;
  const why = Challenge.safeParse(challenges.find((of) => of.type === 'http-01')).data?.error?.detail;
  throw new AuthorityRefuses(why || `The proof was found ${status}.`);
}

/** Asks again until the authority has made up its mind; the signal ends a wait in vain. */
async function settled<T>(signal: AbortSignal, read: () => Promise<T>, isSettled: (state: T) => boolean): Promise<T> {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5_000)) {
    const state = await read();
    if (isSettled(state)) return state;
    await pause(waitMs, undefined, { signal });
  }
}

function locationOf(headers: Headers): string {
  const location = headers.get('location');
  if (location === null) throw new AuthorityRefuses('It does not say where what was made is found.');
  return location;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
