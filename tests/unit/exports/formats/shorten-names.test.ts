import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortenNames } from '#app/exports/formats/shorten-names'

const RESERVED = /^(if|in|with)$/
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,47}$/)

test('names are short enough, no words of the program, and each there once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(name, fc.constantFrom('if', 'if_', 'a'.repeat(33), 'a'.repeat(34)))),
      (names) => {
        const short = shortenNames(names, 32, RESERVED)
        expect(new Set(short).size).toBe(names.length)
        for (const one of short) expect(one).toMatch(/^(?!(if|in|with)$)[a-z][a-z0-9_]{0,31}$/)
      },
    ),
  )
})

test('a name that can stay stays', () => {
  expect(shortenNames(['trust_1', 'x'.repeat(32)], 32, RESERVED)).toEqual(['trust_1', 'x'.repeat(32)])
})

test('a word of the program gets a sign behind it', () => {
  expect(shortenNames(['if', 'in'], 32, RESERVED)).toEqual(['if_', 'in_'])
})

test('a long name is shortened in the same way whatever stands beside it', () => {
  const long = `${'transactional_time_'.repeat(2)}buyer`
  const [alone] = shortenNames([long], 32, RESERVED)
  expect(shortenNames(['a', `${long}_too`, long], 32, RESERVED)).toContain(alone)
})
