/** What this server publishes of its clinic's reports for anyone: keys, list, and each report as it was signed. */
import type { Services } from '#server/platform/services.ts';
import { findJws, listReports } from './registry.queries.ts';
import { domainOf, holderOf } from './report-domain.ts';
import { publishedKeys } from './report-key.ts';

type Needs = Pick<Services, 'db' | 'secrets' | 'address'>;

async function reportsOf({ db }: Needs) {
  const holder = await holderOf({ db });
  return holder === undefined ? undefined : db.inClinicTransaction(holder, listReports);
}

/** RFC 7517. Empty while nothing was released: no key is made because a stranger asks. */
export async function publicKeys(of: Needs) {
  const reports = await reportsOf(of);
  return { keys: reports === undefined ? [] : await publishedKeys(of.secrets, reports) };
}

/** The same keys as a did:web document of this domain. */
export async function didDocument(of: Needs) {
  const domain = domainOf(of);
  const { keys } = await publicKeys(of);
  if (domain === undefined || keys.length === 0) return undefined;
  const id = `did:web:${domain}`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
    id,
    verificationMethod: keys.map((publicKeyJwk) => ({
      id: `${id}#${publicKeyJwk.kid}`,
      type: 'JsonWebKey2020',
      controller: id,
      publicKeyJwk,
    })),
    assertionMethod: keys.map(({ kid }) => `${id}#${kid}`),
  };
}

/** Every report that was ever released, oldest first; replaced and withdrawn ones stay. */
export async function reportIndex(of: Needs) {
  const reports = (await reportsOf(of)) ?? [];
  return {
    racemicReports: 1 as const,
    reports: reports.map(({ report: { id, period, replaces, withdrawn, releasedBy } }) => ({
      id,
      from: period.from,
      to: period.to,
      releasedAt: releasedBy.at,
      replaces,
      isWithdrawal: withdrawn !== null,
    })),
  };
}

export async function signedReport({ db }: Needs, id: string): Promise<string | undefined> {
  const holder = await holderOf({ db });
  if (holder === undefined) return undefined;
  return (await db.inClinicTransaction(holder, (tx) => findJws(tx, id)))?.jws;
}
