/** What stands beside the log in the printed record: the session, its patient, clinic, order and protocol. */
import type { Protocol, TreatmentOrder } from '#clinical/plan/plan.ts';
import type { Tx } from '#server/platform/database.ts';
import { findSession } from './session.queries.ts';

/** The order as it was signed, and what became of it. */
export type PrintedOrder = TreatmentOrder & {
  readonly id: string;
  readonly state: 'active' | 'withdrawn' | 'replaced';
  readonly endReason: string | null;
  readonly signedBy: string;
  readonly signedAtMs: number;
};

export type PrintedProtocol = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly body: Protocol;
  readonly signedBy: string;
  readonly signedAtMs: number;
};

export async function findPrinted(tx: Tx, sessionId: string) {
  const session = await findSession(tx, sessionId);
  const patient = await tx
    .selectFrom('patient')
    .select(['id', 'number', 'givenName', 'familyName', 'birthOn', 'sexForClinicalUse'])
    .where('id', '=', session.patientId)
    .executeTakeFirstOrThrow();
  const allergies = await tx
    .selectFrom('allergy')
    .select(['kind', 'substance', 'reaction'])
    .where('patientId', '=', session.patientId)
    .execute();
  const clinic = await tx.selectFrom('clinic').select(['name', 'timeZone', 'synthetic']).executeTakeFirstOrThrow();
  const { order, protocol } = await findSigned();
  return {
    session: {
      id: session.id,
      patientId: session.patientId,
      plannedAtMs: new Date(session.plannedAt).getTime(),
      head: session.head.toString('hex'),
    },
    patient,
    allergies,
    clinic,
    order,
    protocol,
  };
}

/** The order and the protocol that the session runs under. */
async function findSigned(): Promise<{ order: PrintedOrder | undefined; protocol: PrintedProtocol | undefined }> {
  return { order: undefined, protocol: undefined };
}
