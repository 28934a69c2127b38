import type { GroupRule } from '#app/disclosure/policy'
import { type ScoresOfResponse, SIDES, type Side } from '#app/trust/scored-response'
import { mayCompareLevels, mayShowPanelChange, type Panel, panelOf } from './decide-panel-change'
import { decidePools, type PooledContribution } from './decide-pools'
import { decideSide, type SideContribution } from './decide-side'
import type { Contribution, Decision } from './release-partition'

/** One response as far as suppression looks at it. */
export interface Answered extends Contribution {
  function: string
  scores: ScoresOfResponse
}

/** An index, and whether a response has it. */
export interface DecidedIndex {
  id: string
  isIn: (scores: ScoresOfResponse) => boolean
  /** whether it also has the index that this one is compared with */
  isMatched: (scores: ScoresOfResponse) => boolean
  /** whether there is a mean over several relationships */
  isPooled: boolean
}

/** The responses about one relationship in a wave, in the one before it, and in the one before that. */
export interface RelationshipWaves {
  current: Record<Side, readonly Answered[]>
  previous: Record<Side, readonly Answered[]>
  beforePrevious: Record<Side, readonly Answered[]>
  /** keys of the pools that each side's answers go into */
  pools: Record<Side, readonly string[]>
}

/** What may be shown of one index of one side of one relationship. */
export interface IndexDecision {
  level: Decision
  matched: Decision
  functions: ReadonlyMap<string, Decision>
  /** who answered in this wave and in the one before; `isShown` says whether their change may be */
  panel: Panel & { isShown: boolean }
  mayCompareLevels: boolean
}

export interface WaveDecider {
  /** Decides on one relationship; needs nothing of the others, so that they can come one after the other. */
  decideRelationship(waves: RelationshipWaves): (side: Side, index: string) => IndexDecision
  /** After the last relationship: decides on the pools of one side and index, in the order given. */
  decidePools(side: Side, index: string, pools: readonly string[]): ReadonlyMap<string, Decision>
}

/**
 * Decides a whole wave at once, so that nothing can be computed from what is released: sides and their functions first,
 * then changes of the people who stayed, then pools over relationships, which are safe against all of these.
 * Keeps in memory only the answers of sides that are withheld.
 */
export function makeWaveDecider(rule: GroupRule, indices: readonly DecidedIndex[]): WaveDecider {
  /** of each side and index: answers of withheld sides, and the pools in which a released side lies */
  const kept = new Map<string, { withheld: PooledContribution[]; released: Set<string> }>()

  const remember = (side: Side, index: DecidedIndex, waves: RelationshipWaves, decision: IndexDecision) => {
    if (!index.isPooled) return
    const pools = waves.pools[side]
    const own = kept.get(`${side} ${index.id}`) ?? { withheld: [], released: new Set() }
    kept.set(`${side} ${index.id}`, own)
    if (decision.level === 'released') for (const pool of pools) own.released.add(pool)
    else
      for (const { person, firm, scores } of waves.current[side])
        if (index.isIn(scores)) own.withheld.push({ person, firm, pools })
  }
  return {
    decideRelationship(waves) {
      const decided = new Map<string, IndexDecision>()
      for (const side of SIDES) {
        // most indices were answered by the same people: what holds for one holds for all of them
        const known = new Map<string, IndexDecision>()
        for (const index of indices) {
          const having = (answers: readonly Answered[]) =>
            answers.flatMap(({ scores, ...own }) =>
              index.isIn(scores) ? [{ ...own, isMatched: index.isMatched(scores) }] : [],
            )
          const own = { current: having(waves.current[side]), previous: having(waves.previous[side]) }
          const earlier = having(waves.beforePrevious[side])
          const who = [own.current, own.previous, earlier].map((answers) =>
            answers.map(({ person, isMatched }) => (isMatched ? person : `${person}-`)).join(' '),
          )
          const key = who.join('|')
          const decision = known.get(key) ?? decideIndex(own.current, own.previous, earlier, rule)
          known.set(key, decision)
          decided.set(`${side} ${index.id}`, decision)
          remember(side, index, waves, decision)
        }
      }
      return (side, index) => {
        const decision = decided.get(`${side} ${index}`)
        if (!decision) throw new Error('an index that nobody asked about')
        return decision
      }
    },
    decidePools(side, index, pools) {
      const { withheld = [], released } = kept.get(`${side} ${index}`) ?? {}
      return decidePools(
        pools.map((key) => ({ key, hasReleased: released?.has(key) ?? false })),
        withheld,
        rule,
      )
    },
  }
}

function decideIndex(
  current: readonly SideContribution[],
  previous: readonly SideContribution[],
  beforePrevious: readonly SideContribution[],
  rule: GroupRule,
): IndexDecision {
  const { level, matched, functions, partition } = decideSide(current, rule)
  const panel = panelOf(previous, current)
  const isShown =
    level === 'released' && mayShowPanelChange({ current, partition, previous, beforePrevious }, panel, rule)
  return {
    level,
    matched,
    functions,
    panel: { ...panel, isShown },
    mayCompareLevels: mayCompareLevels(panel, rule.minimumPeople),
  }
}
