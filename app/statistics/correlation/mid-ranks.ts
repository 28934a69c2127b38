/**
 * Ranks from 1; equal values share the mean of their ranks. Spearman's correlation is Pearson's of these.
 *
 * Source: Kendall 1945, Biometrika 33(3), 239–251, https://doi.org/10.1093/biomet/33.3.239
 * R: rank(x)
 */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1
    for (let place = start; place <= end; place += 1) ranks[order[place]?.index ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}
