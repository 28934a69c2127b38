import type { ResultTable } from '#app/disclosure/read-results.server'
import { isReleased, type Measure } from '#app/disclosure/release'
import type { Side } from '#app/trust/scored-response'

interface ContactFact {
  kind: string
  side: string
  happenedOn: Date
  resolvedOn: Date | null
}

interface PromiseFact {
  id: string
  madeBy: string
  madeOn: Date
  dueOn: Date | null
  outcome: string
  settledAt: Date | null
}

interface RatingFact {
  side: string
  /** the grade */
  kind: string
  /** who rated */
  text: string
  beganOn: Date
}

interface OwnerChangeFact {
  side: string
  /** named, handed-over or left */
  kind: string
  beganOn: Date
}

/** Everything that rules may rest on: recorded evidence, response counts, and released values. Answers are not among it. */
export interface Facts {
  /** the moment for which the rules are asked */
  at: Date
  /** whether a side has an accountable owner; undefined where that is not known for the moment */
  owners: Record<Side, boolean> | undefined
  /** published waves of one study about this relationship, the first one first; empty where only evidence counts */
  waves: readonly ResultTable[]
  contacts: readonly ContactFact[]
  promises: readonly PromiseFact[]
  ratings: readonly RatingFact[]
  ownerChanges: readonly OwnerChangeFact[]
  /** from when to when anything at all was recorded in the workspace's register of contacts; undefined where nothing was */
  register: { since: Date; newest: Date } | undefined
}

/** A released value as rules read it. */
export interface Told {
  mean: number
  low: number | undefined
  high: number | undefined
  sd: number | undefined
  n: number
  nTo: number | undefined
  /** how many waves a trend is over */
  waves: number | undefined
}

/**
 * A released value of a wave. The only way for a rule to a number of the survey.
 * @returns undefined for a place that the wave did not ask about, null where it is withheld
 * @throws for a look-alike that did not come through the door of disclosure
 */
export function told(
  table: ResultTable,
  side: Side | 'both',
  index: string,
  measure: Measure = 'level',
): Told | null | undefined {
  const cell = table.cell(side, index, measure)
  if (!cell) return undefined
  if (!isReleased(cell)) throw new TypeError('a signal rests on released values alone')
  if (cell.status === 'withheld') return null
  const { mean, low, high, sd, n, nTo, waves } = cell
  return { mean, low, high, sd, n, nTo, waves }
}

/** The newest wave that asked for an index, with what was told of it. */
export function newestTold(
  waves: readonly ResultTable[],
  side: Side | 'both',
  index: string,
  measure: Measure = 'level',
) {
  const table = waves.findLast((one) => one.cell(side, index, measure))
  return table && { table, value: told(table, side, index, measure) ?? null }
}

/** The numbers of a released value, for a line: mean, interval and people, as far as they are told. */
export function numbersOf({ mean, low, high, n, nTo, waves }: Told): Record<string, number> {
  const known = Object.entries({ mean, low, high, n, nTo, waves }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as Record<string, number>
}

/**
 * Since when a level is as it is: the first of the waves, without a break up to the newest one, in which it was so. Waves that
 * did not ask are passed over; one in which it is withheld ends the search.
 */
export function sinceWhen(
  waves: readonly ResultTable[],
  [side, index]: readonly [Side | 'both', string],
  isSo: (value: Told) => boolean,
): Date | undefined {
  let since: Date | undefined
  for (const table of waves.toReversed()) {
    const value = told(table, side, index)
    if (value === undefined) continue
    if (value === null || !isSo(value)) return since
    since = table.wave.publishedAt
  }
  return since
}

const DAY = 86_400_000

/** Whole days from one moment to another. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY)
}
