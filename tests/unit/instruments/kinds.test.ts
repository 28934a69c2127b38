// Each kind of question by itself: what a form says of it, its fields again, its scores, and its rows of a codebook.
import { describe, expect, test } from 'vitest'
import type { Answers } from '#app/instruments/answers'
import { codebookEntries } from '#app/instruments/codebook-entries'
import type { InstrumentText, Item } from '#app/instruments/instrument-schema'
import { kindOf } from '#app/instruments/item-kinds'
import { makeInstrument } from './make-instrument'

const own = { construct: 'made_up', source: 'own' }
const skipped = { missing: 'skipped' as const }
const cannotSay = { missing: 'cannot_say' as const }
const noContact = { missing: 'no_contact' as const }

const text: InstrumentText = {
  ...{ title: 'T', description: 'D', anchors: ['No', 'Partly', 'Yes'] },
  scales: { ends: ['Low', 'Middle', 'High'], got: ['None', 'Some', 'All'] },
  missing: { not_applicable: 'N/A', cannot_say: 'Unsure' },
  ...{ sections: {}, parts: { a: { text: 'Part A' }, b: { text: 'Part B' } } },
  items: { q: { text: 'Ask', unit: 'days', options: { x: 'Is x', y: 'Is y' } } },
}

/** A question of this kind, alone in a form of points from 1 to 3, beside others where they are given. */
function kind(item: object, ...others: object[]) {
  const made = { id: 'q', ...own, ...item } as Item
  const instrument = makeInstrument([made, ...(others as Item[])], { minimum: 1, maximum: 3 })
  const is = kindOf(made)
  return {
    fields: is.fields(made),
    words: is.words(made),
    read: (fields: Record<string, string>) => is.read(made, fields, instrument),
    write: (answers: Answers) => is.write(made, answers, instrument),
    possible: (field: string) => is.possible(made, field, instrument),
    scores: (answers: Answers) => is.scores(made, answers, instrument),
    variables: (texts = new Map([['en', text]])) => is.variables(made, instrument, texts),
    entries: () => codebookEntries(instrument, new Map([['en', text]])).map(({ variable }) => variable),
  }
}

const shared = {
  ...{ ...own, code: undefined, codes: undefined, consent: undefined, isReversed: false, units: {} },
  universe: { sides: undefined, functions: undefined, when: undefined },
}
const labels = (from: number, ...words: string[]) => words.map((en, index) => ({ value: from + index, label: { en } }))
const spoken = ['not_applicable', 'cannot_say', 'skipped']
const unknown = { errors: { q: { code: 'unknown-choice' } } }

