import { HEALTH_PARTS, type HealthWeights } from '#app/studies/health-weights'
import type { IndexValue, SideIndexDefinition } from '#app/trust/index-definition'
import { HEALTH } from '#app/trust/indices'
import { type Health, relationshipHealth } from '#app/trust/relationship-health'
import { halfOf } from './halves'
import type { DisclosurePolicy } from './policy'
import { type CellPlace, type ReleasedCell, releaseCell } from './release'

/** A value, and how many people are behind it: bands are told from these, a band of bands would be a wrong one. */
export interface CountedCell {
  cell: ReleasedCell
  people: number
}

export interface HealthInput {
  /** what was asked */
  indices: readonly SideIndexDefinition[]
  weights: HealthWeights
  policy: DisclosurePolicy
}

/** Whether enough is asked that there can be a health. */
export function asksForHealth({ indices, weights }: Pick<HealthInput, 'indices' | 'weights'>): boolean {
  const asked = HEALTH_PARTS.filter((part) => indices.some(({ id }) => id === part))
  const parts = Object.fromEntries(asked.map((part) => [part, { n: 1, mean: 0, sd: 0 }]))
  return relationshipHealth(parts, weights) !== undefined
}

/** Of one side, from released levels alone, so that it says nothing that they do not; `n` people of the part with the fewest. */
export function healthOfSide(
  levels: readonly CountedCell[],
  { indices, weights, policy }: HealthInput,
): Health | undefined {
  const parts = levels.flatMap(({ cell, people }) =>
    cell.status === 'released' &&
    HEALTH_PARTS.some((part) => part === cell.index) &&
    indices.some(({ id }) => id === cell.index)
      ? [{ cell, people }]
      : [],
  )
  const value = relationshipHealth(
    Object.fromEntries(
      parts.map(({ cell }) => {
        // told intervals stand in for the standard errors that are not told: the sum of their halves is half of its own
        // several answers of one person have a spread that says nothing about people
        const exact = { n: cell.n, mean: cell.mean, sd: cell.n < 2 ? undefined : cell.sd, effectiveN: cell.effectiveN }
        return [cell.index, policy.audience === 'attributed' ? exact : { n: 1, mean: cell.mean, sd: halfOf(cell) }]
      }),
    ),
    weights,
  )
  return value && { ...value, n: Math.min(...parts.map(({ people }) => people)) }
}

/** The mean of both, where both have one; with the people of the side with fewer, as all that is told of both. */
export function healthOfBoth(
  buyer: Health | undefined,
  supplier: Health | undefined,
): (IndexValue & { n: number }) | undefined {
  if (!buyer || !supplier) return undefined
  const half = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined ? undefined : (one + other) / 2
  return {
    ...{ n: Math.min(buyer.n, supplier.n), mean: (buyer.mean + supplier.mean) / 2, sd: undefined },
    ...{ se: half(buyer.se, supplier.se), low: half(buyer.low, supplier.low), high: half(buyer.high, supplier.high) },
  }
}

/** Of a side or of both: withheld where nobody can say what it is. */
export function healthCell(
  place: Omit<CellPlace, 'index'>,
  value: (IndexValue & { n: number }) | undefined,
  policy: DisclosurePolicy,
): ReleasedCell {
  const told = { value, n: value?.n ?? 0, half: value?.se }
  return releaseCell({ ...place, index: HEALTH.id }, value ? 'released' : 'minimum', told, policy)
}
