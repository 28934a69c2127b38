import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { ScoresOfResponse } from './scored-response'

/**
 * Side index: unproductive share of all the hours that the side's respondents spent together, Σ H·U / Σ H, in percent.
 *
 * H hours in four weeks (`time_hours`), U unproductive share (`unproductive`). n counts respondents who have both and spent
 * more than 0 hours: whoever weighs nothing is not behind the value and hides nobody else. Undefined: no such respondent.
 * There is no sd, se or interval: those of an unweighted mean would be wrong here.
 */
export function hoursWeightedShare(responses: readonly ScoresOfResponse[]): SampleSummary | undefined {
  let n = 0
  let hours = 0
  let unproductiveHours = 0
  for (const { time_hours: spent, unproductive: share } of responses) {
    if (typeof spent !== 'number' || typeof share !== 'number' || spent <= 0) continue
    n += 1
    hours += spent
    unproductiveHours += (spent * share) / 100
  }
  if (n === 0) return undefined
  return { n, mean: (unproductiveHours / hours) * 100, sd: undefined, se: undefined, low: undefined, high: undefined }
}
