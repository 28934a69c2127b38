import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import type { ScoresOfResponse } from '#app/trust/scored-response'
import { FEWEST_FOR_SPREAD } from './policy'

/** Of fewer people the common spread would be that of a few sides. */
const FEWEST_DEGREES = 20

export interface CommonSpreads {
  /** The answers of one side of a relationship. */
  add(scores: readonly ScoresOfResponse[]): void
  /** In whole points, by index; without those that too few stand behind. */
  result(): ReadonlyMap<string, number>
}

/**
 * What people of the same side differ by, over all small sides: the root of the mean square within sides, index by index. It
 * stands in for the spread of sides that are too small to tell theirs. Those that tell it are left out: less theirs, what
 * all sides have in common would tell the spread of the few people who are left.
 */
export function makeCommonSpreads(indices: readonly SideIndexDefinition[]): CommonSpreads {
  const means = indices.flatMap(({ id, scores: [score, ...more] }) =>
    score === undefined || more.length > 0 ? [] : [{ id, score, anova: makeRunningAnova() }],
  )
  return {
    add(answers) {
      for (const { score, anova } of means) {
        const values = answers.flatMap((own) => (typeof own[score] === 'number' ? [own[score]] : []))
        if (values.length < FEWEST_FOR_SPREAD) anova.addGroup(values)
      }
    },
    result() {
      return new Map(
        means.flatMap(({ id, anova }) => {
          const found = anova.result()
          if (!found || found.n - found.groups < FEWEST_DEGREES) return []
          return [[id, Math.round(Math.sqrt(found.msWithin))] as const]
        }),
      )
    },
  }
}
