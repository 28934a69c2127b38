/**
 * How many of 100 values lie below a value, ties counted half: from 0 (exclusive) to 100 (exclusive) for a value that is among
 * them. Undefined without values.
 *
 * Source: the mid-rank definition, e.g. Parzen 2004, Statistical Science 19(4), 652–662,
 * https://doi.org/10.1214/088342304000000503. SciPy: percentileofscore(values, value, kind="mean")
 */
export function percentileRank(values: readonly number[], value: number): number | undefined {
  if (values.length === 0) return undefined
  let [below, same] = [0, 0]
  for (const one of values) {
    if (one < value) below++
    else if (one === value) same++
  }
  return (100 * (below + same / 2)) / values.length
}
