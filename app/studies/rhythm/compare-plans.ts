import type { PlannedWave } from './rhythm'

/** A planned wave as it is stored. */
export interface StoredPlan extends PlannedWave {
  id: string
  state: 'scheduled' | 'skipped' | 'missed' | 'opened'
}

export interface PlanChange {
  added: PlannedWave[]
  /** the same place in the rhythm, at another time */
  moved: { stored: StoredPlan; to: PlannedWave }[]
  removed: StoredPlan[]
  /** how many stay as they are */
  unchanged: number
}

/**
 * What a new plan changes in a stored one. Waves that opened, were missed or skipped stay as they are, and their place is
 * not taken again.
 */
export function comparePlans(stored: readonly StoredPlan[], wanted: readonly PlannedWave[]): PlanChange {
  const keyOf = ({ kind, slot }: PlannedWave) => `${kind} ${slot}`
  const known = new Map(stored.map((one) => [keyOf(one), one]))
  const kept = new Set(wanted.map(keyOf))
  const change: PlanChange = { added: [], moved: [], removed: [], unchanged: 0 }
  for (const one of wanted) {
    const before = known.get(keyOf(one))
    if (!before) change.added.push(one)
    else if (before.state === 'scheduled' && !isSameTime(before, one)) change.moved.push({ stored: before, to: one })
    else change.unchanged++
  }
  change.removed = stored.filter((one) => one.state === 'scheduled' && !kept.has(keyOf(one)))
  return change
}

function isSameTime(a: PlannedWave, b: PlannedWave): boolean {
  return a.opensAt.getTime() === b.opensAt.getTime() && a.closesAt.getTime() === b.closesAt.getTime()
}
