import { normalQuantile } from '#app/statistics/distributions/normal-quantile'

export interface ReliableChange {
  /** after − before */
  change: number
  /** the same in standard errors: the reliable change index */
  index: number
  /** changes beyond this in either direction are more than error */
  smallest: number
  direction: 'up' | 'down' | 'none'
}

/**
 * Whether the score of *one* subject moved by more than the unreliability of the measure explains.
 * @param error standard error of the difference, see `errorOfChange`, in the unit of the scores
 * @param level 0.95: one in twenty who did not change is called changed
 *
 * Assumes: errors about normal, the same for all subjects. Undefined: an error of 0 or below, level outside (0, 1).
 *
 * Source: Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59(1), 12–19, https://doi.org/10.1037/0022-006X.59.1.12
 * R: (after - before) / error; qnorm(1 - (1 - level) / 2) * error
 */
export function reliableChange(
  { before, after }: { before: number; after: number },
  error: number,
  level = 0.95,
): ReliableChange | undefined {
  const bound = normalQuantile(1 - (1 - level) / 2)
  if (bound === undefined || !(level > 0) || !(error > 0)) return undefined
  const change = after - before
  const index = change / error
  return { change, index, smallest: bound * error, direction: index > bound ? 'up' : index < -bound ? 'down' : 'none' }
}
