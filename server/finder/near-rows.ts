/**
 * What a search needs of every card, side by side in flat memory and in order of latitude: 64 bytes for each place of a
 * center.
 */
import { saysOf } from './near-says.ts';

export type NearRow = {
  centerId: string;
  locationId: string;
  latitude: number;
  longitude: number;
  sum: number;
  priceCents: number | null;
  treatments: readonly string[];
  offers: readonly string[];
};

/** Rows by their number; those of one latitude in any order. Never changed once it is made. */
export type NearRows = {
  count: number;
  /** How many centers; each has a number below it. */
  centers: number;
  latitude: Float64Array;
  longitude: Float64Array;
  sum: Int32Array;
  cents: Int32Array;
  says: Uint32Array;
  center: Uint32Array;
  /** Of the center and of the place, four words each. */
  ids: Uint32Array;
};

const [idWords, rowWords] = [4, 8];
const columnsFor = (count: number): NearRows => ({
  count,
  centers: 0,
  latitude: new Float64Array(count),
  longitude: new Float64Array(count),
  sum: new Int32Array(count),
  cents: new Int32Array(count),
  says: new Uint32Array(count),
  center: new Uint32Array(count),
  ids: new Uint32Array(count * rowWords),
});
export const noRows = columnsFor(0);

export const noPrice = -1;

/** The same with other rows for some centers: none for one that is gone. */
export function replaceRows(old: NearRows, changed: readonly string[], rows: readonly NearRow[]): NearRows {
  const ids = new Set(changed);
  // Ids end in chance: a number tells nearly all centers apart without their letters.
  const ends = new Set(changed.map((id) => wordsOf(id)[3]));
  const staying: number[] = [];
  for (let at = 0; at < old.count; at += 1)
    if (!(ends.has(old.ids[at * rowWords + 3] ?? 0) && ids.has(centerIdAt(old, at)))) staying.push(at);
  const coming = rows.toSorted((a, b) => a.latitude - b.latitude);
  const made = columnsFor(staying.length + coming.length);
  const numbers = new Uint32Array(old.centers);
  const byId = new Map<string, number>();
  const number = () => {
    made.centers += 1;
    return made.centers - 1;
  };
  let [oldAt, newAt] = [0, 0];
  for (let to = 0; to < made.count; to += 1) {
    const from = staying[oldAt];
    const row = coming[newAt];
    if (from !== undefined && (row === undefined || (old.latitude[from] ?? 0) <= row.latitude)) {
      oldAt += 1;
      const before = old.center[from] ?? 0;
      // Counted from one, so that none is a zero.
      if (numbers[before] === 0) numbers[before] = number() + 1;
      copyRow(made, to, old, from);
      made.center[to] = (numbers[before] ?? 0) - 1;
    } else if (row !== undefined) {
      newAt += 1;
      if (!byId.has(row.centerId)) byId.set(row.centerId, number());
      writeRow(made, to, row);
      made.center[to] = byId.get(row.centerId) ?? 0;
    }
  }
  return made;
}

/** Each column by itself: one look at all of them takes ten times as long. */
function copyRow(made: NearRows, to: number, old: NearRows, from: number): void {
  made.latitude[to] = old.latitude[from] ?? 0;
  made.longitude[to] = old.longitude[from] ?? 0;
  made.sum[to] = old.sum[from] ?? 0;
  made.cents[to] = old.cents[from] ?? 0;
  made.says[to] = old.says[from] ?? 0;
  for (let word = 0; word < rowWords; word += 1) made.ids[to * rowWords + word] = old.ids[from * rowWords + word] ?? 0;
}

function writeRow(made: NearRows, to: number, row: NearRow): void {
  made.latitude[to] = row.latitude;
  made.longitude[to] = row.longitude;
  made.sum[to] = row.sum;
  made.cents[to] = row.priceCents ?? noPrice;
  made.says[to] = saysOf(row);
  made.ids.set([...wordsOf(row.centerId), ...wordsOf(row.locationId)], to * rowWords);
}

/** 128 bits, the first first. */
function wordsOf(id: string): [number, number, number, number] {
  const word = (letters: string) => Number.parseInt(letters, 16);
  return [
    word(id.slice(0, 8)),
    word(id.slice(9, 13) + id.slice(14, 18)),
    word(id.slice(19, 23) + id.slice(24, 28)),
    word(id.slice(28)),
  ];
}

export const centerIdAt = (held: NearRows, at: number) => idAt(held, at * rowWords);
export const locationIdAt = (held: NearRows, at: number) => idAt(held, at * rowWords + idWords);

function idAt({ ids }: NearRows, from: number): string {
  const hex = [0, 1, 2, 3].map((word) => (ids[from + word] ?? 0).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** As the database orders ids: by their bytes, first of the center, then of the place. */
export function compareIds({ ids }: NearRows, a: number, b: number): number {
  for (let word = 0; word < rowWords; word += 1) {
    const between = (ids[a * rowWords + word] ?? 0) - (ids[b * rowWords + word] ?? 0);
    if (between !== 0) return between;
  }
  return 0;
}
