import type { Interval } from '#app/statistics/intervals/t-interval'
import { completeRows, correlationsOf, covarianceMatrix, type ItemRow, type Matrix } from './covariance-matrix'
import { cronbachAlpha, sumOf } from './cronbach-alpha'
import { feldtInterval } from './feldt-interval'
import { analyseItems, type ItemAnalysis } from './item-analysis'
import { averageVarianceExtracted, omegaTotal } from './omega-total'
import { oneFactor } from './one-factor'
import { type OneFactorFit, oneFactorFit } from './one-factor-fit'

/** Why there is no one-factor solution; `no-variance`: an item that everybody answers alike */
export type NoFactorReason = 'few-items' | 'no-convergence' | 'no-variance'

export interface ScaleReport {
  alpha: number | undefined
  standardizedAlpha: number | undefined
  /** mean correlation between items */
  meanCorrelation: number | undefined
  /** in the order of the items */
  items: ItemAnalysis[]
  feldt: Interval | undefined
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
  /** of each solution that is not there */
  undefinedBecause: { minres: NoFactorReason | undefined; ml: NoFactorReason | undefined }
}

export interface ReliabilityReport extends ScaleReport {
  nComplete: number
  nAll: number
}

/**
 * All that is usually reported of a scale, from the covariances of its items over n people who answered all of them.
 * @returns undefined for fewer than two items
 */
export function describeScale(covariances: Matrix, n: number): ScaleReport | undefined {
  return covariances.length < 2 ? undefined : { ...describeItems(covariances, n), ...describeFactor(covariances, n) }
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
  if (!covariances || covariances.length < 2) return undefined
  const ofComplete = missing === 'listwise' ? covariances : covarianceMatrix(complete)
  const n = complete.length
  return {
    ...{ nComplete: n, nAll: rows.length, ...describeItems(covariances, used.length) },
    ...(ofComplete ? describeFactor(ofComplete, n) : noFactor('no-variance')),
  }
}

function describeItems(covariances: Matrix, n: number): Omit<ScaleReport, keyof FactorReport> {
  const count = covariances.length
  const correlations = correlationsOf(covariances)
  const alpha = cronbachAlpha(covariances)
  return {
    alpha,
    standardizedAlpha: correlations && cronbachAlpha(correlations),
    meanCorrelation: correlations && (sumOf(correlations) - count) / (count * (count - 1)),
    items: analyseItems(covariances),
    feldt: alpha === undefined ? undefined : feldtInterval(alpha, n, count),
  }
}

type FactorReport = Pick<ScaleReport, 'minres' | 'ml' | 'undefinedBecause'>

function noFactor(reason: NoFactorReason): FactorReport {
  return { minres: undefined, ml: undefined, undefinedBecause: { minres: reason, ml: reason } }
}

function describeFactor(covariances: Matrix, n: number): FactorReport {
  const correlations = correlationsOf(covariances)
  if (!correlations) return noFactor('no-variance')
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
    undefinedBecause: { minres: minres.ok ? undefined : minres.reason, ml: ml.ok ? undefined : ml.reason },
  }
}
