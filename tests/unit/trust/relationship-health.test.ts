import { expect, test } from 'vitest'
import { HEALTH_WEIGHTS, relationshipHealth } from '#app/trust/relationship-health'

const part = (mean: number, sd: number | undefined = 10, n = 4) => ({ n, mean, sd })
const all = (mean: number) =>
  Object.fromEntries(
    Object.keys(HEALTH_WEIGHTS).map((name) => [name, part(name === 'unproductive' ? 100 - mean : mean)]),
  )

test('the weights make a whole', () => {
  expect(Object.values(HEALTH_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
})

test('parts that agree give their value, and productive time counts, not unproductive', () => {
  expect(relationshipHealth(all(70))).toMatchObject({ mean: expect.closeTo(70, 10), n: 4 })
  const better = relationshipHealth({ ...all(70), unproductive: part(0) })
  expect(better?.mean).toBeCloseTo(70 + 0.15 * 30, 10)
})

test('missing parts give their weight to the others, down to 60 %', () => {
  const { trust, promise_keeping, information } = all(60)
  const health = relationshipHealth({ trust: part(80), promise_keeping, information })
  expect(health?.mean).toBeCloseTo((0.3 * 80 + 0.3 * 60) / 0.6, 10)
  expect(health?.weight).toBeCloseTo(0.6, 10)
  expect(relationshipHealth({ trust, promise_keeping })).toBeUndefined()
})

test('the interval is no narrower than that of wholly correlated parts, and is left out where a part has no spread', () => {
  const health = relationshipHealth(all(70))
  expect(health?.se).toBeCloseTo(5, 10)
  expect(relationshipHealth({ ...all(70), trust: { n: 1, mean: 80, sd: undefined } })).toMatchObject({
    se: undefined,
    low: undefined,
  })
})
