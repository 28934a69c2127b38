import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '#app/instruments/answers'
import { makeScaleMeasurement } from '#app/trust/measure-scale'
import type { ScaleDefinition } from '#app/trust/measured-scales'
import { makeNumberSet } from '#app/trust/number-set'

const SCALE: ScaleDefinition = {
  ...{ construct: 'trust', side: 'buyer', minimum: 1, maximum: 7 },
  items: [
    { id: 'a', isReversed: false },
    { id: 'b', isReversed: true },
    { id: 'c', isReversed: false },
  ],
}

function measure(relationships: readonly (readonly (Answer | undefined)[])[][], language = (_: number) => 'en') {
  const measurement = makeScaleMeasurement(SCALE)
  let person = 0
  for (const responses of relationships)
    measurement.addRelationship(
      responses.map((answers) => ({
        language: language(person),
        person: person++,
        answers: Object.fromEntries(
          answers.flatMap((answer, place) => (answer === undefined ? [] : [[SCALE.items[place]?.id ?? '', answer]])),
        ),
      })),
    )
  return measurement
}

describe('a scale that is measured', () => {
  test('recodes reversed items, leaves out who did not answer all, and counts why', () => {
    const measured = measure([
      [
        [7, 1, 7],
        [5, 3, 5],
      ],
      [
        [1, 7, 1],
        [6, { missing: 'cannot_say' }, 6],
        [{ missing: 'skipped' }, { missing: 'skipped' }, 6],
        [undefined, undefined, undefined],
      ],
    ]).measure('')
    expect(measured).toMatchObject({ complete: 3, relationships: 2 })
    expect(measured?.coefficients.alpha).toBeCloseTo(1, 12)
    expect(measured?.items.map(({ mean }) => mean)).toEqual([13 / 3, 13 / 3, 13 / 3])
    expect(measured?.items[1]?.missing).toEqual({
      asked: 5,
      percent: { not_applicable: 0, cannot_say: 20, skipped: 20 },
    })
    expect(measured?.agreement.uniform?.groups).toBe(1)
  })

  test('says why there is no factor', () => {
    const alike = measure([
      [
        [4, 4, 4],
        [4, 4, 4],
      ],
    ]).measure('')
    expect(alike?.coefficients.alpha).toBeNull()
    expect(alike?.noFactorBecause).toEqual({ minres: 'no-variance', ml: 'no-variance' })
    expect(measure([]).measure('')).toBeUndefined()
  })

  test('comes to the same in any order of people, and with all languages together as with one', () => {
    const point = fc.integer({ min: 1, max: 7 })
    const responses = fc.array(fc.tuple(point, point, point), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(responses, { minLength: 2, maxLength: 6 }), (data) => {
        const [one, turned, mixed] = [
          measure(data).measure(''),
          measure([...data].reverse().map((group) => [...group].reverse())).measure(''),
          measure(data, (person) => (person % 2 === 0 ? 'en' : 'ar')).measure(''),
        ]
        for (const other of [turned, mixed]) {
          expect(other?.complete).toBe(one?.complete)
          for (const name of ['alpha', 'alpha_low', 'icc1', 'icc1_n0', 'icc2'] as const)
            expect(other?.coefficients[name] ?? 0).toBeCloseTo(one?.coefficients[name] ?? 0, 6)
          expect(other?.agreement.uniform?.median ?? 0).toBeCloseTo(one?.agreement.uniform?.median ?? 0, 9)
        }
      }),
      { numRuns: 30 },
    )
  })
})

test('a set of numbers holds each once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), (numbers) => {
      const set = makeNumberSet()
      for (const number of numbers) set.add(number)
      expect([...set]).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      expect(set.size).toBe(new Set(numbers).size)
    }),
  )
})
