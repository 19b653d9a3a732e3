import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

export type ClinicSettings = { name: string; timeZone: string; jurisdiction: string; idleLockMin: number };

export async function findClinic(tx: Tx) {
  return tx.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
}

/** As `findClinic`; nobody else changes the settings before this transaction ends. */
export const findClinicToChange = (tx: Tx) =>
  tx.selectFrom('clinic').selectAll().forNoKeyUpdate().executeTakeFirstOrThrow();

export const saveClinic = (tx: Tx, of: ClinicSettings & { clinicId: string; synthetic: boolean }) =>
  tx.insertInto('clinic').values(of).execute();

export async function changeClinic(tx: Tx, version: number, set: ClinicSettings): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('clinic')
    .set({ ...set, version: version + 1 })
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}

/** The day it is in a zone, as an ISO date. */
export const dayIn = (timeZone: string, at: Date | number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** The day it is in the clinic's own zone, as an ISO date. */
export async function dayInClinic(tx: Tx, now: Date): Promise<string> {
  const { timeZone } = await tx.selectFrom('clinic').select('timeZone').executeTakeFirstOrThrow();
  return dayIn(timeZone, now);
}
