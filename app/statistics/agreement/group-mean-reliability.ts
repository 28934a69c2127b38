/**
 * How far the mean of n people of one group can be relied on, 0–1: the share of its variance that belongs to the group.
 * Of the mean group size it is ICC(2).
 * @param icc ICC(1): the share of one person's answer that belongs to the group
 *
 * Assumes: the people of a group are exchangeable. Undefined: nobody, or an ICC outside 0–1.
 *
 * Source: Spearman 1910, Brown 1910, British Journal of Psychology 3; Bliese 1998, Organizational Research Methods 1(4),
 * 355–373, https://doi.org/10.1177/109442819814001
 * R: n * icc / (1 + (n - 1) * icc); multilevel::gmeanrel(lme(y ~ 1, random = ~ 1 | group))
 */
export function groupMeanReliability(icc: number, n: number): number | undefined {
  return icc >= 0 && icc <= 1 && n > 0 ? (n * icc) / (1 + (n - 1) * icc) : undefined
}

/** Products of decimal fractions miss whole numbers by a few units of the last digit: these need no further person. */
const ROUNDING = 1e-9

/**
 * How many people of a group must answer for its mean to be this reliable: the same formula turned round, whole people.
 *
 * Undefined: an ICC that is not above 0, because then no number suffices; an ICC above 1; a reliability outside 0–1, or of 1
 * where the ICC is below.
 *
 * R: ceiling(reliability * (1 - icc) / (icc * (1 - reliability)))
 */
export function informantsNeeded(icc: number, reliability: number): number | undefined {
  if (!(icc > 0 && icc <= 1 && reliability >= 0 && reliability <= 1)) return undefined
  if (icc === 1) return 1
  if (reliability === 1) return undefined
  return Math.max(1, Math.ceil((reliability * (1 - icc)) / (icc * (1 - reliability)) - ROUNDING))
}
