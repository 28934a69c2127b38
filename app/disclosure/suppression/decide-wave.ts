import { type GroupRule, spreadRule } from '#app/disclosure/policy'
import { type ScoresOfResponse, SIDES, type Side, type WeighedScores } from '#app/trust/scored-response'
import { mayCompareLevels, mayShowPanelChange, type Panel, panelOf } from './decide-panel-change'
import { decidePools, type PooledContribution } from './decide-pools'
import { decideSide, type SideContribution, type SpreadDecision } from './decide-side'
import { type Contribution, type Decision, makeReleasePartition } from './release-partition'

/** One response as far as suppression looks at it. */
export interface Answered extends Contribution, WeighedScores {
  function: string
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
  spreads: SpreadDecision
  /** who answered in this wave and in the one before; `isShown` says whether their change may be */
  panel: Panel & { isShown: boolean }
  mayCompareLevels: boolean
}

export interface WaveDecider {
  /** Decides on one relationship; needs nothing of the others, so that they can come one after the other. */
  decideRelationship(waves: RelationshipWaves): (side: Side, index: string) => IndexDecision
  /** After the last relationship: decides on the pools of one side and index, in the order given. */
  decidePools(side: Side, index: string, pools: readonly string[]): ReadonlyMap<string, Decision>
  /**
   * After the last relationship: whether the spread of all answers of the buyers, and of the suppliers, may be told. Less
   * what sides tell of theirs and of their means, and what small sides have in common, it must not be that of a few people.
   */
  maySpreadBeTold(index: string): boolean
}

/** Answers of a side that is withheld, and the indices that it is withheld for: mostly the same people have all of them. */
interface WithheldGroup {
  members: PooledContribution[]
  indices: Set<string>
}

/**
 * Decides a whole wave at once, so that nothing can be computed from what is released: sides and their functions first,
 * then changes of the people who stayed, then pools over relationships, which are safe against all of these.
 * Keeps in memory only the answers of sides that are withheld.
 */
export function makeWaveDecider(rule: GroupRule, indices: readonly DecidedIndex[]): WaveDecider {
  const withheld: Record<Side, WithheldGroup[]> = { buyer: [], supplier: [] }
  /** of each side and index, the pools in which a released side lies */
  const hasReleased = new Map<string, Set<string>>()

  /** of each side and index, people whose spread is not told; as many as are needed */
  const untold = new Map<string, Set<string>>()
  const fewest = spreadRule(rule).minimumPeople
  const withheldOf = (side: Side, index: string) =>
    withheld[side].flatMap((group) => (group.indices.has(index) ? group.members : []))

  const rememberUntold = (side: Side, index: string, people: readonly Contribution[], isReleased: boolean) => {
    if (fewest === 1 || (isReleased && people.length >= fewest)) return
    const own = untold.get(`${side} ${index}`) ?? new Set()
    untold.set(`${side} ${index}`, own)
    for (const { person } of people) if (own.size < fewest) own.add(person)
  }
  const rememberReleased = (side: Side, index: string, pools: readonly string[]) => {
    const own = hasReleased.get(`${side} ${index}`) ?? new Set()
    hasReleased.set(`${side} ${index}`, own)
    for (const pool of pools) own.add(pool)
  }
  return {
    decideRelationship(waves) {
      const decided = new Map<string, IndexDecision>()
      for (const side of SIDES) {
        const pools = waves.pools[side]
        const answers = [waves.current[side], waves.previous[side], waves.beforePrevious[side]]
        // what holds for an index holds for all that the same people have
        const known = new Map<string, { decision: IndexDecision; group: WithheldGroup }>()
        for (const index of indices) {
          const key = answers.map((own) => membership(own, index)).join('|')
          let same = known.get(key)
          if (!same) {
            const [current = [], previous = [], beforePrevious = []] = answers.map((own) => having(own, index))
            const members = current.map(({ person, firm }) => ({ person, firm, pools }))
            same = {
              decision: decideIndex(current, previous, beforePrevious, rule),
              group: { members, indices: new Set() },
            }
            known.set(key, same)
            if (same.decision.level !== 'released' && members.length > 0) withheld[side].push(same.group)
          }
          decided.set(`${side} ${index.id}`, same.decision)
          if (!index.isPooled) continue
          rememberUntold(side, index.id, same.group.members, same.decision.level === 'released')
          if (same.decision.level === 'released') rememberReleased(side, index.id, pools)
          else same.group.indices.add(index.id)
        }
      }
      return (side, index) => {
        const decision = decided.get(`${side} ${index}`)
        if (!decision) throw new Error('an index that nobody asked about')
        return decision
      }
    },
    decidePools(side, index, pools) {
      return decidePools(
        pools.map((key) => ({ key, hasReleased: hasReleased.get(`${side} ${index}`)?.has(key) ?? false })),
        withheldOf(side, index),
        rule,
      )
    },
    maySpreadBeTold(index) {
      return SIDES.every((side) => {
        const people = untold.get(`${side} ${index}`)?.size ?? 0
        if (people === 0 || people < fewest) return people === 0
        const rest = withheldOf(side, index)
        return rest.length === 0 || makeReleasePartition(rest, spreadRule(rule)).judge([...rest.keys()]) === 'released'
      })
    },
  }
}

/** For each answer whether it has the index, and what that is compared with. */
function membership(answers: readonly Answered[], index: DecidedIndex): string {
  let key = ''
  for (const { scores } of answers) key += index.isIn(scores) ? (index.isMatched(scores) ? '2' : '1') : '0'
  return key
}

function having(answers: readonly Answered[], index: DecidedIndex): SideContribution[] {
  return answers.flatMap(({ person, firm, scores, function: name }) =>
    index.isIn(scores) ? [{ person, firm, function: name, isMatched: index.isMatched(scores) }] : [],
  )
}

function decideIndex(
  current: readonly SideContribution[],
  previous: readonly SideContribution[],
  beforePrevious: readonly SideContribution[],
  rule: GroupRule,
): IndexDecision {
  const { level, matched, functions, spreads, partition } = decideSide(current, rule)
  const panel = panelOf(previous, current)
  const isShown =
    level === 'released' && mayShowPanelChange({ current, partition, previous, beforePrevious }, panel, rule)
  return {
    level,
    matched,
    functions,
    spreads,
    panel: { ...panel, isShown },
    mayCompareLevels: mayCompareLevels(panel, rule.minimumPeople),
  }
}
