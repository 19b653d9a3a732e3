import { CompiledQuery } from 'kysely';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { idInOrder } from '#server/platform/ids.ts';
import { unwaited } from '#server/platform/transaction.ts';
import { canonical, digestOf, newSalt } from './audit-digest.ts';
import { headOf } from './chain.queries.ts';
import { beginning } from './link.ts';

/** The session's log hashes as the trail does: salted digests over canonical JSON. */
export { canonical, digestOf, newSalt };

export type AuditEntry = {
  /** noun.verb: `chart.read`, `patient.change` */
  action: string;
  patientId?: string | undefined;
  /** What was changed, where it is not the patient: `{ kind: 'allergy', id }` */
  subject?: { kind: string; id: string } | undefined;
  before?: object | undefined;
  after?: object | undefined;
  /** Anything else worth keeping, as the outcome of a review or the number of rows shown. */
  details?: object | undefined;
  /** Why, in the person's own words. */
  reason?: string | undefined;
};

/** Events that changed nothing: somebody looked. A history of changes and the live feed leave them out. */
export const reads = [
  'chart.read',
  'patient.read',
  'chart.access',
  'audit.read',
  'floor.read',
  'session.print',
  'session.heads',
  'report.preview',
  'incident.read',
  'stock.read',
  'register.read',
] as const;

/** The columns of an event, in the order in which `eventOf` gives their values. */
export const eventColumns = `id, by_kind, account_id, practitioner_id, station_id, sign_in_id, request_id, action, patient_id,
   subject_kind, subject_id, reason, data, salt, digest`;

const insert = `insert into clinic.audit_event (${eventColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

type Who = Pick<Context, 'clinicId' | 'by' | 'requestId' | 'signInId' | 'stationId'>;

/** An event as the row that is kept, for a statement that writes it together with the change. */
export function eventOf(ctx: Who, entry: AuditEntry): [id: string, ...others: unknown[]] {
  const data = canonical({ before: entry.before, after: entry.after, details: entry.details });
  // What UTF-8 can't carry is replaced before hashing, so that the digest speaks of what the database keeps.
  const reason = entry.reason?.toWellFormed() ?? null;
  const salt = newSalt();
  return [
    idInOrder(),
    ctx.by.kind,
    ctx.by.kind === 'system' ? null : ctx.by.accountId,
    ctx.by.practitionerId ?? null,
    ctx.stationId ?? null,
    ctx.signInId ?? null,
    ctx.requestId,
    entry.action,
    entry.patientId ?? null,
    entry.subject?.kind ?? null,
    entry.subject?.id ?? null,
    reason,
    data,
    salt,
    digestOf(salt, { data, reason }),
  ];
}

/**
 * Writes down what happens, in the transaction in which it happens: both are kept or neither is. One INSERT; the
 * sealer links it into the clinic's chain within a second.
 *
 * @returns the id of the event
 */
export async function audit(tx: Tx, ctx: Who, entry: AuditEntry): Promise<string> {
  const event = eventOf(ctx, entry);
  await unwaited(tx, CompiledQuery.raw(insert, event));
  return event[0];
}

/** The newest link of the clinic's chain: what a signature outside the chain can point at. */
export async function chainHead(tx: Tx, clinicId: string): Promise<{ seq: number; hash: Buffer }> {
  const { seq, hash } = await headOf(tx, clinicId);
  return { seq, hash: hash ?? beginning };
}
