import { PgBoss } from 'pg-boss';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** One kind of work. Its data is ids only: what is clinical stays in the clinic's own tables. */
export type Job = {
  name: string;
  /** Five-field cron in the server's time, for work that comes by itself. */
  cron?: string;
  /** How often a failure is tried again, at growing distance. */
  retries?: number;
  run: (data: Record<string, string>) => Promise<void>;
};

export type Jobs = { enqueue: (job: string, data: Record<string, string>) => Promise<boolean>; close(): Promise<void> };

/** A UUID: a name or a sentence never looks like one. */
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Starts the job runner as the application: the owner has made its tables, it may only use them. */
export async function openJobs(db: Database, log: Log, jobs: readonly Job[]): Promise<Jobs> {
  const boss = new PgBoss({ ...(db.where.app as object), schema: 'jobs', migrate: false, createSchema: false, max: 3 });
  boss.on('error', (error) => log.warn({ type: error.name, errorCode: Reflect.get(error, 'code') }, 'job runner'));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { retryLimit: job.retries ?? 5, retryBackoff: true, retryDelay: 2 });
    await boss.work<Record<string, string>>(job.name, { pollingIntervalSeconds: 1 }, async (batch) => {
      for (const one of batch) {
        log.info({ job: job.name, jobId: one.id }, 'job begins');
        await job.run(one.data ?? {});
      }
    });
    if (job.cron !== undefined) await boss.schedule(job.name, job.cron, {});
  }
  return {
    enqueue: async (name, data) => {
      const stray = Object.entries(data).find(([, value]) => !id.test(value));
      if (stray) throw new RangeError(`The job ${name} was given something as ${stray[0]} that is not an id.`);
      return (await boss.send(name, data)) !== null;
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
