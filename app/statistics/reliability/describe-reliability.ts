import { completeRows, correlationsOf, covarianceMatrix, type ItemRow, type Matrix } from './covariance-matrix'
import { cronbachAlpha, sumOf } from './cronbach-alpha'
import { feldtInterval } from './feldt-interval'
import { analyseItems, type ItemAnalysis } from './item-analysis'
import { averageVarianceExtracted, omegaTotal } from './omega-total'
import { oneFactor } from './one-factor'
import { type OneFactorFit, oneFactorFit } from './one-factor-fit'

export interface ReliabilityReport {
  nComplete: number
  nAll: number
  alpha: number | undefined
  standardizedAlpha: number | undefined
  /** mean correlation between items */
  meanCorrelation: number | undefined
  /** in the order of the items */
  items: ItemAnalysis[]
  feldt: { low: number; high: number } | undefined
  /** of complete rows; undefined where there is no proper solution */
  minres: { loadings: number[]; omegaTotal: number | undefined } | undefined
  ml:
    | {
        standardizedLoadings: number[]
        /** on the metric of the answers */
        omegaTotal: number | undefined
        compositeReliability: number | undefined
        averageVarianceExtracted: number | undefined
        fit: OneFactorFit | undefined
      }
    | undefined
}

/**
 * All that is usually reported of a scale. Rows are people, columns items, reversed items recoded already.
 * @param missing `listwise`: people with all items; `pairwise`: whoever answered both of two items, n counts everybody
 * @returns undefined where there are no two items with two people each
 */
export function describeReliability(
  rows: readonly ItemRow[],
  missing: 'listwise' | 'pairwise' = 'listwise',
): ReliabilityReport | undefined {
  const complete = completeRows(rows)
  const used = missing === 'listwise' ? complete : rows
  const covariances = covarianceMatrix(used)
  const count = covariances?.length ?? 0
  if (!covariances || count < 2) return undefined
  const correlations = correlationsOf(covariances)
  const alpha = cronbachAlpha(covariances)
  const ofComplete = missing === 'listwise' ? covariances : covarianceMatrix(complete)
  return {
    ...{ nComplete: complete.length, nAll: rows.length, alpha },
    standardizedAlpha: correlations && cronbachAlpha(correlations),
    meanCorrelation: correlations && (sumOf(correlations) - count) / (count * (count - 1)),
    items: analyseItems(covariances),
    feldt: alpha === undefined ? undefined : feldtInterval(alpha, used.length, count),
    ...(ofComplete ? describeFactor(ofComplete, complete.length) : { minres: undefined, ml: undefined }),
  }
}

function describeFactor(covariances: Matrix, n: number): Pick<ReliabilityReport, 'minres' | 'ml'> {
  const correlations = correlationsOf(covariances)
  if (!correlations) return { minres: undefined, ml: undefined }
  const minres = oneFactor(correlations, 'minres')
  const ml = oneFactor(correlations, 'ml')
  const variances = covariances.map((row, index) => row[index] ?? 0)
  return {
    minres: minres.ok
      ? { loadings: minres.loadings, omegaTotal: omegaTotal(minres.loadings, minres.uniquenesses) }
      : undefined,
    ml: ml.ok
      ? {
          standardizedLoadings: ml.loadings,
          omegaTotal: omegaTotal(
            ml.loadings.map((loading, index) => loading * Math.sqrt(variances[index] ?? 0)),
            ml.uniquenesses.map((unique, index) => unique * (variances[index] ?? 0)),
          ),
          compositeReliability: omegaTotal(ml.loadings, ml.uniquenesses),
          averageVarianceExtracted: averageVarianceExtracted(ml.loadings),
          fit: oneFactorFit(correlations, ml.loadings, ml.uniquenesses, n),
        }
      : undefined,
  }
}
