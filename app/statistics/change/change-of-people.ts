import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { type PairedComparison, pairedInterval } from '#app/statistics/intervals/paired-interval'
import { type MeanComparison, welchInterval } from '#app/statistics/intervals/welch-interval'

export interface ChangeOfPeople {
  before: SampleSummary | undefined
  after: SampleSummary | undefined
  /** everybody at either time, as if they were different people; undefined where a time has nobody */
  all: MeanComparison | undefined
  /** those who answered both times, each beside themselves; undefined where nobody did */
  samePeople: PairedComparison | undefined
}

/**
 * Later − earlier in the unit of the scores, told twice: over all who answered, and over those who answered both times. Where the
 * two differ much, not the scores moved but the people.
 * @param earlier, later one score per person
 * @param weights where people weigh differently, what each weighs at each time; of a pair the later one
 *
 * Assumes: about normal means. Where many answered both times, the interval over all is wider than it need be.
 *
 * Source: see `welchInterval` and `pairedInterval`
 * R: t.test(later, earlier); t.test(later, earlier, paired = TRUE) on those with both
 */
export function changeOfPeople(
  earlier: ReadonlyMap<string, number>,
  later: ReadonlyMap<string, number>,
  level = 0.95,
  weights: Weights = {},
): ChangeOfPeople {
  const summarize = (scores: ReadonlyMap<string, number>, time: keyof Weights) =>
    summarizeWeightedSample([...scores].map(([person, value]) => ({ value, weight: weights[time]?.get(person) ?? 1 })))
  const [before, after] = [summarize(earlier, 'earlier'), summarize(later, 'later')]
  const both = [...later].flatMap(([person, score]) => {
    const own = earlier.get(person)
    return own === undefined ? [] : [{ pair: [score, own] as const, weight: weights.later?.get(person) ?? 1 }]
  })
  const all = before && after && welchInterval(after, before, level)
  const samePeople = pairedInterval(
    both.map(({ pair }) => pair),
    level,
    both.map(({ weight }) => weight),
  )
  return { before, after, all, samePeople }
}

/** By person; whoever is not in it weighs 1. */
interface Weights {
  earlier?: ReadonlyMap<string, number> | undefined
  later?: ReadonlyMap<string, number> | undefined
}
