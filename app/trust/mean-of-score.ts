import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import type { WeighedScores } from './scored-response'

/**
 * Side index: mean of one score over the side's respondents, in the unit of the score. They weigh equally unless the study weighs
 * their functions. n counts the respondents who have the score. The 95 % t interval is not clipped to the scale.
 */
export function meanOfScore(scoreId: string): (responses: readonly WeighedScores[]) => SampleSummary | undefined {
  return (responses) => {
    const having = responses.filter(({ scores }) => typeof scores[scoreId] === 'number')
    const scoreOf = ({ scores }: WeighedScores) => scores[scoreId] ?? Number.NaN
    return having.every(({ weight }) => weight === undefined)
      ? summarizeSample(having.map(scoreOf))
      : summarizeWeightedSample(having.map((one) => ({ value: scoreOf(one), weight: one.weight ?? 1 })))
  }
}
