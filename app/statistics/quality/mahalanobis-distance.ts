import { mean } from '#app/statistics/descriptive/mean'
import { chiSquaredTails } from '#app/statistics/distributions/chi-squared-tails'
import { orthonormalBasis } from '#app/statistics/regression/orthonormal-basis'
import type { ItemRow } from '#app/statistics/reliability/covariance-matrix'

export interface MahalanobisDistance {
  /** D², 0 … (n − 1)² / n */
  squared: number
  /** of an answer sheet at least as unusual, by χ² with as many degrees of freedom as items */
  p: number
}

export type MahalanobisDistances =
  | {
      ok: true
      /** complete rows */
      n: number
      /** in the order of the rows; undefined for a row with a missing answer */
      distances: (MahalanobisDistance | undefined)[]
    }
  /** `few`: too few complete rows for so many items; `singular`: an item that is constant or that the others make up */
  | { ok: false; reason: 'few' | 'singular' }

/** Complete rows per item below which the covariances are guesses. */
const ROWS_PER_ITEM = 5

/**
 * How unusual each person's answers are as a whole, beside how the items go together in this sample:
 * D² = (x − x̄)′ S⁻¹ (x − x̄). Not to be used alone: unusual is not careless.
 *
 * Assumes: answers about multivariate normal (for p, which is then a little too small). Undefined (with the reason): see `MahalanobisDistances`.
 * S is never inverted: with orthonormal columns q of the centred answers D² = (n − 1) Σ qⱼ². Linear in the number of people.
 *
 * Source: Mahalanobis 1936, Proceedings of the National Institute of Sciences of India 2(1), 49–55; Meade & Craig 2012,
 * Psychological Methods 17(3), 437–455, https://doi.org/10.1037/a0028085
 * R: mahalanobis(x, colMeans(x), cov(x)); pchisq(d, ncol(x), lower.tail = FALSE)
 */
export function mahalanobisDistances(rows: readonly ItemRow[], rowsPerItem = ROWS_PER_ITEM): MahalanobisDistances {
  const items = rows[0]?.length ?? 0
  const places = rows.flatMap((row, place) => (row.every((answer) => answer !== undefined) ? [place] : []))
  const n = places.length
  if (items === 0 || n <= items || n < rowsPerItem * items) return { ok: false, reason: 'few' }
  const columns = Array.from({ length: items }, (_, item) => {
    const column = places.map((place) => rows[place]?.[item] ?? 0)
    const center = mean(column) ?? 0
    return { centred: column.map((value) => value - center), length: Math.sqrt(n) * Math.abs(center) }
  })
  // a constant item leaves only rounding behind, which has a direction of its own
  const isConstant = columns.some(({ centred, length }) => !(norm(centred) > 10 * Number.EPSILON * length))
  const factors = isConstant ? undefined : orthonormalBasis(columns.map(({ centred }) => centred))
  if (!factors) return { ok: false, reason: 'singular' }
  const distances = new Array<MahalanobisDistance | undefined>(rows.length).fill(undefined)
  for (const [index, place] of places.entries()) {
    const squared = (n - 1) * factors.basis.reduce((sum, direction) => sum + (direction[index] ?? 0) ** 2, 0)
    distances[place] = { squared, p: chiSquaredTails(squared, items)?.upper ?? 0 }
  }
  return { ok: true, n, distances }
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0))
}
