import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInstrument } from '#app/instruments/check-instrument'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { fieldNames } from '#app/instruments/field-values'
import { type Instrument, type Item, instrumentSchema, type Section } from '#app/instruments/instrument-schema'
import { dropEmptySections, pageOfSection, pagesOf } from '#app/instruments/pages'
import { parseAnswers } from '#app/instruments/parse-answers'
import { scoreNames, scoreResponse } from '#app/instruments/score-response'
import { toFields } from '#app/instruments/to-fields'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { FUNCTIONS } from '#app/relationships/functions'
import { randomCases } from '#tests/setup/random-cases'
import { makeInstrument } from './make-instrument'

const own = { construct: 'made_up', source: 'own' }
const ITEMS = {
  agreement: { kind: 'agreement', id: 'alone', isAlone: true, isReversed: true, ...own },
  bipolar: { kind: 'bipolar', id: 'direction', minimum: -3, maximum: 3, anchors: 'change', ...own },
  number: { kind: 'number', id: 'hours', minimum: 0, maximum: 400, decimals: 1, ...own },
  constant_sum: {
    ...{ kind: 'constant_sum', id: 'time', total: 100, none: { field: 'time_none', zero: 'hours' }, ...own },
    parts: [
      { id: 'time_a', group: 'unproductive' },
      { id: 'time_b', group: 'productive' },
    ],
  },
  choice: { kind: 'choice', id: 'talk', options: ['week', 'month', 'never'], ...own },
  choices: { kind: 'choices', id: 'bonds', options: ['edi', 'stock'], ...own },
  pairs: {
    ...{ kind: 'pairs', id: 'service', minimum: 1, maximum: 7, importance: 'importance', received: 'received', ...own },
    parts: [{ id: 'service_repair' }, { id: 'service_parts' }],
  },
  text: { kind: 'text', id: 'comment', maximum: 10, hasConsent: true, ...own },
  promises: {
    kind: 'promises',
    id: 'promise',
    parts: [
      { id: 'p1', text: 'x' },
      { id: 'p2', text: 'y' },
    ],
    ...own,
  },
} as const satisfies { [Kind in Item['kind']]: unknown }
const instrument = makeInstrument(Object.values(structuredClone(ITEMS)) as Item[])
const parse = (kind: keyof typeof ITEMS, fields: Record<string, string>) =>
  parseAnswers(makeInstrument([ITEMS[kind] as unknown as Item]), fields)
const score = (kind: keyof typeof ITEMS, fields: Record<string, string>) => {
  const parsed = parse(kind, fields)
  if (!parsed.ok) throw new Error('these fields are right')
  return scoreResponse(makeInstrument([ITEMS[kind] as unknown as Item]), parsed.answers)
}

