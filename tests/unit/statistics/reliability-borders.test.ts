// Values of R for small scales that are written out here, and where a measure of a scale is just not defined any more.
import { describe, expect, test } from 'vitest'
import { correlationsOf, covarianceMatrix, type ItemRow } from '#app/statistics/reliability/covariance-matrix'
import { cronbachAlpha } from '#app/statistics/reliability/cronbach-alpha'
import { describeReliability, describeScale } from '#app/statistics/reliability/describe-reliability'
import { feldtInterval } from '#app/statistics/reliability/feldt-interval'
import { analyseItems } from '#app/statistics/reliability/item-analysis'
import { averageVarianceExtracted, omegaTotal } from '#app/statistics/reliability/omega-total'
import { oneFactor } from '#app/statistics/reliability/one-factor'
import { oneFactorFit } from '#app/statistics/reliability/one-factor-fit'
import { makeRunningCovariance } from '#app/statistics/reliability/running-covariance'
import { weightedIndexReliability } from '#app/statistics/reliability/weighted-index-reliability'

const close = (value: number, digits = 9) => expect.closeTo(value, digits)

const people = [
  [2, 3, 3],
  [4, 4, 5],
  [3, 2, 4],
  [5, 5, 4],
  [1, 2, 2],
  [6, 5, 5],
]
const gaps: ItemRow[] = [...people, [7, undefined, 6], [undefined, 1, 2], [3, 3, undefined]]

describe('a report of three items', () => {
  test('equals R, the interval too', () => {
    const { items, ...report } = describeReliability(people) ?? { items: [] }
    expect(report).toMatchObject({
      ...{ nComplete: 6, nAll: 6, alpha: close(0.915547024952015), standardizedAlpha: close(0.929407200390768) },
      meanCorrelation: close(0.814422475211102),
      feldt: { low: close(0.64224996276334), high: close(0.987241123137583) },
    })
    expect(items.map(({ itemRest }) => itemRest)).toEqual(
      [0.960182909404346, 0.837868898753245, 0.811502671200689].map((r) => close(r)),
    )
  })

  test('takes pairs of items as they come, and the factor of complete rows', () => {
    const [pairwise, listwise] = [describeReliability(gaps, 'pairwise'), describeReliability(gaps)]
    // cov(x, use = "pairwise.complete.obs"), nine people
    expect(pairwise).toMatchObject({
      ...{ nComplete: 6, nAll: 9, alpha: close(0.8947519357614) },
      feldt: { low: close(0.671118510854909), high: close(0.974179198385414) },
    })
    expect(listwise?.alpha).toEqual(close(0.915547024952015))
    for (const factor of ['minres', 'ml', 'undefinedBecause'] as const) {
      expect(pairwise?.[factor]).toEqual(listwise?.[factor])
      expect(pairwise?.[factor]).toEqual(describeReliability(people)?.[factor])
    }
  })

  test('has no factor where nobody answered all of them', () => {
    const pairs: ItemRow[] = people.flatMap(([a, b, c]) => [
      [a, b, undefined],
      [undefined, b, c],
      [a, undefined, c],
    ])
    const report = describeReliability(pairs, 'pairwise')
    expect(report).toMatchObject({ nComplete: 0, nAll: 18, minres: undefined, ml: undefined })
    expect(report?.undefinedBecause).toEqual({ minres: 'no-variance', ml: 'no-variance' })
    expect(report?.alpha).toBeGreaterThan(0.9)
    expect(describeReliability(pairs)).toBeUndefined()
  })

  test('says of an item that everybody answers alike what R says', () => {
    const report = describeReliability(people.map(([a = 0, b = 0]) => [a, b, 4]))
    expect(report).toEqual({
      ...{ nComplete: 6, nAll: 6, alpha: close(0.69), standardizedAlpha: undefined, meanCorrelation: undefined },
      items: [
        { itemRest: close(0.891901744478903), alphaIfDeleted: close(0) },
        { itemRest: close(0.891901744478903), alphaIfDeleted: close(0) },
        { itemRest: undefined, alphaIfDeleted: close(0.92) },
      ],
      feldt: { low: expect.any(Number), high: expect.any(Number) },
      ...{ minres: undefined, ml: undefined, undefinedBecause: { minres: 'no-variance', ml: 'no-variance' } },
    })
  })
})

