/**
 * Quantile by linear interpolation between order statistics (type 7), in the unit of the values.
 *
 * Probability in [0, 1]. Undefined: no values, or a probability outside. Of one value every quantile is that value.
 *
 * Source: Hyndman & Fan 1996, The American Statistician 50(4), 361–365, https://doi.org/10.1080/00031305.1996.10473566
 * R: quantile(x, p, type = 7)
 */
export function quantile(values: readonly number[], probability: number): number | undefined {
  if (!(probability >= 0 && probability <= 1)) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const position = (sorted.length - 1) * probability
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) return undefined
  return below + (above - below) * (position - Math.floor(position))
}
