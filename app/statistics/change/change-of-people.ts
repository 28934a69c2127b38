import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'
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
): ChangeOfPeople {
  const [before, after] = [summarizeSample([...earlier.values()]), summarizeSample([...later.values()])]
  const both = [...later].flatMap(([person, score]): [number, number][] => {
    const own = earlier.get(person)
    return own === undefined ? [] : [[score, own]]
  })
  const all = before && after && welchInterval(after, before, level)
  return { before, after, all, samePeople: pairedInterval(both, level) }
}
