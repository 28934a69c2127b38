// Whoever holds every figure that was ever told over workspaces, and knows their own, can tell of no fewer than five others.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Mark, markOf, mayTell, poolQuartiles, quarterOf } from '#app/disclosure/benchmarks/pooled-figures'
import { attack } from './attacker'

const WORKSPACES = 16
const QUARTERS = 8

/** In each quarter: which wave a workspace shares, none where it does not. Three of four quarters bring a new one. */
const history = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: QUARTERS }),
      until: fc.integer({ min: 1, max: QUARTERS + 4 }),
      publishes: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: QUARTERS, maxLength: QUARTERS }),
    }),
    { minLength: 9, maxLength: WORKSPACES },
  )
  .map((workspaces) =>
    Array.from({ length: QUARTERS }, (_, quarter) =>
      workspaces.flatMap(({ from, until, publishes }, number) => {
        if (quarter < from || quarter >= until) return []
        const wave = publishes.slice(0, quarter + 1).filter((one) => one === 0).length
        return [markOf({ workspace: `w${number}`, wave: String(wave) })]
      }),
    ),
  )

const workspaceOf = (mark: Mark) => mark.slice(0, mark.indexOf(':'))

/** Who can be told of, by the one who knows what `knower` shared; figures are taken for exact sums. */
function attackAs(knower: string, told: readonly Mark[][]) {
  const unknowns = new Map(told.flat().map((mark) => [mark, [workspaceOf(mark)]]))
  const sums = told.map((marks) => new Map(marks.flatMap((mark) => (workspaceOf(mark) === knower ? [] : [[mark, 1]]))))
  return attack(sums, unknowns, 5)
}

function tell(quarters: readonly Mark[][], rule: typeof mayTell): Mark[][] {
  const told: Mark[][] = []
  for (const marks of quarters) if (rule(told, marks)) told.push(marks)
  return told
}

test('no workspace can tell of fewer than five others, whatever came, went and was published anew', () => {
  const told: number[] = []
  fc.assert(
    fc.property(history, (quarters) => {
      const figures = tell(quarters, mayTell)
      told.push(figures.length)
      for (const knower of ['nobody', ...new Set(figures.flat().map(workspaceOf))])
        expect(attackAs(knower, figures)).toBeUndefined()
    }),
    { numRuns: 150, seed: 20261204 },
  )
  // and not because nothing is told
  expect(told.filter((count) => count > 1).length).toBeGreaterThan(10)
})

test('the attacker finds somebody where figures are told from six workspaces on and nothing else is asked', () => {
  const naive: typeof mayTell = (_, marks) => marks.length >= 6
  const found = fc
    .sample(history, { numRuns: 300, seed: 20261204 })
    .filter((quarters) => attackAs('nobody', tell(quarters, naive)))
  expect(found.length).toBeGreaterThan(5)
})

const marks = (names: string, wave = '1') => [...names].map((workspace) => markOf({ workspace, wave }))

test.each([
  ['five workspaces are too few: one of them knows its own', [], marks('abcde'), false],
  ['six are enough', [], marks('abcdef'), true],
  ['nothing new is told again', [marks('abcdef')], marks('abcdef'), true],
  ['one that comes waits for others', [marks('abcdef')], marks('abcdefg'), false],
  ['six that come are enough', [marks('abcdef')], marks('abcdefghijkl'), true],
  ['one that goes is not told of', [marks('abcdefghijkl')], marks('bcdefghijkl'), false],
  [
    'one with a new wave waits for others',
    [marks('abcdefghijkl')],
    [...marks('a', '2'), ...marks('bcdefghijkl')],
    false,
  ],
  ['six with a new wave are enough', [marks('abcdefghijkl')], [...marks('abcdef', '2'), ...marks('ghijkl')], true],
  [
    'a quarter is held against all before it, not the last one alone',
    [marks('abcdef'), marks('abcdefghijkl')],
    [...marks('bcdef'), ...marks('l')],
    false,
  ],
] as const)('%s', (_, earlier, now, expected) => {
  expect(mayTell(earlier, now)).toBe(expected)
})

test('each workspace weighs the same, and quartiles are told in steps of five', () => {
  const large = { values: Array.from({ length: 500 }, () => 90) }
  const small = Array.from({ length: 5 }, () => ({ values: [41, 42, 43] }))
  expect(poolQuartiles([large, ...small])).toEqual({ low: 40, median: 40, high: 45 })
  // quantile(quantile(c(0, 89.5), (0:99 + .5) / 100), 1:3 / 4): 22.6, 44.75, 66.9
  expect(poolQuartiles([{ values: [0, 89.5] }])).toEqual({ low: 25, median: 45, high: 65 })
  expect(poolQuartiles([])).toBeUndefined()
})

test('a quarter is named by its year and number', () => {
  expect(
    ['2026-01-01T00:00:00Z', '2026-06-30T23:59:59Z', '2026-12-31T00:00:00Z'].map((day) => quarterOf(new Date(day))),
  ).toEqual(['2026-Q1', '2026-Q2', '2026-Q4'])
})
