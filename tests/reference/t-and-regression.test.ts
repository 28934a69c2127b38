// The t distribution, t intervals, Welch's comparison and the regression line, against R.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { tQuantile } from '#app/statistics/distributions/t-quantile'
import { predictAt } from '#app/statistics/regression/predict-at'
import { simpleRegression } from '#app/statistics/regression/simple-regression'

const read = async (name: string) => JSON.parse(await readFile(`tests/reference/data/${name}`, 'utf8'))
const relative = (actual: number | undefined, expected: number) =>
  Math.abs((actual ?? Number.POSITIVE_INFINITY) - expected) / Math.max(Math.abs(expected), 1e-300)

test('quantiles of t equal qt() to a relative 1e-10, far tails too', async () => {
  const { t_quantile: table } = await read('distributions.json')
  const rows = table.rows as [number, number, number][]
  expect(rows.length).toBeGreaterThan(50)
  const wrong = rows.filter(([p, df, t]) => (t === 0 ? tQuantile(p, df) !== 0 : relative(tQuantile(p, df), t) > 1e-10))
  expect(wrong).toEqual([])
})

test('an interval from four informants is the worked one', () => {
  const summary = summarizeSample([62, 71, 58, 80])
  expect(summary).toMatchObject({ n: 4, mean: 67.75 })
  expect(summary?.sd).toBeCloseTo(9.8107, 4)
  expect(summary?.low).toBeCloseTo(52.14, 2)
  expect(summary?.high).toBeCloseTo(83.36, 2)
})

interface SideValue {
  n: number
  mean: number | null
}

test('the line of unproductive time on trust equals lm(), wave by wave and side by side', async () => {
  const { transactional_time: analysis } = await read('study_analysis.json')
  const indices = JSON.parse(
    gunzipSync(await readFile('tests/reference/data/study_indices.json.gz')).toString(),
  ) as Record<string, SideValue | number>[]
  for (const side of ['buyer', 'supplier']) {
    for (const wave of [1, 2, 3, 4]) {
      const points = indices
        .filter((row) => row.wave === wave)
        .map((row) => ({
          x: (row[`${side}_trust`] as SideValue).mean,
          y: (row[`${side}_unproductive`] as SideValue).mean,
        }))
        .flatMap(({ x, y }) => (x === null || y === null ? [] : [{ x, y }]))
      const line = simpleRegression(points)
      const expected = analysis[side].per_relationship_by_wave[wave]
      expect(line?.n).toBe(expected.n)
      const pairs: [number | undefined, number][] = [
        [line?.intercept.estimate, expected.intercept],
        [line?.slope.estimate, expected.slope],
        [line?.slope.se, expected.slope_se],
        [line?.slope.low, expected.slope_ci_95[0]],
        [line?.slope.high, expected.slope_ci_95[1]],
        [line?.rSquared, expected.r_squared],
        [line?.residualSd, expected.residual_sd],
        ...[0, 50, 100].map((x, index): [number | undefined, number] => [
          line && predictAt(line, x).fit,
          expected.at_trust_0_50_100[index],
        ]),
      ]
      for (const [actual, wanted] of pairs)
        expect(relative(actual, wanted), `${side} ${wave} ${wanted}`).toBeLessThan(1e-9)
    }
  }
})
