import type { SideDecision } from './decide-side'

export interface WaveOfSide {
  decision: SideDecision
  /** who stands behind each contribution, in their order */
  people: readonly string[]
}

/** How two waves of one side compare: who is in both, who came, who left. */
export interface Panel {
  stayed: ReadonlySet<string>
  joined: number
  left: number
}

export function panelOf(before: readonly string[], after: readonly string[]): Panel {
  const [earlier, later] = [new Set(before), new Set(after)]
  const stayed = new Set([...later].filter((person) => earlier.has(person)))
  return { stayed, joined: later.size - stayed.size, left: earlier.size - stayed.size }
}

/**
 * Whether the change of the people who answered both times may be shown. It is a difference of two sums, so those who
 * stayed must be a set that could be released in either wave beside everything else that was released there.
 * @param earlierPanel those of `before` who had answered in the wave before that one, too: their change may have been shown then
 */
export function mayShowPanelChange(
  before: WaveOfSide,
  after: WaveOfSide,
  panel: Panel,
  earlierPanel: ReadonlySet<string> | undefined,
): boolean {
  const placesOf = ({ people }: WaveOfSide, those: ReadonlySet<string>) =>
    [...people.keys()].filter((place) => those.has(people[place] ?? ''))
  if (before.decision.level !== 'released' || after.decision.level !== 'released') return false
  if (earlierPanel) before.decision.partition.offer(placesOf(before, earlierPanel))
  return (
    before.decision.partition.judge(placesOf(before, panel.stayed)) === 'released' &&
    after.decision.partition.offer(placesOf(after, panel.stayed)) === 'released'
  )
}

/**
 * Whether the two levels may be compared: whoever joined or left is nobody, or enough people. Both levels are shown in any
 * case; this keeps a few people's coming and going from being read as their opinion.
 */
export function mayCompareLevels({ joined, left }: Panel, minimumPeople: number): boolean {
  return [joined, left].every((count) => count === 0 || count >= minimumPeople)
}
