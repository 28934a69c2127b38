import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pipeText } from '#app/instruments/pipe-text'

describe('pipeText', () => {
  test('isolates the name, so that it keeps its place in a text of the other direction', () => {
    expect(pipeText('تفي {partner} بما تعدنا به.', { partner: 'Ruhr AG (1)' })).toBe(
      'تفي \u2068Ruhr AG (1)\u2069 بما تعدنا به.',
    )
  })

  test('fills every slot', () => {
    expect(pipeText('{partner} and {partner}', { partner: 'X' })).toBe('\u2068X\u2069 and \u2068X\u2069')
  })

  test.each(['$&', '$1', "$'", '$$', '{partner}', '\\', '<b>'])('takes the name %j literally', (name) => {
    expect(pipeText('{partner} treats us fairly.', { partner: name })).toBe(`\u2068${name}\u2069 treats us fairly.`)
  })

  test('puts in the number of the wave', () => {
    expect(pipeText('{wave} / {partner} / {wave}', { partner: '{wave}', wave: '٣' })).toBe('٣ / \u2068{wave}\u2069 / ٣')
  })

  test('takes any name literally', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(pipeText('a {partner} b', { partner: name })).toBe(`a \u2068${name}\u2069 b`)
      }),
    )
  })
})
