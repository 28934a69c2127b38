/** Variance of the 0–100 index if everybody chose one of seven steps by lot: (7² − 1) / 12 steps², a step is 100 / 6 points. */
const BY_LOT = 4 * (100 / 6) ** 2

/**
 * Agreement of the people behind an index of 0–100 points, from its standard deviation: r_wg = 1 − s² / σ²E, in percent; 100 is
 * full agreement, 0 that of answers by lot, less than that counts as 0. It is lenient: items vary more than their mean does.
 *
 * Source: James, Demaree & Wolf 1984, Journal of Applied Psychology 69(1), 85–98
 */
export function agreementOfIndex(sd: number): number {
  return Math.max(0, 100 * (1 - sd ** 2 / BY_LOT))
}
