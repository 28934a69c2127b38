import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { weightedMean } from '#app/statistics/descriptive/weighted-mean'
import type { ScoresOfResponse } from './scored-response'

/**
 * Side index: unproductive share of all the hours that the side's respondents spent together, Σ H·U / Σ H, in percent.
 *
 * H hours in four weeks (`time_hours`), U unproductive share (`unproductive`). n counts respondents who have both and spent
 * more than 0 hours: whoever weighs nothing is not behind the value and hides nobody else. Undefined: no such respondent.
 * There is no sd, se or interval: those of an unweighted mean would be wrong here.
 */
export function hoursWeightedShare(responses: readonly ScoresOfResponse[]): SampleSummary | undefined {
  const { n, mean } = weigh(responses) ?? {}
  if (n === undefined || mean === undefined) return undefined
  return { n, mean, sd: undefined, se: undefined, low: undefined, high: undefined }
}

/** The largest share of the hours that one respondent spent, 0–1; 0 where nobody did. */
export function largestShareOfHours(responses: readonly ScoresOfResponse[]): number {
  return weigh(responses)?.largestShare ?? 0
}

function weigh(responses: readonly ScoresOfResponse[]) {
  return weightedMean(
    responses.flatMap(({ time_hours: weight, unproductive: value }, respondent) =>
      typeof weight === 'number' && typeof value === 'number' && weight > 0
        ? [{ value, weight, contributor: String(respondent) }]
        : [],
    ),
  )
}
