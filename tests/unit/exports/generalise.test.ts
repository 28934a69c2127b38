import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generalise, type QuasiCell } from '#app/exports/generalise'

const people = (count: number, name: string) =>
  new Set(Array.from({ length: count }, (_, number) => `${name}${number}`))
const cell = (side: 'buyer' | 'supplier', name: string, category: string, count: number): QuasiCell => ({
  ...{ side, function: name, category },
  people: people(count, `${side}${name}${category}`),
})

test('what enough people share is told as it is', () => {
  const cells = [cell('buyer', 'quality', 'steel', 5), cell('supplier', 'sales', 'steel', 9)]
  const { shownOf, changed } = generalise(cells)
  expect(cells.map(shownOf)).toEqual(cells.map(({ people: _, ...own }) => own))
  expect(changed).toEqual({ category: 0, function: 0, side: 0 })
})

test('first the category is not told, and of one more where those alone would be too few', () => {
  const cells = [
    cell('buyer', 'quality', 'steel', 2),
    cell('buyer', 'quality', 'valves', 6),
    cell('buyer', 'quality', 'freight', 7),
    cell('supplier', 'sales', 'steel', 3),
    cell('supplier', 'sales', 'valves', 3),
  ]
  const { shownOf, changed } = generalise(cells)
  expect(cells.map(shownOf).map(({ category }) => category)).toEqual(['', '', 'freight', '', ''])
  expect(cells.map(shownOf).map((own) => own.function)).toEqual(['quality', 'quality', 'quality', 'sales', 'sales'])
  expect(changed).toEqual({ category: 4, function: 0, side: 0 })
})

test('then the function, then the side', () => {
  const one = [
    cell('buyer', 'quality', 'steel', 2),
    cell('buyer', 'finance', 'steel', 4),
    cell('supplier', 'sales', '', 9),
  ]
  expect(one.map(generalise(one).shownOf)).toEqual([
    { side: 'buyer', function: '', category: '' },
    { side: 'buyer', function: '', category: '' },
    { side: 'supplier', function: 'sales', category: '' },
  ])
  const two = [cell('buyer', 'quality', 'steel', 2), cell('supplier', 'sales', 'steel', 9)]
  expect(two.map(generalise(two).shownOf)).toEqual([
    { side: '', function: '', category: '' },
    { side: '', function: '', category: '' },
  ])
})

test('whatever a study looks like, nobody looks like fewer than k others, but for a study that is smaller', () => {
  const part = fc.record({
    side: fc.constantFrom('buyer' as const, 'supplier' as const),
    function: fc.constantFrom('quality', 'sales', 'finance'),
    category: fc.constantFrom('steel', 'valves', ''),
    // somebody may answer about several categories
    people: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }),
  })
  const study = fc.uniqueArray(part, { selector: (own) => `${own.side} ${own.function} ${own.category}` })
  fc.assert(
    fc.property(study, fc.integer({ min: 2, max: 6 }), (parts, k) => {
      const cells = parts.map((own) => ({ ...own, people: new Set(own.people.map((name) => `${own.side} ${name}`)) }))
      const { shownOf } = generalise(cells, k)
      const alike = new Map<string, Set<string>>()
      for (const own of cells) {
        const key = JSON.stringify(shownOf(own))
        alike.set(key, new Set([...(alike.get(key) ?? []), ...own.people]))
      }
      const all = new Set(cells.flatMap((own) => [...own.people])).size
      for (const group of alike.values()) expect(group.size).toBeGreaterThanOrEqual(Math.min(k, all))
    }),
  )
})
