// Values of R for six points that are written out here, and where a regression is just not defined any more.
import { describe, expect, test } from 'vitest'
import { linearCombination } from '#app/statistics/regression/linear-combination'
import { logDeterminant } from '#app/statistics/regression/log-determinant'
import { modelFit } from '#app/statistics/regression/model-fit'
import { type MultipleRegression, multipleRegression } from '#app/statistics/regression/multiple-regression'
import { orthonormalBasis } from '#app/statistics/regression/orthonormal-basis'
import { predictAt } from '#app/statistics/regression/predict-at'
import { predictRow } from '#app/statistics/regression/predict-row'
import { simpleRegression } from '#app/statistics/regression/simple-regression'

const ones = (n: number) => new Array<number>(n).fill(1)
const close = (value: number) => expect.closeTo(value, 11)
const x = [1, 2, 4, 5, 7, 8]
const w = [3, 1, 4, 1, 5, 2]
const y = [2.5, 2.9, 5.2, 5.1, 8, 7.4]
const pointsOf = (ys: readonly number[], xs = x) => ys.map((value, index) => ({ x: xs[index] ?? 0, y: value }))

/** What there must be. */
function solved(model: MultipleRegression): Extract<MultipleRegression, { ok: true }> {
  if (!model.ok) throw new Error(model.reason)
  return model
}

describe('a line', () => {
  test('equals lm(y ~ x) of R, with intervals of 90 per cent', () => {
    const line = simpleRegression(pointsOf(y), 0.9)
    expect(line).toEqual({
      ...{
        n: 6,
        meanX: 4.5,
        sumOfSquaresX: 37.5,
        rSquared: close(0.940331112723435),
        residualSd: close(0.613948966391616),
      },
      intercept: {
        ...{ estimate: close(1.60133333333333), se: close(0.5161067934277) },
        ...{ low: close(0.501072724363141), high: close(2.70159394230353) },
      },
      slope: {
        ...{ estimate: close(0.796), se: close(0.100257446384573) },
        ...{ low: close(0.582266485119731), high: close(1.00973351488027) },
      },
    })
    if (line)
      expect(predictAt(line, 3, 0.9)).toEqual({
        ...{ x: 3, fit: close(3.98933333333333) },
        mean: { low: close(3.36619841154181), high: close(4.61246825512486) },
        prediction: { low: close(2.53972210696214), high: close(5.43894455970453) },
      })
  })

  test('through two points has no errors, and through one there is none', () => {
    const two = simpleRegression(pointsOf([1, 3], [2, 6]))
    const bare = { se: undefined, low: undefined, high: undefined }
    expect(two).toMatchObject({ intercept: { estimate: 0, ...bare }, slope: { estimate: 0.5, ...bare }, rSquared: 1 })
    expect(two).toMatchObject({ n: 2, residualSd: undefined })
    if (two) expect(predictAt(two, 10)).toEqual({ x: 10, fit: 5, mean: undefined, prediction: undefined })
    expect([simpleRegression(pointsOf([1])), simpleRegression([])]).toEqual([undefined, undefined])
  })

  test('needs an x that differs by more than a ten-millionth of its size, as lm() does', () => {
    const of = (spread: number) => simpleRegression(pointsOf([1, 2, 4], [1000, 1000 + spread, 1000 - spread]))
    expect([of(0), of(1e-5), of(1e-4)]).toEqual([undefined, undefined, undefined])
    expect(of(1e-3)?.slope.estimate).toEqual(expect.closeTo(-1000, 1))
  })

  test('explains no share of a y that differs by rounding alone', () => {
    expect(simpleRegression(pointsOf(ones(6)))?.rSquared).toBeUndefined()
    expect(simpleRegression(pointsOf(x.map((_, index) => 1000 + index * 2e-13)))?.rSquared).toBeUndefined()
    expect(simpleRegression(pointsOf(x.map((_, index) => 1000 + index * 1e-9)))?.rSquared).toBeGreaterThan(0.9)
  })
})

