import { queueMail } from '#server/identity/mail.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { findBreakGlass } from './break-glass.queries.ts';
import { listActiveWith } from './practitioner.queries.ts';

/** Tells the medical directors and the compliance officers that a restricted chart was opened. No names, no reason. */
export async function tellOfBreakGlass(services: Services, clinicId: string, breakGlassId: string): Promise<void> {
  const addresses = await inClinic({ services, clinicId }, async (tx) => {
    const opening = await findBreakGlass(tx, breakGlassId);
    const people = [...(await listActiveWith(tx, 'medical-director')), ...(await listActiveWith(tx, 'compliance'))];
    return new Set(people.flatMap((of) => (of.id !== opening.practitionerId && of.email ? [of.email] : [])));
  });
  for (const to of addresses)
    await queueMail(services, {
      clinicId,
      to,
      subject: 'A restricted chart was opened',
      text: `A restricted chart was opened in need. It waits for your review:\n${services.address}/clinic/break-glass\n`,
      linkKind: 'notice',
    });
}
