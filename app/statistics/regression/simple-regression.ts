import { mean } from '#app/statistics/descriptive/mean'
import { tInterval } from '#app/statistics/intervals/t-interval'

export interface Point {
  x: number
  y: number
}

/** A coefficient with standard error and interval, which need three points. */
export interface Coefficient {
  estimate: number
  se: number | undefined
  low: number | undefined
  high: number | undefined
}

export interface SimpleRegression {
  n: number
  /** in units of y */
  intercept: Coefficient
  /** in units of y per unit of x */
  slope: Coefficient
  /** share of the variance of y that the line explains, 0–1; undefined if y is constant */
  rSquared: number | undefined
  /** residual standard deviation with n − 2, in units of y; undefined for two points */
  residualSd: number | undefined
  meanX: number
  /** Σ(x − x̄)²: with meanX all that the band around the line needs */
  sumOfSquaresX: number
}

/** Rank tolerance of R's lm: an x with less spread than this share of its length is a constant. */
const RANK_TOLERANCE = 1e-7

/**
 * Straight line of y on x by ordinary least squares.
 *
 * Assumes: independent points, a linear relation, residuals of equal variance and about normal (for the intervals).
 * Undefined: the whole for fewer than two points or constant x; standard errors and intervals for two points (no
 * residual degree of freedom); rSquared for constant y. On a perfect fit the intervals have width 0.
 *
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 1, https://doi.org/10.1002/9781118625590
 * R: lm(y ~ x); summary(), confint()
 */
export function simpleRegression(points: readonly Point[], level = 0.95): SimpleRegression | undefined {
  const n = points.length
  const meanX = mean(points.map((point) => point.x))
  const meanY = mean(points.map((point) => point.y))
  if (meanX === undefined || meanY === undefined || n < 2) return undefined
  const sumOfSquaresX = total(points, ({ x }) => (x - meanX) ** 2)
  if (sumOfSquaresX <= RANK_TOLERANCE ** 2 * total(points, ({ x }) => x ** 2)) return undefined

  const slope = total(points, ({ x, y }) => (x - meanX) * (y - meanY)) / sumOfSquaresX
  const intercept = meanY - slope * meanX
  const residualSquares = total(points, ({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2)
  const totalSquares = total(points, ({ y }) => (y - meanY) ** 2)
  const isConstantY = totalSquares <= n * (10 * Number.EPSILON * meanY) ** 2
  const residualSd = n > 2 ? Math.sqrt(residualSquares / (n - 2)) : undefined

  const coefficient = (estimate: number, errorFactor: number): Coefficient => {
    const se = residualSd === undefined ? undefined : residualSd * Math.sqrt(errorFactor)
    const interval = se === undefined ? undefined : tInterval(estimate, se, n - 2, level)
    return { estimate, se, low: interval?.low, high: interval?.high }
  }
  return {
    n,
    intercept: coefficient(intercept, 1 / n + meanX ** 2 / sumOfSquaresX),
    slope: coefficient(slope, 1 / sumOfSquaresX),
    rSquared: isConstantY ? undefined : 1 - residualSquares / totalSquares,
    residualSd,
    meanX,
    sumOfSquaresX,
  }
}

function total(points: readonly Point[], term: (point: Point) => number): number {
  let sum = 0
  for (const point of points) sum += term(point)
  return sum
}
