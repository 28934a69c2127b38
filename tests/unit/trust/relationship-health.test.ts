import { expect, test } from 'vitest'
import { HEALTH_PARTS, healthWeights, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { relationshipHealth } from '#app/trust/relationship-health'

const part = (mean: number, sd: number | undefined = 10, n = 4) => ({ n, mean, sd })
const all = (mean: number) =>
  Object.fromEntries(HEALTH_PARTS.map((name) => [name, part(name === 'unproductive' ? 100 - mean : mean)]))

test('the weights make a whole', () => {
  expect(Object.values(USUAL_HEALTH_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100)
  expect(healthWeights({})).toBe(USUAL_HEALTH_WEIGHTS)
  expect(() => healthWeights({ trust: 90 })).toThrow(RangeError)
  expect(() => healthWeights({ ...USUAL_HEALTH_WEIGHTS, trust: 31 })).toThrow(RangeError)
  expect(healthWeights({ ...USUAL_HEALTH_WEIGHTS, trust: 40, voice: 0 }).voice).toBe(0)
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

test('a part without weight neither counts nor is missed', () => {
  const weights = { ...USUAL_HEALTH_WEIGHTS, trust: 40, voice: 0 }
  expect(relationshipHealth({ ...all(70), voice: part(0) }, weights)?.mean).toBeCloseTo(70, 10)
  expect(
    relationshipHealth({ trust: part(50), information: part(50), continuity: part(50) }, weights)?.weight,
  ).toBeCloseTo(0.7, 10)
})

test('the interval is no narrower than that of wholly correlated parts, and is left out where a part has no spread', () => {
  const health = relationshipHealth(all(70))
  expect(health?.se).toBeCloseTo(5, 10)
  expect(relationshipHealth({ ...all(70), trust: { n: 1, mean: 80, sd: undefined } })).toMatchObject({
    se: undefined,
    low: undefined,
  })
})

test('parts bring their errors by their weight, and the fewest people the degrees of freedom', () => {
  // 0.3 · 10 / √4 of trust, 0.7 · 6 / √9 of all others, and qt(.975, 3) = 3.182446
  const others = Object.fromEntries(Object.keys(all(70)).map((name) => [name, part(70, 6, 9)]))
  const health = relationshipHealth({ ...others, unproductive: part(30, 6, 9), trust: part(70, 10, 4) })
  expect(health).toMatchObject({ n: 4, sd: undefined, weight: expect.closeTo(1, 10) })
  expect(health?.se).toBeCloseTo(2.9, 10)
  expect(health?.low).toBeCloseTo(70 - 3.182446305 * 2.9, 6)
  expect(health?.high).toBeCloseTo(70 + 3.182446305 * 2.9, 6)
})

test('where parts are missing the error is that of the weight that is there', () => {
  const { trust, information, continuity } = all(60)
  // 0.3 · 5 + 0.15 · 5 + 0.15 · 5, over 0.6
  const health = relationshipHealth({ trust, information, continuity })
  expect(health?.se).toBeCloseTo(5, 10)
  expect(health?.low).toBeCloseTo(60 - 3.182446305 * 5, 6)
  expect(relationshipHealth({})).toBeUndefined()
})