describe('a statement', () => {
  const agreement = { kind: 'agreement' }
  test('is a point, or what is said instead of one', () => {
    const { fields, read, words } = kind(agreement)
    expect([fields, words]).toEqual([['q'], []])
    for (const point of [1, 2, 3]) expect(read({ q: `${point}` })).toEqual({ answers: { q: point } })
    for (const wrong of ['0', '4', '2.0', 'skipped']) expect(read({ q: wrong })).toEqual(unknown)
    expect(read({ q: 'cannot_say' })).toEqual({ answers: { q: cannotSay } })
    for (const nothing of [{}, { q: '' }]) expect(read(nothing)).toEqual({ answers: { q: skipped }, isOpen: true })
    expect(kind({ ...agreement, missing: ['not_applicable'] }).read({ q: 'cannot_say' })).toEqual(unknown)
  })

  test('goes back into its field', () => {
    const { write } = kind(agreement)
    expect([write({ q: 2 }), write({ q: cannotSay }), write({ q: skipped }), write({})]).toEqual([
      ...[{ q: '2' }, { q: 'cannot_say' }, {}, {}],
    ])
  })

  test('can hold its points and what is offered beside them', () => {
    const numbers = { minimum: 1, maximum: 3, areWhole: true }
    expect(kind(agreement).possible('q')).toEqual({ words: ['not_applicable', 'cannot_say'], numbers })
    expect(kind({ ...agreement, missing: [] }).possible('q')).toEqual({ words: [], numbers })
  })

  test('is scored by itself where it stands alone', () => {
    expect(kind(agreement).scores({ q: 3 })).toEqual({})
    const alone = kind({ ...agreement, isAlone: true })
    expect([1, 2, 3].map((q) => alone.scores({ q }).q)).toEqual([0, 50, 100])
    expect(alone.scores({ q: cannotSay })).toEqual({ q: null })
    const turned = kind({ ...agreement, isAlone: true, isReversed: true })
    expect([1, 2, 3].map((q) => turned.scores({ q }).q)).toEqual([100, 50, 0])
    expect(turned.scores({})).toEqual({ q: null })
  })

  test('is one row of a codebook', () => {
    const row = {
      ...{ ...shared, variable: 'q', kind: 'agreement', wording: { en: 'Ask' }, minimum: 1, maximum: 3 },
      ...{ values: labels(1, 'No', 'Partly', 'Yes'), missing: spoken },
    }
    expect(kind(agreement).variables()).toEqual([row])
    expect(kind({ ...agreement, isReversed: true, missing: [] }).variables()).toEqual([
      { ...row, isReversed: true, missing: ['skipped'] },
    ])
    const half = new Map([
      ['en', text],
      ['ar', { ...text, anchors: ['لا'] }],
    ])
    expect(kind(agreement).variables(half)[0]?.values).toEqual([
      { value: 1, label: { en: 'No', ar: 'لا' } },
      { value: 2, label: { en: 'Partly', ar: '' } },
      { value: 3, label: { en: 'Yes', ar: '' } },
    ])
    const nothing = { ...text, items: {}, anchors: [] }
    expect(kind(agreement).variables(new Map([['en', nothing]]))).toEqual([{ ...row, wording: { en: '' }, values: [] }])
  })
})

describe('a point between opposites', () => {
  const bipolar = { kind: 'bipolar', minimum: -1, maximum: 1, anchors: 'ends' }
  test('is read, scored and written', () => {
    const { fields, words, read, write, scores, possible } = kind(bipolar)
    expect([fields, words]).toEqual([['q'], ['scales.ends']])
    expect([read({ q: '-1' }), read({ q: '-2' })]).toEqual([{ answers: { q: -1 } }, unknown])
    expect(write({ q: -1 })).toEqual({ q: '-1' })
    expect([-1, 0, 1].map((q) => scores({ q }).q)).toEqual([0, 50, 100])
    const numbers = { minimum: -1, maximum: 1, areWhole: true }
    expect(possible('q')).toEqual({ words: ['not_applicable', 'cannot_say'], numbers })
  })

  test('is one row of a codebook', () => {
    const row = {
      ...{ ...shared, variable: 'q', kind: 'bipolar', wording: { en: 'Ask' }, minimum: -1, maximum: 1 },
      ...{ values: labels(-1, 'Low', 'Middle', 'High'), missing: spoken },
    }
    expect(kind(bipolar).variables()).toEqual([row])
    expect(kind({ ...bipolar, missing: ['cannot_say'] }).variables()[0]?.missing).toEqual(['cannot_say', 'skipped'])
    const { scales, ...without } = text
    for (const words of [without, { ...text, scales: {} }, { ...text, items: {} }])
      expect(kind(bipolar).variables(new Map([['en', words]]))[0]).toMatchObject(
        words.items.q ? { values: [] } : { wording: { en: '' } },
      )
  })
})

