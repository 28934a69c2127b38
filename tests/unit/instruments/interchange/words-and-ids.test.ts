import { describe, expect, test } from 'vitest'
import { cleanWords, cutWords, joinWords } from '#app/instruments/interchange/clean-words'
import { makeIdGiver } from '#app/instruments/interchange/make-id-giver'
import { usualWords } from '#app/instruments/interchange/usual-words'

describe('words of another tool', () => {
  test.each([
    ['<p>Please <B class="x">read</B></p>', 'Please read'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['a <3 b>', 'a <3 b>'],
    [`{partner} in {wave} on {other} for \${price}`, '{partner} in {wave} on other for price'],
    [' a \n\t b ', 'a b'],
    ['}{', ''],
    ['<br/>', ''],
  ])('%j become %j', (text, words) => {
    expect(cleanWords({ en: text })).toEqual(words === '' ? {} : { en: words })
  })

  test('in several languages are cleaned one by one, and joined in all', () => {
    expect(cleanWords({ en: '<b>', ar: '<b>أ</b>' })).toEqual({ ar: 'أ' })
    expect(joinWords({ en: 'A', ar: 'أ' }, { en: 'B', fr: 'C' })).toEqual({ en: 'A – B', ar: 'أ', fr: 'C' })
    expect(joinWords({}, {})).toEqual({})
  })

  test('that are too long keep one character more, by which that is seen, and lose it with half a slot', () => {
    expect(cleanWords({ en: 'x'.repeat(3000) }).en).toHaveLength(2001)
    const just = `${'x'.repeat(1992)}{partner}`
    expect(cutWords(just.slice(1))).toBe(just.slice(1))
    expect(cutWords(just)).toBe('x'.repeat(1992))
    expect(cutWords(`${'x'.repeat(1999)}{`)).toHaveLength(2000)
    expect(cutWords(`${'x'.repeat(1999)}{}`)).toBe('x'.repeat(1999))
    expect(cutWords('y'.repeat(2001))).toBe('y'.repeat(2000))
  })

  test('that it says by itself are known in every language of the program', () => {
    expect(usualWords('yes')).toEqual({ en: 'Yes', ar: 'نعم', fr: 'Oui' })
    expect(usualWords('no')).toMatchObject({ en: 'No', ar: 'لا' })
    expect(usualWords('none')).toMatchObject({ en: 'None of these' })
    expect(usualWords('survey')).toMatchObject({ en: 'Survey' })
  })
})

describe('ids', () => {
  test.each([
    ['fair', 'fair'],
    ['a_b_', 'a_b_'],
    ['Price Paid', 'price_paid'],
    ['Über', 'uber'],
    ['1st', 'q_1st'],
    ['سؤال', 'q'],
    ['', 'q'],
    ['__proto__', 'proto'],
    ['constructor', 'q_constructor'],
    ['page', 'q_page'],
    ['a-', 'a'],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), 'x'.repeat(30)],
    [`${'x'.repeat(29)} ${'y'.repeat(29)}`, 'x'.repeat(29)],
  ])('of «%s» is %s', (text, id) => expect(makeIdGiver()(text)).toBe(id))

  test('are given once each, and never longer than a name may be', () => {
    const give = makeIdGiver(['taken'])
    expect([give('a'), give('a'), give('A'), give('a_2'), give('a')]).toEqual(['a', 'a_2', 'a_3', 'a_2_2', 'a_4'])
    expect([give('taken'), give('taken')]).toEqual(['taken_2', 'taken_3'])
    const long = 'x'.repeat(40)
    expect([give(long), give(long)]).toEqual([long, `${'x'.repeat(38)}_2`])
  })

  test('leave room for the fields beside them, which are taken then', () => {
    const give = makeIdGiver(['q_other'])
    const withOther = (id: string) => [`${id}_other`]
    expect([give('q', withOther), give('q'), give('r', withOther), give('r_other')]).toEqual([
      ...['q_2', 'q_3', 'r', 'r_other_2'],
    ])
  })
})
