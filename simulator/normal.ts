/** The normal distribution, as far as virtual people need it: how often something lies above a line, and where the line is. */

/** Share below `z`. Abramowitz and Stegun 26.2.17: wrong by less than 0.0000001. */
export function below(z: number): number {
  if (z < 0) return 1 - below(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduceRight((rest, factor) => t * (factor + rest), 0);
  return 1 - density(z) * sum;
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Where a function that only rises reaches a value; both ends lie far beyond any line that is asked for. */
function solve(rising: (at: number) => number, value: number, from = -8, to = 8): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The line that this share lies above. */
export const lineOf = (share: number): number => solve((z) => below(z) - 1, -share);

/** The mean of something over a normal distribution, by steps of a tenth from -6 to 6. */
const overNormal = (of: (z: number) => number): number => {
  let sum = 0;
  for (let step = -60; step <= 60; step += 1) sum += of(step / 10) * density(step / 10) * 0.1;
  return sum;
};

/**
 * The line of one session above which so many people come at least once in so many sessions.
 *
 * `own` is the share of the variance that belongs to the person and is there in each of their sessions.
 */
export function lineOfOnceIn(sessions: number, share: number, own: number): number {
  const [kept, fresh] = [Math.sqrt(own), Math.sqrt(1 - own)];
  return solve((line) => overNormal((z) => below((line - kept * z) / fresh) ** sessions), 1 - share);
}

/**
 * How strongly two things go together when so many come to the first and to the second, and so many of those who do not
 * come to the first come to the second.
 */
export function correlationOf(of: { first: number; second: number; secondWithoutFirst: number }): number {
  const [one, two] = [lineOf(of.first), lineOf(of.second)];
  const neither = (together: number) => {
    const rest = Math.sqrt(1 - together ** 2);
    return overNormal((z) => (z < one ? below((two - together * z) / rest) : 0));
  };
  return solve(neither, (1 - of.first) * (1 - of.secondWithoutFirst), 0, 0.99);
}