describe('one option', () => {
  const choice = { kind: 'choice', options: ['x', 'y'] }
  test('is read and written, by its id', () => {
    const { fields, words, read, write, scores, possible } = kind(choice)
    expect([fields, words]).toEqual([['q'], ['options.x', 'options.y']])
    expect([read({ q: 'x' }), read({ q: 'y' }), read({ q: 'z' })]).toEqual([
      ...[{ answers: { q: 'x' } }, { answers: { q: 'y' } }, unknown],
    ])
    expect(read({ q: 'cannot_say' })).toEqual({ answers: { q: cannotSay } })
    expect(read({})).toEqual({ answers: { q: skipped }, isOpen: true })
    expect(kind({ ...choice, missing: [] }).read({ q: 'cannot_say' })).toEqual(unknown)
    expect([write({ q: 'x' }), write({ q: skipped }), write({ q: cannotSay })]).toEqual([
      ...[{ q: 'x' }, {}, { q: 'cannot_say' }],
    ])
    expect(scores({ q: 'x' })).toEqual({})
    expect(possible('q')).toEqual({ words: ['x', 'y', 'not_applicable', 'cannot_say'], numbers: undefined })
    expect(kind({ ...choice, missing: [] }).possible('q').words).toEqual(['x', 'y'])
  })

  test('is one row of a codebook, its options numbered', () => {
    const row = {
      ...{ ...shared, variable: 'q', kind: 'choice', wording: { en: 'Ask' }, minimum: 1, maximum: 2 },
      ...{ values: labels(1, 'Is x', 'Is y'), codes: { x: 1, y: 2 }, missing: spoken },
    }
    expect(kind(choice).variables()).toEqual([row])
    expect(kind({ ...choice, missing: ['cannot_say'] }).variables()[0]?.missing).toEqual(['cannot_say', 'skipped'])
    for (const items of [{}, { q: { text: 'Ask' } }])
      expect(kind(choice).variables(new Map([['en', { ...text, items }]]))[0]?.values).toEqual([])
  })
})

describe('several options', () => {
  const choices = { kind: 'choices', options: ['x', 'y'] }
  test('are ticks; none of them is an answer too', () => {
    const { fields, words, read, scores, possible } = kind(choices)
    expect([fields, words]).toEqual([
      ['q_x', 'q_y', 'q_none'],
      ['options.x', 'options.y'],
    ])
    expect(read({ q_y: '1' })).toEqual({ answers: { q_x: 0, q_y: 1 }, isOpen: false })
    expect(read({ q_none: '1' })).toEqual({ answers: { q_x: 0, q_y: 0 }, isOpen: false })
    expect(read({ q_x: '1', q_none: '1' })).toEqual({ answers: { q_x: 1, q_y: 0 }, isOpen: false })
    expect(read({ q_x: 'on' })).toEqual({ answers: { q_x: skipped, q_y: skipped }, isOpen: true })
    expect(scores({ q_x: 1 })).toEqual({})
    expect(possible('q_x')).toEqual({ words: ['1'], numbers: { minimum: 1, maximum: 1, areWhole: true } })
  })

  test('go back into their ticks', () => {
    const { write } = kind(choices)
    expect(write({ q_x: 1, q_y: 0 })).toEqual({ q_x: '1' })
    expect(write({ q_x: 1, q_y: 1 })).toEqual({ q_x: '1', q_y: '1' })
    expect(write({ q_x: 0, q_y: 0 })).toEqual({ q_none: '1' })
    expect(write({ q_x: skipped, q_y: skipped })).toEqual({})
    expect(write({})).toEqual({})
  })

  test('are a row of a codebook each', () => {
    const row = { ...shared, kind: 'tick', minimum: 0, maximum: 1, values: [], missing: ['skipped'] }
    expect(kind(choices).variables()).toEqual([
      { ...row, variable: 'q_x', wording: { en: 'Ask – Is x' } },
      { ...row, variable: 'q_y', wording: { en: 'Ask – Is y' } },
    ])
  })
})

