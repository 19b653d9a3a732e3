import { type AllergyInput, againstOthers } from '#clinical/chart/chart.ts';
import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { changeRow, listAllergies } from './chart-rows.queries.ts';
import { dayInClinic } from './clinic.queries.ts';

/**
 * After an allergy was written: "no known allergies" that it makes untrue ends with it, and is itself refused while an
 * allergy is active. The caller has locked the patient, so two people at the same moment hear of each other.
 */
export async function keepAllergiesTrue(
  tx: Tx,
  ctx: Context,
  patientId: string,
  row: Pick<AllergyInput, 'kind' | 'status'> & { id: string },
): Promise<void> {
  const others = (await listAllergies(tx, patientId)).filter(({ id }) => id !== row.id) as ListedAllergy[];
  const { contradicts, ends } = againstOthers(row, others);
  if (contradicts)
    throw new CannotProceed(
      'blocked',
      'An allergy or intolerance is active in this chart. End it, or mark it as entered in error, before saying that none is known.',
    );
  if (ends.length === 0) return;
  const today = await dayInClinic(tx, ctx.now);
  for (const { id, version, kind, substance, reaction, severity, status, startedOn, endedOn } of ends) {
    const before = { kind, substance, reaction, severity, status, startedOn, endedOn };
    // Where it begins after today its end is left open: the table keeps no end before the beginning.
    const until = startedOn !== null && startedOn > today ? endedOn : today;
    const after: AllergyInput = { ...before, status: 'resolved', endedOn: until };
    await changeRow(tx, 'allergy', { id, version }, after);
    const subject = { kind: 'allergy', id };
    await audit(tx, ctx, { action: 'allergy.change', patientId, subject, before, after, details: { endedBy: row.id } });
  }
}

type ListedAllergy = AllergyInput & { id: string; version: number };
