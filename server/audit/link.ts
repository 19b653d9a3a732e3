import { hash } from 'node:crypto';

/** An audit event as the chain sees it: every field, its content by digest only. `at` is UTC text to the microsecond. */
export type ChainedEvent = {
  id: string;
  at: string;
  byKind: string;
  accountId: string | null;
  practitionerId: string | null;
  stationId: string | null;
  signInId: string | null;
  requestId: string | null;
  action: string;
  patientId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  digest: Buffer;
};

/** What the first link of a clinic follows. */
export const beginning = Buffer.alloc(32);

/**
 * The text of a link: its number, the hash of the link before it, and the event. Absent fields are left out.
 * Written with its names in order, JSON of texts and whole numbers is canonical (RFC 8785) as it comes, and the sealer
 * makes one for every event; what the database answers is UTF-8, so nothing needs repair.
 */
export function linkText(clinicId: string, seq: number, previous: Buffer, event: ChainedEvent): string {
  return JSON.stringify({
    clinic: clinicId,
    event: {
      accountId: event.accountId ?? undefined,
      action: event.action,
      at: event.at,
      byKind: event.byKind,
      digest: event.digest.toString('hex'),
      id: event.id,
      patientId: event.patientId ?? undefined,
      practitionerId: event.practitionerId ?? undefined,
      requestId: event.requestId ?? undefined,
      signInId: event.signInId ?? undefined,
      stationId: event.stationId ?? undefined,
      subjectId: event.subjectId ?? undefined,
      subjectKind: event.subjectKind ?? undefined,
    },
    prev: previous.toString('hex'),
    seq,
    v: 1,
  });
}

export const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer');
