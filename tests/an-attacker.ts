/**
 * Someone who wants to know the hidden counts. Knows the method and everything that was published: all centers, all
 * half-years, replaced reports too. Reasons by bounds: each count lies between two numbers, sums tie them together, and
 * a value that leads to a contradiction is ruled out.
 *
 * Shares no code with the method that hides the counts.
 */

type Sum = { readonly parts: readonly number[]; readonly total: number };

/** Whole numbers of which only bounds are known, and what ties them together. */
export type Knowledge = {
  /** @returns its number */
  unknown(from: number, to: number): number;
  /** All parts together are the total, which is an unknown too. */
  sum(total: number, ...parts: number[]): void;
  /** `a` is no more than `b`. */
  atMost(a: number, b: number): void;
  /** Draws every conclusion from what is known. @returns false when it contradicts itself */
  settle(): boolean;
  boundsOf(of: number): { from: number; to: number };
  /** Whether the unknown could be this value, given all that is known. */
  couldBe(of: number, value: number): boolean;
};

const most = 1e7;

export function knowledge(): Knowledge {
  const low: number[] = [];
  const high: number[] = [];
  const sums: Sum[] = [];
  const tied: number[][] = [];
  const trail: [at: number, low: number, high: number][] = [];
  const unknown = (from: number, to: number) => {
    low.push(from);
    high.push(to);
    tied.push([]);
    return low.length - 1;
  };
  const lowOf = (at: number) => low[at] ?? 0;
  const highOf = (at: number) => high[at] ?? most;

  function narrow(at: number, from: number, to: number, queue: Set<number>): boolean {
    const [wasFrom, wasTo] = [lowOf(at), highOf(at)];
    if (from <= wasFrom && to >= wasTo) return true;
    trail.push([at, wasFrom, wasTo]);
    low[at] = Math.max(from, wasFrom);
    high[at] = Math.min(to, wasTo);
    for (const which of tied[at] ?? []) queue.add(which);
    return lowOf(at) <= highOf(at);
  }

  function follow({ total, parts }: Sum, queue: Set<number>): boolean {
    const least = parts.reduce((sum, part) => sum + lowOf(part), 0);
    const greatest = parts.reduce((sum, part) => sum + highOf(part), 0);
    if (!narrow(total, least, greatest, queue)) return false;
    return parts.every((part) =>
      narrow(part, lowOf(total) - (greatest - highOf(part)), highOf(total) - (least - lowOf(part)), queue),
    );
  }

  function conclude(queue: Set<number>): boolean {
    for (const which of queue) {
      queue.delete(which);
      const sum = sums[which];
      if (sum !== undefined && !follow(sum, queue)) return false;
    }
    return true;
  }

  const addSum = (total: number, parts: readonly number[]) => {
    sums.push({ total, parts });
    for (const at of [total, ...parts]) tied[at]?.push(sums.length - 1);
  };

  return {
    unknown,
    sum: (total, ...parts) => addSum(total, parts),
    atMost: (a, b) => addSum(b, [a, unknown(0, most)]),
    settle: () => conclude(new Set(sums.keys())),
    boundsOf: (at) => ({ from: lowOf(at), to: highOf(at) }),
    couldBe: (at, value) => {
      const before = trail.length;
      const queue = new Set<number>();
      const isPossible = narrow(at, value, value, queue) && conclude(queue);
      while (trail.length > before) {
        const [which, from, to] = trail.pop() ?? [0, 0, most];
        low[which] = from;
        high[which] = to;
      }
      return isPossible;
    },
  };
}
