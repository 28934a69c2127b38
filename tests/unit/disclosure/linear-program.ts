/** Rows of weights, one for each unknown, that must not exceed a limit. */
export interface Limits {
  rows: readonly (readonly number[])[]
  limits: readonly number[]
  /** of each unknown; none is below 0 */
  most: readonly number[]
}

const TINY = 1e-7

/**
 * Between which two values a sum of unknowns lies, where they keep within limits.
 * @param weights of the sum, none below 0
 * @returns undefined where nothing keeps within the limits
 */
export function boundsOf({ rows, limits, most }: Limits, weights: readonly number[]): [number, number] | undefined {
  const upper = most.map((_, place) => most.map((__, other) => Number(place === other)))
  const low = leastOf([...rows, ...upper], [...limits, ...most], weights)
  // the largest sum is the one of which least is missing to the largest values
  const missing = leastOf(
    [...rows.map((row) => row.map((weight) => -weight)), ...upper],
    [...rows.map((row, place) => (limits[place] ?? 0) - dot(row, most)), ...most],
    weights,
  )
  return low === undefined || missing === undefined ? undefined : [low, dot(weights, most) - missing]
}

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0)

/**
 * The least value of a sum with weights of 0 and more, by the dual simplex method: weights that are not negative make the
 * first basis dual feasible, so no other phase is needed.
 *
 * Source: Lemke 1954, Naval Research Logistics Quarterly 1(1), 36–47, https://doi.org/10.1002/nav.3800010107
 */
function leastOf(
  rows: readonly (readonly number[])[],
  limits: readonly number[],
  weights: readonly number[],
): number | undefined {
  // each row ends with its limit; the last one holds the costs, and ends with minus the value
  const table = [...rows.map((row, place) => [...row, limits[place] ?? 0]), [...weights, 0]].map((row) =>
    Float64Array.from(row),
  )
  const costs = table.at(-1) as Float64Array
  const end = weights.length
  for (let round = 0; round < 5000; round += 1) {
    let leaving = -1
    for (const [place, row] of table.entries()) {
      if (row === costs || (row[end] as number) >= -TINY) continue
      // the most negative one; after many rounds the first one, which cannot go in circles
      if (leaving < 0 || (round < 500 && (row[end] as number) < (table[leaving]?.[end] as number))) leaving = place
    }
    if (leaving < 0) return 0 - (costs[end] as number)
    const row = table[leaving] as Float64Array
    let entering = -1
    for (let column = 0; column < end; column += 1)
      if (
        (row[column] as number) < -TINY &&
        (entering < 0 ||
          (costs[column] as number) / -(row[column] as number) <
            (costs[entering] as number) / -(row[entering] as number) - 1e-12)
      )
        entering = column
    if (entering < 0) return undefined
    pivot(table, leaving, entering)
  }
  throw new Error('the linear program came to no end')
}

/** What was free becomes what is solved for, and the other way round. */
function pivot(table: Float64Array[], leaving: number, entering: number): void {
  const row = table[leaving] as Float64Array
  const by = row[entering] as number
  for (const [place, value] of row.entries()) row[place] = (place === entering ? 1 : value) / by
  for (const [index, other] of table.entries()) {
    const times = other[entering] as number
    if (index === leaving || times === 0) continue
    for (const [place, value] of row.entries())
      other[place] = (place === entering ? 0 : (other[place] as number)) - times * value
  }
}