describe('a number', () => {
  const number = { kind: 'number', minimum: -2, maximum: 400, decimals: 1 }
  const sum = {
    kind: 'constant_sum',
    id: 's',
    ...own,
    total: 9,
    none: { field: 's_none', zero: 'q' },
    parts: [{ id: 'a' }, { id: 'b' }],
  }
  test('is read as it was typed', () => {
    const { fields, words, read } = kind(number)
    expect([fields, words]).toEqual([['q'], ['unit']])
    for (const [typed, q] of [
      ['-2', -2],
      ['400', 400],
      ['7.5', 7.5],
      ['7.50', 7.5],
      ['7.00', 7],
      ['-1,5', -1.5],
      ['\u2212\u0662', -2],
      ['-0', 0],
    ] as const)
      expect(read({ q: typed })).toEqual({ answers: { q } })
    const range = { errors: { q: { code: 'range', values: { minimum: -2, maximum: 400 } } } }
    expect([read({ q: '-2.1' }), read({ q: '400.1' })]).toEqual([range, range])
    expect(read({ q: 'x' })).toEqual({ errors: { q: { code: 'number' } } })
    expect(read({ q: '7.05' })).toEqual({ errors: { q: { code: 'decimals', values: { count: 1 } } } })
    expect(kind({ ...number, decimals: 0 }).read({ q: '7.5' })).toEqual({ errors: { q: { code: 'fraction' } } })
    expect(kind({ ...number, decimals: 3 }).read({ q: '0.105' })).toEqual({ answers: { q: 0.105 } })
    for (const nothing of [{}, { q: ' ' }]) expect(read(nothing)).toEqual({ answers: { q: skipped }, isOpen: true })
  })

  test('is 0 where the tick says that there is nothing to share out, and that tick says it alone', () => {
    const both = kind(number, sum)
    expect(both.read({ s_none: '1' })).toEqual({ answers: { q: 0 } })
    expect(both.read({ s_none: '1', q: '5' })).toEqual({ answers: { q: 0 } })
    expect(both.read({ q: '5' })).toEqual({ answers: { q: 5 } })
    expect(both.write({ q: 0, a: noContact, b: noContact })).toEqual({})
    expect(both.write({ q: 0, a: 4, b: 5 })).toEqual({ q: '0' })
    expect(both.write({ q: 0, a: skipped, b: skipped })).toEqual({ q: '0' })
    // another sum does not make this number 0
    const other = kind(number, { ...sum, none: { field: 's_none', zero: 'n' } })
    expect(other.read({ s_none: '1' })).toEqual({ answers: { q: skipped }, isOpen: true })
    expect(other.write({ q: 3, a: noContact })).toEqual({ q: '3' })
  })

  test('goes back into its field, with a point', () => {
    const { write, scores, possible } = kind(number)
    expect([write({ q: 7.5 }), write({ q: skipped }), write({})]).toEqual([{ q: '7.5' }, {}, {}])
    expect([write({ q: 1234.125 }), write({ q: -1.125 })]).toEqual([{ q: '1234.125' }, { q: '-1.1250' }])
    expect([scores({ q: 7.5 }), scores({ q: skipped }), scores({})]).toEqual([{ q: 7.5 }, { q: null }, { q: null }])
    expect(possible('q')).toEqual({ words: [], numbers: { minimum: -2, maximum: 400, areWhole: false } })
  })

  test('is one row of a codebook, with its unit', () => {
    expect(kind(number).variables()).toEqual([
      {
        ...{ ...shared, variable: 'q', kind: 'number', wording: { en: 'Ask' }, minimum: -2, maximum: 400 },
        ...{ values: [], units: { en: 'days' }, missing: ['skipped'] },
      },
    ])
  })
})

