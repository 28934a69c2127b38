import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nullVariance } from '#app/statistics/agreement/null-variance'
import { uniformNullVariance } from '#app/statistics/agreement/within-group-agreement'
import { changeOfPeople } from '#app/statistics/change/change-of-people'
import { errorOfChange } from '#app/statistics/change/error-of-change'
import { reliableChange } from '#app/statistics/change/reliable-change'
import { slopesOverTime } from '#app/statistics/change/slopes-over-time'
import { chiSquaredTails } from '#app/statistics/distributions/chi-squared-tails'
import { evenOddConsistency } from '#app/statistics/quality/even-odd-consistency'
import { longestRun } from '#app/statistics/quality/longest-run'
import { mahalanobisDistances } from '#app/statistics/quality/mahalanobis-distance'
import { responseVariability } from '#app/statistics/quality/response-variability'
import { reverseInconsistency } from '#app/statistics/quality/reverse-inconsistency'
import { weightedIndexReliability } from '#app/statistics/reliability/weighted-index-reliability'
import { seededRandom } from '#app/statistics/resampling/seeded-random'

const value = fc.integer({ min: 0, max: 100 })
const point = fc.integer({ min: 1, max: 7 })
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)

function expectClose(actual: number | undefined, expected: number | undefined): void {
  if (expected === undefined) expect(actual).toBeUndefined()
  else
    expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(actual ?? 0), Math.abs(expected)),
    )
}

describe('reliable change', () => {
  test('of a more reliable measure needs less; both forms agree where the spread stays', () => {
    fc.assert(
      fc.property(value, share, share, (sdBefore, first, second) => {
        const [low, high] = [Math.min(first, second), Math.max(first, second)]
        const [noisy = 0, clean = 0] = [errorOfChange({ sdBefore }, low), errorOfChange({ sdBefore }, high)]
        expect(clean).toBeLessThanOrEqual(noisy)
        expectClose(errorOfChange({ sdBefore, sdAfter: sdBefore }, low), noisy)
        expectClose(noisy, Math.SQRT2 * sdBefore * Math.sqrt(1 - low))
      }),
    )
    expect(errorOfChange({ sdBefore: 3 }, 1.2)).toBeUndefined()
    expect(errorOfChange({ sdBefore: -3 }, 0.5)).toBeUndefined()
  })

  test('back is the same as there with the other sign, and beyond the smallest it is one', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 40 }), (before, after, error) => {
        const there = reliableChange({ before, after }, error)
        const back = reliableChange({ before: after, after: before }, error)
        expectClose(back?.index, there && 0 - there.index)
        expect(there?.direction === 'none').toBe(back?.direction === 'none')
        expect(there && Math.abs(there.change) > there.smallest).toBe(there?.direction !== 'none')
      }),
    )
    expect(reliableChange({ before: 1, after: 2 }, 0)).toBeUndefined()
    expect(reliableChange({ before: 1, after: 2 }, 1, 1)).toBeUndefined()
  })
})

const wave = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), value)
  .map((own) => new Map(Object.entries(own)))

describe('change of people', () => {
  test('counts those who answered both times, and knows no common shift', () => {
    fc.assert(
      fc.property(wave, wave, value, (earlier, later, shift) => {
        const own = changeOfPeople(earlier, later)
        expect(own.samePeople?.n ?? 0).toBe([...earlier.keys()].filter((person) => later.has(person)).length)
        expect(own.all === undefined).toBe(earlier.size === 0 || later.size === 0)
        const moved = (scores: Map<string, number>) =>
          new Map([...scores].map(([person, one]) => [person, one + shift]))
        const shifted = changeOfPeople(moved(earlier), moved(later))
        expectClose(shifted.all?.difference, own.all?.difference)
        expectClose(shifted.samePeople?.difference, own.samePeople?.difference)
      }),
    )
  })

  test('where everybody answered twice both readings tell the same change', () => {
    fc.assert(
      fc.property(wave, fc.array(value, { minLength: 6, maxLength: 6 }), (earlier, scores) => {
        const later = new Map([...earlier.keys()].map((person, index) => [person, scores[index] ?? 0]))
        const { all, samePeople } = changeOfPeople(earlier, later)
        expectClose(samePeople?.difference, all?.difference)
      }),
    )
  })
})

