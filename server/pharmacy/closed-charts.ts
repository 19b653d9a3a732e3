import { patientFor, wayOf, waysThatAllow } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { listRestricted } from './closed-charts.queries.ts';

/** The bit of a chart that is open to all who treat, in `waysThatAllow`. */
const plain = Array.from({ length: 8 }, (_, n) => n).find((n) => {
  const { restricted, onCareTeam, glassOpen } = wayOf(n);
  return !restricted && !onCareTeam && !glassOpen;
});

/**
 * Of these patients, those whose chart this person may not see. That someone was given ketamine is part of their chart:
 * the register still counts every drop, and leaves out for whom.
 */
export async function closedTo(tx: Tx, ctx: Context, patientIds: readonly (string | null)[]): Promise<Set<string>> {
  const ids = [...new Set(patientIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return new Set();
  if (((waysThatAllow(ctx, 'session.read', '') >> (plain ?? 0)) & 1) === 0) return new Set(ids);
  const closed = new Set<string>();
  for (const id of await listRestricted(tx, ids))
    try {
      await patientFor(tx, ctx, 'session.read', id);
    } catch (error) {
      if (!(error instanceof CannotProceed)) throw error;
      closed.add(id);
    }
  return closed;
}

/** The same row without whom it is about, where that chart is closed. */
export const without = <Row extends { patientId: string | null; sessionId: string | null }>(
  row: Row,
  closed: ReadonlySet<string>,
): Row => (row.patientId !== null && closed.has(row.patientId) ? { ...row, patientId: null, sessionId: null } : row);
