import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderItems } from '#app/instruments/order-items'

const items = ['trust_1', 'trust_2', 'trust_3', 'trust_4', 'trust_5'].map((id) => ({ id }))
const idsFor = (seed: string, of = items) => orderItems(of, seed).map((item) => item.id)

describe('orderItems', () => {
  test('neither loses nor doubles an item, and gives one person the same order each time', () => {
    const lists = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 30 })
    fc.assert(
      fc.property(lists, fc.string(), (ids, seed) => {
        const given = ids.map((id) => ({ id }))
        const ordered = idsFor(seed, given)
        expect([...ordered].sort()).toEqual([...ids].sort())
        expect(idsFor(seed, [...given].reverse())).toEqual(ordered)
      }),
    )
  })

  test('keeps the order of the others when an item is added', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const more = [...items, { id: 'trust_6' }]
        expect(idsFor(seed, more).filter((id) => id !== 'trust_6')).toEqual(idsFor(seed))
      }),
    )
  })

  test('puts every item in every place about equally often, for seeds that differ in their end only', () => {
    const people = 5000
    const counts = new Map<string, number>()
    for (let person = 0; person < people; person++)
      for (const [place, id] of idsFor(`0193a1b2-0000-7000-8000-${String(person).padStart(12, '0')}`).entries())
        counts.set(`${id} ${place}`, (counts.get(`${id} ${place}`) ?? 0) + 1)
    expect(counts.size).toBe(25)
    // expected 1000 each, standard deviation 28
    for (const count of counts.values()) expect(Math.abs(count - people / 5)).toBeLessThan(150)
  })
})
