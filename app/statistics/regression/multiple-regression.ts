import { dot, orthonormalBasis } from './orthonormal-basis'
import { type RegressionTerm, regressionTerm } from './regression-term'

export type MultipleRegression =
  | {
      ok: true
      n: number
      /** in the order of the columns */
      terms: RegressionTerm[]
      /** covariances of the estimates */
      covariances: number[][]
      /** share of the variance of y that the columns explain, 0–1; undefined if y is constant */
      rSquared: number | undefined
      residualSd: number
    }
  /** `few`: no residual degree of freedom; `collinear`: a column that the others make up */
  | { ok: false; reason: 'few' | 'collinear' }

/**
 * Ordinary least squares of y on columns; put a column of ones first for an intercept.
 *
 * Assumes: independent rows, a linear relation, residuals of equal variance and about normal (for intervals and p).
 * By a QR factorization, which keeps the digits that normal equations lose.
 *
 * Source: Björck 1967, BIT 7, 1–21, https://doi.org/10.1007/BF01934122; Draper & Smith 1998, Applied Regression Analysis, 3rd ed.
 * R: lm(y ~ x1 + x2 + …); summary(), confint(), vcov()
 */
export function multipleRegression(
  columns: readonly (readonly number[])[],
  y: readonly number[],
  level = 0.95,
): MultipleRegression {
  const n = y.length
  const count = columns.length
  if (n <= count) return { ok: false, reason: 'few' }
  const factors = orthonormalBasis(columns)
  if (!factors) return { ok: false, reason: 'collinear' }
  const { basis, upper } = factors
  const residuals = [...y]
  const projected = basis.map((direction) => {
    const along = dot(direction, residuals)
    for (let k = 0; k < n; k += 1) residuals[k] = (residuals[k] ?? 0) - along * (direction[k] ?? 0)
    return along
  })
  const inverse = invertUpper(upper)
  const estimates = inverse.map((row) => dot(row, projected))
  const df = n - count
  const residualSquares = dot(residuals, residuals)
  const variance = residualSquares / df
  const covariances = inverse.map((a) => inverse.map((b) => variance * dot(a, b)))
  const center = y.reduce((sum, value) => sum + value, 0) / n
  const totalSquares = y.reduce((sum, value) => sum + (value - center) ** 2, 0)
  return {
    ...{ ok: true, n, covariances, residualSd: Math.sqrt(variance) },
    rSquared: totalSquares > n * (10 * Number.EPSILON * center) ** 2 ? 1 - residualSquares / totalSquares : undefined,
    terms: estimates.map((estimate, index) =>
      regressionTerm(estimate, Math.sqrt(covariances[index]?.[index] ?? 0), df, level),
    ),
  }
}

function invertUpper(upper: readonly (readonly number[])[]): number[][] {
  const count = upper.length
  const inverse = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  for (let j = 0; j < count; j += 1)
    for (let i = j; i >= 0; i -= 1) {
      let sum = i === j ? 1 : 0
      for (let k = i + 1; k <= j; k += 1) sum -= (upper[i]?.[k] ?? 0) * (inverse[k]?.[j] ?? 0)
      const row = inverse[i]
      if (row) row[j] = sum / (upper[i]?.[i] ?? 1)
    }
  return inverse
}
