import type { HealthWeights } from '#app/studies/health-weights'
import type { PairIndexDefinition, SideIndexDefinition } from '#app/trust/index-definition'
import { PAIR_INDICES } from '#app/trust/indices'
import { makePeopleRegister } from '#app/trust/people-register'
import { makePoolSummary, type PoolSummary } from '#app/trust/pool-summary'
import type { Health } from '#app/trust/relationship-health'
import { SIDES, type Side } from '#app/trust/scored-response'
import { halfOf, rootOfSquares } from './halves'
import { asksForHealth, type CountedCell, healthCell, healthOfBoth, healthOfSide } from './health-cells'
import type { DisclosurePolicy } from './policy'
import { type CellPlace, type PoolScope, type ReleasedCell, releaseCell } from './release'
import { toldHalf } from './round-value'
import type { Answered, WaveDecider } from './suppression/decide-wave'

/** A pool of relationships as suppression knows it: `scope` and key in one word. */
export function poolKey(scope: PoolScope, key: string): string {
  return `${scope} ${key}`
}

export interface PoolCells {
  add(side: Side, pools: readonly string[], answers: readonly Answered[]): void
  /** After the last relationship: the cells of each pool, then of both sides of the portfolio and of categories. */
  rows(): Generator<ReleasedCell[]>
}

const PREFERENCE: readonly PoolScope[] = ['portfolio', 'target-firm', 'rater-firm', 'category']

/**
 * Means over relationships. Each is offered to suppression in a fixed order: the whole portfolio first, then firms by whom
 * they are about, firms by who answers, categories; the larger ones first.
 *
 * Where answers are confidential, only the portfolio tells its spread: pools cross, and one less another would tell that of
 * a few people. The others have an interval from the spread of the portfolio.
 *
 * Health, gaps and means of both sides are computed from what was released of a pool and say nothing that it does not.
 */
export function makePoolCells(
  indices: readonly SideIndexDefinition[],
  decider: WaveDecider,
  policy: DisclosurePolicy,
  weights: HealthWeights,
): PoolCells {
  const pooled = indices.filter(({ isMeanOfScores }) => isMeanOfScores)
  const summaries: Record<Side, Map<string, { summary: PoolSummary; answers: number }>> = {
    buyer: new Map(),
    supplier: new Map(),
  }
  const register = makePeopleRegister()
  const health = { indices: pooled, weights, policy }
  const hasHealth = asksForHealth(health)
  // the lower of two means over relationships is not the mean of the lower ones
  const pairs = PAIR_INDICES.filter(({ of, spread }) => spread !== undefined && pooled.some(({ id }) => id === of))
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
        for (const [place, person] of people.entries())
          own.summary.add(person, values[place] ?? [], answers[place]?.weight)
        own.answers += answers.length
        summaries[side].set(pool, own)
      }
    },
    *rows() {
      const bySide = { buyer: new Map<string, PooledSide>(), supplier: new Map<string, PooledSide>() }
      for (const side of SIDES) {
        const pools = [...summaries[side]].sort(
          ([one, { answers: few }], [other, { answers: many }]) =>
            rank(one) - rank(other) || many - few || (one < other ? -1 : 1),
        )
        const keys = pools.map(([pool]) => pool)
        const decisions = pooled.map(({ id }) => decider.decidePools(side, id, keys))
        const spreads = new Map<string, number>()
        for (const [pool, { summary }] of pools) {
          const place = placeOf(pool, side)
          const { scope } = place
          const levels = pooled.map(({ id: index }, score): CountedCell => {
            const whole = summary.summarize(score)
            const tellsSpread =
              policy.audience === 'attributed' || (scope === 'portfolio' && decider.maySpreadBeTold(index))
            const value = whole && { ...whole, sd: tellsSpread ? whole.sd : undefined }
            const cell = releaseCell(
              { ...place, index },
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
            return { cell, people: value?.n ?? 0 }
          })
          const own = healthOfSide(levels, health)
          if (scope === 'portfolio' || scope === 'category')
            bySide[side].set(pool, {
              levels: levels.filter(({ cell }) => pairs.some(({ of }) => of === cell.index)),
              health: own,
            })
          yield [...levels.map(({ cell }) => cell), ...(hasHealth ? [healthCell(place, own, policy)] : [])]
        }
      }
      for (const [pool, buyer] of bySide.buyer) {
        const supplier = bySide.supplier.get(pool)
        if (!supplier) continue
        const place = placeOf(pool, 'both')
        yield [
          ...pairs.map((pair) => tellPair(place, pair, { buyer, supplier }, policy)),
          ...(hasHealth ? [healthCell(place, healthOfBoth(buyer.health, supplier.health), policy)] : []),
        ]
      }
    },
  }
}

function rank(pool: string): number {
  return PREFERENCE.findIndex((scope) => pool.startsWith(`${scope} `))
}

function placeOf(pool: string, side: CellPlace['side']) {
  const scope = PREFERENCE[rank(pool)] ?? 'portfolio'
  return { side, scope, scopeKey: pool.slice(scope.length + 1), function: '', measure: 'level' } as const
}

/** What is kept of one side of a pool until the other one is told. */
interface PooledSide {
  levels: readonly CountedCell[]
  health: Health | undefined
}

/** An index of both sides from their released values: with their own spreads where these are exact, else by their told intervals. */
function tellPair(
  place: Omit<CellPlace, 'index'>,
  { id, of, spread, measure }: PairIndexDefinition,
  sides: Record<Side, PooledSide>,
  policy: DisclosurePolicy,
): ReleasedCell {
  const [buyer, supplier] = SIDES.flatMap((side) => {
    const found = sides[side].levels.find(({ cell }) => cell.index === of)
    return found?.cell.status === 'released' ? [{ ...found.cell, n: found.people }] : []
  })
  if (!buyer || !supplier) return releaseCell({ ...place, index: id }, 'pair', { value: undefined, n: 0 }, policy)
  const root = rootOfSquares(halfOf(buyer), halfOf(supplier))
  const half = root === undefined || spread === undefined ? undefined : spread * root
  // the sum of an exact number and of a band would tell what the band hides
  const told = { value: measure(buyer, supplier), n: Math.min(buyer.n, supplier.n), half }
  return releaseCell({ ...place, index: id }, 'released', told, policy)
}
