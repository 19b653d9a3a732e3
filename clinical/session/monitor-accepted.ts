/** Which values of a set were accepted from a monitor, and what is left of that when a value is changed by hand. */
import { type FromMonitor, type FromMonitorName, fromMonitorNames, type ReadingFact } from './log-kinds.ts';

export type Accepted = { readonly name: FromMonitorName } & FromMonitor;

/** Those that stand in the set. */
export const acceptedOf = ({ monitor = {}, ...values }: ReadingFact): Accepted[] =>
  fromMonitorNames.flatMap((name) => {
    const from = monitor[name];
    return from === undefined || values[name] === undefined ? [] : { name, ...from };
  });

/** Changed by hand, a value is a person's own: of it nothing is said of a monitor any more. */
export function byHandWhereChanged(before: ReadingFact, after: ReadingFact): ReadingFact {
  const { monitor = {}, ...rest } = after;
  const kept = fromMonitorNames.flatMap((name) =>
    monitor[name] === undefined || after[name] !== before[name] ? [] : [[name, monitor[name]] as const],
  );
  if (kept.length === Object.keys(monitor).length) return after;
  return kept.length === 0 ? { ...rest, source: 'by-hand' } : { ...rest, monitor: Object.fromEntries(kept) };
}
