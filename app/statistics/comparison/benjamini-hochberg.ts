/**
 * p-values of many comparisons, adjusted so that of those kept below 10 % at most one in ten is false on average (the false
 * discovery rate): for lists of alarms. In the order they came in; never smaller than they were, at most 1. A comparison
 * without p keeps its place and does not count.
 *
 * Assumes: comparisons that are independent, or positively dependent.
 *
 * Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57(1), 289–300, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 * R: p.adjust(p, "BH")
 */
export function benjaminiHochberg(probabilities: readonly (number | undefined)[]): (number | undefined)[] {
  const falling = probabilities.flatMap((p, index) => (p === undefined ? [] : [{ p, index }])).sort((a, b) => b.p - a.p)
  const adjusted = new Array<number | undefined>(probabilities.length).fill(undefined)
  let least = 1
  for (const [place, { p, index }] of falling.entries()) {
    least = Math.min(least, (falling.length / (falling.length - place)) * p)
    adjusted[index] = least
  }
  return adjusted
}
