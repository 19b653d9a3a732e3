/** What stands beside the log in the printed record: the session, its patient, clinic, order and protocol. */

import { orderForSession, protocolVersion } from '#server/plan/plan.actions.ts';
import type { Tx } from '#server/platform/database.ts';
import { findClinicOfRecord, findPatientOfRecord, listAllergiesOf } from './dossier.queries.ts';
import type { findSession } from './session.queries.ts';

export async function findBeside(tx: Tx, session: Awaited<ReturnType<typeof findSession>>) {
  const { id, patientId, orderId, protocolVersionId } = session;
  return {
    session: { id, patientId, plannedAtMs: new Date(session.plannedAt).getTime(), head: session.head.toString('hex') },
    patient: await findPatientOfRecord(tx, patientId),
    allergies: await listAllergiesOf(tx, patientId),
    clinic: await findClinicOfRecord(tx),
    order: orderId === null ? undefined : await orderForSession(tx, orderId),
    protocol: protocolVersionId === null ? undefined : await protocolVersion(tx, protocolVersionId),
  };
}
