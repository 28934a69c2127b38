import { linearCombination } from '#app/statistics/regression/linear-combination'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'

export interface SurfacePoint {
  first: number
  second: number
  outcome: number
}

export type ResponseSurface =
  | {
      ok: true
      n: number
      /** intercept, first, second, first², first · second, second²; both sides counted from the centre */
      terms: RegressionTerm[]
      rSquared: number | undefined
      /** slope along the line on which both sides say the same, at the centre: does a higher level go with more? */
      a1: RegressionTerm
      /** bend along that line */
      a2: RegressionTerm
      /** slope along the line on which the sides differ, first higher, at the centre: does it matter who is higher? */
      a3: RegressionTerm
      /** bend along that line: below 0, differing either way goes with less */
      a4: RegressionTerm
    }
  /** as for `multipleRegression`; six coefficients need seven points */
  | { ok: false; reason: 'few' | 'collinear' }

/** Which of the six coefficients are added up. */
const SHAPES = {
  a1: [0, 1, 1, 0, 0, 0],
  a2: [0, 0, 0, 1, 1, 1],
  a3: [0, 1, -1, 0, 0, 0],
  a4: [0, 0, 0, 1, -1, 1],
} as const

/**
 * How an outcome depends on both sides' scores and on their fit: a second-degree polynomial of the two, in place of a
 * regression on the gap, which hides who is higher and at which level.
 * @param center where on the scale both sides are counted from: the middle of the scale
 *
 * Assumes: what least squares assume; both sides on the same scale. Undefined (with the reason): see `ResponseSurface`.
 *
 * Source: Edwards & Parry 1993, Academy of Management Journal 36(6), 1577–1613, https://doi.org/10.5465/256822;
 * Shanock et al. 2010, Journal of Business and Psychology 25, 543–554, https://doi.org/10.1007/s10869-010-9183-4
 * R: m <- lm(z ~ b + s + I(b^2) + I(b * s) + I(s^2)); sum(w * coef(m)), sqrt(t(w) %*% vcov(m) %*% w)
 */
export function responseSurface(points: readonly SurfacePoint[], center: number, level = 0.95): ResponseSurface {
  const b = points.map(({ first }) => first - center)
  const s = points.map(({ second }) => second - center)
  const product = (x: readonly number[], y: readonly number[]) => x.map((value, index) => value * (y[index] ?? 0))
  const model = multipleRegression(
    [points.map(() => 1), b, s, product(b, b), product(b, s), product(s, s)],
    points.map(({ outcome }) => outcome),
    level,
  )
  if (!model.ok) return model
  const { n, terms, rSquared } = model
  const combine = (weights: readonly number[]) => linearCombination(model, weights, level)
  const { a1, a2, a3, a4 } = SHAPES
  return {
    ...{ ok: true, n, terms, rSquared },
    ...{ a1: combine(a1), a2: combine(a2), a3: combine(a3), a4: combine(a4) },
  }
}
