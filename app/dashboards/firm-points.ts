import { mean } from '#app/statistics/descriptive/mean'
import type { TimePoint } from './time-row'

/**
 * One point per rating firm and side: the mean over those of its relationships of which trust and unproductive time are
 * both released. Relationships weigh equally, however many people answered.
 *
 * Only released values come in, so a firm point tells nothing that its relationships do not tell already. A mean over
 * the firm's answers would: the withheld relationships could be computed from the difference.
 */
export function firmPoints(points: readonly TimePoint[]): TimePoint[] {
  const groups = new Map<string, TimePoint[]>()
  for (const point of points) {
    const key = `${point.side} ${point.firm.id}`
    const group = groups.get(key)
    if (group) group.push(point)
    else groups.set(key, [point])
  }
  return [...groups.values()].flatMap((group) => {
    const trust = mean(group.map((point) => point.trust))
    const unproductive = mean(group.map((point) => point.unproductive))
    const [first] = group
    if (!first || trust === undefined || unproductive === undefined) return []
    const { side, firm } = first
    return { side, relationship: undefined, firm, relationships: group.length, trust, unproductive }
  })
}
