/** Whom the domain of this server speaks for. Reports and keys lie at one place of a domain, so it is one clinic. */
import { Domain } from '#clinical/finder/finder.ts';
import type { Services } from '#server/platform/services.ts';
import { hasReports, listClinicIds } from './registry.queries.ts';

/** The host name that others can reach over https, or undefined: then nobody could check a signature. */
export function domainOf({ address }: Pick<Services, 'address'>): string | undefined {
  const { protocol, hostname, port } = new URL(address);
  return protocol === 'https:' && port === '' && Domain.safeParse(hostname).success ? hostname : undefined;
}

/** Reports are never removed, so who holds the domain once holds it for good. */
const holders = new WeakMap<Services['db'], string>();

/** The clinic that has released a report under this domain; undefined while none has. */
export async function holderOf({ db }: Pick<Services, 'db'>): Promise<string | undefined> {
  const known = holders.get(db);
  if (known !== undefined) return known;
  for (const clinicId of await listClinicIds({ db })) {
    if (!(await db.inClinicTransaction(clinicId, hasReports))) continue;
    holders.set(db, clinicId);
    return clinicId;
  }
  return undefined;
}