describe('shares of a whole', () => {
  const parts = [
    { id: 'a', group: 'unproductive_strict' },
    { id: 'b', group: 'unproductive' },
    { id: 'c', group: 'productive' },
  ]
  const sum = { kind: 'constant_sum', total: 10, none: { field: 'q_none', zero: 'n' }, parts }
  test('make the whole, or are an error', () => {
    const { fields, words, read, possible } = kind(sum)
    expect(fields).toEqual(['a', 'b', 'c', 'q_none'])
    expect(words).toEqual(['hint', 'none', 'parts.a', 'parts.b', 'parts.c'])
    expect(read({ a: '10' })).toEqual({ answers: { a: 10, b: 0, c: 0 } })
    expect(read({ a: ' 3 ', b: '3', c: '4' })).toEqual({ answers: { a: 3, b: 3, c: 4 } })
    const missed = (total: number) => ({ q: { code: 'sum', values: { sum: total, total: 10, rest: 10 - total } } })
    expect(read({ a: '3' })).toEqual({ errors: missed(3) })
    expect(read({ a: '6', b: '6' })).toEqual({ errors: missed(12) })
    expect(read({ a: '11', b: '1.5', c: 'x' })).toEqual({
      errors: { a: { code: 'whole-number' }, b: { code: 'whole-number' }, c: { code: 'whole-number' } },
    })
    expect(read({ a: '-1', b: '11' })).toEqual({ errors: { a: { code: 'whole-number' }, b: { code: 'whole-number' } } })
    const all = (missing: object) => ({ a: missing, b: missing, c: missing })
    expect(read({ a: ' ' })).toEqual({ answers: all(skipped), isOpen: true })
    expect(read({ q_none: '1', a: '3' })).toEqual({ answers: all(noContact) })
    expect(possible('a')).toEqual({ words: [], numbers: { minimum: 0, maximum: 10, areWhole: true } })
    expect(possible('q_none')).toEqual({ words: ['1'], numbers: { minimum: 1, maximum: 1, areWhole: true } })
  })

  test('go back into their fields', () => {
    const { write } = kind(sum)
    expect(write({ a: 10, b: 0, c: 0 })).toEqual({ a: '10', b: '0', c: '0' })
    expect(write({ a: noContact, b: noContact, c: noContact })).toEqual({ q_none: '1' })
    expect(write({ a: skipped, b: skipped, c: skipped })).toEqual({})
  })

  test('are scored all together or not at all', () => {
    const { scores } = kind(sum)
    expect(scores({ a: 3, b: 5, c: 2 })).toEqual({ a: 3, b: 5, c: 2, unproductive: 8, unproductive_strict: 3 })
    const nothing = { a: null, b: null, c: null, unproductive: null, unproductive_strict: null }
    expect([scores({ a: 3, b: 5 }), scores({ a: noContact })]).toEqual([nothing, nothing])
  })

  test('are a row of a codebook each, in percent', () => {
    const row = { ...shared, kind: 'percent', minimum: 0, maximum: 10, values: [], units: { en: '%' } }
    expect(kind({ ...sum, parts: parts.slice(0, 2) }).variables()).toEqual([
      { ...row, variable: 'a', wording: { en: 'Ask – Part A' }, missing: ['no_contact', 'skipped'] },
      { ...row, variable: 'b', wording: { en: 'Ask – Part B' }, missing: ['no_contact', 'skipped'] },
    ])
  })
})

