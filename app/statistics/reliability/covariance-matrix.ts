/** A symmetric matrix, row by row. */
export type Matrix = readonly (readonly number[])[]

/** Answers of one person to the items of a scale; undefined where one is missing. */
export type ItemRow = readonly (number | undefined)[]

/** Rows without a missing answer. */
export function completeRows(rows: readonly ItemRow[]): number[][] {
  return rows.filter((row): row is number[] => row.every((value) => value !== undefined))
}

/**
 * Covariances of items with n − 1, in squared scale points, from the rows in which both items are answered (pairwise).
 * For complete rows that is the ordinary covariance matrix.
 *
 * Undefined: an empty row set, or a pair of items that fewer than two rows answer both.
 *
 * Source: Cronbach 1951, Psychometrika 16(3), 297–334, https://doi.org/10.1007/BF02310555
 * R: cov(x, use = "pairwise.complete.obs")
 */
export function covarianceMatrix(rows: readonly ItemRow[]): Matrix | undefined {
  const count = rows[0]?.length ?? 0
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const covariance = covarianceOf(rows, i, j)
      if (covariance === undefined) return undefined
      for (const [row, column] of [
        [i, j],
        [j, i],
      ] as const) {
        const target = matrix[row]
        if (target) target[column] = covariance
      }
    }
  return count === 0 ? undefined : matrix
}

function covarianceOf(rows: readonly ItemRow[], i: number, j: number): number | undefined {
  let n = 0
  let [sumI, sumJ] = [0, 0]
  for (const row of rows) {
    const [a, b] = [row[i], row[j]]
    if (a === undefined || b === undefined) continue
    n += 1
    sumI += a
    sumJ += b
  }
  if (n < 2) return undefined
  const [meanI, meanJ] = [sumI / n, sumJ / n]
  let products = 0
  for (const row of rows) {
    const [a, b] = [row[i], row[j]]
    if (a !== undefined && b !== undefined) products += (a - meanI) * (b - meanJ)
  }
  return products / (n - 1)
}

/**
 * Correlations that belong to covariances.
 *
 * Undefined: an item without variance.
 *
 * R: cov2cor(C)
 */
export function correlationsOf(covariances: Matrix): Matrix | undefined {
  const sd = covariances.map((row, index) => Math.sqrt(row[index] ?? 0))
  if (sd.some((value) => !(value > 0))) return undefined
  return covariances.map((row, i) => row.map((value, j) => (i === j ? 1 : value / ((sd[i] ?? 1) * (sd[j] ?? 1)))))
}
