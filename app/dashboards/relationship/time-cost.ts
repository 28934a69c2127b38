import { meanOf } from '#app/dashboards/cell-view'
import type { WaveValues } from '#app/dashboards/relationship-history'
import { SIDES, type Side } from '#app/trust/scored-response'

/** What the reader assumes of one side of a relationship; nothing of it is asked of respondents. */
export interface TimeAssumptions {
  people: number
  /** face to face, of each of them, in four weeks */
  hours: number
  /** loaded cost of an hour */
  rate: number
  /** share of the time in percent that would be unproductive anyway */
  reference: number
}

/** The share of the most trusted automaker: about a quarter (Dyer & Chu 2003). */
export const REFERENCE_SHARE = 25

const USUAL: TimeAssumptions = { people: 4, hours: 12, rate: 60, reference: REFERENCE_SHARE }
export const MOST_ASSUMED: TimeAssumptions = { people: 10_000, hours: 640, rate: 100_000, reference: 100 }
/** Periods of four weeks in a year. */
const PERIODS = 13
/** The assumptions in an address; what is none is the usual one. */
export function readTimeAssumptions(url: string): TimeAssumptions {
  const { searchParams } = new URL(url)
  const read = (name: keyof TimeAssumptions) => {
    const text = searchParams.get(name)
    const value = Number(text)
    return text !== null && text.trim() !== '' && value >= 0 && value <= MOST_ASSUMED[name] ? value : USUAL[name]
  }
  return { people: read('people'), hours: read('hours'), rate: read('rate'), reference: read('reference') }
}

export interface TimeCost {
  side: Side
  /** unproductive share as it was released, in percent */
  share: number
  /** hours a year that go into it, and what they cost */
  hours: number
  money: number
  /** of them what lies above the reference share; 0 and more */
  hoursAbove: number
  moneyAbove: number
}

/** hours a year = people × hours in four weeks × 13 × share; money = hours × rate; above the reference share, that of share − reference. For sides whose share was released in the newest wave that asked. */
export function timeCosts(
  history: readonly WaveValues[],
  { people, hours, rate, reference }: TimeAssumptions,
): TimeCost[] {
  const newest = history.findLast(({ values }) => SIDES.some((side) => values[`${side}.unproductive`]))
  return SIDES.flatMap((side) => {
    const share = meanOf(newest?.values[`${side}.unproductive`] ?? { status: 'withheld' })
    if (share === null) return []
    const year = people * hours * PERIODS
    const lost = (year * share) / 100
    const above = (year * Math.max(0, share - reference)) / 100
    return [{ side, share, hours: lost, money: lost * rate, hoursAbove: above, moneyAbove: above * rate }]
  })
}
