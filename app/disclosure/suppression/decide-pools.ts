import type { GroupRule } from '#app/disclosure/policy'
import { type Contribution, type Decision, makeReleasePartition } from './release-partition'

/** A contribution whose own side was withheld: only what lies in pools can tell of it. */
export interface PooledContribution extends Contribution {
  /** keys of the pools that it is in */
  pools: readonly string[]
}

/**
 * Pools over relationships: all of them, those of a firm, those of a category. Sides that were released by themselves are
 * known anyway, so only the withheld ones decide.
 * @param pools in the order in which they are preferred; `hasReleased` where a released side lies inside
 */
export function decidePools(
  pools: readonly { key: string; hasReleased: boolean }[],
  withheld: readonly PooledContribution[],
  rule: GroupRule,
): ReadonlyMap<string, Decision> {
  const partition = makeReleasePartition(withheld, rule)
  const members = new Map<string, number[]>()
  for (const [member, { pools: own }] of withheld.entries())
    for (const key of own) {
      const list = members.get(key)
      if (list) list.push(member)
      else members.set(key, [member])
    }
  return new Map(
    pools.map(({ key, hasReleased }) => {
      const own = members.get(key) ?? []
      if (own.length === 0) return [key, hasReleased ? 'released' : 'minimum']
      const decision = partition.offer(own)
      return [key, hasReleased && decision !== 'released' ? 'complement' : decision]
    }),
  )
}
