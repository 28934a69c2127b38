import type { Matrix } from './covariance-matrix'

/** What a sample comes to: enough for means and covariances, and to put two samples together. */
export interface CoMoments {
  n: number
  means: readonly number[]
  /** Σ(x − x̄)(y − ȳ) */
  products: readonly (readonly number[])[]
}

export interface RunningCovariance {
  readonly moments: CoMoments
  /** One more person's complete answers. */
  add(row: readonly number[]): void
  /** As if every row of the other sample had been added here. */
  absorb(other: CoMoments): void
  /** With n − 1; undefined for fewer than two rows, and where there are no items. */
  covariances(): Matrix | undefined
}

/**
 * Means and covariances of `count` items from rows that come one after the other and are not kept: memory does not grow
 * with the rows. Every step works with distances from the mean, so that a small spread beside a large mean keeps its digits.
 *
 * Source: Welford 1962, Technometrics 4(3), 419–420, https://doi.org/10.1080/00401706.1962.10490022; two samples together: Chan,
 * Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: colMeans(x), cov(x)
 */
export function makeRunningCovariance(count: number): RunningCovariance {
  const means = new Array<number>(count).fill(0)
  const products = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  const moments = { n: 0, means, products }

  const absorb = (other: CoMoments) => {
    if (other.n === 0) return
    const n = moments.n + other.n
    const weight = (moments.n * other.n) / n
    const distances = means.map((own, item) => (other.means[item] ?? 0) - own)
    for (const [i, row] of products.entries())
      for (let j = 0; j < count; j += 1)
        row[j] = (row[j] ?? 0) + (other.products[i]?.[j] ?? 0) + weight * (distances[i] ?? 0) * (distances[j] ?? 0)
    for (const [item, distance] of distances.entries()) means[item] = (means[item] ?? 0) + (distance * other.n) / n
    moments.n = n
  }
  return {
    moments,
    absorb,
    add: (row) => absorb({ n: 1, means: row, products: [] }),
    covariances: () =>
      moments.n < 2 || count === 0 ? undefined : products.map((row) => row.map((sum) => sum / (moments.n - 1))),
  }
}
