import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeNumberSet } from '#app/trust/number-set'

const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b)

test('holds what a set holds, few numbers or many, close to each other or apart', () => {
  const some = fc.oneof(
    fc.array(fc.nat(30), { maxLength: 200 }),
    fc.array(fc.nat(3000), { maxLength: 2000 }),
    fc.array(fc.nat(1_000_000), { maxLength: 500 }),
  )
  fc.assert(
    fc.property(some, some, (first, second) => {
      const set = makeNumberSet()
      for (const number of first) set.add(number)
      expect(set.size).toBe(new Set(first).size)
      expect([...set]).toEqual(sorted(first))
      for (const number of second) set.add(number)
      expect([...set]).toEqual(sorted([...first, ...second]))
      expect(set.size).toBe(sorted([...first, ...second]).length)
    }),
  )
})

test('the same number many times takes no more room than once', () => {
  const set = makeNumberSet()
  for (let round = 0; round < 100_000; round += 1) set.add(round % 3)
  expect([...set]).toEqual([0, 1, 2])
})
