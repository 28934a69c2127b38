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
 * Source: a measure of this project; of opposite items in general: Meade & Craig 2012, Psychological Methods 17(3), 437–455,
 * https://doi.org/10.1037/a0028085
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
