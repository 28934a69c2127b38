import { pearson } from '#app/statistics/correlation/pearson'
import { type MultipleRegression, multipleRegression } from '#app/statistics/regression/multiple-regression'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'

/** What both sides of one relationship answered: first side, second side. */
export interface ActorPartnerPair {
  predictor: readonly [number, number]
  outcome: readonly [number, number]
}

export interface ActorPartnerSide {
  intercept: RegressionTerm
  /** of the side's own predictor */
  actor: RegressionTerm
  /** of the other side's predictor */
  partner: RegressionTerm
  rSquared: number | undefined
}

export type ActorPartner =
  | {
      ok: true
      n: number
      first: ActorPartnerSide
      second: ActorPartnerSide
      /** what the two outcomes share beyond the predictors; undefined where nothing is left over */
      residualCorrelation: number | undefined
    }
  /** as for `multipleRegression`; three coefficients need four pairs */
  | { ok: false; reason: 'few' | 'collinear' }

/**
 * Actor–partner model of sides that can be told apart: how each side's outcome depends on its own and on the other side's
 * predictor. One least-squares equation per side; since both have the same predictors, estimating them together gives the
 * same coefficients.
 *
 * Assumes: what least squares assume; independent pairs. Undefined (with the reason): see `ActorPartner`.
 *
 * Source: Cook & Kenny 2005, International Journal of Behavioral Development 29(2), 101–109, https://doi.org/10.1080/01650250444000405
 * R: lm(y_first ~ x_first + x_second); lm(y_second ~ x_second + x_first); cor(resid(first), resid(second))
 */
export function actorPartner(pairs: readonly ActorPartnerPair[], level = 0.95): ActorPartner {
  const [first, second] = [fitSide(pairs, 0, level), fitSide(pairs, 1, level)]
  if (!first.ok) return first
  if (!second.ok) return second
  return {
    ...{ ok: true, n: pairs.length, first: first.side, second: second.side },
    residualCorrelation:
      first.residuals && second.residuals ? pearson(first.residuals, second.residuals)?.r : undefined,
  }
}

type SideFit =
  | { ok: true; side: ActorPartnerSide; residuals: number[] | undefined }
  | Extract<MultipleRegression, { ok: false }>

function fitSide(pairs: readonly ActorPartnerPair[], own: 0 | 1, level: number): SideFit {
  const other = own === 0 ? 1 : 0
  const columns = [
    pairs.map(() => 1),
    pairs.map(({ predictor }) => predictor[own]),
    pairs.map(({ predictor }) => predictor[other]),
  ]
  const y = pairs.map(({ outcome }) => outcome[own])
  const model = multipleRegression(columns, y, level)
  if (!model.ok) return model
  const [intercept, actor, partner] = model.terms
  if (!intercept || !actor || !partner) return { ok: false, reason: 'few' }
  const isLeftOver =
    model.residualSd > 10 * Number.EPSILON * y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const residuals = y.map((value, row) =>
    model.terms.reduce((rest, { estimate }, column) => rest - estimate * (columns[column]?.[row] ?? 0), value),
  )
  return {
    ok: true,
    side: { intercept, actor, partner, rSquared: model.rSquared },
    residuals: isLeftOver ? residuals : undefined,
  }
}
