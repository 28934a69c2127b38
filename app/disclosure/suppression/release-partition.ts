import type { GroupRule } from '#app/disclosure/policy'
import type { WithheldReason } from '#app/disclosure/release'

/** One person's value of an index about one relationship in one wave: what sums are made of. */
export interface Contribution {
  person: string
  /** the firm that the person answers for */
  firm: string
}

export type Decision = 'released' | WithheldReason

export interface ReleasePartition {
  /** Whether the mean over these contributions may be shown beside all that was taken before; nothing changes. */
  judge(members: readonly number[]): Decision
  /** The same, and remembers the set where the answer is yes. */
  offer(members: readonly number[]): Decision
}

/**
 * Guards one index against subtraction. All released means with their n are sums over sets of contributions; whoever adds
 * and subtracts them gets weights that are equal for contributions that lie in the same released sets. So the smallest
 * group that can be singled out is never smaller than the smallest of these classes. A set is taken only if every class
 * stays large enough: its part inside the set, and its part outside. What no released set contains cannot be reached at all.
 *
 * Exact where released sets lie inside each other or apart; where they cross it withholds more than must be.
 *
 * Order matters: what is offered first is preferred. The same offers in the same order give the same decisions.
 * @param contributions sets name them by their place in this list
 *
 * Source: the classes are the atoms of the Boolean algebra of the released sets; complementary suppression in general:
 * Hundepool et al. 2012, Statistical Disclosure Control, https://doi.org/10.1002/9781118348239
 */
export function makeReleasePartition(contributions: readonly Contribution[], rule: GroupRule): ReleasePartition {
  /** 0: in no released set */
  const classOf = new Int32Array(contributions.length)
  const classes: number[][] = [[]]

  const partsOf = (members: readonly number[]): Map<number, number[]> => {
    const parts = new Map<number, number[]>()
    for (const member of members) {
      const own = classOf[member] ?? 0
      const part = parts.get(own)
      if (part) part.push(member)
      else parts.set(own, [member])
    }
    return parts
  }
  const judge = (members: readonly number[]): Decision => {
    const problem = problemOf(members, contributions, rule)
    if (problem) return problem
    const inside = new Set(members)
    for (const [own, part] of partsOf(members)) {
      const whole = own === 0 ? part : (classes[own] ?? [])
      if (own !== 0 && whole.length === part.length) continue
      if (problemOf(part, contributions, rule)) return 'complement'
      if (own !== 0 && problemOf(outsideOf(whole, inside), contributions, rule)) return 'complement'
    }
    return 'released'
  }
  return {
    judge,
    offer(members) {
      const decision = judge(members)
      if (decision !== 'released') return decision
      const inside = new Set(members)
      for (const [own, part] of partsOf(members)) {
        const whole = classes[own] ?? []
        if (own !== 0 && whole.length === part.length) continue
        for (const member of part) classOf[member] = classes.length
        classes.push(part)
        if (own !== 0) classes[own] = [...outsideOf(whole, inside)]
      }
      return decision
    },
  }
}

function* outsideOf(whole: readonly number[], inside: ReadonlySet<number>): Generator<number> {
  for (const member of whole) if (!inside.has(member)) yield member
}

/** What keeps a group from being shown; looks at no more members than it needs. */
function problemOf(
  members: Iterable<number>,
  contributions: readonly Contribution[],
  { minimumPeople, minimumFirms, maximumFirmShare, withoutAnyFirm = false }: GroupRule,
): 'minimum' | 'dominance' | undefined {
  const people = new Set<string>()
  const peopleOfFirm = new Map<string, Set<string>>()
  for (const member of members) {
    const contribution = contributions[member]
    if (!contribution) continue
    people.add(contribution.person)
    if (minimumFirms > 1 || maximumFirmShare < 1) {
      const own = peopleOfFirm.get(contribution.firm) ?? new Set()
      peopleOfFirm.set(contribution.firm, own.add(contribution.person))
    } else if (people.size >= minimumPeople) return undefined
  }
  const [largest = 0, second = 0] = [...peopleOfFirm.values()].map((own) => own.size).sort((a, b) => b - a)
  // of the firm that knows its own people's answers: taking out one of the two largest leaves least, and least mixed
  const known = withoutAnyFirm ? [largest, second] : [0]
  if (known.some((own) => people.size - own < minimumPeople)) return 'minimum'
  if (peopleOfFirm.size < minimumFirms + Number(withoutAnyFirm)) return 'dominance'
  const isDominated = known.some((own, place) => {
    const most = withoutAnyFirm && place === 0 ? second : largest
    return most > maximumFirmShare * (people.size - own)
  })
  return isDominated ? 'dominance' : undefined
}
