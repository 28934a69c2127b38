import { mean } from '#app/statistics/descriptive/mean'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { linearCombination } from '#app/statistics/regression/linear-combination'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'

/** From fewer points a model of four coefficients says nothing that its intervals would not deny. */
export const FEWEST_POINTS = 10

/** Standard deviations of uncertainty from its mean at which the slope of trust is shown. */
const AT = [-1, 0, 1] as const

/** Value of continuity along one line, at one trust, with the interval of its mean. */
export interface PredictedContinuity {
  trust: number
  fit: number
  low: number
  high: number
}

export interface TrustSlope {
  /** standard deviations from the mean of uncertainty, and the uncertainty that this is */
  at: (typeof AT)[number]
  uncertainty: number
  /** points of continuity for one point of trust */
  slope: RegressionTerm
  /** at the lowest and at the highest trust observed: it is not carried beyond */
  line: [PredictedContinuity, PredictedContinuity]
}

export type TrustUnderUncertainty =
  | { ok: false; n: number; reason: 'few' | 'collinear' }
  | {
      ok: true
      n: number
      /** means by which both are centred */
      centers: { trust: number; uncertainty: number }
      terms: Record<'intercept' | 'trust' | 'uncertainty' | 'interaction', RegressionTerm>
      rSquared: number | undefined
      slopes: TrustSlope[]
      /** whether the 95 % interval of the interaction leaves out 0; if not, the slopes may differ by chance */
      isCredible: boolean
    }

/**
 * Whether trust goes with performance (the wish to continue) more strongly where the environment is uncertain:
 * continuity ~ trust × uncertainty, both centred, with the slope of trust at low, middle and high uncertainty.
 * All in points 0–100, one point per relationship. A relation over points, not a cause.
 *
 * Assumes independent points; relationships of one firm are not quite that: intervals are then somewhat too narrow.
 *
 * Source: Aiken & West 1991, Multiple Regression: Testing and Interpreting Interactions
 * R: lm(continuity ~ x * z) with x <- trust - mean(trust), z <- uncertainty - mean(uncertainty)
 */
export function trustUnderUncertainty(
  points: readonly { trust: number; uncertainty: number; continuity: number }[],
): TrustUnderUncertainty {
  const n = points.length
  const [trust, uncertainty] = [points.map((point) => point.trust), points.map((point) => point.uncertainty)]
  const centers = { trust: mean(trust) ?? 0, uncertainty: mean(uncertainty) ?? 0 }
  const spread = standardDeviation(uncertainty)
  if (n < FEWEST_POINTS || spread === undefined) return { ok: false, n, reason: 'few' }
  const [xs, zs] = [trust.map((x) => x - centers.trust), uncertainty.map((z) => z - centers.uncertainty)]
  const columns = [xs.map(() => 1), xs, zs, xs.map((x, index) => x * (zs[index] ?? 0))]
  const model = multipleRegression(
    columns,
    points.map(({ continuity }) => continuity),
  )
  if (!model.ok) return { ok: false, n, reason: model.reason }
  const [intercept, slope, ofUncertainty, interaction] = model.terms
  if (!intercept || !slope || !ofUncertainty || !interaction) throw new Error('a model has a term for every column')
  const [lowest, highest] = [trust.reduce((a, b) => Math.min(a, b)), trust.reduce((a, b) => Math.max(a, b))]
  const predict = (value: number, z: number): PredictedContinuity => {
    const x = value - centers.trust
    const { estimate, low, high } = linearCombination(model, [1, x, z, x * z])
    return { trust: value, fit: estimate, low, high }
  }
  return {
    ...{ ok: true, n, centers, rSquared: model.rSquared },
    terms: { intercept, trust: slope, uncertainty: ofUncertainty, interaction },
    slopes: AT.map((at) => {
      const z = at * spread
      return {
        ...{ at, uncertainty: centers.uncertainty + z },
        slope: linearCombination(model, [0, 1, 0, z]),
        line: [predict(lowest, z), predict(highest, z)],
      }
    }),
    isCredible: interaction.low > 0 || interaction.high < 0,
  }
}