describe('slopes over time', () => {
  test('of subjects on their lines are those lines, whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -9, max: 9 })),
        value,
        (slopes, start) => {
          const rows = Object.entries(slopes).flatMap(([subject, slope]) =>
            [0, 1, 2, 5].map((time) => ({ subject, time, y: start + slope * time })),
          )
          const there = slopesOverTime(rows)
          const back = slopesOverTime(rows.toReversed())
          for (const [subject, slope] of Object.entries(slopes)) {
            expectClose(there.get(subject)?.estimate, slope)
            expectClose(back.get(subject)?.estimate, slope)
          }
        },
      ),
    )
  })

  test('need two times; two points have a slope and nothing beside it', () => {
    const slopes = slopesOverTime([
      { subject: 'once', time: 1, y: 5 },
      { subject: 'same time', time: 1, y: 5 },
      { subject: 'same time', time: 1, y: 7 },
      { subject: 'twice', time: 1, y: 5 },
      { subject: 'twice', time: 3, y: 9 },
    ])
    expect(slopes.get('once')).toBeUndefined()
    expect(slopes.get('same time')).toBeUndefined()
    expect(slopes.get('twice')).toEqual({
      n: 2,
      estimate: 2,
      se: undefined,
      low: undefined,
      high: undefined,
      p: undefined,
    })
  })
})

describe('the reliability of a weighted index', () => {
  const parts = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 5 }), sd: fc.integer({ min: 1, max: 30 }), reliability: share }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )

  test('knows proportions of weights only, and lies between the worst part and 1 where the parts go together', () => {
    fc.assert(
      fc.property(parts, share, (own, r) => {
        const correlations = own.map((_, i) => own.map((__, j) => (i === j ? 1 : r)))
        const whole = weightedIndexReliability(own, correlations)
        const doubled = weightedIndexReliability(
          own.map((part) => ({ ...part, weight: part.weight * 2 })),
          correlations,
        )
        expectClose(doubled, whole)
        expect(whole).toBeGreaterThanOrEqual(Math.min(...own.map(({ reliability }) => reliability)) - 1e-9)
        expect(whole).toBeLessThanOrEqual(1)
      }),
    )
    expect(weightedIndexReliability([], [])).toBeUndefined()
    expect(weightedIndexReliability([{ weight: 1, sd: 0, reliability: 0.8 }], [[1]])).toBeUndefined()
  })
})

describe('null variance', () => {
  test('of equal shares is the uniform one; of one point it is 0; only proportions count', () => {
    for (const options of [2, 5, 7, 11])
      expectClose(nullVariance(new Array<number>(options).fill(3)), uniformNullVariance(options))
    expectClose(nullVariance([0, 0, 5]), 0)
    expect(nullVariance([])).toBeUndefined()
    expect(nullVariance([0, 0])).toBeUndefined()
    expect(nullVariance([-1, 2])).toBeUndefined()
  })
})

describe('signs of careless answering', () => {
  test('the longest run is at most all answers, is there backwards too, and 1 where neighbours differ', () => {
    fc.assert(
      fc.property(fc.array(point), (answers) => {
        const run = longestRun(answers)
        expect(run).toBe(longestRun(answers.toReversed()))
        expect(run).toBeLessThanOrEqual(answers.length)
        expect(longestRun([...answers, ...answers])).toBeGreaterThanOrEqual(run)
      }),
    )
    expect(longestRun([])).toBe(0)
    expect(longestRun([1, 2, 1, 2])).toBe(1)
    expect(longestRun([5, 3, 3, 3, 5, 5])).toBe(3)
  })

  test('variability knows no order and leaves out what is missing', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2 }), (answers) => {
        expectClose(responseVariability(answers.toReversed()), responseVariability(answers))
        expectClose(responseVariability([...answers, undefined]), responseVariability(answers))
      }),
    )
    expect(responseVariability([4, undefined])).toBeUndefined()
    expect(responseVariability([4, 4, 4])).toBe(0)
  })

  test('halves that say the same are consistent, mirrored ones are not, and the value stays within −1 and 1', () => {
    const scales = fc.array(fc.tuple(point, point, point, point), { minLength: 5, maxLength: 9 })
    fc.assert(
      fc.property(scales, (answers) => {
        const own = evenOddConsistency(answers)
        if (!own.ok) {
          expect(own.reason).toBe('constant')
          return
        }
        expect(own.value).toBeGreaterThanOrEqual(-1)
        expect(own.value).toBeLessThanOrEqual(1)
        const swapped = evenOddConsistency(answers.map(([a, b, c, d]) => [b, a, d, c]))
        expectClose(swapped.ok ? swapped.value : undefined, own.value)
      }),
    )
    const levels = [1, 3, 5, 6, 7, 2]
    expect(evenOddConsistency(levels.map((one) => [one, one, one, one]))).toMatchObject({
      ok: true,
      value: 1,
      scales: 6,
    })
    expect(evenOddConsistency(levels.map((one) => [one, 8 - one]))).toMatchObject({ ok: true, value: -1 })
  })

  test('even and odd items need five scales with both halves, and halves that differ', () => {
    expect(
      evenOddConsistency([
        [1, 2],
        [3, 4],
        [5, 5],
        [6, 7],
      ]),
    ).toEqual({ ok: false, reason: 'few' })
    expect(
      evenOddConsistency([
        [1, 2],
        [3, 4],
        [5, 5],
        [6, 7],
        [1, undefined],
      ]),
    ).toEqual({ ok: false, reason: 'few' })
    expect(evenOddConsistency(Array.from({ length: 6 }, () => [4, 4]))).toEqual({ ok: false, reason: 'constant' })
  })

  test('reversed items that say the same as the others are consistent', () => {
    expect(
      reverseInconsistency([
        [
          { point: 6, isReversed: false },
          { point: 6, isReversed: true },
          { point: 6, isReversed: false },
        ],
      ]),
    ).toBe(0)
    expect(
      reverseInconsistency([
        [
          { point: 7, isReversed: false },
          { point: 1, isReversed: true },
        ],
        [{ point: 7, isReversed: true }],
      ]),
    ).toBe(6)
    expect(reverseInconsistency([])).toBeUndefined()
    expect(reverseInconsistency([[{ point: 7, isReversed: false }]])).toBeUndefined()
  })
})

