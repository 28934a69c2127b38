import { isFlagged } from '#app/responses/quality-flags'
import { showsOnlyPools } from '#app/studies/promise'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { makeNumberSet, type NumberSet } from '#app/trust/number-set'
import { makePeopleRegister } from '#app/trust/people-register'
import { makePoolSummary } from '#app/trust/pool-summary'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type DisclosurePolicy, groupRule } from './policy'
import { type ReleasedCell, releaseCell } from './release'
import type { Answered } from './suppression/decide-wave'

export interface UnflaggedCells {
  add(side: Side, answers: readonly (Answered & { flags: readonly string[] })[]): void
  /** After all answers, one row for each side. @param portfolio what was released of all relationships together */
  rows(portfolio: readonly ReleasedCell[]): Generator<ReleasedCell[]>
}

/**
 * The means of all relationships together once more, without responses that carry two signs of careless answering, for those
 * who may have every response. A mean less this one is that of the flagged: nobody or as many as were promised, as those who
 * are left must be. Nothing guards it against sums over single relationships, for whoever meets it may have every response; see
 * the README. Where pools alone are shown nothing is told: who is flagged is of any firm.
 */
export function makeUnflaggedCells(indices: readonly SideIndexDefinition[], policy: DisclosurePolicy): UnflaggedCells {
  const means = indices.filter(({ isMeanOfScores }) => isMeanOfScores)
  const { minimumPeople } = groupRule(policy)
  const isUntold = showsOnlyPools(policy.audience)
  const register = makePeopleRegister()
  const open = () => ({ summary: makePoolSummary(means.length), flagged: means.map((): NumberSet => makeNumberSet()) })
  const sides = { buyer: open(), supplier: open() }
  return {
    add(side, answers) {
      if (isUntold) return
      const { summary, flagged } = sides[side]
      for (const { person, firm, scores, flags, weight } of answers) {
        const number = register.numberOf(person, firm)
        const values = means.map(({ scores: [score = ''] }) => scores[score] ?? undefined)
        if (!isFlagged(flags)) summary.add(number, values, weight)
        else for (const [place, value] of values.entries()) if (value !== undefined) flagged[place]?.add(number)
      }
    },
    *rows(portfolio) {
      for (const side of SIDES) {
        const { summary, flagged } = sides[side]
        yield means.map(({ id: index }, place) => {
          const of = { index, side, scope: 'unflagged', scopeKey: '', function: '', measure: 'level' } as const
          const all = portfolio.find((cell) => cell.side === side && cell.index === index)
          const without = flagged[place]?.size ?? 0
          const whole = summary.summarize(place)
          const value = whole && policy.audience !== 'attributed' ? { ...whole, sd: undefined } : whole
          const decision = isUntold
            ? 'dominance'
            : all?.status === 'withheld'
              ? all.reason
              : without > 0 && without < minimumPeople
                ? 'minimum'
                : 'released'
          return releaseCell(of, decision, { value, n: value?.n ?? 0 }, policy)
        })
      }
    },
  }
}
