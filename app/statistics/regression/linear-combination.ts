import type { MultipleRegression } from './multiple-regression'
import { type RegressionTerm, regressionTerm } from './regression-term'

/**
 * A weighted sum of coefficients with its interval: the slope of x at one value of a moderator (a simple slope), the mean of
 * y at one place (a prediction), or the difference of two slopes.
 * @param weights one per coefficient, in the order of the model's columns
 *
 * Assumes what the model assumes.
 *
 * Source: Aiken & West 1991, Multiple Regression: Testing and Interpreting Interactions, ch. 2; Draper & Smith 1998, ch. 5
 * R: sum(w * coef(m)); sqrt(t(w) %*% vcov(m) %*% w); qt(0.975, df.residual(m))
 */
export function linearCombination(
  { terms, covariances, n }: Extract<MultipleRegression, { ok: true }>,
  weights: readonly number[],
  level = 0.95,
): RegressionTerm {
  const weightOf = (index: number) => weights[index] ?? 0
  const estimate = terms.reduce((sum, term, index) => sum + weightOf(index) * term.estimate, 0)
  const variance = covariances.reduce(
    (sum, row, i) => sum + row.reduce((inner, value, j) => inner + value * weightOf(i) * weightOf(j), 0),
    0,
  )
  return regressionTerm(estimate, Math.sqrt(Math.max(0, variance)), n - terms.length, level)
}
