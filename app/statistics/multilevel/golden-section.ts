const RATIO = (Math.sqrt(5) - 1) / 2
/** A minimum is flat: closer than the root of the machine's precision two places cannot be told apart. */
const WIDTH = 1e-8

/**
 * Where a function of one number is smallest between two borders, which themselves count as candidates only in the limit.
 *
 * Assumes: one single minimum between the borders, else it finds one of several.
 *
 * Source: Kiefer 1953, Proceedings of the American Mathematical Society 4, 502–506, https://doi.org/10.1090/S0002-9939-1953-0055639-3
 * R: optimize(f, c(low, high))$minimum
 */
export function goldenSection(valueAt: (place: number) => number, low: number, high: number): number {
  let [from, to] = [low, high]
  let [left, right] = [to - RATIO * (to - from), from + RATIO * (to - from)]
  let [valueLeft, valueRight] = [valueAt(left), valueAt(right)]
  while (to - from > WIDTH * Math.max(1, Math.abs(from), Math.abs(to))) {
    if (valueLeft <= valueRight) {
      to = right
      right = left
      valueRight = valueLeft
      left = to - RATIO * (to - from)
      valueLeft = valueAt(left)
    } else {
      from = left
      left = right
      valueLeft = valueRight
      right = from + RATIO * (to - from)
      valueRight = valueAt(right)
    }
  }
  return (from + to) / 2
}
