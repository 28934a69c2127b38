import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { type Coefficient, simpleRegression } from '#app/statistics/regression/simple-regression'

export interface SlopeOverTime extends Coefficient {
  n: number
  /** of no trend, two-sided; undefined for two points, and where the points lie on the line */
  p: number | undefined
}

/**
 * The straight line of each subject over time, in units of y per unit of time.
 *
 * Assumes: a steady trend, errors of one subject that do not depend on each other. Undefined, one by one: a subject with fewer than
 * two points, or all at one time; se, interval and p for two points.
 *
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., ch. 1, https://doi.org/10.1002/9781118625590
 * R: lme4::lmList(y ~ time | subject); summary(lm(y ~ time)), confint()
 */
export function slopesOverTime(
  points: Iterable<{ subject: string; time: number; y: number }>,
  level = 0.95,
): Map<string, SlopeOverTime | undefined> {
  const bySubject = new Map<string, { x: number; y: number }[]>()
  for (const { subject, time, y } of points) {
    const own = bySubject.get(subject)
    if (own) own.push({ x: time, y })
    else bySubject.set(subject, [{ x: time, y }])
  }
  return new Map(
    [...bySubject].map(([subject, own]) => {
      const line = simpleRegression(own, level)
      if (!line) return [subject, undefined]
      const { n, slope } = line
      return [subject, { n, ...slope, p: testEstimate(slope.estimate, slope.se, n - 2)?.p }]
    }),
  )
}
