/** A scale that was rated by itself and is red by the same lines as in a set of readings. */
import type { Danger } from './log-dangers.ts';
import type { SessionRecord } from './log-fold.ts';
import type { judgeIn, ValueName } from './log-readings.ts';

/** Scales whose total is a value of a set; CADSS-6 has no lines, and nausea none either. */
const namedInSet: Readonly<Record<string, ValueName>> = {
  'moaa-s': 'moaaS',
  rass: 'rass',
  cadss: 'cadss',
  'nrs-pain': 'painNrs',
  'nrs-anxiety': 'anxietyNrs',
};

/** Until the same is rated again, or read in a set: a set is judged by itself. */
export function redRatings(record: SessionRecord, judge: ReturnType<typeof judgeIn>, nowMs: number): Danger[] {
  const scales = [...new Set(record.ratings.map(({ data }) => data.scale))];
  return scales.flatMap((scale): Danger[] => {
    const name = namedInSet[scale];
    const rated = record.ratings.findLast(({ data, atMs }) => data.scale === scale && atMs <= nowMs);
    if (name === undefined || rated === undefined || rated.data.total === null) return [];
    const isReadSince = record.readings.some(({ data, atMs }) => data[name] !== undefined && atMs >= rated.atMs);
    if (isReadSince) return [];
    const { judgements } = judge({ data: { source: 'by-hand', [name]: rated.data.total }, atMs: rated.atMs });
    const red = judgements.find(({ state }) => state === 'red');
    if (red === undefined) return [];
    return [
      {
        id: rated.id,
        kind: 'rating',
        says: `${red.says} ${red.next}`.replace(/\.\s*$/, ''),
        told: 'a rating at the chair is red',
        short: red.says.replace(/\.$/, ''),
        atMs: rated.atMs,
        sinceMs: Math.max(rated.enteredMs, rated.recordedMs ?? 0),
        card: red.emergency,
      },
    ];
  });
}
