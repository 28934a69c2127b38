import { SIDES, type Side } from '#app/trust/scored-response'

export const TIME_MEASURES = ['unproductive', 'unproductive_strict'] as const
export type TimeMeasure = (typeof TIME_MEASURES)[number]
export const TIME_VIEWS = ['relationships', 'firms'] as const
export type TimeView = (typeof TIME_VIEWS)[number]
/** Whose views are points: those of one side, or of both together. */
export const TIME_SIDES = ['both', ...SIDES] as const
export type TimeSide = (typeof TIME_SIDES)[number]

/** One side's view of one relationship, or one firm's view of all of its relationships on that side. */
export interface TimeRow {
  side: Side
  /** undefined for a firm */
  relationship: { id: string; code: string; partner: string } | undefined
  firm: { id: string; name: string }
  /** how many relationships stand behind it */
  relationships: number
  /** trust index of the people who have both values, 0–100; null where withheld */
  trust: number | null
  /** unproductive share of the face-to-face time of the same people in percent; null where withheld */
  unproductive: number | null
}

/** A row of which both values are released. */
export type TimePoint = TimeRow & { trust: number; unproductive: number }

export function isPoint(row: TimeRow): row is TimePoint {
  return row.trust !== null && row.unproductive !== null
}
