import { type GroupRule, spreadRule } from '#app/disclosure/policy'
import { type Contribution, type Decision, makeReleasePartition, type ReleasePartition } from './release-partition'

/** One answer about a relationship, of one side, that has the index in question. */
export interface SideContribution extends Contribution {
  function: string
  /** whether the response also has the index that this one is compared with */
  isMatched: boolean
}

export interface SideDecision {
  level: Decision
  /** of those that are matched */
  matched: Decision
  /** of the functions that answered; those with more people first */
  functions: ReadonlyMap<string, Decision>
  /** whether the spread of what is released may be told too; that of the side may from enough people on */
  spreads: SpreadDecision
  /** knows what was released, for sets that come later */
  partition: ReleasePartition
}

export interface SpreadDecision {
  matched: boolean
  functions: ReadonlySet<string>
}

/**
 * One index of one side of a relationship: first the side as a whole, then those of its people that stand in comparisons
 * with another index, then its functions, as many as the rest allows.
 */
export function decideSide(contributions: readonly SideContribution[], rule: GroupRule): SideDecision {
  const partition = makeReleasePartition(contributions, rule)
  const spreads = makeReleasePartition(contributions, spreadRule(rule))
  const offer = (own: readonly number[]) => {
    const decision = partition.offer(own)
    return { decision, tellsSpread: decision === 'released' && spreads.offer(own) === 'released' }
  }
  const { decision: level } = offer([...contributions.keys()])
  const matched = offer([...contributions.keys()].filter((member) => contributions[member]?.isMatched))
  const members = new Map<string, number[]>()
  for (const [member, contribution] of contributions.entries()) {
    const own = members.get(contribution.function)
    if (own) own.push(member)
    else members.set(contribution.function, [member])
  }
  // what is smallest is left for last: it is what takes another one with it
  const ordered = [...members].sort(
    ([name, one], [other, two]) => two.length - one.length || (name < other ? -1 : Number(name > other)),
  )
  const functions = ordered.map(([name, own]) => ({ name, ...offer(own) }))
  return {
    level,
    matched: matched.decision,
    functions: new Map(functions.map(({ name, decision }) => [name, decision])),
    spreads: {
      matched: matched.tellsSpread,
      functions: new Set(functions.flatMap(({ name, tellsSpread }) => (tellsSpread ? [name] : []))),
    },
    partition,
  }
}
