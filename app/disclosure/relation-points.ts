import { mean } from '#app/statistics/descriptive/mean'
import { type ContractOrResources, contractOrResources } from '#app/trust/contract-or-resources'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type TransactionalTimeComparison, transactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { type TrustUnderUncertainty, trustUnderUncertainty } from '#app/trust/trust-under-uncertainty'
import type { ResultTable } from './read-results.server'
import { isReleased } from './release'

/** Indices between which relations are shown. */
export const RELATION_INDICES = [
  'trust',
  'unproductive',
  'continuity',
  'uncertainty',
  'contract_reliance',
  'resource_sharing',
] as const
type RelationIndex = (typeof RELATION_INDICES)[number]

/** Whose view a point is: one side's, or the mean of both. */
export const RELATION_VIEWS = ['both', ...SIDES] as const
export type RelationView = (typeof RELATION_VIEWS)[number]

/** One relationship; null where a value is withheld. */
export interface RelationPoint {
  relationship: string
  values: Record<RelationIndex, number | null>
}

export interface Relations {
  points: RelationPoint[]
  /** what this study asks nobody */
  notAsked: RelationIndex[]
  time: TransactionalTimeComparison
  uncertainty: TrustUnderUncertainty
  resources: ContractOrResources
}

/**
 * Relations between indices, one point per relationship, from released values alone: nothing that is withheld can be in
 * them. The mean of both sides needs both of them.
 */
export function relationsOf(tables: readonly ResultTable[], view: RelationView): Relations {
  const sides: readonly Side[] = view === 'both' ? SIDES : [view]
  const readValue = (table: ResultTable, index: RelationIndex): number | null => {
    const values = sides.map((side) => {
      const cell = table.cell(side, index)
      if (cell && !isReleased(cell)) throw new TypeError('relations are computed from released values alone')
      return cell?.status === 'released' ? cell.mean : null
    })
    return values.includes(null) ? null : (mean(values.filter((value) => value !== null)) ?? null)
  }
  const points = tables.map((table) => ({
    relationship: table.relationship.code,
    values: Object.fromEntries(RELATION_INDICES.map((index) => [index, readValue(table, index)])) as Record<
      RelationIndex,
      number | null
    >,
  }))
  const having = <Name extends RelationIndex>(...names: Name[]) =>
    points
      .map(({ values }) => values)
      .filter((values): values is typeof values & Record<Name, number> => names.every((name) => values[name] !== null))
  return {
    points,
    notAsked: RELATION_INDICES.filter((index) =>
      tables.every((table) => sides.every((side) => !table.cell(side, index))),
    ),
    time: transactionalTimeComparison(having('trust', 'unproductive')),
    uncertainty: trustUnderUncertainty(having('trust', 'uncertainty', 'continuity')),
    resources: contractOrResources(
      having('contract_reliance', 'resource_sharing', 'continuity').map(
        ({ contract_reliance: contract, resource_sharing: resources, continuity }) => ({
          ...{ contract, resources, continuity },
        }),
      ),
    ),
  }
}

export const RELATION_COLUMNS = ['wave', 'view', 'relationship', ...RELATION_INDICES]

/** The points as rows of a table file, in full precision; withheld values are empty. */
export function relationRows(points: readonly RelationPoint[], wave: number, view: RelationView) {
  return points.map(({ relationship, values }) => ({ wave, view, relationship, ...values }))
}
