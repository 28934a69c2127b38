import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValues } from '#app/instruments/field-values'
import { parseAnswers } from '#app/instruments/parse-answers'
import { randomCases } from '#tests/setup/random-cases'
import { coreInstrument, makeAgreement, makeInstrument } from './make-instrument'

const SHARES = [
  'time_price',
  'time_contract',
  'time_blame',
  'time_expediting',
  'time_inspection',
  'time_design',
  'time_quality',
  'time_planning',
  'time_ideas',
  'time_other',
]
const core = coreInstrument()
const parse = (fields: FieldValues) => parseAnswers(core, fields)
const answersOf = (fields: FieldValues) => {
  const parsed = parse(fields)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.answers
}

describe('agreement', () => {
  test.each(['1', '2', '3', '4', '5', '6', '7'])('point %s is stored as a number', (point) => {
    expect(answersOf({ trust_1: point })).toMatchObject({ trust_1: Number(point) })
  })

  test.each(['not_applicable', 'cannot_say'])('%s is stored as a coded missing answer', (missing) => {
    expect(answersOf({ trust_1: missing })).toMatchObject({ trust_1: { missing } })
  })

  test.each(['0', '8', '3.5', ' 3', '3%', '03', '٣', 'skipped', 'no_contact', 'constructor', '7\u0000'])(
    'what the form does not offer is an error: %j',
    (value) => {
      expect(parse({ trust_1: value })).toEqual({ ok: false, errors: { trust_1: { code: 'unknown-choice' } } })
    },
  )

  test('points below zero are read where the scale has them', () => {
    const instrument = makeInstrument([makeAgreement('change_1')], { minimum: -3, maximum: 3 })
    expect(parseAnswers(instrument, { change_1: '-2' })).toMatchObject({ ok: true, answers: { change_1: -2 } })
    expect(parseAnswers(instrument, { change_1: '4' })).toMatchObject({ ok: false })
  })

  test('a missing answer that the item does not offer is an error', () => {
    const instrument = makeInstrument([makeAgreement('trust_1', { missing: ['cannot_say'] })])
    expect(parseAnswers(instrument, { trust_1: 'cannot_say' })).toMatchObject({ ok: true })
    expect(parseAnswers(instrument, { trust_1: 'not_applicable' })).toMatchObject({ ok: false })
  })
})

describe('an empty form', () => {
  test('names every question as open and stores it as skipped', () => {
    const parsed = parse({})
    expect(parsed).toMatchObject({ ok: true })
    if (!parsed.ok) return
    expect(parsed.open).toHaveLength(11)
    expect(parsed.open.slice(-2)).toEqual(['time_hours', 'time'])
    expect(Object.keys(parsed.answers)).toHaveLength(20)
    expect(new Set(Object.values(parsed.answers).map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"missing":"skipped"}']),
    )
  })

  test('blank fields are as open as absent ones', () => {
    const blanks = Object.fromEntries([...SHARES, 'time_hours'].map((name) => [name, '  ']))
    expect(parse(blanks)).toEqual(parse({}))
  })
})

describe('hours', () => {
  test.each([
    ['12', 12],
    ['٧٫٥', 7.5],
    ['7,5', 7.5],
    ['0', 0],
    ['400', 400],
    ['0.70', 0.7],
  ])('%s is %d', (typed, hours) => {
    expect(answersOf({ time_hours: typed })).toMatchObject({ time_hours: hours })
  })

  test('with more decimals than the question takes are an error: nothing is rounded', () => {
    expect(parse({ time_hours: '0.75' })).toEqual({
      ok: false,
      errors: { time_hours: { code: 'decimals', values: { count: 1 } } },
    })
  })

  test('above 400 and below 0 are out of range', () => {
    expect(parse({ time_hours: '400,5' })).toEqual({
      ok: false,
      errors: { time_hours: { code: 'range', values: { minimum: 0, maximum: 400 } } },
    })
  })

  test.each(['ten', '--1', '1e2'])('%s is not a number', (typed) => {
    expect(parse({ time_hours: typed })).toEqual({ ok: false, errors: { time_hours: { code: 'number' } } })
  })
})

