/**
 * p-values of many comparisons, adjusted so that the chance of a single false one among those kept below 5 % is at most 5 %: for
 * claims. In the order they came in; never smaller than they were, at most 1. A comparison without p keeps its place and
 * does not count. Assumes nothing of how the comparisons depend on each other.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6(2), 65–70, https://www.jstor.org/stable/4615733
 * R: p.adjust(p, "holm")
 */
export function holm(probabilities: readonly (number | undefined)[]): (number | undefined)[] {
  const rising = probabilities.flatMap((p, index) => (p === undefined ? [] : [{ p, index }])).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number | undefined>(probabilities.length).fill(undefined)
  let most = 0
  for (const [place, { p, index }] of rising.entries()) {
    most = Math.max(most, Math.min(1, (rising.length - place) * p))
    adjusted[index] = most
  }
  return adjusted
}
