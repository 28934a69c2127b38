import { pearson } from '#app/statistics/correlation/pearson'
import { mean } from '#app/statistics/descriptive/mean'
import type { ItemRow } from '#app/statistics/reliability/covariance-matrix'

export type EvenOddConsistency =
  | { ok: true; value: number; scales: number }
  /** `few`: not enough scales with an answer in both halves; `constant`: one half is alike on all scales */
  | { ok: false; reason: 'few' | 'constant' }

/** Of fewer scales the correlation is chance. */
const FEWEST_SCALES = 5

/**
 * Even–odd consistency of *one* person, −1 … 1: whether scales that stand high by their odd items stand high by their even items
 * too. The correlation of both halves over the scales, brought to full length by Spearman and Brown's formula and cut at −1.
 * Below .30 the answers hardly depend on the questions.
 * @param scales the person's answers to each scale in page order, reversed items recoded; undefined where one is missing
 *
 * Assumes: scales of one range that measure different things. Undefined (with the reason): see `EvenOddConsistency`.
 *
 * Source: Johnson 2005, Journal of Research in Personality 39(1), 103–129, https://doi.org/10.1016/j.jrp.2004.09.009;
 * Curran 2016, Journal of Experimental Social Psychology 66, 4–19, https://doi.org/10.1016/j.jesp.2015.07.006
 * R: -careless::evenodd(x, factors), of version 1.2 on, which turned the sign round
 */
export function evenOddConsistency(scales: readonly ItemRow[], fewest = FEWEST_SCALES): EvenOddConsistency {
  const halves = scales.flatMap((answers): [number, number][] => {
    const half = (rest: 0 | 1) =>
      mean(answers.filter((answer, index): answer is number => answer !== undefined && index % 2 === rest))
    const [odd, even] = [half(0), half(1)]
    return odd === undefined || even === undefined ? [] : [[odd, even]]
  })
  if (halves.length < Math.max(2, fewest)) return { ok: false, reason: 'few' }
  const r = pearson(
    halves.map(([odd]) => odd),
    halves.map(([, even]) => even),
  )?.r
  if (r === undefined) return { ok: false, reason: 'constant' }
  return { ok: true, value: Math.max(-1, (2 * r) / (1 + r)), scales: halves.length }
}
