/** Towns that a slip of the hand makes of what was typed: offered, never taken for it. */
import type { TownPoint } from './zip-points.ts';

const slipsMost = 2;
const offeredMost = 5;

/** Three rows of the table of slips, used again: each odd text is held against some hundred towns. */
let rows = [new Int32Array(64), new Int32Array(64), new Int32Array(64)] as const;

/** Letters added, left out, changed, or exchanged with a neighbour; counting stops above `most`. */
export function slipsBetween(a: string, b: string, most = slipsMost): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (b.length >= rows[0].length)
    rows = [new Int32Array(b.length * 2), new Int32Array(b.length * 2), new Int32Array(b.length * 2)];
  let [before, last, next] = rows;
  for (let column = 0; column <= b.length; column += 1) last[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    const letter = a.charCodeAt(row - 1);
    next[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = letter === b.charCodeAt(column - 1) ? 0 : 1;
      let value = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      const isSwapped =
        row > 1 &&
        column > 1 &&
        letter === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (isSwapped) value = Math.min(value, (before[column - 2] ?? 0) + 1);
      next[column] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    const free = before;
    before = last;
    last = next;
    next = free;
  }
  return last[b.length] ?? most + 1;
}

/** Which letters a name holds, one bit each; rarer signs share the last. */
function lettersIn(name: string): number {
  let letters = 0;
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charCodeAt(at) - 97;
    letters |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return letters;
}

function bitsIn(of: number): number {
  let count = 0;
  for (let rest = of; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Towns by the length of their folded name: a slip changes it by one at most. */
export type TownIndex = ReadonlyMap<number, readonly Named[]>;
type Named = { readonly name: string; readonly letters: number; readonly towns: readonly TownPoint[] };

export const indexTowns = (towns: Iterable<readonly [string, readonly TownPoint[]]>): TownIndex =>
  Map.groupBy(
    [...towns].map(([name, of]): Named => ({ name, letters: lettersIn(name), towns: of })),
    ({ name }) => name.length,
  );

/** Nearest in letters first, then larger towns. @param typed what was typed, folded as the names are */
export function townSlips(typed: string, index: TownIndex): TownPoint[] {
  const most = typed.length < 5 ? 1 : slipsMost;
  const letters = lettersIn(typed);
  const found: { slips: number; town: TownPoint }[] = [];
  for (let length = typed.length - most; length <= typed.length + most; length += 1)
    for (const { name, letters: others, towns } of index.get(length) ?? []) {
      // A slip takes one kind of letter away and brings another, at most.
      if (bitsIn(letters ^ others) > 2 * most) continue;
      const slips = slipsBetween(typed, name, most);
      if (slips <= most) for (const town of towns) found.push({ slips, town });
    }
  return found
    .toSorted((a, b) => a.slips - b.slips || b.town.zips.length - a.town.zips.length || byName(a.town, b.town))
    .slice(0, offeredMost)
    .map(({ town }) => town);
}

const byName = (a: TownPoint, b: TownPoint): number => (`${a.city}${a.state}` < `${b.city}${b.state}` ? -1 : 1);
