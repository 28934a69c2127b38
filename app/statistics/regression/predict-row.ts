import { type Interval, tInterval } from '#app/statistics/intervals/t-interval'
import { linearCombination } from './linear-combination'
import type { MultipleRegression } from './multiple-regression'

export interface RowPrediction {
  /** in units of y */
  fit: number
  /** where the mean of y at this row lies */
  mean: Interval | undefined
  /** where one further y at this row would lie */
  prediction: Interval | undefined
}

/**
 * What a regression on several columns says at one row of them, with the intervals of the mean and of one further value. Not
 * clipped to a scale.
 * @param row one value for each column of the model, in their order; 1 for the column of ones, products for interactions
 *
 * Assumes what the model assumes; says nothing outside the observed rows.
 *
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 5, https://doi.org/10.1002/9781118625590
 * R: predict(m, row, interval = "confidence" | "prediction", level = level)
 */
export function predictRow(
  model: Extract<MultipleRegression, { ok: true }>,
  row: readonly number[],
  level = 0.95,
): RowPrediction {
  const { estimate: fit, se } = linearCombination(model, row, level)
  const df = model.n - model.terms.length
  return {
    fit,
    mean: tInterval(fit, se, df, level),
    prediction: tInterval(fit, Math.hypot(se, model.residualSd), df, level),
  }
}
