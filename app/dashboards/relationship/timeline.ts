import type { WaveValues } from '#app/dashboards/relationship-history'
import { EVENT_LANES, type EventLane, type EvidenceEvent } from '#app/evidence/evidence-event'
import { SIDES, type Side } from '#app/trust/scored-response'

export interface TimelineMove {
  side: Side
  /** released trust of the later wave less that of the earlier one, in points */
  points: number
  from: number
  to: number
  /** whether the intervals of the two waves do not touch each other: else chance may explain it */
  isClear: boolean
  /** what was recorded after the earlier wave and until the later one, by lane; of them how many strain the relationship */
  events: { lane: EventLane; count: number }[]
  bad: number
}

/**
 * The largest move of released trust between two waves of one side that follow each other, and what was recorded in between.
 * Undefined where no side has two released values. It is a description: what comes before a fall did not need to cause it.
 */
export function largestMove(
  history: readonly WaveValues[],
  events: readonly EvidenceEvent[],
): TimelineMove | undefined {
  const moves = SIDES.flatMap((side) => {
    const told = history.flatMap(({ wave, publishedAt, values }) => {
      const view = values[`${side}.trust`]
      return view?.status === 'released' ? [{ wave, publishedAt, view }] : []
    })
    return told.slice(1).flatMap((later, place) => {
      const earlier = told[place]
      if (!earlier) return []
      const points = later.view.mean - earlier.view.mean
      const between = events.filter(({ day }) => day > earlier.publishedAt && day <= later.publishedAt)
      return [
        {
          ...{ side, points, from: earlier.wave, to: later.wave, isClear: areApart(earlier.view, later.view) },
          events: countByLane(between),
          bad: between.filter(({ isBad }) => isBad).length,
        },
      ]
    })
  })
  return moves.reduce<TimelineMove | undefined>(
    (most, one) => (most && Math.abs(most.points) >= Math.abs(one.points) ? most : one),
    undefined,
  )
}

interface Spanned {
  low: number | null
  high: number | null
}

function areApart(one: Spanned, other: Spanned): boolean {
  if (one.low === null || one.high === null || other.low === null || other.high === null) return false
  return one.high < other.low || other.high < one.low
}

/** How many events lie in each lane; lanes without any are left out. */
export function countByLane(events: readonly EvidenceEvent[]): TimelineMove['events'] {
  return EVENT_LANES.map((lane) => ({ lane, count: events.filter((one) => one.lane === lane).length })).filter(
    ({ count }) => count > 0,
  )
}
