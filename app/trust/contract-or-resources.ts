import { type Correlation, pearson } from '#app/statistics/correlation/pearson'
import { linearCombination } from '#app/statistics/regression/linear-combination'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import type { RegressionTerm } from '#app/statistics/regression/regression-term'
import { FEWEST_POINTS } from './trust-under-uncertainty'

interface Correlations {
  /** reliance on the contract with sharing of resources */
  between: Correlation | undefined
  contract: Correlation | undefined
  resources: Correlation | undefined
}

export type ContractOrResources =
  | { ok: false; n: number; reason: 'few' | 'collinear'; correlations: Correlations | undefined }
  | {
      ok: true
      n: number
      correlations: Correlations
      terms: Record<'intercept' | 'contract' | 'resources', RegressionTerm>
      /** slope of resources − slope of contract: both are points of continuity for one point */
      difference: RegressionTerm
      rSquared: number | undefined
    }

/**
 * Which of two ways to secure a relationship goes with the wish to continue it: continuity ~ contract + resources, and the
 * three correlations. All in points 0–100, one point per relationship. A relation over points, not a cause.
 *
 * Assumes independent points, as `trustUnderUncertainty`.
 *
 * R: lm(continuity ~ contract_reliance + resource_sharing); cor.test()
 */
export function contractOrResources(
  points: readonly { contract: number; resources: number; continuity: number }[],
): ContractOrResources {
  const n = points.length
  if (n < FEWEST_POINTS) return { ok: false, n, reason: 'few', correlations: undefined }
  const [contract, resources] = [points.map((point) => point.contract), points.map((point) => point.resources)]
  const continuity = points.map((point) => point.continuity)
  const correlations = {
    between: pearson(contract, resources),
    contract: pearson(contract, continuity),
    resources: pearson(resources, continuity),
  }
  const model = multipleRegression([contract.map(() => 1), contract, resources], continuity)
  if (!model.ok) return { ok: false, n, reason: model.reason, correlations }
  const [intercept, ofContract, ofResources] = model.terms
  if (!intercept || !ofContract || !ofResources) throw new Error('a model has a term for every column')
  return {
    ...{ ok: true, n, correlations, rSquared: model.rSquared },
    terms: { intercept, contract: ofContract, resources: ofResources },
    difference: linearCombination(model, [0, -1, 1]),
  }
}