describe('each kind of question is read and scored', () => {
  test('a single indicator by itself, a reversed one turned', () => {
    expect(score('agreement', { alone: '7' })).toEqual({ alone: 0 })
    expect(score('agreement', { alone: 'cannot_say' })).toEqual({ alone: null })
  })

  test('a point between opposites: the middle is 50', () => {
    expect(score('bipolar', { direction: '0' })).toEqual({ direction: 50 })
    expect(score('bipolar', { direction: '-3' })).toEqual({ direction: 0 })
    expect(parse('bipolar', { direction: '4' })).toEqual({
      ok: false,
      errors: { direction: { code: 'unknown-choice' } },
    })
  })

  test('one option, by its id', () => {
    expect(parse('choice', { talk: 'never' })).toMatchObject({ answers: { talk: 'never' }, open: [] })
    expect(parse('choice', { talk: 'constructor' })).toMatchObject({ ok: false })
    expect(parse('choice', {})).toMatchObject({ answers: { talk: { missing: 'skipped' } }, open: ['talk'] })
  })

  test('several options: none of them is an answer, nothing is not', () => {
    expect(parse('choices', { bonds_edi: '1' })).toMatchObject({ answers: { bonds_edi: 1, bonds_stock: 0 }, open: [] })
    expect(parse('choices', { bonds_none: '1' })).toMatchObject({ answers: { bonds_edi: 0, bonds_stock: 0 }, open: [] })
    expect(parse('choices', {})).toMatchObject({ answers: { bonds_edi: { missing: 'skipped' } }, open: ['bonds'] })
  })

  test('importance and what is received: the gap is what is missing', () => {
    const fields = { service_repair_importance: '7', service_repair_received: '4', service_parts_importance: '7' }
    expect(score('pairs', fields)).toEqual({ service_importance: 100, service_received: 50, service_gap: -50 })
    expect(score('pairs', {})).toEqual({ service_importance: null, service_received: null, service_gap: null })
  })

  test('a text with or without the consent of its author; too long is an error, never cut', () => {
    expect(parse('text', { comment: ' fine ', comment_consent: '1' })).toMatchObject({
      answers: { comment: 'fine', comment_consent: 1 },
    })
    expect(parse('text', { comment: 'fine' })).toMatchObject({ answers: { comment_consent: 0 } })
    expect(parse('text', { comment: 'far too long' })).toMatchObject({ errors: { comment: { code: 'too-long' } } })
    expect(parse('text', {})).toMatchObject({ answers: { comment: { missing: 'skipped' } }, open: [] })
  })

  test('a number as it was typed: nothing is rounded, and nobody guesses which of two numbers was meant', () => {
    expect(parse('number', { hours: '12,5' })).toMatchObject({ answers: { hours: 12.5 } })
    expect(parse('number', { hours: '12.50' })).toMatchObject({ answers: { hours: 12.5 } })
    expect(parse('number', { hours: '12.55' })).toMatchObject({
      errors: { hours: { code: 'decimals', values: { count: 1 } } },
    })
    expect(parse('number', { hours: '1,250' })).toMatchObject({
      errors: { hours: { code: 'ambiguous', values: { grouped: 1250, decimal: 1.25 } } },
    })
    const whole = makeInstrument([{ ...ITEMS.number, decimals: 0, maximum: 2_000_000 } as unknown as Item])
    expect(parseAnswers(whole, { hours: '7.5' })).toMatchObject({ errors: { hours: { code: 'fraction' } } })
    expect(parseAnswers(whole, { hours: '7.0' })).toMatchObject({ answers: { hours: 7 } })
    expect(parseAnswers(whole, { hours: '١٬٢٥٠٬٠٠٠' })).toMatchObject({ answers: { hours: 1_250_000 } })
  })

  test('a text without the characters that nobody sees and that turn a file around; its words keep their marks', () => {
    const turned = '\u202efine\u2066\u0007'
    expect(parse('text', { comment: turned })).toMatchObject({ answers: { comment: 'fine' } })
    expect(parse('text', { comment: 'می\u200cروم\r\n\tب' })).toMatchObject({ answers: { comment: 'می\u200cروم\n\tب' } })
    expect(parse('text', { comment: '\u202e\u0007' })).toMatchObject({ answers: { comment: { missing: 'skipped' } } })
  })

  test('a text that is far too long is told its true length', () => {
    expect(parse('text', { comment: 'x'.repeat(5993) })).toMatchObject({
      errors: { comment: { code: 'too-long', values: { sum: 5993, maximum: 10 } } },
    })
  })

  test('promises: kept, partly, not', () => {
    expect(score('promises', { promise_p1: 'kept', promise_p2: 'partly' })).toEqual({ promise: 75 })
    expect(score('promises', { promise_p1: 'not_kept', promise_p2: 'cannot_say' })).toEqual({ promise: 0 })
    expect(parse('promises', { promise_p1: 'toString' })).toMatchObject({ ok: false })
  })
})