describe('parts that are rated twice', () => {
  const pairs = {
    ...{ kind: 'pairs', minimum: -1, maximum: 1, importance: 'ends', received: 'got' },
    parts: [{ id: 'a' }, { id: 'b' }],
  }
  test('are read rating by rating', () => {
    const { fields, words, read, write, possible } = kind(pairs)
    expect(fields).toEqual(['a_importance', 'a_received', 'b_importance', 'b_received'])
    expect(words).toEqual(['scales.ends', 'scales.got', 'parts.a', 'parts.b'])
    const full = { a_importance: '1', a_received: '0', b_importance: '-1', b_received: 'cannot_say' }
    const answers = { a_importance: 1, a_received: 0, b_importance: -1, b_received: cannotSay }
    expect(read(full)).toEqual({ answers, errors: {}, isOpen: false })
    expect(write(answers)).toEqual(full)
    expect(read({ ...full, a_received: '2', b_received: '' })).toEqual({
      answers: { a_importance: 1, b_importance: -1, b_received: skipped },
      errors: { a_received: { code: 'unknown-choice' } },
      isOpen: true,
    })
    const numbers = { minimum: -1, maximum: 1, areWhole: true }
    expect(possible('a_importance')).toEqual({ words: ['not_applicable', 'cannot_say'], numbers })
  })

  test('are scored over the parts that have both, when at least half do', () => {
    const { scores } = kind(pairs)
    expect(scores({ a_importance: 1, a_received: 0, b_importance: 0, b_received: -1 })).toEqual({
      ...{ q_importance: 75, q_received: 25, q_gap: -50 },
    })
    expect(scores({ a_importance: 1, a_received: 0, b_importance: 0 })).toEqual({
      ...{ q_importance: 100, q_received: 50, q_gap: -50 },
    })
    const nothing = { q_importance: null, q_received: null, q_gap: null }
    expect(scores({ a_importance: 1, b_received: 0 })).toEqual(nothing)
    const three = kind({ ...pairs, parts: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
    expect(three.scores({ a_importance: 1, a_received: 0 })).toEqual(nothing)
    expect(three.scores({ a_importance: 1, a_received: 0, b_importance: 1, b_received: 1 })).toMatchObject({
      q_gap: -25,
    })
  })

  test('are two rows of a codebook each', () => {
    const row = { ...shared, kind: 'rating', minimum: -1, maximum: 1, missing: spoken }
    const [ends, got] = [labels(-1, 'Low', 'Middle', 'High'), labels(-1, 'None', 'Some', 'All')]
    expect(kind(pairs).variables()).toEqual([
      { ...row, variable: 'a_importance', wording: { en: 'Ask – Part A (importance)' }, values: ends },
      { ...row, variable: 'a_received', wording: { en: 'Ask – Part A (received)' }, values: got },
      { ...row, variable: 'b_importance', wording: { en: 'Ask – Part B (importance)' }, values: ends },
      { ...row, variable: 'b_received', wording: { en: 'Ask – Part B (received)' }, values: got },
    ])
    expect(kind({ ...pairs, missing: [] }).variables()[0]?.missing).toEqual(['skipped'])
    const { scales, ...without } = text
    for (const words of [without, { ...text, scales: {} }])
      expect(kind(pairs).variables(new Map([['en', words]]))[0]?.values).toEqual([])
  })
})

describe('a text', () => {
  const asked = { kind: 'text', maximum: 5 }
  test('is read as it is, or is too long', () => {
    const { fields, words, read, write, scores, possible } = kind(asked)
    expect([fields, words]).toEqual([['q'], []])
    expect(read({ q: ' 12345 ' })).toEqual({ answers: { q: '12345' } })
    expect(read({ q: '123456' })).toEqual({ errors: { q: { code: 'too-long', values: { maximum: 5, sum: 6 } } } })
    expect([read({ q: ' ' }), read({})]).toEqual([{ answers: { q: skipped } }, { answers: { q: skipped } }])
    expect([write({ q: 'a' }), write({ q: skipped }), scores({ q: 'a' })]).toEqual([{ q: 'a' }, {}, {}])
    expect(possible('q')).toEqual({ words: undefined, numbers: undefined })
  })

  test('may have a tick that lets it be shown', () => {
    const { fields, read, write, possible } = kind({ ...asked, hasConsent: true })
    expect(fields).toEqual(['q', 'q_consent'])
    expect(read({ q: 'a', q_consent: '1' })).toEqual({ answers: { q: 'a', q_consent: 1 } })
    expect(read({ q: 'a', q_consent: 'yes' })).toEqual({ answers: { q: 'a', q_consent: 0 } })
    expect(read({ q: '', q_consent: '1' })).toEqual({ answers: { q: skipped } })
    expect(write({ q: 'a', q_consent: 1 })).toEqual({ q: 'a', q_consent: '1' })
    expect(write({ q: 'a', q_consent: 0 })).toEqual({ q: 'a' })
    expect(possible('q_consent')).toEqual({ words: ['1'], numbers: { minimum: 1, maximum: 1, areWhole: true } })
  })

  test('is one row of a codebook, which names its tick', () => {
    const row = {
      ...{ ...shared, variable: 'q', kind: 'text', wording: { en: 'Ask' }, values: [], missing: ['skipped'] },
      ...{ minimum: undefined, maximum: undefined },
    }
    expect(kind(asked).variables()).toEqual([row])
    expect(kind({ ...asked, hasConsent: true }).variables()).toEqual([{ ...row, consent: 'q_consent' }])
    expect(kind(asked).variables(new Map([['en', { ...text, items: {} }]]))[0]?.wording).toEqual({ en: '' })
  })
})

describe('promises', () => {
  const promises = {
    kind: 'promises',
    parts: [
      { id: 'p1', text: 'x' },
      { id: 'p2', text: 'y' },
    ],
  }
  test('are read one by one', () => {
    const { fields, words, read, write, possible, variables } = kind(promises)
    expect(fields).toEqual(['q_p1', 'q_p2'])
    expect(words).toEqual(['options.kept', 'options.partly', 'options.not_kept'])
    expect(read({ q_p1: 'kept', q_p2: 'cannot_say' })).toEqual({
      ...{ answers: { q_p1: 'kept', q_p2: cannotSay }, errors: {}, isOpen: false },
    })
    expect(read({ q_p1: 'partly' })).toEqual({ answers: { q_p1: 'partly', q_p2: skipped }, errors: {}, isOpen: true })
    expect(read({ q_p1: 'toString', q_p2: '1' })).toEqual({
      ...{ answers: {}, isOpen: false },
      errors: { q_p1: { code: 'unknown-choice' }, q_p2: { code: 'unknown-choice' } },
    })
    expect(write({ q_p1: 'kept', q_p2: cannotSay })).toEqual({ q_p1: 'kept', q_p2: 'cannot_say' })
    expect(possible('q_p1')).toEqual({ words: ['kept', 'partly', 'not_kept', 'cannot_say'], numbers: undefined })
    expect(variables()).toEqual([])
  })

  test('are scored over the verdicts that there are', () => {
    const { scores } = kind(promises)
    expect(scores({ q_p1: 'kept', q_p2: 'partly' })).toEqual({ q: 75 })
    expect(scores({ q_p1: 'not_kept', q_p2: cannotSay })).toEqual({ q: 0 })
    expect(scores({ q_p1: 1, q_p2: cannotSay })).toEqual({ q: null })
  })

  test('that nobody made are no fields', () => {
    const none = kind({ kind: 'promises' })
    expect(none.fields).toEqual([])
    expect(none.read({})).toEqual({ answers: {}, errors: {}, isOpen: false })
    expect(none.scores({})).toEqual({ q: null })
  })
})

test('a codebook says who was asked under which condition, and each variable once', () => {
  const universe = (when: object) => kind({ kind: 'text', maximum: 5, when }).variables()[0]?.universe.when
  expect(universe({ item: 'a', in: ['x', 'y'] })).toBe('a in x, y')
  expect(universe({ item: 'a', minimum: 0 })).toBe('a >= 0')
  expect(universe({ item: 'a', minimum: 1, maximum: 0 })).toBe('a >= 1 and <= 0')
  const asked = kind({ kind: 'text', maximum: 5, sides: ['buyer'], functions: ['finance'], code: 'C1' }).variables()[0]
  expect(asked).toMatchObject({ code: 'C1', universe: { sides: ['buyer'], functions: ['finance'], when: undefined } })
  expect(kind({ kind: 'choices', options: ['x', 'y'] }).entries()).toEqual(['q_x', 'q_y'])
})
