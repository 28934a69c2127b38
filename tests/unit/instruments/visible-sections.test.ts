import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visibleSections } from '#app/instruments/visible-sections'
import { coreInstrument } from './make-instrument'

const core = coreInstrument()
const sumOf = (seed: string) =>
  visibleSections(core, seed)
    .flatMap((section) => section.items)
    .find((item) => item.kind === 'constant_sum')

describe('visibleSections', () => {
  test('keeps sections in place and shuffles agreement items within them', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const sections = visibleSections(core, seed)
        expect(sections.map((section) => section.id)).toEqual(['trust', 'dependence', 'time'])
        for (const [index, section] of sections.entries())
          expect(section.items.map((item) => item.id).sort()).toEqual(
            core.sections[index]?.items.map((item) => item.id).sort(),
          )
      }),
    )
  })

  test('asks the hours before the shares, in every order', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(visibleSections(core, seed)[2]?.items.map((item) => item.id)).toEqual(['time_hours', 'time'])
      }),
    )
  })

  test('shuffles shares within their group, never across', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const ids = sumOf(seed)?.parts.map((part) => part.id) ?? []
        expect(ids.slice(0, 3).sort()).toEqual(['time_blame', 'time_contract', 'time_price'])
        expect(ids.slice(3, 5).sort()).toEqual(['time_expediting', 'time_inspection'])
        expect(ids.slice(5, 9).sort()).toEqual(['time_design', 'time_ideas', 'time_planning', 'time_quality'])
        expect(ids[9]).toBe('time_other')
      }),
    )
  })

  test('different people see different orders', () => {
    const orders = new Set(
      Array.from({ length: 50 }, (_, person) =>
        visibleSections(core, `person ${person}`)[0]
          ?.items.map((item) => item.id)
          .join(),
      ),
    )
    expect(orders.size).toBeGreaterThan(20)
  })

  test('leaves the instrument as it was', () => {
    const before = JSON.stringify(core)
    visibleSections(core, 'someone')
    expect(JSON.stringify(core)).toBe(before)
  })
})
