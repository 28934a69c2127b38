import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { weightedMean } from '#app/statistics/descriptive/weighted-mean'
import type { WeighedScores } from './scored-response'

/**
 * Side index: unproductive share of all the hours that the side's respondents spent together, Σ H·U / Σ H, in percent.
 *
 * H hours in four weeks (`time_hours`), U unproductive share (`unproductive`). n counts respondents who have both and spent
 * more than 0 hours; where the study weighs functions, H is hours times that weight: whoever weighs nothing is not behind the value and hides nobody else. Undefined: no such respondent.
 * Spread, error and interval are those of a weighted mean (`summarizeWeightedSample`): they take the hours as known.
 */
export function hoursWeightedShare(responses: readonly WeighedScores[]): SampleSummary | undefined {
  return summarizeWeightedSample(weigh(responses))
}

/** The largest share of the hours that one respondent spent, 0–1; 0 where nobody did. */
export function largestShareOfHours(responses: readonly WeighedScores[]): number {
  return weightedMean(weigh(responses))?.largestShare ?? 0
}

function weigh(responses: readonly WeighedScores[]) {
  return responses.flatMap(({ scores: { time_hours: hours, unproductive: value }, weight = 1 }) =>
    typeof hours === 'number' && typeof value === 'number' && hours > 0 ? [{ value, weight: hours * weight }] : [],
  )
}
