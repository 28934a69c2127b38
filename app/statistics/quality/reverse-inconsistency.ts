import { mean } from '#app/statistics/descriptive/mean'

/** An answer on the scale after recoding, in points. */
export interface RecodedAnswer {
  point: number
  isReversed: boolean
}

/**
 * How far one person's reversed items stand from the other items of their scales once they are recoded, in scale points: the mean
 * distance of each reversed item from the mean of the others. 0 where they say the same; large where the person overlooked the “not”.
 * @param scales complete answers of each scale; scales without a reversed or without another item do not count
 *
 * Undefined: no scale that counts.
 *
 * Source: Huang et al. 2012, Journal of Business and Psychology 27, 99–114, https://doi.org/10.1007/s10869-011-9231-8
 * R: mean(abs(recoded - mean(others)))
 */
export function reverseInconsistency(scales: readonly (readonly RecodedAnswer[])[]): number | undefined {
  return mean(
    scales.flatMap((answers) => {
      const others = mean(answers.filter(({ isReversed }) => !isReversed).map(({ point }) => point))
      if (others === undefined) return []
      return answers.filter(({ isReversed }) => isReversed).map(({ point }) => Math.abs(point - others))
    }),
  )
}
