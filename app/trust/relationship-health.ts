import { tInterval } from '#app/statistics/intervals/t-interval'
import { HEALTH_PARTS, type HealthPart, type HealthWeights, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import type { IndexValue } from './index-definition'

/** Of the weight that must be there; the rest is given to the parts that are. */
const LEAST_WEIGHT = 0.6

/** A part as it was released: people behind it, mean and standard deviation. */
export interface PartValue {
  n: number
  mean: number
  sd: number | undefined
  /** where people weigh differently, see `SampleSummary` */
  effectiveN?: number | undefined
}

export interface Health extends IndexValue {
  /** of the part with the fewest people */
  n: number
  /** share of the weight that is there, 0.6–1 */
  weight: number
}

/**
 * Health of a relationship as one side sees it, 0–100: the weighted mean of its parts. Missing parts are left out and the
 * others weigh more, if at least 60 % of the weight is there.
 *
 * The interval is an upper bound: it takes the parts as wholly correlated, because the answers behind them are not at hand
 * (the standard error of a sum is at most the sum of the standard errors). Undefined: less than 60 % of the weight; the
 * interval, where a part has no spread or one person.
 */
export function relationshipHealth(
  parts: Readonly<Partial<Record<HealthPart, PartValue | undefined>>>,
  weights: HealthWeights = USUAL_HEALTH_WEIGHTS,
): Health | undefined {
  let [weight, sum, error] = [0, 0, 0]
  let n = Number.POSITIVE_INFINITY
  for (const name of HEALTH_PARTS) {
    const own = weights[name] / 100
    const part = parts[name]
    if (!part || own === 0) continue
    weight += own
    sum += own * (name === 'unproductive' ? 100 - part.mean : part.mean)
    error += part.sd === undefined ? Number.NaN : (own * part.sd) / Math.sqrt(part.effectiveN ?? part.n)
    n = Math.min(n, part.n)
  }
  // sums of tenths are not exact
  if (weight < LEAST_WEIGHT - 1e-9) return undefined
  const se = Number.isFinite(error) ? error / weight : undefined
  const interval = se === undefined ? undefined : tInterval(sum / weight, se, n - 1)
  return { n, weight, mean: sum / weight, sd: undefined, se, low: interval?.low, high: interval?.high }
}
