import { describe, expect, test } from 'vitest'
import { instrumentTextSchema } from '#app/instruments/instrument-schema'
import { type Template, templateText } from '#app/instruments/template'
import { findTemplate, listTemplates } from '#app/instruments/templates'

const core = findTemplate('relationship-core', 1) as Template

describe('templates', () => {
  test('are found by name and version', () => {
    expect(listTemplates()).toContain(core)
    expect(findTemplate('relationship-core', 999)).toBeUndefined()
    expect(findTemplate('__proto__', 1)).toBeUndefined()
  })

  test('are worded in every language that has a file', () => {
    expect([...core.texts.keys()].sort()).toEqual(['ar', 'en'])
    expect(templateText(core, 'ar').items.trust_1?.text).toBe('تتعامل {partner} معنا بإنصاف.')
  })

  test.each(['fr', '', '__proto__', 'constructor'])(
    'are worded in English where there is no file for %j',
    (language) => {
      expect(templateText(core, language)).toEqual(templateText(core, 'en'))
    },
  )

  test('have the same words for both sides unless they are worded per side', () => {
    expect(templateText(core, 'en', 'buyer')).toEqual(templateText(core, 'en', 'supplier'))
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
  const english = templateText(core, 'en')

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