describe('two items', () => {
  test('have an alpha and no factor', () => {
    const two = people.map((row) => row.slice(0, 2))
    const expected = {
      ...{ alpha: close(0.92), items: [{ alphaIfDeleted: undefined }, { alphaIfDeleted: undefined }] },
      ...{ minres: undefined, ml: undefined, undefinedBecause: { minres: 'few-items', ml: 'few-items' } },
    }
    expect(describeReliability(two)).toMatchObject({ ...expected, nComplete: 6, nAll: 6 })
    expect(describeScale(covarianceMatrix(two) ?? [], 6)).toMatchObject(expected)
  })
  test('that cancel out have neither an alpha nor its interval', () => {
    const report = describeScale(
      [
        [2, -2],
        [-2, 2],
      ],
      30,
    )
    expect(report).toMatchObject({ alpha: undefined, feldt: undefined, meanCorrelation: close(-1) })
  })
})

test('one item and none are no scale', () => {
  expect([describeScale([[2]], 9), describeScale([], 9)]).toEqual([undefined, undefined])
  expect([describeReliability([[1], [2], [4]]), describeReliability([])]).toEqual([undefined, undefined])
  expect([cronbachAlpha([[2]]), cronbachAlpha([]), covarianceMatrix([]), covarianceMatrix([[], []])]).toEqual(
    Array(4).fill(undefined),
  )
})

test('the interval of alpha needs two people and two items', () => {
  expect([feldtInterval(0.8, 1, 3), feldtInterval(0.8, 10, 1), feldtInterval(0.8, 0, 0)]).toEqual(
    Array(3).fill(undefined),
  )
  expect(feldtInterval(0.8, 2, 2)).toEqual({ low: expect.any(Number), high: expect.any(Number) })
})

test('correlations are 1 with themselves to the last digit, and none where an item does not vary', () => {
  const [first] = correlationsOf([[0.1]]) ?? []
  expect(first).toEqual([1])
  expect(
    correlationsOf([
      [2, 0],
      [0, 0],
    ]),
  ).toBeUndefined()
  const [item] = analyseItems([
    [0, 0],
    [0, 0],
  ])
  expect(item).toEqual({ itemRest: undefined, alphaIfDeleted: undefined })
})

describe('fit of one factor', () => {
  /** Of correlations, below the diagonal, by maximum likelihood. */
  const fitOf = (below: number[][], n: number) => {
    const at = (i: number, j: number) => (i === j ? 1 : (below[Math.max(i, j)]?.[Math.min(i, j)] ?? 0))
    const correlations = below.map((_, i) => below.map((__, j) => at(i, j)))
    const solution = oneFactor(correlations, 'ml')
    if (!solution.ok) throw new Error(solution.reason)
    return oneFactorFit(correlations, solution.loadings, solution.uniquenesses, n)
  }
  const five = [[], [0.61], [0.48, 0.42], [0.4, 0.35, 0.38], [0.32, 0.22, 0.24, 0.2]]

  // u <- factanal(covmat = R, factors = 1); chisq <- n * criteria["objective"]; pchisq(chisq, df, lower.tail = FALSE); the indices
  // from chisq and -n * log(det(R)) as lavaan has them
  test('that is good', () => {
    expect(fitOf(five, 150)).toEqual({
      ...{ chisq: close(3.5690313926, 8), df: 5, p: close(0.6129690095, 8), cfi: 1, tli: close(1.0180067098, 8) },
      ...{ rmsea: 0, srmr: close(0.0254188145, 8) },
    })
  })
  test('that many people show to be imperfect', () => {
    expect(fitOf(five, 1500)).toEqual({
      ...{ chisq: close(35.690313926, 7), df: 5, p: close(1.09537070809826e-6, 12), cfi: close(0.9817251318, 8) },
      ...{ tli: close(0.9634502635, 8), rmsea: close(0.0639690695, 8), srmr: close(0.0254188145, 8) },
    })
  })
  test('that is hardly better than no factor', () => {
    expect(fitOf([[], [0.3], [0.1, 0.1], [0.1, 0.1, 0.29]], 35)).toEqual({
      ...{ chisq: close(2.2848091454, 8), df: 2, p: close(0.3190509176, 8), cfi: close(0.7666452134, 7) },
      ...{ tli: close(0.2999356401, 7), rmsea: close(0.0637863785, 8), srmr: close(0.0726311375, 8) },
    })
  })
  test('is not defined for three items, nor for correlations that no answers have', () => {
    expect(fitOf([[], [0.5], [0.5, 0.5]], 100)).toBeUndefined()
    const loadings = [0.9, 0.9, 0.9, 0.9]
    const alike = loadings.map(() => [1, 1, 1, 1])
    const impossible = loadings.map((_, i) => loadings.map((__, j) => (i === j ? 1 : i + j === 3 ? -0.9 : 0.9)))
    for (const matrix of [alike, impossible])
      expect(
        oneFactorFit(
          matrix,
          loadings,
          loadings.map(() => 0.19),
          100,
        ),
      ).toBeUndefined()
  })
})

