import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import type { ScoresOfResponse } from '#app/trust/scored-response'
import { FEWEST_FOR_SPREAD } from './policy'

/** Of fewer people the common spread would be that of a few sides. */
const FEWEST_DEGREES = 20

export interface CommonSpreads {
  /**
   * The answers of one side of a relationship.
   * @param firm where each firm sees its own side alone, whose it is
   */
  add(scores: readonly ScoresOfResponse[], firm?: string): void
  /** In whole points, by index; without those that too few stand behind. */
  result(firm?: string): ReadonlyMap<string, number>
}

/**
 * What people of the same side differ by, over all small sides: the root of the mean square within sides, index by index. It
 * stands in for the spread of sides that are too small to tell theirs. Those that tell it are left out: less theirs, what
 * all sides have in common would tell the spread of the few people who are left.
 */
export function makeCommonSpreads(indices: readonly SideIndexDefinition[]): CommonSpreads {
  const means = indices.flatMap(({ id, scores: [score, ...more] }) =>
    score === undefined || more.length > 0 ? [] : [{ id, score }],
  )
  const byFirm = new Map<string, ReturnType<typeof makeRunningAnova>[]>()
  return {
    add(answers, firm = '') {
      const anovas = byFirm.get(firm) ?? means.map(() => makeRunningAnova())
      byFirm.set(firm, anovas)
      for (const [place, { score }] of means.entries()) {
        const values = answers.flatMap((own) => (typeof own[score] === 'number' ? [own[score]] : []))
        if (values.length < FEWEST_FOR_SPREAD) anovas[place]?.addGroup(values)
      }
    },
    result(firm = '') {
      return new Map(
        means.flatMap(({ id }, place) => {
          const found = byFirm.get(firm)?.[place]?.result()
          if (!found || found.n - found.groups < FEWEST_DEGREES) return []
          return [[id, Math.round(Math.sqrt(found.msWithin))] as const]
        }),
      )
    },
  }
}
