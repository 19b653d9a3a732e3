/** Towns that a slip of the hand makes of what was typed: offered, never taken for it. */
import type { TownPoint } from './zip-points.ts';

const slipsMost = 2;
const offeredMost = 5;

/** Letters added, left out, changed, or exchanged with a neighbour; counting stops above `most`. */
export function slipsBetween(a: string, b: string, most = slipsMost): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) value = Math.min(value, (before[column - 2] ?? 0) + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = next;
  }
  return last[b.length] ?? most + 1;
}

/** Nearest in letters first, then larger towns. @param letters of what was typed, folded as the names are */
export function townSlips(letters: string, towns: Iterable<readonly [string, readonly TownPoint[]]>): TownPoint[] {
  const most = letters.length < 5 ? 1 : slipsMost;
  const found: { slips: number; town: TownPoint }[] = [];
  for (const [name, of] of towns) {
    const slips = slipsBetween(letters, name, most);
    if (slips <= most) for (const town of of) found.push({ slips, town });
  }
  return found
    .toSorted((a, b) => a.slips - b.slips || b.town.zips.length - a.town.zips.length)
    .slice(0, offeredMost)
    .map(({ town }) => town);
}
