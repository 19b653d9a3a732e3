/** What stays of what a monitor said once its session is signed. Nothing is averaged or made up: what stays is as received. */
import { projectDefault, sourced } from '#clinical/sources.ts';

export const keptInFull = sourced(
  'All that monitors said is kept after a session was signed, and as long as it is not; of no session, a week',
  { signedDays: 30, nobodysDays: 7 },
  'd',
  projectDefault('monitors: thinned by a stated rule after a set time, raw kept while the session is unsigned'),
);

export type ReceivedValue = {
  id: string;
  device: string;
  code: string;
  state: 'measured' | 'corrected' | 'withdrawn' | 'not-measured';
  /** Undefined where it was no number. */
  value: number | undefined;
  text: string;
  atMs: number;
  arrivedMs: number;
};

const inOrder = (a: ReceivedValue, b: ReceivedValue): number =>
  a.atMs - b.atMs || a.arrivedMs - b.arrivedMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What is no number is told apart by its text, so that each text of a minute stays once. */
const minuteOf = ({ device, code, value, text, atMs }: ReceivedValue): string =>
  JSON.stringify([device, code, Math.floor(atMs / (60 * 1_000)), value === undefined ? text : null]);

/**
 * Of each device, code and minute the first, the lowest and the highest, of equals the earliest. What was accepted into a
 * fact, corrected, taken back or not measured stays whatever it is.
 *
 * @returns the ids of what stays
 */
export function staysOfMonitor(said: readonly ReceivedValue[], accepted: ReadonlySet<string>): Set<string> {
  const stays = new Set(said.filter(({ id, state }) => state !== 'measured' || accepted.has(id)).map(({ id }) => id));
  const minutes = Map.groupBy(said.filter(({ state }) => state === 'measured').toSorted(inOrder), minuteOf);
  for (const minute of minutes.values()) {
    const [first] = minute;
    if (first === undefined) continue;
    const numbers = minute.map(({ value }) => value ?? 0);
    const lowest = minute[numbers.indexOf(Math.min(...numbers))];
    const highest = minute[numbers.indexOf(Math.max(...numbers))];
    for (const one of [first, lowest ?? first, highest ?? first]) stays.add(one.id);
  }
  return stays;
}
