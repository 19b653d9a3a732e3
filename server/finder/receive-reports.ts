/** Fetches the signed reports of a center from its own domain and checks each; one that is sent is checked alike. */
import { z } from 'zod';
import type { ReportFinding } from '#clinical/finder/finder.ts';
import { fetchKeys, type PublishedKey } from './report-keys.ts';
import { type SignatureRefusal, signatureRefusals, type VerifiedReport, verifyReport } from './report-signature.ts';
import { CannotFetch, type FetchRefusal, fetchPublic, fetchRefusals, type Reach } from './safe-fetch.ts';

/** A report that was not taken, and why, in words for people. */
export type RefusedReport = {
  readonly id: string;
  readonly why: SignatureRefusal | FetchRefusal;
  readonly says: string;
  readonly findings: readonly ReportFinding[];
};

export type Received = {
  /** New ones, oldest first. */
  readonly verified: readonly VerifiedReport[];
  readonly refused: readonly RefusedReport[];
  /** Reports known before whose key the domain has taken down: no longer vouched for. */
  readonly noLongerVouched: readonly string[];
};

/** The list that a domain publishes; oldest first. */
const ReportIndex = z.object({
  racemicReports: z.literal(1),
  reports: z.array(z.object({ id: z.uuid() })).max(200),
});

const folder = '/.well-known/racemic-reports';

/** A site that answers as slowly as it may has had its turn after so long. */
const patienceMs = 60_000;

type Asked = {
  readonly domain: string;
  readonly known: readonly VerifiedReport[];
  readonly now: Date;
  readonly reach?: Reach | undefined;
};

async function indexOf({ domain, reach }: Asked): Promise<z.infer<typeof ReportIndex>> {
  const text = await fetchPublic(`https://${domain}${folder}/index.json`, ['application/json'], reach);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new CannotFetch('wrong-kind');
  }
  const index = ReportIndex.safeParse(read);
  if (!index.success) throw new CannotFetch('wrong-kind');
  return index.data;
}

async function fetchOne(
  id: string,
  keys: readonly PublishedKey[],
  asked: Asked,
): Promise<VerifiedReport | RefusedReport> {
  const { domain, reach } = asked;
  try {
    const jws = await fetchPublic(`https://${domain}${folder}/${id}.jws`, ['application/jose'], reach);
    return await verifyOne(jws, keys, asked, id);
  } catch (error) {
    if (!(error instanceof CannotFetch)) throw error;
    return { id, why: error.why, says: fetchRefusals[error.why], findings: [] };
  }
}

async function verifyOne(
  jws: string,
  keys: readonly PublishedKey[],
  { domain, known, now }: Asked,
  id: string,
): Promise<VerifiedReport | RefusedReport> {
  const answer = await verifyReport(jws, { domain, keys, known, now });
  if (!('verified' in answer)) return { id, why: answer.refused, says: answer.says, findings: answer.findings };
  if (answer.verified.report.id === id) return answer.verified;
  return { id, why: 'not-a-report', says: signatureRefusals['not-a-report'], findings: [] };
}

const isVerified = (of: VerifiedReport | RefusedReport): of is VerifiedReport => 'jws' in of;

/**
 * Asks the center's own domain for its keys, its list and every report that is not known yet.
 *
 * @param asked `known` are the reports of this center that were verified before, replaced and withdrawn ones too
 * @throws CannotFetch when the keys or the list cannot be had
 */
export async function fetchReports(asked: Asked): Promise<Received> {
  const keys = await fetchKeys(asked.domain, asked.reach);
  const { reports } = await indexOf(asked);
  const known = [...asked.known];
  const verified: VerifiedReport[] = [];
  const refused: RefusedReport[] = [];
  const until = performance.now() + patienceMs;
  for (const { id } of reports) {
    if (performance.now() > until) break;
    if (known.some(({ report }) => report.id === id)) continue;
    const one = await fetchOne(id, keys, { ...asked, known });
    if (!isVerified(one)) refused.push(one);
    else {
      verified.push(one);
      known.push(one);
    }
  }
  const kids = new Set(keys.map(({ kid }) => kid));
  return {
    verified,
    refused,
    noLongerVouched: asked.known.filter(({ kid }) => !kids.has(kid)).map(({ report }) => report.id),
  };
}

/**
 * A report that somebody sent: believed for what the center's own domain signs, whoever sent it.
 *
 * A key that was retired vouches for what lies on the domain itself and for nothing that is sent: whoever stole it can
 * write an earlier day.
 *
 * @throws CannotFetch when the keys cannot be had
 */
export async function receiveReport(jws: string, asked: Asked): Promise<VerifiedReport | RefusedReport> {
  const { domain, known, now, reach } = asked;
  const published = await fetchKeys(domain, reach);
  const keys = published.map((key) => (key.endedAtS === undefined ? key : { ...key, endedAtS: 0 }));
  const answer = await verifyReport(jws, { domain, keys, known, now });
  if ('verified' in answer) return answer.verified;
  return { id: '', why: answer.refused, says: answer.says, findings: answer.findings };
}
