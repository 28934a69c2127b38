import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pipeText } from '#app/instruments/pipe-text'

describe('pipeText', () => {
  test('isolates the name, so that it keeps its place in a text of the other direction', () => {
    expect(pipeText('تفي {partner} بما تعدنا به.', 'Ruhr AG (1)')).toBe('تفي \u2068Ruhr AG (1)\u2069 بما تعدنا به.')
  })

  test('fills every slot', () => {
    expect(pipeText('{partner} and {partner}', 'X')).toBe('\u2068X\u2069 and \u2068X\u2069')
  })

  test.each(['$&', '$1', "$'", '$$', '{partner}', '\\', '<b>'])('takes the name %j literally', (name) => {
    expect(pipeText('{partner} treats us fairly.', name)).toBe(`\u2068${name}\u2069 treats us fairly.`)
  })

  test('takes any name literally', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(pipeText('a {partner} b', name)).toBe(`a \u2068${name}\u2069 b`)
      }),
    )
  })
})
