/** Small symmetric matrices, row by row. */
export type Matrix = readonly (readonly number[])[];

/** L with L·Lᵀ = of. @throws RangeError when it is no covariance */
export function cholesky(of: Matrix): number[][] {
  const lower: number[][] = of.map((row) => row.map(() => 0));
  of.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i]?.[k] ?? 0) * (lower[j]?.[k] ?? 0);
      if (i === j && !(sum > 0)) throw new RangeError('not positive definite');
      const line = lower[i];
      if (line !== undefined) line[j] = i === j ? Math.sqrt(sum) : sum / (lower[j]?.[j] ?? 1);
    }
  });
  return lower;
}

export const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));

/** The inverse of a covariance, from its Cholesky factor, column by column. */
export function inverse(of: Matrix): number[][] {
  const lower = cholesky(of);
  const n = lower.length;
  const columns = lower.map((_, unit) => {
    const y: number[] = [];
    for (let i = 0; i < n; i++) {
      let sum = i === unit ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= (lower[i]?.[k] ?? 0) * (y[k] ?? 0);
      y.push(sum / (lower[i]?.[i] ?? 1));
    }
    const x = new Array<number>(n).fill(0);
    for (let i = n - 1; i >= 0; i--) {
      let sum = y[i] ?? 0;
      for (let k = i + 1; k < n; k++) sum -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
      x[i] = sum / (lower[i]?.[i] ?? 1);
    }
    return x;
  });
  return columns.map((_, row) => columns.map((column) => column[row] ?? 0));
}
