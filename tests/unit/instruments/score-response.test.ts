import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Answers } from '#app/instruments/answers'
import { parseAnswers } from '#app/instruments/parse-answers'
import { scoreResponse } from '#app/instruments/score-response'
import { CLOSED, expectEqual, isThere, readValues } from '../../reference/r-values'
import { coreInstrument, makeAgreement, makeInstrument } from './make-instrument'

const core = coreInstrument()
const trustOf = (...points: (Answer | undefined)[]) =>
  scoreResponse(
    core,
    Object.fromEntries(
      points.flatMap((point, index) => (point === undefined ? [] : [[`trust_${index + 1}`, point]])),
    ) as Answers,
  ).trust
const point = fc.integer({ min: 1, max: 7 })
const maybePoint = fc.option(point, { nil: undefined })

describe('a scale', () => {
  test('is the mean of its items on 0–100, the reversed one recoded', () => {
    // mean of 7, 6, 8 − 2, 5, 7
    expect(trustOf(7, 6, 2, 5, 7)).toBeCloseTo(((6.2 - 1) / 6) * 100, 10)
    expect(trustOf(7, 7, 1, 7, 7)).toBe(100)
    expect(trustOf(1, 1, 7, 1, 1)).toBe(0)
  })

  test('needs at least half of its items: three of five, two of four', () => {
    expect(trustOf(undefined, 6, 2, undefined, 7)).toBeCloseTo(88.888_888_888_888_9, 10)
    expect(trustOf(undefined, 6, 2)).toBeNull()
    expect(scoreResponse(core, { dependence_1: 4, dependence_4: 3 }).dependence).toBeCloseTo(41.666_666_666_666_7, 10)
    expect(scoreResponse(core, { dependence_1: 4 }).dependence).toBeNull()
  })

  test.each(['not_applicable', 'cannot_say', 'skipped', 'no_contact'] as const)('does not count %s', (missing) => {
    expect(trustOf(4, 5, 3, { missing }, { missing })).toBe(trustOf(4, 5, 3))
  })

  test('lies within 0 and 100 for any answers', () => {
    fc.assert(
      fc.property(fc.tuple(maybePoint, maybePoint, maybePoint, maybePoint, maybePoint), (points) => {
        const trust = trustOf(...points)
        expect(trust === null || (trust !== undefined && trust >= 0 && trust <= 100)).toBe(true)
        expect(trust === null).toBe(points.filter((answer) => answer !== undefined).length < 3)
      }),
    )
  })

  test('of mirrored answers is mirrored: reversing twice gives the same', () => {
    fc.assert(
      fc.property(fc.tuple(point, point, point, point, point), (points) => {
        const mirrored = points.map((answer) => 8 - answer)
        expect((trustOf(...points) ?? Number.NaN) + (trustOf(...mirrored) ?? Number.NaN)).toBeCloseTo(100, 9)
      }),
    )
  })

  test('rises with agreement and falls with agreement to the reversed item', () => {
    fc.assert(
      fc.property(fc.tuple(point, point, point, point), fc.integer({ min: 1, max: 6 }), ([a, b, c, d], low) => {
        expect(trustOf(low + 1, a, b, c, d)).toBeGreaterThan(trustOf(low, a, b, c, d) ?? Number.NaN)
        expect(trustOf(a, b, low + 1, c, d)).toBeLessThan(trustOf(a, b, low, c, d) ?? Number.NaN)
      }),
    )
  })
})

describe('shares of time', () => {
  const whole = {
    time_price: 30,
    time_contract: 10,
    time_blame: 5,
    time_expediting: 5,
    time_inspection: 4,
    time_design: 20,
    time_quality: 10,
    time_planning: 10,
    time_ideas: 5,
    time_other: 1,
  }

  test('make the unproductive share of five and the strict one of three', () => {
    expect(scoreResponse(core, whole)).toMatchObject({ ...whole, unproductive: 54, unproductive_strict: 45 })
  })

  test('count all or not at all', () => {
    const scores = scoreResponse(core, { ...whole, time_other: { missing: 'skipped' } })
    for (const id of [...Object.keys(whole), 'unproductive', 'unproductive_strict']) expect(scores[id]).toBeNull()
  })

  test('of no face-to-face time are not scorable, and the hours are 0', () => {
    const parsed = parseAnswers(core, { time_none: '1' })
    if (!parsed.ok) throw new Error('not read')
    expect(scoreResponse(core, parsed.answers)).toMatchObject({
      time_hours: 0,
      unproductive: null,
      unproductive_strict: null,
      time_price: null,
    })
  })
})

test('every response has every score, null where it cannot be scored', () => {
  const none = scoreResponse(core, {})
  expect(Object.keys(none)).toHaveLength(2 + 1 + 10 + 2)
  expect(new Set(Object.values(none))).toEqual(new Set([null]))
})

describe('values computed by R', () => {
  const hasCases = isThere('scoring.json', 'scores of reversed and missing answers')

  test.runIf(hasCases)('are equalled to 1e-9', () => {
    const { cases }: { cases: Record<string, GoldenCase> } = readValues('scoring.json')
    expect(Object.keys(cases).length).toBeGreaterThan(10)
    for (const [name, golden] of Object.entries(cases)) {
      const [minimum, maximum] = golden.scale
      const items = golden.values.map((_, index) =>
        makeAgreement(`trust_${index + 1}`, { isReversed: golden.reversed.includes(index + 1) }),
      )
      const answers: Answers = Object.fromEntries(
        golden.values.map((value, index) => [`trust_${index + 1}`, value ?? { missing: 'skipped' as const }]),
      )
      const { trust } = scoreResponse(makeInstrument(items, { minimum, maximum }), answers)
      const score = typeof trust === 'number' ? minimum + (trust / 100) * (maximum - minimum) : null
      const answered = golden.values.filter((value) => value !== null).length
      expectEqual([trust, score, answered], [golden.index_0_100, golden.score, golden.answered], CLOSED, name)
    }
  })
})

interface GoldenCase {
  values: (number | null)[]
  /** places of reversed items, the first is 1 */
  reversed: number[]
  scale: [number, number]
  answered: number
  score: number | null
  index_0_100: number | null
}
