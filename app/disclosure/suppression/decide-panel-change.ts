import type { GroupRule } from '#app/disclosure/policy'
import { decideSide, type SideContribution } from './decide-side'
import type { ReleasePartition } from './release-partition'

/** How two waves of one side compare: who is in both, who came, who left. */
export interface Panel {
  stayed: ReadonlySet<string>
  joined: number
  left: number
}

type People = readonly { person: string }[]

export function panelOf(before: People, after: People): Panel {
  const peopleIn = (answers: People) => new Set(answers.map(({ person }) => person))
  const [earlier, later] = [peopleIn(before), peopleIn(after)]
  const stayed = new Set([...later].filter((person) => earlier.has(person)))
  return { stayed, joined: later.size - stayed.size, left: earlier.size - stayed.size }
}

interface PanelWaves {
  current: readonly SideContribution[]
  /** of the current wave, whose side is released */
  partition: ReleasePartition
  previous: readonly SideContribution[]
  beforePrevious: readonly SideContribution[]
}

/**
 * Whether the change of the people who answered both times may be shown. It is a difference of two sums, so those who
 * stayed must be a set that could be released in either wave beside everything else that was released there. That
 * includes the change before this one: it may have been shown then.
 */
export function mayShowPanelChange(
  { current, partition, previous, beforePrevious }: PanelWaves,
  { stayed }: Panel,
  rule: GroupRule,
): boolean {
  if (stayed.size === 0) return false
  const before = decideSide(previous, rule)
  if (before.level !== 'released') return false
  const placesOf = (people: People, those: ReadonlySet<string>) =>
    [...people.keys()].filter((place) => those.has(people[place]?.person ?? ''))
  before.partition.offer(placesOf(previous, panelOf(beforePrevious, previous).stayed))
  return (
    before.partition.judge(placesOf(previous, stayed)) === 'released' &&
    partition.offer(placesOf(current, stayed)) === 'released'
  )
}

/**
 * Whether the two levels may be compared: whoever joined or left is nobody, or enough people. Both levels are shown in any
 * case; this keeps a few people's coming and going from being read as their opinion.
 */
export function mayCompareLevels({ joined, left }: Panel, minimumPeople: number): boolean {
  return [joined, left].every((count) => count === 0 || count >= minimumPeople)
}
