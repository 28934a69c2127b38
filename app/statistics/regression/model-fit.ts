import { fTails } from '#app/statistics/distributions/f-tails'
import type { MultipleRegression } from './multiple-regression'

export interface ModelFit {
  /** share of the variance that the columns explain, less what as many columns of noise would; may be below 0 */
  adjustedRSquared: number
  f: number
  dfModel: number
  dfResidual: number
  /** of all slopes being 0 */
  p: number
  logLikelihood: number
  /** Akaike's criterion: of two models of the same y the smaller one is better */
  aic: number
}

/**
 * How well a regression with an intercept explains y as a whole.
 *
 * Assumes what the model assumes, and a first column of ones. Undefined: no column but the ones, a constant y, a perfect fit.
 *
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 6, https://doi.org/10.1002/9781118625590;
 * Akaike 1974, IEEE Transactions on Automatic Control 19(6), 716–723, https://doi.org/10.1109/TAC.1974.1100705
 * R: summary(m)$adj.r.squared, summary(m)$fstatistic, logLik(m), AIC(m)
 */
export function modelFit(model: Extract<MultipleRegression, { ok: true }>): ModelFit | undefined {
  const { n, rSquared, residualSd, terms } = model
  const [dfModel, dfResidual] = [terms.length - 1, n - terms.length]
  if (dfModel < 1 || rSquared === undefined || !(residualSd > 0 && rSquared < 1)) return undefined
  const f = Math.max(0, rSquared) / dfModel / ((1 - rSquared) / dfResidual)
  const tails = fTails(f, dfModel, dfResidual)
  const logLikelihood = (-n / 2) * (Math.log((2 * Math.PI * residualSd ** 2 * dfResidual) / n) + 1)
  return (
    tails && {
      ...{ f, dfModel, dfResidual, p: tails.upper, logLikelihood },
      adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / dfResidual,
      aic: 2 * (terms.length + 1) - 2 * logLikelihood,
    }
  )
}
