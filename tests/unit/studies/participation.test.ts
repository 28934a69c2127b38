import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CountedCell,
  fewestToldOf,
  type ParticipationCounts,
  type Side,
  tellParticipation,
  type WavePromise,
} from '#app/studies/control-room/participation'

const SHARED: WavePromise = { audience: 'shared', minimumGroupSize: 3 }

function counts(people: number, submitted = 0): ParticipationCounts {
  const started = Math.min(people, submitted + 1)
  return {
    ...{ people, delivered: people, waiting: 0, bounced: 0, unwanted: 0, opened: started },
    ...{ questionnaires: people, started, submitted },
  }
}

function cell(relationshipId: string, side: Side, people: number, submitted = 0): CountedCell {
  return { relationshipId, side, counts: counts(people, submitted), candidates: 0 }
}

function sum(cells: CountedCell[]): ParticipationCounts {
  const total = counts(0)
  for (const { counts: own } of cells)
    for (const name of Object.keys(total) as (keyof ParticipationCounts)[]) total[name] += own[name]
  return total
}

function tell(wave: WavePromise, cells: CountedCell[]) {
  const of = (side: Side) => sum(cells.filter((one) => one.side === side))
  return tellParticipation(wave, { total: sum(cells), sides: { buyer: of('buyer'), supplier: of('supplier') }, cells })
}

describe('how far people went', () => {
  test('is told of a side with as many people as results need, with how many answers lack', () => {
    const told = tell(SHARED, [cell('a', 'buyer', 4, 1), cell('a', 'supplier', 3, 3)])
    expect(told.cells).toMatchObject([
      { progress: { opened: 2, started: 2, submitted: 1 }, needed: 2, missingPeople: 0 },
      { progress: { submitted: 3 }, needed: 0, missingPeople: 0 },
    ])
    expect(told.total.progress).toMatchObject({ submitted: 4 })
  })

  test('is not told of one person or two, and neither is what could be subtracted to find them', () => {
    const told = tell(SHARED, [
      ...[cell('a', 'buyer', 1, 1), cell('b', 'buyer', 3), cell('c', 'buyer', 5)],
      ...[cell('a', 'supplier', 3), cell('b', 'supplier', 3)],
    ])
    expect(told.cells.map(({ progress }) => progress !== undefined)).toEqual([false, false, true, true, true])
    expect(told.sides.buyer.progress).toBeDefined()
    expect(told.cells[0]).toMatchObject({ needed: undefined, missingPeople: 2, people: 1 })
  })

  test('is told of neither side where one has too few people, for the whole is known', () => {
    const told = tell(SHARED, [cell('a', 'buyer', 2, 1), cell('a', 'supplier', 9, 4)])
    expect(told.sides.buyer.progress).toBeUndefined()
    expect(told.sides.supplier.progress).toBeUndefined()
    expect(told.cells.every(({ progress }) => progress === undefined)).toBe(true)
    expect(told.total.progress).toBeDefined()
  })

  test('is told of three people at least, also where a result may stand on one answer', () => {
    const attributed: WavePromise = { audience: 'attributed', minimumGroupSize: 1 }
    expect(fewestToldOf(attributed)).toBe(3)
    const told = tell(attributed, [cell('a', 'buyer', 2, 1), cell('b', 'buyer', 1), cell('c', 'buyer', 3, 0)])
    expect(told.cells.map(({ needed }) => needed)).toEqual([undefined, undefined, 1])
  })

  test('of a pooled study says nothing of what a single relationship lacks', () => {
    const told = tell({ audience: 'pooled', minimumGroupSize: 5 }, [cell('a', 'buyer', 6, 2), cell('a', 'supplier', 5)])
    expect(told.cells).toMatchObject([
      { needed: undefined, missingPeople: 0, progress: { submitted: 2 } },
      { needed: undefined, missingPeople: 0 },
    ])
  })

  test('of a side on which nobody is asked there is nothing to hide, and people to find', () => {
    const told = tell(SHARED, [cell('a', 'buyer', 3), cell('a', 'supplier', 0)])
    expect(told.cells[1]).toMatchObject({ progress: { submitted: 0 }, needed: 3, missingPeople: 3 })
    expect(told.sides.buyer.progress).toBeDefined()
  })

  test('never leaves a rest of fewer people than results need', () => {
    const cells = fc.array(
      fc.record({ side: fc.constantFrom<Side>('buyer', 'supplier'), people: fc.nat(9), submitted: fc.nat(9) }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 6 }), (made, minimumGroupSize) => {
        const wave: WavePromise = { audience: 'shared', minimumGroupSize }
        const told = tell(
          wave,
          made.map(({ side, people, submitted }, at) => cell(String(at), side, people, Math.min(people, submitted))),
        )
        const fewest = fewestToldOf(wave)
        for (const { progress, people } of told.cells) if (progress) expect(people === 0 || people >= fewest).toBe(true)
        const restOf = (parts: typeof told.cells) => {
          const hidden = parts.filter(({ progress }) => !progress).reduce((all, { people }) => all + people, 0)
          const isAll = parts.every(({ progress, people }) => !progress || people === 0)
          return isAll || hidden === 0 || hidden >= fewest
        }
        expect(restOf(told.cells)).toBe(true)
        for (const side of ['buyer', 'supplier'] as const)
          if (told.sides[side].progress) expect(restOf(told.cells.filter((one) => one.side === side))).toBe(true)
      }),
    )
  })
})