describe('whatever is typed', () => {
  const anyFields = fc.dictionary(
    fc.constantFrom(...fieldNames(instrument)),
    fc.oneof(
      fc.constantFrom('1', '7', '-3', '0', '50', '100', 'kept', 'week', 'cannot_say', 'not_applicable', '٥'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    ),
  )

  test('is read without a throw, and what was read is read the same again from its fields', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const parsed = parseAnswers(instrument, fields)
        if (!parsed.ok) return
        const again = parseAnswers(instrument, toFields(instrument, parsed.answers))
        expect(again).toMatchObject({ ok: true, answers: parsed.answers })
      }),
      { numRuns: randomCases(2000) },
    )
  })

  test('gives every score that was announced, a number or null', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const parsed = parseAnswers(instrument, fields)
        if (!parsed.ok) return
        const scores = scoreResponse(instrument, parsed.answers)
        expect(Object.keys(scores)).toEqual(scoreNames(instrument))
        for (const value of Object.values(scores)) expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })

  test('has its place in the codebook', () => {
    const parsed = parseAnswers(instrument, {})
    if (!parsed.ok) throw new Error('an empty form is right')
    const variables = codebookEntries(instrument, new Map()).map(({ variable }) => variable)
    const answered = Object.keys(parsed.answers).filter((id) => !id.startsWith('promise_'))
    expect(variables.filter((variable) => !answered.includes(variable))).toEqual([])
    expect(answered.filter((id) => !variables.includes(id))).toEqual([])
  })
})

describe('pages', () => {
  const section = fc.record({ startsPage: fc.boolean(), asked: fc.boolean() })

  test('stay what they are when sections that begin them are not asked', () => {
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 8 }), (drawn) => {
        const sections: Section[] = drawn.map(({ startsPage, asked }, index) => ({
          id: `s${index}`,
          isShuffled: false,
          startsPage,
          items: asked ? [{ ...ITEMS.number, id: `n${index}` }] : [],
        }))
        const whole = pagesOf(sections)
        for (const page of pagesOf(dropEmptySections(sections))) {
          const places = page.map(({ id }) => pageOfSection(whole, id))
          expect(new Set(places).size).toBe(1)
        }
      }),
    )
  })
})

describe('a question that depends on an earlier answer', () => {
  const paged: Instrument = instrumentSchema.parse({
    ...makeInstrument([]),
    sections: [
      { id: 'first', isShuffled: false, items: [ITEMS.choice, ITEMS.number] },
      {
        id: 'second',
        isShuffled: false,
        startsPage: true,
        items: [
          { ...ITEMS.text, when: { item: 'talk', in: ['never'] } },
          { ...ITEMS.bipolar, when: { item: 'hours', minimum: 10 } },
        ],
      },
    ],
  })
  const asked = (fields: Record<string, string>) =>
    visibleInstrument(paged, { side: 'buyer', function: 'sales' }, fields)
      .sections.flatMap((section) => section.items)
      .map(({ id }) => id)

  test('is asked only then', () => {
    expect(asked({})).toEqual(['talk', 'hours'])
    expect(asked({ talk: 'never', hours: '9' })).toEqual(['talk', 'hours', 'comment'])
    expect(asked({ talk: 'week', hours: '١٠' })).toEqual(['talk', 'hours', 'direction'])
    expect(checkInstrument('x', paged, FUNCTIONS)).toEqual([])
  })

  test.each([
    [{ item: 'comment', in: ['x'] }, 'is asked on no earlier page'],
    [{ item: 'nowhere', in: ['x'] }, 'is asked on no earlier page'],
    [{ item: 'talk', in: ['yesterday'] }, 'is never yesterday'],
    [{ item: 'hours', minimum: 401 }, 'is never reached'],
    [{ item: 'hours' }, 'says no condition'],
  ])('must be reachable: %j', (when, problem) => {
    const wrong = structuredClone(paged)
    const item = wrong.sections[1]?.items[1]
    if (item) item.when = when
    expect(checkInstrument('x', wrong, FUNCTIONS)).toContainEqual(
      expect.objectContaining({ path: 'items.direction.when', problem: expect.stringContaining(problem) }),
    )
  })

  test('is no answer any more when the earlier answer changes', () => {
    const fields = { talk: 'never', hours: '1', comment: 'x' }
    const now = { ...fields, talk: 'week' }
    const read = parseAnswers(visibleInstrument(paged, { side: 'buyer', function: 'sales' }, now), now)
    expect(read).toEqual({ ok: true, answers: { talk: 'week', hours: 1 }, open: [] })
  })
})
