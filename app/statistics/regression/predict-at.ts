import { type Interval, tInterval } from '#app/statistics/intervals/t-interval'
import type { SimpleRegression } from './simple-regression'

export interface Prediction {
  x: number
  /** height of the line, in units of y */
  fit: number
  /** where the mean of y at this x lies: the confidence band, pointwise */
  mean: Interval | undefined
  /** where one further point at this x would lie */
  prediction: Interval | undefined
}

/**
 * The line's value at x with the interval of the mean and of one further point, in units of y. Not clipped to a scale.
 *
 * Assumes what the line assumes; says nothing outside the observed range of x. The band is pointwise, not simultaneous.
 * Undefined: both intervals for a line through two points.
 *
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 3, https://doi.org/10.1002/9781118625590
 * R: predict(lm(y ~ x), data.frame(x = x), interval = "confidence" | "prediction", level = level)
 */
export function predictAt(line: SimpleRegression, x: number, level = 0.95): Prediction {
  const fit = line.intercept.estimate + line.slope.estimate * x
  if (line.residualSd === undefined) return { x, fit, mean: undefined, prediction: undefined }
  const leverage = 1 / line.n + (x - line.meanX) ** 2 / line.sumOfSquaresX
  return {
    x,
    fit,
    mean: tInterval(fit, line.residualSd * Math.sqrt(leverage), line.n - 2, level),
    prediction: tInterval(fit, line.residualSd * Math.sqrt(1 + leverage), line.n - 2, level),
  }
}
