import { type Correlation, pearson } from '#app/statistics/correlation/pearson'
import { type Prediction, predictAt } from '#app/statistics/regression/predict-at'
import { type SimpleRegression, simpleRegression } from '#app/statistics/regression/simple-regression'
import { type TrustQuartile, trustQuartiles } from './trust-quartiles'

/**
 * Shares of face-to-face time spent on haggling at the least and at the most trusted automaker, in percent, as round as
 * the source allows. Each is one automaker out of eight, at the extremes, asked of suppliers, and in the stricter
 * measure (price, contract, blame): marks to look at, not grades.
 *
 * Source: Dyer & Chu 2003, Organization Science 14(1), 57–68, https://doi.org/10.1287/orsc.14.1.57.12806
 */
export const REFERENCE_LINES = [
  { id: 'about-a-half', unproductive: 50 },
  { id: 'about-a-quarter', unproductive: 25 },
] as const

/** Two points always lie on a line; from three on a line can be wrong, and so can say something. */
const FEWEST_POINTS = 3
const BAND_STEPS = 20

/** The finding without words: the page says it in the reader's language. */
export interface TransactionalTimeSummary {
  /** how unproductive time changes with rising trust */
  direction: 'falls' | 'rises' | 'flat'
  /** whether the 95 % interval of the slope leaves out 0; if not, the direction may be chance */
  isCredible: boolean
  /** the line at the lowest and at the highest trust observed: it is not carried beyond */
  atLowestTrust: Prediction
  atHighestTrust: Prediction
}

export interface TransactionalTimeComparison {
  /** number of points */
  n: number
  /** undefined for fewer than three points or if trust is the same everywhere, and so are band and summary */
  line: SimpleRegression | undefined
  correlation: Correlation | undefined
  band: Prediction[]
  quartiles: TrustQuartile[]
  references: typeof REFERENCE_LINES
  summary: TransactionalTimeSummary | undefined
}

/**
 * Unproductive share of face-to-face time (percent) against trust (0–100), one point per relationship or per firm:
 * least-squares line, 95 % band of the mean and what it comes to. A relation over points, not a cause; nothing is clipped.
 *
 * Assumes independent points. Relationships of one firm are not quite that: the interval is then somewhat too narrow.
 */
export function transactionalTimeComparison(
  points: readonly { trust: number; unproductive: number }[],
): TransactionalTimeComparison {
  const n = points.length
  const quartiles = trustQuartiles(points)
  const line =
    n < FEWEST_POINTS
      ? undefined
      : simpleRegression(points.map(({ trust, unproductive }) => ({ x: trust, y: unproductive })))
  if (!line)
    return { n, line, correlation: undefined, band: [], quartiles, references: REFERENCE_LINES, summary: undefined }

  const lowest = points.reduce((least, { trust }) => Math.min(least, trust), Number.POSITIVE_INFINITY)
  const highest = points.reduce((most, { trust }) => Math.max(most, trust), Number.NEGATIVE_INFINITY)
  const band = Array.from({ length: BAND_STEPS + 1 }, (_, step) =>
    predictAt(line, lowest + ((highest - lowest) * step) / BAND_STEPS),
  )
  const { estimate, low, high } = line.slope
  const summary: TransactionalTimeSummary = {
    direction: estimate < 0 ? 'falls' : estimate > 0 ? 'rises' : 'flat',
    isCredible: low !== undefined && high !== undefined && (low > 0 || high < 0),
    atLowestTrust: predictAt(line, lowest),
    atHighestTrust: predictAt(line, highest),
  }
  const correlation = pearson(
    points.map(({ trust }) => trust),
    points.map(({ unproductive }) => unproductive),
  )
  return { n, line, correlation, band, quartiles, references: REFERENCE_LINES, summary }
}
