import type { Correlation } from '#app/statistics/correlation/pearson'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'
import type { ContractOrResources } from '#app/trust/contract-or-resources'
import type { TransactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import type { TrustUnderUncertainty } from '#app/trust/trust-under-uncertainty'

export interface EstimatedRelations {
  time: TransactionalTimeComparison
  uncertainty: TrustUnderUncertainty
  resources: ContractOrResources
}

/** A number that the measurement page tells of relations, with its 95 % interval; what is not defined is not there. */
export interface RelationEstimate {
  /** relation and term, e.g. `time.slope` */
  name: string
  /** in the unit of what it is of: points, percent, a share (r_squared), a correlation */
  estimate: number
  se?: number | undefined
  low?: number | undefined
  high?: number | undefined
  /** of a coefficient, or a correlation, of 0, two-sided */
  p?: number | undefined
  /** points behind it */
  n: number
}

/** All that the page tells of the three relations, in its order. Empty where too few relationships have the values. */
export function relationEstimates({ time, uncertainty, resources }: EstimatedRelations): RelationEstimate[] {
  return [...timeEstimates(time), ...uncertaintyEstimates(uncertainty), ...resourcesEstimates(resources)]
}

export const RELATION_ESTIMATE_COLUMNS = ['wave', 'view', 'name', 'estimate', 'se', 'low', 'high', 'p', 'n']

/** The estimates as rows of a table file, in full precision. */
export function relationEstimateRows(estimates: readonly RelationEstimate[], wave: number, view: string) {
  return estimates.map((estimate) => ({ wave, view, ...estimate }))
}

function timeEstimates({ line, correlation, quartiles, n }: TransactionalTimeComparison): RelationEstimate[] {
  if (!line) return []
  return [
    { name: 'time.intercept', ...line.intercept, n },
    { name: 'time.slope', ...line.slope, n },
    ...shareExplained('time', line.rSquared, n),
    ...correlationEstimates('time.r', correlation),
    ...quartiles.map(({ quartile, mean: estimate, se, low, high, n: own }) => ({
      ...{ name: `time.quarter_${quartile}`, estimate, se, low, high, n: own },
    })),
  ]
}

function uncertaintyEstimates(model: TrustUnderUncertainty): RelationEstimate[] {
  if (!model.ok) return []
  const { n } = model
  return [
    ...Object.entries(model.terms).map(([name, term]) => termEstimate(`uncertainty.${name}`, term, n)),
    ...shareExplained('uncertainty', model.rSquared, n),
    ...model.slopes.flatMap(({ at, slope, line }) => {
      const name = `uncertainty.at_${at === 0 ? 'mean' : at < 0 ? 'low' : 'high'}`
      return [
        termEstimate(`${name}.slope`, slope, n),
        ...line.map(({ fit: estimate, low, high }, end) => ({
          ...{ name: `${name}.${end === 0 ? 'lowest_trust' : 'highest_trust'}`, estimate, low, high, n },
        })),
      ]
    }),
  ]
}

function resourcesEstimates(model: ContractOrResources): RelationEstimate[] {
  const { n } = model
  const correlations = Object.entries<Correlation | undefined>({ ...model.correlations }).flatMap(([name, value]) =>
    correlationEstimates(`resources.r_${name}`, value),
  )
  if (!model.ok) return correlations
  return [
    ...correlations,
    ...Object.entries(model.terms).map(([name, term]) => termEstimate(`resources.${name}`, term, n)),
    termEstimate('resources.difference', model.difference, n),
    ...shareExplained('resources', model.rSquared, n),
  ]
}

function termEstimate(name: string, { estimate, se, p, low, high }: RegressionTerm, n: number): RelationEstimate {
  return { name, estimate, se, low, high, p, n }
}

function correlationEstimates(name: string, correlation: Correlation | undefined): RelationEstimate[] {
  if (!correlation) return []
  const { r: estimate, low, high, p, n } = correlation
  return [{ name, estimate, low, high, p, n }]
}

function shareExplained(relation: string, estimate: number | undefined, n: number): RelationEstimate[] {
  return estimate === undefined ? [] : [{ name: `${relation}.r_squared`, estimate, n }]
}
