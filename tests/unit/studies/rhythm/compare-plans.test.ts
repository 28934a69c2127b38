import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePlans, type StoredPlan } from '#app/studies/rhythm/compare-plans'
import { planWaves } from '#app/studies/rhythm/plan-waves'
import type { BeatUnit, Rhythm } from '#app/studies/rhythm/rhythm'
import { makeRhythm } from '#tests/factories/make-rhythm'

const NOW = new Date('2026-06-01T00:00:00Z')
const TWO_YEARS = { from: NOW, until: new Date('2028-06-01T00:00:00Z') }

function store(rhythm: Rhythm, span = TWO_YEARS): StoredPlan[] {
  return planWaves(rhythm, span).map((one, place) => ({
    ...one,
    id: String(place),
    state: one.opensAt < NOW ? 'opened' : 'scheduled',
  }))
}

test('the same rhythm changes nothing', () => {
  expect(comparePlans(store(makeRhythm()), planWaves(makeRhythm(), TWO_YEARS))).toEqual({
    added: [],
    moved: [],
    removed: [],
    unchanged: 8,
  })
})

test('another hour moves the waves that are to come', () => {
  const change = comparePlans(store(makeRhythm()), planWaves(makeRhythm({ openingHour: 14 }), TWO_YEARS))
  expect(change).toMatchObject({ added: [], removed: [], unchanged: 0 })
  expect(change.moved.length).toBe(8)
  expect(change.moved[0]?.to.opensAt.toISOString()).toBe('2026-07-15T12:00:00.000Z')
})

test('from quarters to months, the waves that both have stay', () => {
  const monthly = makeRhythm({ beat: { unit: 'monthly', every: 1 } })
  const change = comparePlans(store(makeRhythm()), planWaves(monthly, TWO_YEARS))
  expect(change.added.length).toBe(16)
  expect(change).toMatchObject({ moved: [], removed: [], unchanged: 8 })
})

test('a skipped wave stays skipped, and its place is not taken again', () => {
  const stored = store(makeRhythm())
  const [first, ...others] = stored
  if (!first) throw new Error('there is no wave')
  const change = comparePlans(
    [{ ...first, state: 'skipped' }, ...others],
    planWaves(makeRhythm({ openingHour: 14 }), TWO_YEARS),
  )
  expect(change.moved.length).toBe(7)
  expect(change.added).toEqual([])
})

test('whatever the new rhythm, past waves stay as they are', () => {
  const units = fc.constantFrom<BeatUnit>('monthly', 'quarterly', 'half-yearly', 'yearly')
  const some = fc.record({
    unit: units,
    hour: fc.integer({ min: 0, max: 23 }),
    length: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(some, some, (before, after) => {
      const make = ({ unit, hour, length }: typeof before) =>
        makeRhythm({ beat: { unit, every: 1 }, openingHour: hour, length })
      const stored = store(make(before), { from: new Date('2026-01-01T00:00:00Z'), until: TWO_YEARS.until })
      const { removed, moved, added } = comparePlans(stored, planWaves(make(after), TWO_YEARS))
      const touched = [...removed, ...moved.map((one) => one.stored)]
      expect(touched.filter(({ state }) => state !== 'scheduled')).toEqual([])
      const taken = new Set(stored.filter(({ state }) => state === 'opened').map(({ slot }) => slot))
      expect(added.filter(({ slot }) => taken.has(slot))).toEqual([])
    }),
  )
})
