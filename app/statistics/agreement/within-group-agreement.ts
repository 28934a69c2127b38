import { meanItemVariance } from './mean-item-variance'

/** Variance of answers that nobody thought about, every option alike, with `options` options. R: (A^2 - 1) / 12 */
export function uniformNullVariance(options: number): number {
  return (options ** 2 - 1) / 12
}

/** The same where people lean to the positive side: LeBreton & Senter 2008, table 2, https://doi.org/10.1177/1094428106296642 */
const SLIGHTLY_SKEWED: Readonly<Record<number, number>> = { 5: 1.34, 6: 1.85, 7: 2.9 }

/** @returns undefined for numbers of options that the table does not have */
export function slightlySkewedNullVariance(options: number): number | undefined {
  return SLIGHTLY_SKEWED[options]
}

/** The same where they lean that way more strongly: the same table. */
const MODERATELY_SKEWED: Readonly<Record<number, number>> = { 5: 0.9, 6: 1.26, 7: 2.14 }

/** @returns undefined for numbers of options that the table does not have */
export function moderatelySkewedNullVariance(options: number): number | undefined {
  return MODERATELY_SKEWED[options]
}

/**
 * r_wg and r_wg(J): how far a group agrees, 0–1; 1 where all say the same. Below 0 it is cut, as is usual: the group
 * disagrees more than chance. High r_wg(J) comes easily with many items.
 * @param rows people × items, complete; one item gives r_wg
 *
 * Undefined: fewer than two people, no items, a null variance of 0.
 *
 * Source: James, Demaree & Wolf 1984, Journal of Applied Psychology 69, 85–98, https://doi.org/10.1037/0021-9010.69.1.85
 * R: multilevel::rwg(x, group, ranvar), multilevel::rwg.j(x, group, ranvar)
 */
export function withinGroupAgreement(rows: readonly (readonly number[])[], nullVariance: number): number | undefined {
  const count = rows[0]?.length ?? 0
  const spread = meanItemVariance(rows)
  if (spread === undefined || !(nullVariance > 0)) return undefined
  const share = spread / nullVariance
  if (share > 1) return 0
  return count === 1 ? 1 - share : (count * (1 - share)) / (count * (1 - share) + share)
}
