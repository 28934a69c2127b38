import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import type { ScoresOfResponse } from './scored-response'

/**
 * Side index: mean of one score over the side's respondents, who weigh equally; in the unit of the score.
 * n counts the respondents who have the score. The 95 % t interval is not clipped to the scale.
 */
export function meanOfScore(scoreId: string): (responses: readonly ScoresOfResponse[]) => SampleSummary | undefined {
  return (responses) => {
    const values: number[] = []
    for (const scores of responses) {
      const score = scores[scoreId]
      if (typeof score === 'number') values.push(score)
    }
    return summarizeSample(values)
  }
}