describe('Mahalanobis distance', () => {
  /** Answers 1–7 of people, from a seed. */
  const answersOf = (seed: number, people: number, items: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: people }, () => Array.from({ length: items }, () => 1 + Math.floor(random() * 7)))
  }
  const squaredOf = (rows: readonly (readonly (number | undefined)[])[]) => {
    const own = mahalanobisDistances(rows)
    if (!own.ok) throw new Error(own.reason)
    return own.distances.map((one) => one?.squared)
  }

  test('adds up to (n − 1) · items, and none is beyond (n − 1)² / n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, items) => {
        const people = 40
        const squared = squaredOf(answersOf(seed, people, items))
        const sum = squared.reduce<number>((total, one) => total + (one ?? 0), 0)
        expectClose(sum, (people - 1) * items)
        for (const one of squared) expect(one).toBeLessThanOrEqual((people - 1) ** 2 / people + 1e-9)
      }),
    )
  })

  test('does not change when items are stretched, shifted, mirrored, mixed or put in another order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const rows = answersOf(seed, 30, 3)
        const changed = rows.map(([a = 0, b = 0, c = 0]) => [1000 + 3 * c, 8 - a, a + b])
        for (const [index, one] of squaredOf(changed).entries()) expectClose(one, squaredOf(rows)[index])
      }),
      { numRuns: 30 },
    )
  })

  test('of one item is the squared distance from the mean in standard deviations', () => {
    expect(squaredOf([[1], [2], [3], [4], [5]]).map((one) => Math.round((one ?? 0) * 1e9) / 1e9)).toEqual([
      1.6, 0.4, 0, 0.4, 1.6,
    ])
  })

  test('leaves out people with a missing answer and keeps their place', () => {
    const rows = answersOf(7, 20, 3)
    const own = mahalanobisDistances([rows[0] ?? [], [4, undefined, 2], ...rows.slice(1)])
    if (!own.ok) throw new Error(own.reason)
    expect(own.n).toBe(20)
    expect(own.distances[1]).toBeUndefined()
    expectClose(own.distances[2]?.squared, squaredOf(rows)[1])
  })

  test('is not defined for few people, a constant item, or an item that others make up', () => {
    expect(mahalanobisDistances([])).toEqual({ ok: false, reason: 'few' })
    expect(mahalanobisDistances(answersOf(1, 14, 3))).toEqual({ ok: false, reason: 'few' })
    const rows = answersOf(1, 40, 2)
    expect(mahalanobisDistances(rows.map(([a = 0]) => [a, 0.1]))).toEqual({ ok: false, reason: 'singular' })
    expect(mahalanobisDistances(rows.map(([a = 0, b = 0]) => [a, b, a + b]))).toEqual({ ok: false, reason: 'singular' })
  })

  test('of twenty items is suspect beyond 45.315, one in a thousand', () => {
    expect(Math.abs((chiSquaredTails(45.315, 20)?.upper ?? 0) - 0.001)).toBeLessThan(1e-6)
  })
})
