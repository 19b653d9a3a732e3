import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '#clinical/finder/finder.ts';
import { publicJwkOf, signatureDays, signReport } from '#server/registry/sign-report.ts';
import { aReport } from '../../tests/a-report.ts';
import { keysOfDid, keysOfJwks, type PublishedKey } from './report-keys.ts';
import { signatureRefusals, type VerifiedReport, verifyReport } from './report-signature.ts';

type Pair = { privateKey: KeyObject; publicKey: KeyObject };
const aPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const domain = 'juniper-vale.example';
const signedAt = new Date('2026-09-14T09:31:00Z');
const now = new Date('2026-10-01T12:00:00Z');

let own: Pair;
let keys: PublishedKey[];
let jws: string;
const published = async (...pairs: [Pair, object?][]) =>
  keysOfJwks(
    JSON.stringify({
      keys: await Promise.all(pairs.map(async ([pair, more]) => ({ ...(await publicJwkOf(pair.publicKey)), ...more }))),
    }),
  );
beforeAll(async () => {
  own = aPair();
  keys = await published([own]);
  jws = await signReport(aReport(), own, signedAt);
});

const check = (given: string, more: Partial<Parameters<typeof verifyReport>[1]> = {}) =>
  verifyReport(given, { domain, keys, known: [], now, ...more });
const refusalOf = async (given: string, more: Partial<Parameters<typeof verifyReport>[1]> = {}) => {
  const answer = await check(given, more);
  return 'refused' in answer ? answer.refused : 'taken';
};
const verified = async (
  given: string,
  more: Partial<Parameters<typeof verifyReport>[1]> = {},
): Promise<VerifiedReport> => {
  const answer = await check(given, more);
  if ('refused' in answer) throw new Error(answer.says);
  return answer.verified;
};

