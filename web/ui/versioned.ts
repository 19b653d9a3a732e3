import { useState } from 'react';
import { type CallStopped, stoppedBy } from '#web/platform/api.ts';

/** Two people changed the same thing: what is saved now, by whom, and what this person typed. */
export type Clash<Values> = {
  current: Values & { version: number };
  changedBy: string | undefined;
  changedAt: string | undefined;
  mine: Values;
};

type Options<Values> = {
  save: (values: Values, version: number) => Promise<unknown>;
  /** What of the saved thing this form edits. */
  read: (current: unknown) => Values & { version: number };
  onSaved: () => void;
};

/**
 * Saves what was read at a version. When somebody else was faster, keeps both sides for the person to decide;
 * saving mine again is then done against their version, so a third person is noticed too.
 */
export function useVersioned<Values>({ save, read, onSaved }: Options<Values>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [clash, setClash] = useState<Clash<Values>>();

  async function send(values: Values, version: number): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await save(values, version);
      setClash(undefined);
      onSaved();
    } catch (stopped) {
      if (stoppedBy(stopped, 'changed-by-someone-else') && holdsCurrent(stopped))
        setClash(asClash(stopped, values, read));
      else setError(stopped);
    } finally {
      setBusy(false);
    }
  }

  return { send, busy, error, clash, dismiss: () => setClash(undefined) };
}

const holdsCurrent = (stopped: CallStopped) =>
  typeof stopped.details === 'object' && stopped.details !== null && 'current' in stopped.details;

function asClash<Values>(stopped: CallStopped, mine: Values, read: Options<Values>['read']): Clash<Values> {
  const details = stopped.details as { current: unknown; changedBy?: unknown; changedAt?: unknown };
  return {
    current: read(details.current),
    changedBy: typeof details.changedBy === 'string' ? details.changedBy : undefined,
    changedAt: typeof details.changedAt === 'string' ? details.changedAt : undefined,
    mine,
  };
}
