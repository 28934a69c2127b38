import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import type { WeighedScores } from './scored-response'

/**
 * Side index: mean of one score over the side's respondents, in the unit of the score. They weigh equally unless the study weighs
 * their functions. n counts the respondents who have the score. The 95 % t interval is not clipped to the scale.
 */
export function meanOfScore(scoreId: string): (responses: readonly WeighedScores[]) => SampleSummary | undefined {
  return (responses) => {
    const values: { value: number; weight: number }[] = []
    for (const { scores, weight = 1 } of responses) {
      const value = scores[scoreId]
      if (typeof value === 'number') values.push({ value, weight })
    }
    return summarizeWeightedSample(values)
  }
}