describe('two columns', () => {
  const model = solved(multipleRegression([ones(6), x, w], y, 0.9))
  test('equal lm(y ~ x + w) of R, with intervals of 90 per cent', () => {
    expect(model).toEqual({
      ...{ ok: true, n: 6, rSquared: close(0.995095449196172), residualSd: close(0.203248472369334) },
      covariances: [
        [0.0431217810608392, -0.00405852057043192, -0.00674004309018158],
        [-0.00405852057043192, 0.00115957730583769, -0.000434841489689134],
        [-0.00674004309018158, -0.000434841489689134, 0.00326131117266851],
      ].map((row) => row.map(close)),
      terms: [
        [
          0.918245614035089, 0.207657846133584, 4.42191629708223, 0.0214756864032242, 0.429551231994609,
          1.40693999607557,
        ],
        [
          0.751929824561403, 0.0340525668024848, 22.0814433438402, 0.000203325164612901, 0.671791758987289,
          0.832067890135518,
        ],
        [
          0.330526315789474, 0.0571078906340315, 5.78775213232105, 0.010259615914988, 0.196130694132682,
          0.464921937446265,
        ],
      ].map(([estimate = 0, se = 0, t = 0, p = 0, low = 0, high = 0]) => ({
        ...{ estimate: close(estimate), se: close(se), t: expect.closeTo(t, 9), p: close(p) },
        ...{ low: close(low), high: close(high) },
      })),
    })
  })

  test('predict and add up as in R', () => {
    expect(predictRow(model, [1, 3, 2], 0.9)).toEqual({
      fit: close(3.83508771929825),
      mean: { low: close(3.59888425456913), high: close(4.07129118402736) },
      prediction: { low: close(3.30162757119916), high: close(4.36854786739733) },
    })
    // k <- c(0, 1, -2); sum(k * coef(M)); sqrt(t(k) %*% vcov(M) %*% k)
    const expected = {
      ...{ estimate: close(0.0908771929824564), se: close(0.126270297201156), t: close(0.719703643665967) },
      ...{ p: close(0.523709147584188), low: close(-0.206282707352303), high: close(0.388037093317216) },
    }
    expect(linearCombination(model, [0, 1, -2], 0.9)).toEqual(expected)
    const shorter = linearCombination(model, [0, 1], 0.9)
    expect(shorter).toEqual(model.terms[1] && { ...model.terms[1], t: expect.closeTo(model.terms[1].t, 9) })
  })

  test('fit as a whole as in R', () => {
    expect(modelFit(model)).toEqual({
      ...{
        adjustedRSquared: close(0.991825748660286),
        f: expect.closeTo(304.338406002266, 8),
        dfModel: 2,
        dfResidual: 3,
      },
      ...{ p: close(0.000343477945330252), logLikelihood: close(3.12576662205481), aic: close(1.74846675589038) },
    })
  })
})

describe('is not defined', () => {
  test('without a residual degree of freedom', () => {
    expect(multipleRegression([ones(2), [1, 2]], [3, 5])).toEqual({ ok: false, reason: 'few' })
    expect(multipleRegression([ones(1), [1]], [3])).toEqual({ ok: false, reason: 'few' })
    expect(solved(multipleRegression([ones(3), [1, 2, 4]], [3, 5, 6])).n).toBe(3)
  })

  test('for a column that the others make up to a ten-millionth of its length, or that is empty', () => {
    const nearly = (by: number) => x.map((value, index) => 2 * value - 3 + (index === 2 ? by : 0))
    for (const by of [0, 1e-7])
      expect(multipleRegression([ones(6), x, nearly(by)], y)).toEqual({ ok: false, reason: 'collinear' })
    expect(multipleRegression([ones(6), x, nearly(1e-4)], y).ok).toBe(true)
    expect(orthonormalBasis([ones(3), [0, 0, 0]])).toBeUndefined()
    expect(orthonormalBasis([])).toEqual({ basis: [], upper: [] })
  })

  test('whole fit: without a column but the ones, of a constant y, of a perfect line', () => {
    const fitOf = (columns: number[][], values: readonly number[]) =>
      modelFit(solved(multipleRegression(columns, values)))
    expect(fitOf([ones(6)], y)).toBeUndefined()
    expect(fitOf([ones(6), x], ones(6))).toBeUndefined()
    const [steps, doubled] = [
      [0, 1, 2, 3],
      [1, 3, 5, 7],
    ]
    expect(fitOf([ones(4), [1, -1, 1, -1]], [1, -1, 1, -1])).toBeUndefined()
    const perfect = solved(multipleRegression([ones(4), steps], doubled))
    expect(perfect.rSquared).toBeCloseTo(1, 14)
  })
})

test('of a perfect fit what counts is without error, and what does not count is not significant', () => {
  const columns = [
    [1, 0, 0, 0],
    [0, 2, 0, 0],
    [0, 0, 5, 0],
  ]
  const { terms } = solved(multipleRegression(columns, [3, 8, 0, 0]))
  const exact = (estimate: number, t: number, p: number) => ({ estimate, se: 0, t, p, low: estimate, high: estimate })
  expect(terms).toEqual([exact(3, Infinity, 0), exact(4, Infinity, 0), exact(0, Number.NaN, 1)])
})

test('a log determinant equals R, and needs a positive definite matrix', () => {
  const matrix = [
    [4, 1, 0.5],
    [1, 3, -1],
    [0.5, -1, 2],
  ]
  expect(logDeterminant(matrix)).toBeCloseTo(2.78809290877575, 13)
  expect(logDeterminant([[9]])).toBeCloseTo(Math.log(9), 14)
  expect(logDeterminant([])).toBe(0)
  for (const none of [
    [[0]],
    [[-1]],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, 2],
      [2, 1],
    ],
  ])
    expect(logDeterminant(none)).toBeUndefined()
})
