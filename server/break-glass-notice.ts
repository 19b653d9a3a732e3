import { listReviewerAddresses } from './chart/break-glass.actions.ts';
import { queueMail } from './identity/mail.ts';
import type { Services } from './platform/services.ts';

/** Tells the medical directors and the compliance officers that a restricted chart was opened. No names, no reason. */
export async function tellOfBreakGlass(services: Services, clinicId: string, breakGlassId: string): Promise<void> {
  for (const to of await listReviewerAddresses(services, clinicId, breakGlassId))
    await queueMail(services, {
      clinicId,
      to,
      subject: 'A restricted chart was opened',
      text: `A restricted chart was opened in need. It waits for your review:\n${services.address}/clinic/break-glass\n`,
      linkKind: 'notice',
    });
}
