import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import type { ScoresOfResponse } from '#app/trust/scored-response'
import { type DisclosurePolicy, FEWEST_FOR_SPREAD } from './policy'

/** Of fewer degrees of freedom a spread within sides would be that of a few people. */
export const FEWEST_DEGREES = 20

export interface CommonSpreads {
  /**
   * The answers of one side of a relationship.
   * @param firm where each firm sees its own side alone, whose it is
   */
  add(scores: readonly ScoresOfResponse[], firm?: string): void
  /** By index, in whole points; without those that too few stand behind. */
  result(firm?: string): ReadonlyMap<string, number>
}

/**
 * What people of the same side differ by: the root of the mean square within sides, index by index. It stands in for the
 * spread of sides that are too small to tell theirs, and says how much a side may move by chance. Where answers are
 * confidential it is that of small sides alone: less those that tell theirs, what all sides have in common would tell the spread
 * of the few people who are left. It is of the whole wave and read beside values of a part of it: with all digits, it less the
 * squares of the sides that somebody may see would be those of the sides that he may not.
 */
export function makeCommonSpreads(
  indices: readonly SideIndexDefinition[],
  audience: DisclosurePolicy['audience'],
): CommonSpreads {
  const takesAll = audience === 'attributed'
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
        if (takesAll || values.length < FEWEST_FOR_SPREAD) anovas[place]?.addGroup(values)
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
