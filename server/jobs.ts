import { nightlyBackup } from './backup/nightly.ts';
import { tellOfBreakGlass } from './break-glass-notice.ts';
import { tidyCenters } from './finder/center-tidy.ts';
import { updateAllReports } from './finder/reports.ts';
import { deliverMail } from './identity/mail.ts';
import { tidyIdentity } from './identity/tidy.ts';
import type { Job } from './platform/jobs.ts';
import type { Services } from './platform/services.ts';
import { tidyDevices } from './session/device-tidy.ts';

/** All work that happens without a person waiting for it. Data is ids only. */
export const jobsOf = (services: Services): Job[] => [
  { name: 'mail', retries: 8, run: ({ mailId = '' }) => deliverMail(services, mailId) },
  { name: 'identity-tidy', cron: '*/10 * * * *', retries: 1, run: () => tidyIdentity(services) },
  {
    name: 'break-glass-notice',
    run: ({ clinicId = '', breakGlassId = '' }) => tellOfBreakGlass(services, clinicId, breakGlassId),
  },
  // After midnight in UTC, the day by which the public pages count.
  { name: 'center-tidy', cron: '10 0 * * *', retries: 3, run: () => tidyCenters(services) },
  { name: 'device-tidy', cron: '20 3 * * *', retries: 3, run: () => tidyDevices(services) },
  { name: 'center-reports', cron: '40 4 * * *', retries: 1, run: () => updateAllReports(services) },
  { name: 'backup', cron: cronOf(services.config.backupAt), retries: 2, run: () => nightlyBackup(services) },
];

/** 02:30 → "30 2 * * *" */
const cronOf = (at: string): string => {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute} ${hour} * * *`;
};
