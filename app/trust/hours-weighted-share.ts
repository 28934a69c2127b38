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
  const weighed = weigh(responses)
  if (weighed.length === 0) return undefined
  const hours = weighed.reduce((sum, one) => sum + one.hours, 0)
  const unproductive = weighed.reduce((sum, one) => sum + (one.hours * one.share) / 100, 0)
  const mean = (unproductive / hours) * 100
  return { n: weighed.length, mean, sd: undefined, se: undefined, low: undefined, high: undefined }
}

/** The largest share of the hours that one respondent spent, 0–1; 0 where nobody did. */
export function largestShareOfHours(responses: readonly ScoresOfResponse[]): number {
  const hours = weigh(responses).map((one) => one.hours)
  const total = hours.reduce((sum, own) => sum + own, 0)
  return total > 0 ? Math.max(...hours) / total : 0
}

function weigh(responses: readonly ScoresOfResponse[]): { hours: number; share: number }[] {
  return responses.flatMap(({ time_hours: hours, unproductive: share }) =>
    typeof hours === 'number' && typeof share === 'number' && hours > 0 ? [{ hours, share }] : [],
  )
}
