import type { SideIndexDefinition } from '#app/trust/index-definition'
import { makePeopleRegister } from '#app/trust/people-register'
import { makePoolSummary, type PoolSummary } from '#app/trust/pool-summary'
import { SIDES, type Side } from '#app/trust/scored-response'
import type { DisclosurePolicy } from './policy'
import { type PoolScope, type ReleasedCell, releaseCell } from './release'
import { toldHalf } from './round-value'
import type { Answered, WaveDecider } from './suppression/decide-wave'

/** A pool of relationships as suppression knows it: `scope` and key in one word. */
export function poolKey(scope: PoolScope, key: string): string {
  return `${scope} ${key}`
}

export interface PoolCells {
  add(side: Side, pools: readonly string[], answers: readonly Answered[]): void
  /** After the last relationship: the cells of each pool. */
  rows(): Generator<ReleasedCell[]>
}

const PREFERENCE: readonly PoolScope[] = ['portfolio', 'target-firm', 'rater-firm', 'category']

/**
 * Means over relationships. Each is offered to suppression in a fixed order: the whole portfolio first, then firms by whom
 * they are about, firms by who answers, categories; the larger ones first.
 *
 * Where answers are confidential, only the portfolio tells its spread: pools cross, and one less another would tell that of
 * a few people. The others have an interval from the spread of the portfolio.
 */
export function makePoolCells(
  indices: readonly SideIndexDefinition[],
  decider: WaveDecider,
  policy: DisclosurePolicy,
): PoolCells {
  const pooled = indices.filter(({ isMeanOfScores }) => isMeanOfScores)
  const summaries: Record<Side, Map<string, { summary: PoolSummary; answers: number }>> = {
    buyer: new Map(),
    supplier: new Map(),
  }
  const register = makePeopleRegister()
  return {
    add(side, pools, answers) {
      const people = answers.map(({ person, firm }) => register.numberOf(person, firm))
      const values = answers.map(({ scores }) =>
        pooled.map(({ scores: [score = ''] }) => {
          const value = scores[score]
          return typeof value === 'number' ? value : undefined
        }),
      )
      for (const pool of pools) {
        const own = summaries[side].get(pool) ?? { summary: makePoolSummary(pooled.length), answers: 0 }
        for (const [place, person] of people.entries()) own.summary.add(person, values[place] ?? [])
        own.answers += answers.length
        summaries[side].set(pool, own)
      }
    },
    *rows() {
      for (const side of SIDES) {
        const rank = (pool: string) => PREFERENCE.findIndex((scope) => pool.startsWith(`${scope} `))
        const pools = [...summaries[side]].sort(
          ([one, { answers: few }], [other, { answers: many }]) =>
            rank(one) - rank(other) || many - few || (one < other ? -1 : 1),
        )
        const keys = pools.map(([pool]) => pool)
        const decisions = pooled.map(({ id }) => decider.decidePools(side, id, keys))
        const spreads = new Map<string, number>()
        for (const [pool, { summary }] of pools) {
          const scope = PREFERENCE[rank(pool)] ?? 'portfolio'
          yield pooled.map(({ id: index }, score) => {
            const whole = summary.summarize(score)
            const tellsSpread =
              policy.audience === 'attributed' || (scope === 'portfolio' && decider.maySpreadBeTold(index))
            const value = whole && { ...whole, sd: tellsSpread ? whole.sd : undefined }
            const place = { index, side, scope, scopeKey: pool.slice(scope.length + 1) }
            const cell = releaseCell(
              { ...place, function: '', measure: 'level' },
              decisions[score]?.get(pool) ?? 'minimum',
              {
                value,
                n: value?.n ?? 0,
                half: value && toldHalf(value.sd, value.n, spreads.get(index), policy.minimumGroupSize),
              },
              policy,
            )
            if (scope === 'portfolio' && cell.status === 'released' && cell.sd !== undefined)
              spreads.set(index, cell.sd)
            return cell
          })
        }
      }
    },
  }
}
