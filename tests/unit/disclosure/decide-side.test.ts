import { describe, expect, test } from 'vitest'
import { bandOf } from '#app/disclosure/round-value'
import { decideSide } from '#app/disclosure/suppression/decide-side'
import { isThere, readValues } from '#tests/reference/r-values'

const hasCases = isThere('disclosure_cases.json', 'recorded disclosure cases')

interface Case {
  respondents: Record<string, number>
  k: number
  side_total: number
  below_k: string[]
  most_functions_that_can_be_shown: number
}
const cases: Case[] = hasCases ? readValues('disclosure_cases.json').cases : []

function decide({ respondents, k }: Pick<Case, 'respondents' | 'k'>) {
  const contributions = Object.entries(respondents).flatMap(([name, count]) =>
    Array.from({ length: count }, (_, number) => ({
      person: `${name} ${number}`,
      firm: 'Gulf',
      function: name,
      isMatched: true,
    })),
  )
  const { level, functions } = decideSide(contributions, { minimumPeople: k, minimumFirms: 1, maximumFirmShare: 1 })
  const shown = [...functions].flatMap(([name, decision]) => (decision === 'released' ? [name] : []))
  return { level, functions, shown }
}

describe('functions of one side', () => {
  test.runIf(hasCases)('as many are shown as the exact solution shows, in every recorded case', () => {
    expect(cases.length).toBe(32)
    for (const one of cases) {
      const { level, shown, functions } = decide(one)
      const place = JSON.stringify(one.respondents)
      expect(level === 'released', place).toBe(one.side_total >= one.k)
      expect(shown.length, place).toBe(one.most_functions_that_can_be_shown)
      expect(
        one.below_k.filter((name) => functions.get(name) !== 'minimum'),
        place,
      ).toEqual([])
      const rest = one.side_total - shown.reduce((sum, name) => sum + (one.respondents[name] ?? 0), 0)
      expect(shown.length === 0 || rest === 0 || rest >= one.k, place).toBe(true)
    }
  })

  test('three, three and one: the total and one function are shown, else the one could be computed', () => {
    const { level, functions } = decide({ respondents: { quality: 1, purchasing: 3, engineering: 3 }, k: 3 })
    expect(level).toBe('released')
    expect([...functions]).toEqual([
      ['engineering', 'released'],
      ['purchasing', 'complement'],
      ['quality', 'minimum'],
    ])
  })
})

test('bands of people begin at the minimum and never hold a single number', () => {
  expect([3, 4, 5, 9, 10, 19, 20, 31].map((n) => bandOf(n, 3))).toEqual([
    ...[1, 2].map(() => ({ n: 3, nTo: 4 })),
    ...[1, 2].map(() => ({ n: 5, nTo: 9 })),
    ...[1, 2].map(() => ({ n: 10, nTo: 19 })),
    { n: 20, nTo: undefined },
    { n: 31, nTo: undefined },
  ])
  for (let minimum = 3; minimum <= 10; minimum += 1)
    for (let n = minimum; n < 20; n += 1) {
      const { n: from, nTo = 0 } = bandOf(n, minimum)
      expect(from).toBeGreaterThanOrEqual(minimum)
      expect(nTo - from).toBeGreaterThan(0)
      expect(n >= from && n <= nTo).toBe(true)
    }
})
