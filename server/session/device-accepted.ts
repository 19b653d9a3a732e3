/** Whether what a set says of a monitor is what was received: said beside it, and never a reason to refuse the fact. */
import { acceptedOf, type SessionRecord } from '#clinical/session/session.ts';
import type { Tx } from '#server/platform/database.ts';
import { listReceived, type ReceivedRow } from './device.queries.ts';

/** By the id under which each value was received. */
type Received = ReadonlyMap<string, ReceivedRow>;

export async function receivedOf(tx: Tx, readings: SessionRecord['readings']): Promise<Received> {
  const accepted = readings.flatMap(({ data }) => acceptedOf(data));
  if (accepted.length === 0) return new Map();
  const days = new Set(accepted.map(({ measuredAt }) => measuredAt.slice(0, 10)));
  const rows = await listReceived(
    tx,
    accepted.map(({ id }) => id),
    [...days],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * @param of a value as the set has it
 * @param sessionId in whose log it was written; a set may have been moved since
 */
export function receivedAs(
  received: Received,
  of: { id: string; name: string; value: number | undefined },
  sessionId: string | undefined,
): 'as received' | 'differs' | 'not kept' {
  const row = received.get(of.id);
  if (row === undefined) return 'not kept';
  const isSame = row.metric === of.name && row.value !== null && Number(row.value) === of.value;
  return isSame && row.sessionId === sessionId ? 'as received' : 'differs';
}
