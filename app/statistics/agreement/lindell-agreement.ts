import { meanItemVariance } from './mean-item-variance'

/**
 * r*_wg(J): how far a group agrees; 1 where all say the same, 0 where the answers spread like the null variance. It does
 * not grow with the number of items, and it is not cut: below 0 the group disagrees more than chance, down to
 * 1 − n/(n−1) · (A−1)²/4 / nullVariance, when one half of n people stands at each end of A options.
 * @param rows people × items, complete; of one item it is r_wg before the cut
 *
 * Undefined: fewer than two people, no items, a null variance of 0.
 *
 * Source: Lindell, Brandt & Whitney 1999, Applied Psychological Measurement 23(2), 127–135, https://doi.org/10.1177/01466219922031257
 * R: multilevel::rwg.j.lindell(x, group, ranvar)
 */
export function lindellAgreement(rows: readonly (readonly number[])[], nullVariance: number): number | undefined {
  const spread = meanItemVariance(rows)
  return spread === undefined || !(nullVariance > 0) ? undefined : 1 - spread / nullVariance
}
