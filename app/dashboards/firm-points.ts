import { mean } from '#app/statistics/descriptive/mean'
import { type TransactionalTimePoint, type TrustAndTime, transactionalTimePoints } from './transactional-time-points'

export interface FirmPoint {
  /** the firm that rates */
  firm: string
  wave: string
  /** number of relationships behind the point */
  relationships: number
  trust: number
  unproductive: number
}

/**
 * One point per rating firm and wave: the mean over those of its relationships of which trust and unproductive time are
 * both released. Relationships weigh equally, however many people answered.
 *
 * Only released values come in, so a firm point tells nothing that its relationships do not tell already. A mean over
 * the firm's answers would: the withheld relationships could be computed from the difference.
 */
export function firmPoints(rows: Iterable<TrustAndTime>): FirmPoint[] {
  const groups = new Map<string, TransactionalTimePoint[]>()
  for (const point of transactionalTimePoints(rows)) {
    const key = JSON.stringify([point.wave, point.firm])
    const group = groups.get(key)
    if (group) group.push(point)
    else groups.set(key, [point])
  }
  return [...groups.values()].flatMap((group) => {
    const trust = mean(group.map((point) => point.trust))
    const unproductive = mean(group.map((point) => point.unproductive))
    const [first] = group
    if (!first || trust === undefined || unproductive === undefined) return []
    return { firm: first.firm, wave: first.wave, relationships: group.length, trust, unproductive }
  })
}
