export interface WeightedValue {
  value: number
  /** 0 and more; only proportions count */
  weight: number
  /** whose value it is: one contributor may have several; of nobody else where it is not told */
  contributor?: string
}

export interface WeightedMean {
  /** contributors who weigh anything */
  n: number
  mean: number
  /** weighted standard deviation; undefined for one value */
  sd: number | undefined
  /** undefined for one contributor */
  se: number | undefined
  /** of how many equal contributors the mean would be as uncertain: 1 / Σ share², at most n */
  effectiveN: number
  /** share of the whole weight that the heaviest contributor holds, 1 / n … 1: near 1 the mean is this contributor's word */
  largestShare: number
}

/**
 * Mean of values that weigh differently, with its spread, and how far a single contributor dominates it.
 *
 * With wᵢ summing to 1: mean = Σ wᵢ xᵢ; sd² = Σ wᵢ (xᵢ − mean)² / (1 − Σ wᵢ²), unbiased for equal variances; se = sd · √Σ Wₖ²,
 * Wₖ the sum of the weights of contributor k. Of equal weights, one value each, these are the ordinary ones. Values of one
 * contributor are thus taken as wholly alike, which bounds the error from above.
 *
 * Assumes: independent contributors; weights that do not depend on the values. Undefined: no weight above 0, a negative weight.
 *
 * Source: Kish 1965, Survey Sampling, ch. 11 (effective n); Galassi et al., GNU Scientific Library Reference Manual, “Weighted Samples” (sd)
 * R: weighted.mean(x, w); sqrt(cov.wt(cbind(x), w)$cov); sum(w)^2 / sum(w^2)
 */
export function weightedMean(values: Iterable<WeightedValue>): WeightedMean | undefined {
  const rows: WeightedValue[] = []
  const held = new Map<string, number>()
  // of values whose contributor has no other one
  const alone: number[] = []
  let total = 0
  for (const row of values) {
    if (!(row.weight >= 0)) return undefined
    if (row.weight === 0) continue
    rows.push(row)
    if (row.contributor === undefined) alone.push(row.weight)
    else held.set(row.contributor, (held.get(row.contributor) ?? 0) + row.weight)
    total += row.weight
  }
  if (!(total > 0)) return undefined
  let mean = 0
  for (const { value, weight } of rows) mean += (weight / total) * value
  let [squares, rowShares, contributorShares, largestShare] = [0, 0, 0, 0]
  for (const { value, weight } of rows) {
    squares += (weight / total) * (value - mean) ** 2
    rowShares += (weight / total) ** 2
  }
  for (const weights of [alone, held.values()])
    for (const weight of weights) {
      contributorShares += (weight / total) ** 2
      largestShare = Math.max(largestShare, weight / total)
    }
  const n = alone.length + held.size
  const sd = rowShares < 1 ? Math.sqrt(squares / (1 - rowShares)) : undefined
  return {
    ...{ n, mean, sd, largestShare: Math.min(1, largestShare), effectiveN: 1 / contributorShares },
    se: sd === undefined || n < 2 ? undefined : sd * Math.sqrt(contributorShares),
  }
}
