import { describe, expect, test } from 'vitest'
import { instrumentTextSchema } from '#app/instruments/instrument-schema'
import { findInstrument, instrumentLanguages, instrumentText, listInstruments } from '#app/instruments/templates'
import { coreInstrument } from './make-instrument'

const core = coreInstrument()

describe('templates', () => {
  test('are found by name and version', () => {
    expect(findInstrument('relationship-core', 1)).toBe(core)
    expect(listInstruments()).toContain(core)
    expect(findInstrument('relationship-core', 999)).toBeUndefined()
    expect(findInstrument('__proto__', 1)).toBeUndefined()
  })

  test('are worded in every language that has a file', () => {
    expect(instrumentLanguages(core).sort()).toEqual(['ar', 'en'])
    expect(instrumentText(core, 'ar').items.trust_1?.text).toBe('تتعامل {partner} معنا بإنصاف.')
  })

  test.each(['fr', '', '__proto__', 'constructor'])(
    'are worded in English where there is no file for %j',
    (language) => {
      expect(instrumentText(core, language)).toEqual(instrumentText(core, 'en'))
    },
  )

  test('have the same words for both sides unless they are worded per side', () => {
    expect(instrumentText(core, 'en', 'buyer')).toEqual(instrumentText(core, 'en', 'supplier'))
  })

  test('never tell people which time counts as unproductive', () => {
    const raw = import.meta.glob<string>('/survey-templates/*/*/*.json', {
      eager: true,
      query: '?raw',
      import: 'default',
    })
    for (const [file, text] of Object.entries(raw)) {
      if (file.endsWith('/instrument.json')) continue
      expect(text, file).not.toMatch(/productiv|منتِ?ج(ة|اً|ًا)?[\s."]|haggl|wast/i)
    }
  })
})

describe('a language file', () => {
  const english = instrumentText(core, 'en')

  test('may word an item per side', () => {
    const items = { ...english.items, trust_1: { text: { buyer: 'b', supplier: 's' } } }
    expect(instrumentTextSchema.safeParse({ ...english, items }).success).toBe(true)
  })

  test.each([
    { extra: 'x' },
    { items: { trust_1: { text: '' } } },
    { items: { trust_1: { text: 'a', colour: 'red' } } },
  ])('with %j is refused', (change) => {
    expect(instrumentTextSchema.safeParse({ ...english, ...change }).success).toBe(false)
  })
})