const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url');
const claims = (more: object = {}) => {
  const iat = signedAt.getTime() / 1_000;
  return { iss: `https://${domain}`, iat, exp: iat + 1e7, report: aReport(), ...more };
};
const kid = () => keys[0]?.kid ?? '';
/** Signed with the right key, whatever stands in it. */
const forged = (header: object, said: object, key = own.privateKey) => {
  const text = `${part(header)}.${part(said)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
const header = (more: object = {}) => ({ alg: 'ES256', kid: kid(), typ: 'racemic-report+jwt', ...more });

describe('a signed report', () => {
  test('is taken from the domain that signed it, with its key, its days and its words as they came', async () => {
    const taken = await verified(jws);
    expect(taken).toMatchObject({ jws, domain, kid: kid(), issuedAt: signedAt, checkedAt: now, report: aReport() });
    expect(taken.expiresAt.getTime() - signedAt.getTime()).toBe(signatureDays * 86_400_000);
    expect(kid()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await refusalOf(forged(header(), claims()))).toBe('taken');
  });

  test('each refusal is a plain sentence', () => {
    for (const says of Object.values(signatureRefusals)) expect(says).toMatch(/^[A-Z][^{}<>]+\.$/);
  });

  test('with any letter altered is refused', async () => {
    for (let at = 0; at < jws.length; at += jws.length > 6_000 ? 37 : 1) {
      if (jws[at] === '.') continue;
      const altered = `${jws.slice(0, at)}${jws[at] === 'A' ? 'B' : 'A'}${jws.slice(at + 1)}`;
      expect([at, await refusalOf(altered)]).not.toEqual([at, 'taken']);
    }
    for (let at = jws.length - 4; at < jws.length; at += 1)
      for (const letter of 'ABCDwxyz0189-_') {
        const altered = `${jws.slice(0, at)}${letter}${jws.slice(at + 1)}`;
        if (altered !== jws) expect([at, letter, await refusalOf(altered)]).not.toEqual([at, letter, 'taken']);
      }
  });

  test('signed by another key is refused: under its own name, and under ours', async () => {
    const other = aPair();
    expect(await refusalOf(await signReport(aReport(), other, signedAt))).toBe('unknown-key');
    expect(await refusalOf(forged(header(), claims(), other.privateKey))).toBe('signature-wrong');
  });

  test('signed by nothing, by a shared secret made of the public key, or by another algorithm is refused', async () => {
    const said = part(claims());
    expect(await refusalOf(`${part({ alg: 'none', typ: 'racemic-report+jwt', kid: kid() })}.${said}.`)).toBe(
      'wrong-algorithm',
    );
    expect(await refusalOf(`${part(header({ alg: 'NONE' }))}.${said}.`)).toBe('wrong-algorithm');
    expect(await refusalOf(`${part(header())}.${said}.`)).toBe('signature-wrong');
    const secret = own.publicKey.export({ type: 'spki', format: 'pem' });
    const start = `${part(header({ alg: 'HS256' }))}.${said}`;
    const mac = createHmac('sha256', secret).update(start).digest('base64url');
    expect(await refusalOf(`${start}.${mac}`)).toBe('wrong-algorithm');
    for (const alg of ['RS256', 'ES384', 'EdDSA', 'es256', 'PS256', ['ES256'], null])
      expect(await refusalOf(forged(header({ alg }), claims()))).toBe('wrong-algorithm');
  });

  test('that brings its own key, or says where to fetch one, is refused', async () => {
    const other = aPair();
    const jwk = await publicJwkOf(other.publicKey);
    for (const more of [
      { jwk },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/x' },
      { x5c: ['a'] },
    ])
      expect(await refusalOf(forged(header({ ...more, kid: jwk.kid }), claims(), other.privateKey))).toBe(
        'brings-its-own-key',
      );
    expect(await refusalOf(forged(header({ crit: ['b64'], b64: false }), claims()))).toBe('not-a-report');
    expect(await refusalOf(forged(header({ typ: 'JWT' }), claims()))).toBe('not-a-report');
  });

  test('is no report when it is something else, or far too long', async () => {
    for (const text of ['', 'a.b', 'a.b.c.d', `${jws}.x`, `${jws}=`, ` ${jws}`, '{}', 'x'.repeat(300_000)])
      expect(await refusalOf(text)).toBe('not-a-report');
    expect(await refusalOf(forged(header(), { report: aReport() }))).toBe('not-a-report');
    expect(await refusalOf(forged(header(), claims({ report: { ...aReport(), remark: 'x' } })))).toBe('says-too-much');
  });

  test('in the name of another domain is refused, by claim and by content', async () => {
    expect(await refusalOf(jws, { domain: 'other.example' })).toBe('wrong-issuer');
    expect(await refusalOf(forged(header(), claims({ iss: 'https://other.example' })))).toBe('wrong-issuer');
    const elsewhere = aReport({ center: { name: 'Other', domain: 'other.example' } });
    expect(await refusalOf(forged(header(), claims({ report: elsewhere })))).toBe('wrong-issuer');
    expect(await refusalOf(forged(header(), claims({ iss: `did:web:${domain}` })))).toBe('taken');
  });
});

describe('time', () => {
  const at = (seconds: number) => new Date(signedAt.getTime() + seconds * 1_000);

  test('a clock that is five minutes off is allowed for, one that is more is not', async () => {
    const soon = aReport({
      previewedBy: { name: 'A', role: 'owner', at: signedAt.toISOString() },
      releasedBy: { name: 'A', role: 'owner', at: signedAt.toISOString() },
    });
    const fresh = await signReport(soon, own, signedAt);
    expect(await refusalOf(fresh, { now: at(-299) })).toBe('taken');
    expect(await refusalOf(fresh, { now: at(-301) })).toBe('from-the-future');
  });

  test('a signature expires, and one that ends before it begins never held', async () => {
    const end = signatureDays * 86_400;
    expect(await refusalOf(jws, { now: at(end + 299) })).toBe('taken');
    expect(await refusalOf(jws, { now: at(end + 301) })).toBe('expired');
    const iat = signedAt.getTime() / 1_000;
    expect(await refusalOf(forged(header(), claims({ iat, exp: iat })))).toBe('expired');
  });

  test('a key that was retired still proves what it signed before, and nothing after', async () => {
    const endedAfter = await published([own, { exp: signedAt.getTime() / 1_000 + 60 }]);
    const endedBefore = await published([own, { exp: signedAt.getTime() / 1_000 - 60 }]);
    expect(await refusalOf(jws, { keys: endedAfter })).toBe('taken');
    expect(await refusalOf(jws, { keys: endedBefore })).toBe('key-retired');
  });
});

describe('beside reports that are known', () => {
  const second: Partial<Report> = { id: '0199a0b2-0000-7000-8000-000000000002' };
  const signed = (given: Partial<Report>, at = signedAt) => signReport(aReport(given), own, at);
  const later = new Date('2026-09-20T00:00:00Z');

  test('a second one for the period is refused, unless it says that it replaces the first', async () => {
    const known = [await verified(jws)];
    const two = await check(await signed(second, later), { known });
    expect(two).toMatchObject({ refused: 'does-not-hold', findings: [{ rule: 'period-reported-twice' }] });
    expect(await refusalOf(await signed({ ...second, replaces: aReport().id }, later), { known })).toBe('taken');
  });

  test('the older one, sent again after it was replaced, is refused', async () => {
    const newer = await signed({ ...second, replaces: aReport().id }, later);
    const first = await verified(jws);
    const known = [first, await verified(newer, { known: [first] })];
    expect(await refusalOf(jws, { known })).toBe('older-than-known');
    expect(await refusalOf(jws, { known: known.slice(1) })).toBe('older-than-known');
    expect(await refusalOf(newer, { known })).toBe('taken');
  });

  test('a signature may be renewed; other words under the same number are refused', async () => {
    const known = [await verified(jws)];
    expect(await refusalOf(await signed({}, later), { known })).toBe('taken');
    expect(await refusalOf(await signed({ prices: { absent: 'None stated.' } }, later), { known })).toBe('id-reused');
  });
});

describe('keys', () => {
  test('are named by their own thumbprint, whatever they call themselves', async () => {
    const lying = await published([own, { kid: 'another-name' }]);
    expect(lying[0]?.kid).toBe(kid());
    // RFC 7638: required members only, in order, no blanks.
    const other = await published([own, { use: 'sig', alg: 'ES256' }]);
    expect(other[0]?.kid).toBe(kid());
  });

  test('that show their private half, are of another kind, or are meant to encrypt are passed over', async () => {
    const d = own.privateKey.export({ format: 'jwk' }).d ?? '';
    for (const more of [
      { d },
      { crv: 'P-384' },
      { kty: 'oct', k: 'x' },
      { use: 'enc' },
      { x: 'short' },
      { alg: 'HS256' },
    ])
      expect(await published([own, more])).toEqual([]);
    const off = { x: 'A'.repeat(43), y: 'A'.repeat(43) };
    expect(await published([own, off])).toEqual([]);
  });

  test('may stand in a did:web document of the same domain, named for statements', async () => {
    const did = `did:web:${domain}`;
    const method = {
      id: `${did}#1`,
      controller: did,
      type: 'JsonWebKey',
      publicKeyJwk: await publicJwkOf(own.publicKey),
    };
    const document = (more: object) =>
      JSON.stringify({ id: did, verificationMethod: [method], assertionMethod: [`${did}#1`], ...more });
    expect((await keysOfDid(document({}), domain)).map((key) => key.kid)).toEqual([kid()]);
    expect((await keysOfDid(document({ assertionMethod: ['#1'] }), domain)).map((key) => key.kid)).toEqual([kid()]);
    expect(await keysOfDid(document({ assertionMethod: [] }), domain)).toEqual([]);
    const others = { ...method, controller: 'did:web:other.example' };
    expect(await keysOfDid(document({ verificationMethod: [others] }), domain)).toEqual([]);
    expect(() => keysOfDid(document({ id: 'did:web:other.example' }), domain)).toThrow();
  });

  test('a list that is none is refused, and so is one without end', () => {
    expect(() => keysOfJwks('<html>')).toThrow();
    expect(() => keysOfJwks('{"keys":{}}')).toThrow();
    expect(() => keysOfJwks(JSON.stringify({ keys: Array.from({ length: 21 }, () => ({})) }))).toThrow();
  });
});
