/**
 * Checks a signed report. What stands at the end: this domain said it, on this day, and nobody changed it. Whether it is
 * true, no signature can tell.
 *
 * @source regulatory basis G6
 */
import { compactVerify } from 'jose';
import { z } from 'zod';
import { checkReport, Report, type ReportFinding } from '#clinical/finder/finder.ts';
import type { PublishedKey } from './report-keys.ts';
import { mostBytes } from './safe-fetch.ts';

/** Why a report was not taken, and how a person hears it. */
export const signatureRefusals = {
  'not-a-report': 'This is no signed report.',
  'wrong-algorithm': 'It is signed in a way that can be forged, or not at all: only ES256 is taken.',
  'brings-its-own-key': 'It brings or names its own key. Keys come from the center’s site and from nowhere else.',
  'unknown-key': 'The center’s site publishes no key of this name.',
  'signature-wrong': 'The signature does not fit: something was changed, or another key signed it.',
  'key-retired': 'The key had been retired before this was signed.',
  'wrong-issuer': 'It was signed in the name of another domain.',
  'from-the-future': 'It says that it was signed later than now.',
  expired: 'The signature has expired: the center has to sign anew.',
  'older-than-known': 'A newer report for this period is known: this one was sent again.',
  'id-reused': 'Another report of the same number is known. A report is replaced, never edited.',
  'says-too-much': 'What it says does not fit the form of a report.',
  'does-not-hold': 'What it says does not hold.',
} as const;
export type SignatureRefusal = keyof typeof signatureRefusals;

/** A report whose signature and figures were checked on reception. It can expire later: see `expiresAt`. */
export type VerifiedReport = {
  readonly report: Report;
  /** As it came, byte for byte: anyone can check it again. */
  readonly jws: string;
  readonly domain: string;
  readonly kid: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly checkedAt: Date;
};

export type Verified =
  | { readonly verified: VerifiedReport }
  | { readonly refused: SignatureRefusal; readonly says: string; readonly findings: readonly ReportFinding[] };

const refuse = (refused: SignatureRefusal, findings: readonly ReportFinding[] = []): Verified => ({
  refused,
  says: findings.length === 0 ? signatureRefusals[refused] : findings.map(({ says }) => says).join(' '),
  findings,
});

/** Clocks of two machines may differ by so much. */
export const clockAllowanceS = 5 * 60;
export const reportType = 'racemic-report+jwt';

const Header = z.strictObject({ alg: z.literal('ES256'), kid: z.string().max(200), typ: z.literal(reportType) });
/** The loose look at a header that says what is wrong with it. */
const AnyHeader = z.looseObject({ alg: z.unknown() });
const ownKeys = ['jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

const Claims = z.strictObject({
  iss: z.string().max(300),
  iat: z.int().min(0),
  exp: z.int().min(0),
  report: z.unknown(),
});

const textOf = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');
/** One text for each content: bits that decoding would drop are not taken. */
const isCanonical = (part: string): boolean => Buffer.from(part, 'base64url').toString('base64url') === part;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerOf(jws: string): { kid: string } | SignatureRefusal {
  const parts = jws.split('.');
  if (jws.length > mostBytes || parts.length !== 3 || !parts.every(isCanonical)) return 'not-a-report';
  const header = jsonOf(textOf(parts[0] ?? ''));
  const any = AnyHeader.safeParse(header);
  if (!any.success) return 'not-a-report';
  if (any.data.alg !== 'ES256') return 'wrong-algorithm';
  if (ownKeys.some((name) => name in any.data)) return 'brings-its-own-key';
  const read = Header.safeParse(header);
  return read.success ? { kid: read.data.kid } : 'not-a-report';
}

type Given = {
  /** The center's own domain, as the finder knows it. */
  readonly domain: string;
  /** What that domain publishes now. */
  readonly keys: readonly PublishedKey[];
  /** Reports of this center that were verified before, replaced and withdrawn ones too. */
  readonly known: readonly VerifiedReport[];
  readonly now: Date;
};

type Said = z.infer<typeof Claims> & { readonly read: Report };

/** Dates and name, before what the report says is looked at. */
function claimFault(
  { iss, iat, exp }: z.infer<typeof Claims>,
  key: PublishedKey,
  given: Given,
): SignatureRefusal | undefined {
  const nowS = given.now.getTime() / 1_000;
  if (iss !== `https://${given.domain}` && iss !== `did:web:${given.domain}`) return 'wrong-issuer';
  if (iat > nowS + clockAllowanceS) return 'from-the-future';
  if (exp + clockAllowanceS < nowS || exp <= iat) return 'expired';
  if (key.endedAtS !== undefined && iat > key.endedAtS) return 'key-retired';
  return undefined;
}

/** Sent again: the same period, and older than what is known. The same report once more is no news and no harm. */
const isReplay = ({ read, iat }: Said, known: readonly VerifiedReport[]): boolean =>
  known.some(
    ({ report, issuedAt }) =>
      report.id !== read.id && report.period.from === read.period.from && issuedAt.getTime() > iat * 1_000,
  );

/** A signature may be renewed; what was said under a number stays as it was said. */
const isEdited = ({ read }: Said, known: readonly VerifiedReport[]): boolean =>
  known.some(({ report }) => report.id === read.id && JSON.stringify(report) !== JSON.stringify(read));

/** Checks everything that can be checked without asking anyone. */
export async function verifyReport(jws: string, given: Given): Promise<Verified> {
  const header = headerOf(jws);
  if (typeof header === 'string') return refuse(header);
  const key = given.keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return refuse('unknown-key');
  const payload = await compactVerify(jws, key.key, { algorithms: ['ES256'] }).then(
    ({ payload: bytes }) => jsonOf(Buffer.from(bytes).toString('utf8')),
    () => undefined,
  );
  if (payload === undefined) return refuse('signature-wrong');
  const claims = Claims.safeParse(payload);
  if (!claims.success) return refuse('not-a-report');
  const fault = claimFault(claims.data, key, given);
  if (fault !== undefined) return refuse(fault);
  const read = Report.safeParse(claims.data.report);
  if (!read.success) return refuse('says-too-much');
  if (read.data.center.domain !== given.domain) return refuse('wrong-issuer');
  const said = { ...claims.data, read: read.data };
  if (isReplay(said, given.known)) return refuse('older-than-known');
  if (isEdited(said, given.known)) return refuse('id-reused');
  const findings = checkReport(read.data, {
    knownReports: given.known.map(({ report }) => report),
    now: new Date(given.now.getTime() + clockAllowanceS * 1_000),
  });
  if (findings.length > 0) return refuse('does-not-hold', findings);
  return {
    verified: {
      report: read.data,
      jws,
      domain: given.domain,
      kid: header.kid,
      issuedAt: new Date(claims.data.iat * 1_000),
      expiresAt: new Date(claims.data.exp * 1_000),
      checkedAt: given.now,
    },
  };
}
