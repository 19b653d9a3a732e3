import { hash } from 'node:crypto';
import type { SessionEvent } from '#clinical/session/session.ts';
import { canonical, digestOf, newSalt } from '#server/audit/audit.ts';

/** A fact as the log keeps it: its data beside its salt, and the link that the chain is made of. */
export type Linked = {
  id: string;
  session: string;
  kind: string;
  v: number;
  measuredAt: string;
  account: string | null;
  /** When this server kept it, ms since 1970. */
  recordedMs: number;
  /** Canonical JSON (RFC 8785). */
  data: string;
  /** Hex. */
  salt: string;
  link: string;
  /** Hex SHA-256 of everything the station sent: the same id with other content is refused. */
  content: string;
};

/**
 * The link covers a salted digest of the data, so that a lawful erasure may drop data and salt and leave the chain whole.
 */
export function linkOf(event: SessionEvent, account: string | null, recordedMs: number): Linked {
  const { data, ...rest } = event;
  const text = canonical(data);
  const salt = newSalt();
  const digest = digestOf(salt, { data: text, reason: null }).toString('hex');
  return {
    id: event.id,
    session: event.session,
    kind: event.kind,
    v: event.v,
    measuredAt: event.measuredAt,
    account,
    recordedMs,
    data: text,
    salt: salt.toString('hex'),
    link: canonical({ ...rest, account, digest }),
    content: hash('sha256', canonical(event), 'hex'),
  };
}
