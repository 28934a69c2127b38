import type { GroupRule } from '#app/disclosure/policy'
import { type Contribution, makeReleasePartition } from '#app/disclosure/suppression/release-partition'
import { quantile } from '#app/statistics/descriptive/quantile'

/** Indices that are pooled over workspaces: those on a scale of their own, none that is a part, sum or difference of another. */
export const POOLED_INDICES = [
  ...(['trust', 'dependence', 'unproductive', 'continuity', 'information', 'ideas'] as const),
  ...(['promise_keeping', 'voice'] as const),
] as const

/** Relationships that a workspace has to bring: fewer would be their own values. */
export const FEWEST_RELATIONSHIPS = 3

/** Five workspaces at least beside any one that knows its own figures, whether it is one of them or not. */
const WORKSPACES_RULE: GroupRule = {
  ...{ minimumPeople: 5, minimumFirms: 5, maximumFirmShare: 0.6 },
  withoutAnyFirm: true,
}

/** Points in which quartiles are told. */
const STEP = 5

/** What one workspace brings to a figure: released values of its newest wave, one for each relationship. */
export interface Share {
  workspace: string
  wave: string
  values: readonly number[]
}

export interface Quartiles {
  low: number
  median: number
  high: number
}

/** A share as it is remembered: hashes of workspace and wave. */
export type Mark = string

export function markOf({ workspace, wave }: Pick<Share, 'workspace' | 'wave'>): Mark {
  return `${workspace}:${wave}`
}

/**
 * Whether a figure over these shares may be told beside all that was told before: whoever compares quarters can tell of
 * no fewer workspaces than one figure does, also when some came, went or have a new wave. Figures are taken for sums, which
 * give more away than quartiles.
 * @param earlier marks behind the figures of the same index and side that were told, the first one first
 */
export function mayTell(earlier: readonly (readonly Mark[])[], now: readonly Mark[]): boolean {
  const places = new Map<Mark, number>()
  const contributions: Contribution[] = []
  for (const mark of [...earlier.flat(), ...now]) {
    if (places.has(mark)) continue
    places.set(mark, contributions.length)
    contributions.push({ person: mark, firm: mark.slice(0, mark.indexOf(':')) })
  }
  const partition = makeReleasePartition(contributions, WORKSPACES_RULE)
  const offer = (marks: readonly Mark[]) => partition.offer(marks.map((mark) => places.get(mark) ?? -1)) === 'released'
  return earlier.every(offer) && offer(now)
}

/**
 * Quartiles of relationships over workspaces, each of which weighs the same however many relationships it has: by its own
 * quantiles, a hundred for each. In steps of five points.
 * @returns undefined where nobody shares
 */
export function poolQuartiles(shares: readonly Pick<Share, 'values'>[]): Quartiles | undefined {
  const even = shares.flatMap(({ values }) =>
    Array.from({ length: 100 }, (_, place) => quantile(values, (place + 0.5) / 100) ?? []).flat(),
  )
  const at = (probability: number) => {
    const value = quantile(even, probability)
    return value === undefined ? undefined : Math.round(value / STEP) * STEP
  }
  const [low, median, high] = [at(0.25), at(0.5), at(0.75)]
  return low === undefined || median === undefined || high === undefined ? undefined : { low, median, high }
}

/** The quarter of a moment, e.g. 2026-Q4, in UTC. */
export function quarterOf(moment: Date): string {
  return `${moment.getUTCFullYear()}-Q${Math.floor(moment.getUTCMonth() / 3) + 1}`
}
