// Values of R for a model with two covariates, and where it is just not defined any more.
import { describe, expect, test } from 'vitest'
import { type GroupedRows, randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { groupVariances, groupVariancesOfMeans } from '#app/statistics/multilevel/shrunken-means'

const ones = (n: number) => new Array<number>(n).fill(1)
const groups = [...'aaabbbbccddddd']
const x = [1, 2, 4, 2, 3, 5, 6, 1, 4, 2, 2, 3, 5, 7]
const w = [3, 1, 2, 5, 4, 4, 1, 2, 6, 3, 5, 1, 2, 2]
const y = [2.1, 2.4, 4.3, 4.2, 5.1, 5.9, 7.2, 1.2, 3.4, 3.8, 4.4, 4.1, 5.2, 6.9]

describe('two covariates', () => {
  // f <- nlme::lme(y ~ x + w, random = ~ 1 | g, method = …); V <- s2 * diag(14) + tau2 * Z %*% t(Z)
  // sqrt(diag(solve(t(X) %*% solve(V) %*% X))); logLik(f)
  test.each([
    {
      method: 'reml' as const,
      estimates: [1.6153672111874, 0.658465985225203, 0.0808873957516472],
      errors: [0.611784018313348, 0.0609296189153402, 0.0705875288942575],
      variances: [1.03155416515264, 0.130545983714108],
      logLikelihood: -14.1121112026934,
    },
    {
      method: 'ml' as const,
      estimates: [1.6142714237832, 0.659075647314746, 0.0809066014132352],
      errors: [0.533363712577532, 0.0545642574366858, 0.0632056717002547],
      variances: [0.764634882404855, 0.104772563703418],
      logLikelihood: -10.5281781869389,
    },
  ])('by $method equal nlme of R, standard errors too', ({ method, estimates, errors, variances, logLikelihood }) => {
    const model = randomIntercept({ columns: [ones(14), x, w], y, groups }, method)
    if (!model.ok) throw new Error(model.reason)
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 5))
    expect(model.terms.map(({ estimate }) => estimate)).toEqual(near(estimates))
    expect(model.terms.map(({ se }) => se)).toEqual(near(errors))
    expect([model.betweenVariance, model.residualVariance]).toEqual(near(variances))
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 8)
    for (const { estimate, se, low, high, t } of model.terms) {
      expect([low, high]).toEqual(near([estimate - 1.959963984540054 * se, estimate + 1.959963984540054 * se]))
      expect(t).toBe(estimate / se)
    }
  })
})

describe('is not defined', () => {
  const reasonOf = (data: GroupedRows, level?: number) => {
    const model = randomIntercept(data, 'reml', level)
    return model.ok ? 'defined' : model.reason
  }

  test('without a residual degree of freedom, one group only, or rows that are each a group', () => {
    const three = { y: [1, 2, 4], groups: ['a', 'a', 'b'] }
    expect(reasonOf({ ...three, columns: [ones(3), [1, 3, 5], [2, 2, 7]] })).toBe('few')
    expect(reasonOf({ ...three, columns: [ones(3), [1, 3, 5], [2, 2, 7], [1, 0, 1]] })).toBe('few')
    expect(reasonOf({ columns: [ones(3)], y: three.y, groups: ['a', 'a', 'a'] })).toBe('few')
    expect(reasonOf({ columns: [ones(3)], y: three.y, groups: ['a', 'b', 'c'] })).toBe('few')
    expect(reasonOf({ columns: [ones(3)], ...three })).toBe('defined')
  })

  test('for a level to which no interval is wide enough', () => {
    const data = { columns: [ones(14), x, w], y, groups }
    expect([0.99, 1, 1.5, Number.NaN].map((level) => reasonOf(data, level))).toEqual(['defined', 'few', 'few', 'few'])
  })

  test('where the columns explain y but for rounding, whatever its size', () => {
    const steps = Array.from({ length: 12 }, (_, index) => index / 10)
    const four = steps.map((_, index) => index % 4)
    for (const size of [1, 1000, 1e-6])
      expect(reasonOf({ columns: [ones(12), steps], y: steps.map((step) => 3 * size * step), groups: four })).toBe(
        'no-spread',
      )
  })

  test('where rows do not differ within groups, or at all', () => {
    const pairs = ['a', 'a', 'b', 'b', 'c', 'c']
    expect(reasonOf({ columns: [ones(6)], y: [1, 1, 2, 2, 5, 5], groups: pairs })).toBe('no-spread')
    expect(reasonOf({ columns: [ones(6)], y: ones(6), groups: pairs })).toBe('no-spread')
    expect(reasonOf({ columns: [ones(6), ones(6)], y: [1, 3, 2, 2, 5, 6], groups: pairs })).toBe('collinear')
  })

  test('and groups have no variances without two of them and a pair', () => {
    expect([groupVariances([]), groupVariances([[1, 2]]), groupVariances([[1], [2]])]).toEqual(Array(3).fill(undefined))
    // s <- c(1, 3, 4); g <- c(1, 1, 2): MSB = 8/3, MSW = 2, n0 = 4/3
    expect(groupVariances([[1, 3], [4]])).toEqual({
      between: expect.closeTo(0.5, 12),
      within: 2,
      center: expect.closeTo(8 / 3, 12),
    })
  })
})

describe('variances between groups of which mean and size are known', () => {
  const means = [62, 71, 40, 55, 80, 66]
  const sizes = [2.4, 3, 1, 6, 2, 4.5]
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const n = total(sizes)
  const center = total(means.map((mean, group) => mean * (sizes[group] ?? 0))) / n
  const sums = {
    ...{ groups: means.length, n, center, squaredSizes: total(sizes.map((size) => size ** 2)) },
    squares: total(means.map((mean, group) => (sizes[group] ?? 0) * (mean - center) ** 2)),
  }

  test('equal metafor of R', () => {
    // rma(m, 210 / s, method = "DL")$tau2; sum(s * m) / sum(s)
    const { between, within, center: middle } = groupVariancesOfMeans(sums, 210) ?? {}
    expect(between).toBeCloseTo(45.4157183499289, 10)
    expect(middle).toBeCloseTo(62.8994708994709, 10)
    expect(within).toBe(210)
  })

  test('are those of the values where these are known', () => {
    const groups = [
      [70, 75, 80],
      [55, 60],
      [40, 50, 45, 48],
      [66, 62],
    ]
    const ofValues = groupVariances(groups)
    if (!ofValues) throw new Error('these groups have variances')
    const own = groups.map((group) => ({ size: group.length, mean: total(group) / group.length }))
    const ofMeans = groupVariancesOfMeans(
      {
        ...{ groups: 4, n: 11, squaredSizes: 33, center: ofValues.center },
        squares: total(own.map(({ size, mean }) => size * (mean - ofValues.center) ** 2)),
      },
      ofValues.within,
    )
    expect(ofMeans?.between).toBeCloseTo(ofValues.between, 10)
  })

  test('are not below zero, and are not told of one group or of none', () => {
    expect(groupVariancesOfMeans(sums, 1e6)?.between).toBe(0)
    expect(groupVariancesOfMeans({ groups: 1, n: 3, squaredSizes: 9, squares: 0, center: 50 }, 4)).toBeUndefined()
    expect(groupVariancesOfMeans({ groups: 0, n: 0, squaredSizes: 0, squares: 0, center: 0 }, 4)).toBeUndefined()
  })
})