describe('shares', () => {
  test('blanks count as 0 when the others make 100', () => {
    const answers = answersOf({ time_price: '٦٠', time_design: '40%' })
    expect(SHARES.map((id) => answers[id])).toEqual([60, 0, 0, 0, 0, 40, 0, 0, 0, 0])
  })

  test.each([
    [{ time_price: '60', time_design: '30' }, 90, 10],
    [{ time_price: '60', time_design: '50' }, 110, -10],
    [{ time_price: '0' }, 0, 100],
  ])('a sum other than 100 is an error that says what is left: %j', (fields, sum, rest) => {
    expect(parse(fields)).toEqual({ ok: false, errors: { time: { code: 'sum', values: { sum, total: 100, rest } } } })
  })

  test.each(['12.5', '101', '-1', 'half'])('%s is no whole percent', (typed) => {
    expect(parse({ time_price: typed, time_design: '50' })).toEqual({
      ok: false,
      errors: { time_price: { code: 'whole-number' } },
    })
  })

  test('ten whole percents are accepted exactly when they make 100, and stored as typed', () => {
    const nearlyWhole = fc.tuple(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 9, maxLength: 9 }),
      fc.constantFrom(0, 0, 0, -1, 1, 7),
    )
    fc.assert(
      fc.property(nearlyWhole, ([nine, error]) => {
        const sumOfNine = nine.reduce((sum, share) => sum + share, 0)
        fc.pre(sumOfNine <= 100 && 100 - sumOfNine + error >= 0 && 100 - sumOfNine + error <= 100)
        const shares = [...nine, 100 - sumOfNine + error]
        const parsed = parse(Object.fromEntries(SHARES.map((id, index) => [id, String(shares[index])])))
        expect(parsed.ok).toBe(error === 0)
        if (parsed.ok) expect(SHARES.map((id) => parsed.answers[id])).toEqual(shares)
      }),
    )
  })
})

describe('no face-to-face time', () => {
  test('makes the hours 0 and the shares missing for that reason, whatever was typed there', () => {
    const answers = answersOf({ time_none: '1', time_hours: 'ten', time_price: '130' })
    expect(answers.time_hours).toBe(0)
    for (const id of SHARES) expect(answers[id]).toEqual({ missing: 'no_contact' })
  })

  test('is not open', () => {
    expect(parse({ time_none: '1' })).toMatchObject({
      ok: true,
      open: core.sections.slice(0, 2).flatMap((section) => section.items.map((item) => item.id)),
    })
  })

  test('is said by the tick only', () => {
    expect(parse({ time_none: '0', time_hours: '3' })).toMatchObject({ ok: true, answers: { time_hours: 3 } })
  })
})

describe('any form', () => {
  const anyFields = fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'trust_1',
        'trust_3',
        'time_hours',
        'time_none',
        '__proto__',
        'constructor',
        'toString',
        ...SHARES,
      ),
      fc.string(),
    ),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1', '7', '100', '٥', 'not_applicable', '', '1'.repeat(5000)),
    ),
  )

  test('is answered without an exception, by one answer per variable or by errors beside fields of the form', () => {
    const variables = new Set([
      ...core.sections.slice(0, 2).flatMap((section) => section.items.map((item) => item.id)),
      'time_hours',
      ...SHARES,
    ])
    fc.assert(
      fc.property(anyFields, (fields) => {
        const parsed = parse(fields)
        if (parsed.ok) expect(new Set(Object.keys(parsed.answers))).toEqual(variables)
        else for (const id of Object.keys(parsed.errors)) expect(variables.has(id) || id === 'time').toBe(true)
      }),
      { numRuns: randomCases(500) },
    )
  })

  test('has fields of other names that change nothing', () => {
    const foreign = JSON.parse(
      '{"__proto__": "1", "constructor": "x", "intent": "submit", "trust_99": "1"}',
    ) as FieldValues
    expect(parse({ ...foreign, trust_1: '4' })).toEqual(parse({ trust_1: '4' }))
  })

  test('of a megabyte is refused in a moment', () => {
    const huge = '9'.repeat(1_000_000)
    const begin = performance.now()
    expect(parse(Object.fromEntries([...SHARES, 'trust_1', 'time_hours'].map((id) => [id, huge])))).toMatchObject({
      ok: false,
    })
    expect(performance.now() - begin).toBeLessThan(500)
  })
})
