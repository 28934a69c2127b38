import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldNames, pickFieldValues } from '#app/instruments/field-values'
import { coreInstrument } from './make-instrument'

const core = coreInstrument()
const pick = (form: Record<string, unknown>) => pickFieldValues(core, (name) => form[name])

describe('pickFieldValues', () => {
  test('keeps what was typed exactly as it was typed, wrong or not', () => {
    const typed = { trust_1: '9', time_hours: ' ٧٫٥ h ', time_price: 'half', time_none: '1' }
    expect(pick(typed)).toEqual(typed)
  })

  test('leaves out fields that are not the instrument’s own, empty ones and files', () => {
    expect(pick({ intent: 'save', trust_1: '', trust_2: new Blob(['x']), trust_99: '1', trust_3: '2' })).toEqual({
      trust_3: '2',
    })
  })

  test('cuts no field that a form can send', () => {
    expect(pick({ time_hours: 'x'.repeat(250_000) }).time_hours).toHaveLength(250_000)
    expect(pick({ time_hours: 'x'.repeat(300_000) }).time_hours).toHaveLength(256 * 1024)
  })

  test('marks what no database stores', () => {
    expect(pick({ time_hours: 'a\u0000b\ud800' })).toEqual({ time_hours: 'a\ufffdb\ufffd' })
  })

  test('gives what a database can store, and picking again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6000 }), (text) => {
        const once = pick({ time_hours: `${text}\u0000\ud800` })
        expect(JSON.stringify(once)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        expect(pick(once)).toEqual(once)
      }),
    )
  })
})

test('the fields of a form are its items, the parts of its sums and their ticks', () => {
  expect(fieldNames(core)).toHaveLength(9 + 1 + 10 + 1)
  expect(fieldNames(core)).toContain('time_none')
  expect(fieldNames(core)).not.toContain('time')
})
