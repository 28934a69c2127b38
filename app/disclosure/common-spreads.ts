import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import type { ScoresOfResponse } from '#app/trust/scored-response'

/** Of fewer people the common spread would be that of a few sides. */
const FEWEST_DEGREES = 20

export interface CommonSpreads {
  /** The answers of one side of a relationship. */
  add(scores: readonly ScoresOfResponse[]): void
  /** In whole points, by index; without those that too few stand behind. */
  result(): ReadonlyMap<string, number>
}

/**
 * What people of the same side differ by, over all sides: the root of the mean square within sides, index by index. It stands in
 * for the spread of sides that are too small to tell theirs.
 */
export function makeCommonSpreads(indices: readonly SideIndexDefinition[]): CommonSpreads {
  const means = indices.filter(({ scores }) => scores.length === 1)
  const anovas = means.map(() => makeRunningAnova())
  return {
    add(answers) {
      for (const [
        place,
        {
          scores: [score = ''],
        },
      ] of means.entries())
        anovas[place]?.addGroup(answers.flatMap((own) => (typeof own[score] === 'number' ? [own[score]] : [])))
    },
    result() {
      return new Map(
        means.flatMap(({ id }, place) => {
          const anova = anovas[place]?.result()
          if (!anova || anova.n - anova.groups < FEWEST_DEGREES) return []
          return [[id, Math.round(Math.sqrt(anova.msWithin))] as const]
        }),
      )
    },
  }
}
