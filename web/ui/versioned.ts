import { useState } from 'react';
import { type CallStopped, stoppedBy } from '#web/platform/api.ts';
import { merge, same } from './merge.ts';

type Saved<Values> = Values & { version: number };

/** Two people changed the same thing: what was read, what is saved now and by whom, and what this person has. */
export type Clash<Values> = {
  base: Values;
  current: Saved<Values>;
  changedBy: string | undefined;
  changedAt: string | undefined;
  /** What this person changed, and where they changed nothing, what is saved now. */
  mine: Values;
  /** Whether both changed one field, differently: then a person decides which stands. */
  asks: boolean;
};

type Options<Values> = {
  /** The thing as this form read it. */
  first: Saved<Values>;
  /** Saves `values`, read at `seen`. */
  save: (values: Values, seen: Saved<Values>) => Promise<unknown>;
  /** What of the saved thing this form edits. */
  read: (current: unknown) => Saved<Values>;
  /** Puts the two people's changes into the form, to go on there. */
  refill: (values: Values) => void;
  onSaved: () => void;
};

/**
 * Saves what was read at a version. When somebody else was faster, keeps both sides for the person to decide; what
 * they did not touch is never sent as it was. Saving is then done against the other's version, so that a third
 * person is noticed too.
 */
export function useVersioned<Values extends object>({ first, save, read, refill, onSaved }: Options<Values>) {
  const [seen, setSeen] = useState(first);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [clash, setClash] = useState<Clash<Values>>();

  async function send(values: Values, base: Saved<Values> = seen): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await save(values, base);
      setClash(undefined);
      onSaved();
    } catch (stopped) {
      if (stoppedBy(stopped, 'changed-by-someone-else') && holdsCurrent(stopped)) {
        const found = asClash(stopped, values, base, read);
        // The answer to an earlier try was lost, or the other wrote the same: nothing is left to save.
        if (same({ ...found.mine, version: 0 }, { ...found.current, version: 0 })) {
          setClash(undefined);
          onSaved();
        } else setClash(found);
      } else {
        // What stopped it is about the form: back there, where it can be put right.
        if (base !== seen) {
          setSeen(base);
          refill(values);
          setClash(undefined);
        }
        setError(stopped);
      }
    } finally {
      setBusy(false);
    }
  }

  return {
    send: (values: Values) => send(values),
    /** What the form stands on. */
    version: seen.version,
    busy,
    error,
    clash,
    /** Saves the two people's changes together; where both changed one field, mine stands. */
    saveMine: () => (clash ? send(clash.mine, clash.current) : Promise.resolve()),
    /** Back into the form, with the other's changes in it. */
    goOn: () => {
      if (!clash) return;
      setSeen(clash.current);
      refill(clash.mine);
      setClash(undefined);
    },
    /** The form begins anew at what is saved. */
    begin: (current: Saved<Values>) => {
      setSeen(current);
      refill(current);
      setClash(undefined);
    },
  };
}

const holdsCurrent = (stopped: CallStopped) =>
  typeof stopped.details === 'object' && stopped.details !== null && 'current' in stopped.details;

function asClash<Values extends object>(
  stopped: CallStopped,
  typed: Values,
  base: Saved<Values>,
  read: Options<Values>['read'],
): Clash<Values> {
  const details = stopped.details as { current: unknown; changedBy?: unknown; changedAt?: unknown };
  const current = read(details.current);
  const { values, both } = merge<Values>(base, typed, current);
  return {
    base,
    current,
    changedBy: typeof details.changedBy === 'string' ? details.changedBy : undefined,
    changedAt: typeof details.changedAt === 'string' ? details.changedAt : undefined,
    mine: values,
    asks: both.length > 0,
  };
}