test('items that have nothing in common, or all contradict each other, have no factor', () => {
  const matrixOf = (r: number, count: number) =>
    Array.from({ length: count }, (_, i) => Array.from({ length: count }, (__, j) => (i === j ? 1 : r)))
  for (const method of ['minres', 'ml'] as const)
    for (const [r, count] of [
      [0, 3],
      [0, 6],
      [-0.3, 3],
      [-0.2, 5],
    ] as const)
      expect(oneFactor(matrixOf(r, count), method)).toEqual({ ok: false, reason: 'no-convergence' })
})

test('of weak loadings omega is small, and of none it is not defined', () => {
  const weak = [0.1, 0.1, 0.1]
  expect(omegaTotal(weak, [0.99, 0.99, 0.99])).toBeCloseTo(0.09 / 3.06, 14)
  expect([omegaTotal([], []), omegaTotal([0, 0], [0, 0]), averageVarianceExtracted([])]).toEqual(
    Array(3).fill(undefined),
  )
  expect(averageVarianceExtracted([0.6, 0.8])).toBeCloseTo(0.5, 14)
})

test('an index of one scale is as reliable as the scale, whatever its spread and weight', () => {
  expect(weightedIndexReliability([{ weight: 3, sd: 1.7, reliability: 0.8 }], [])).toBeCloseTo(0.8, 14)
  expect(weightedIndexReliability([], [])).toBeUndefined()
})

describe('covariances of rows that are not kept', () => {
  test('equal those of all rows, means too, when two samples are put together', () => {
    const [first, second, all] = [makeRunningCovariance(3), makeRunningCovariance(3), makeRunningCovariance(3)]
    for (const row of people.slice(0, 2)) first.add(row)
    for (const row of people.slice(2)) second.add(row)
    for (const row of people) all.add(row)
    first.absorb(second.moments)
    first.absorb(makeRunningCovariance(3).moments)
    expect(first.moments.n).toBe(6)
    expect(first.moments.means).toEqual([3.5, 3.5, 23 / 6].map((value) => close(value, 13)))
    expect(all.moments.means).toEqual(first.moments.means.map((value) => close(value, 13)))
    const expected = covarianceMatrix(people)?.map((row) => row.map((value) => close(value, 13)))
    expect(first.covariances()).toEqual(expected)
  })
  test('are not defined for one row, or without items', () => {
    const [one, none] = [makeRunningCovariance(2), makeRunningCovariance(0)]
    one.add([1, 2])
    for (const row of [[], [], []]) none.add(row)
    expect([one.covariances(), none.covariances()]).toEqual([undefined, undefined])
  })
})
