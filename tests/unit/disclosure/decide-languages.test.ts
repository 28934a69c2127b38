import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideLanguages } from '#app/disclosure/suppression/decide-languages'
import type { Contribution } from '#app/disclosure/suppression/release-partition'

const RULE = { minimumPeople: 20, minimumFirms: 1, maximumFirmShare: 1 }
const LANGUAGES = ['ar', 'en', 'fr']

function groupsOf(sizes: Record<string, number>): Map<string, Contribution[]> {
  let next = 0
  return new Map(
    Object.entries(sizes).map(([language, size]) => [
      language,
      Array.from({ length: size }, () => ({ person: String(next++), firm: 'F' })),
    ]),
  )
}

function decide(sizes: Record<string, number>) {
  const { total, languages } = decideLanguages(groupsOf(sizes), LANGUAGES, RULE)
  return { total, ...Object.fromEntries(languages) }
}

describe('values by language', () => {
  test('are shown where each language has enough people', () => {
    expect(decide({ en: 200, ar: 30 })).toEqual({ total: 'released', en: 'released', ar: 'released', fr: 'minimum' })
  })

  test('withhold the large language too where the rest would be a few people', () => {
    expect(decide({ en: 200, ar: 5 })).toEqual({ total: 'released', en: 'complement', ar: 'minimum', fr: 'minimum' })
    expect(decide({ en: 200, ar: 30, fr: 4 })).toMatchObject({ en: 'released', ar: 'complement', fr: 'minimum' })
  })

  test('of one size come by name, in whatever order they are asked about', () => {
    for (const asked of [LANGUAGES, [...LANGUAGES].reverse(), ['en', 'fr', 'ar']]) {
      const { languages } = decideLanguages(groupsOf({ fr: 4, en: 25, ar: 25 }), asked, RULE)
      expect([languages.get('ar'), languages.get('en')]).toEqual(['released', 'complement'])
    }
  })

  test('count an answer in a language that has no row of its own', () => {
    expect(decide({ en: 200, de: 4 })).toMatchObject({ total: 'released', en: 'complement' })
  })

  test('look the same for nobody and for too few', () => {
    expect(decide({})).toEqual(decide({ en: 3, ar: 1 }))
  })

  test('leave no combination of languages by which a few people could be told', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)), ([ar, en, fr]) => {
        const sizes: Record<string, number> = { ar, en, fr }
        const decided: Record<string, string> = decide(sizes)
        const shown = LANGUAGES.filter((language) => decided[language] === 'released')
        for (const language of shown) expect(sizes[language]).toBeGreaterThanOrEqual(20)
        if (decided.total !== 'released') return
        const rest = ar + en + fr - shown.reduce((sum, language) => sum + (sizes[language] ?? 0), 0)
        expect(rest === 0 || rest >= 20).toBe(true)
      }),
    )
  })
})

test('somebody who answers in two languages is one person of the total', () => {
  const groups = new Map([
    ['en', Array.from({ length: 20 }, (_, person) => ({ person: String(person), firm: 'F' }))],
    ['ar', Array.from({ length: 20 }, (_, person) => ({ person: String(person), firm: 'F' }))],
  ])
  const { total, people } = decideLanguages(groups, LANGUAGES, RULE)
  expect([total, people.get(''), people.get('en')]).toEqual(['released', 20, 20])
})
