// Values of R for pairs that are written out here, and where a correlation or its interval is just still defined.
import { describe, expect, test } from 'vitest'
import { covariance } from '#app/statistics/correlation/covariance'
import { midRanks } from '#app/statistics/correlation/mid-ranks'
import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'

const [x, y] = [
  [1, 2, 4, 7, 11],
  [3, 1, 4, 9, 8],
]
const close = (value: number) => expect.closeTo(value, 12)
const ofFirst = <Result>(n: number, measure: (x: number[], y: number[]) => Result) =>
  measure(x.slice(0, n), y.slice(0, n))

describe('covariance', () => {
  test('equals cov() of R, of two pairs too', () => {
    expect(covariance(x, y)).toBeCloseTo(11.75, 13)
    expect(ofFirst(2, covariance)).toBe(-1)
  })
  test('is not defined for one pair and none', () => {
    expect([covariance([1], [2]), covariance([], [])]).toEqual([undefined, undefined])
  })
  test('reads pairs up to the end of the shorter list', () => {
    expect(covariance([...x, 100, -50], y)).toBe(covariance(x, y))
    expect(covariance(x, [...y, 100, -50])).toBe(covariance(x, y))
    expect(covariance([1, 100], [2])).toBeUndefined()
  })
})

test('ranks share their mean where values are equal, at the end of the list too', () => {
  expect(midRanks([5, 1, 5, 3, 5])).toEqual([4, 1, 4, 2, 4])
  expect(midRanks([2, 2])).toEqual([1.5, 1.5])
  expect(midRanks([7])).toEqual([1])
  expect(midRanks([])).toEqual([])
})

describe('Pearson', () => {
  test('equals cor.test() of R', () => {
    expect(pearson(x, y)).toEqual({
      ...{ n: 5, r: close(0.85299596015273749), p: close(0.066147247485799435) },
      ...{ low: close(-0.11829782043331526), high: close(0.99012460898088916) },
    })
  })
  test('has an interval from four pairs on, p from three on', () => {
    expect(ofFirst(4, pearson)).toEqual({
      ...{ n: 4, r: close(0.90694099390580984), p: close(0.093059006094190155) },
      ...{ low: close(-0.42186039997494257), high: close(0.9980652371832418) },
    })
    expect(ofFirst(3, pearson)).toEqual({ n: 3, r: close(0.5), p: close(2 / 3), low: undefined, high: undefined })
    expect(ofFirst(2, pearson)).toEqual({ n: 2, r: -1, p: undefined, low: undefined, high: undefined })
    expect([ofFirst(1, pearson), ofFirst(0, pearson)]).toEqual([undefined, undefined])
  })
  test('of pairs on a line is certain', () => {
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 8])).toEqual({ n: 4, r: 1, low: 1, high: 1, p: 0 })
    expect(pearson([1, 2, 3], [6, 4, 2])).toMatchObject({ r: -1, p: 0 })
  })
  test('reads pairs up to the end of the shorter list', () => {
    expect(pearson([...x, 100, -50], y)).toEqual(pearson(x, y))
    expect(pearson(x, [...y, 100, -50])).toEqual(pearson(x, y))
  })
  test('has no interval where the level is none', () => {
    expect(pearson(x, y, 1)).toMatchObject({ n: 5, low: undefined, high: undefined })
  })
})

describe('Spearman', () => {
  test('equals cor.test() of R, with the interval of Bonett and Wright', () => {
    // cor.test(x, y, method = "spearman", exact = FALSE)$p.value
    expect(spearman(x, y)).toEqual({
      ...{ n: 5, rho: close(0.8), p: close(0.10408803866182796) },
      ...{ low: close(-0.45712438880529671), high: close(0.99084294787780425) },
      fisher: { low: close(-0.27964004196935516), high: close(0.9861961933012714) },
    })
  })
  test('has intervals from four pairs on, p from three on', () => {
    expect(ofFirst(4, spearman)).toEqual({
      ...{ n: 4, rho: close(0.8), p: close(0.2) },
      ...{ low: close(-0.81881630497149083), high: close(0.99754336027753976) },
      fisher: { low: close(-0.69695344529932213), high: close(0.99560025046658562) },
    })
    const none = { low: undefined, high: undefined, fisher: undefined }
    expect(ofFirst(3, spearman)).toEqual({ n: 3, rho: close(0.5), p: close(2 / 3), ...none })
    expect(ofFirst(1, spearman)).toBeUndefined()
    expect(spearman(x, y, 1)).toMatchObject(none)
  })
  test('reads pairs up to the end of the shorter list', () => {
    expect(spearman([...x, 5, 6], y)).toEqual(spearman(x, y))
    expect(spearman(x, [...y, 5, 6])).toEqual(spearman(x, y))
  })
})
