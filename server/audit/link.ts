import { hash } from 'node:crypto';
import { canonical } from './audit-digest.ts';

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

/** The text of a link: its number, the hash of the link before it, and the event. Absent fields are left out. */
export function linkText(clinicId: string, seq: number, previous: Buffer, event: ChainedEvent): string {
  const { digest, ...fields } = event;
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  return canonical({
    v: 1,
    clinic: clinicId,
    seq,
    prev: previous.toString('hex'),
    event: { ...known, digest: digest.toString('hex') },
  });
}

export const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer');
