/** Figures of repeated measurements: the middle one, and how far apart they are. */
export type Spread = { median: number; least: number; most: number };

export const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The value below which so much of all lies (0.95 is p95); the nearest one that was measured. */
export function percentile(ordered: readonly number[], part: number): number {
  return ordered[Math.min(ordered.length - 1, Math.max(0, Math.ceil(ordered.length * part) - 1))] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const ordered = sorted(values);
  const middle = ordered.length / 2;
  const upper = ordered[Math.floor(middle)] ?? Number.NaN;
  const median = ordered.length % 2 === 0 ? ((ordered[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
  return { median, least: ordered[0] ?? Number.NaN, most: ordered.at(-1) ?? Number.NaN };
}

/** How steeply `y` grows with `x`: the line of least squares. */
export function slopeOf(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const over = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0);
  return over / points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`;
