import { describe, expect, test } from 'vitest'
import { isPoint } from '#app/dashboards/time-row'
import { timeRows } from '#app/dashboards/time-rows'
import { transactionalTimePage } from '#app/dashboards/transactional-time'
import { makeResultTable } from './make-result-table'

const table = (code: string, buyer: string, trust: number | 'withheld', time: number | 'withheld', wave = 1) =>
  makeResultTable({
    code,
    wave,
    buyer,
    supplier: `Supplier of ${code}`,
    cells: { 'buyer.trust': trust, 'buyer.unproductive': time, 'buyer.unproductive_strict': 5 },
  })
const tables = [
  table('R1', 'Gulf', 40, 45),
  table('R2', 'Gulf', 80, 25),
  table('R3', 'Najm', 90, 20),
  table('R4', 'Najm', 70, 'withheld'),
]

describe('every relationship', () => {
  const { rows, withheld, comparison } = transactionalTimePage(tables, 'unproductive', 'relationships')

  test('is a row for each side, also where a value is withheld', () => {
    expect(rows).toHaveLength(8)
    expect(rows.find((row) => row.side === 'buyer' && row.relationship?.code === 'R4')).toMatchObject({
      trust: 70,
      unproductive: null,
    })
    expect(rows.filter(isPoint).map((row) => row.relationship?.code)).toEqual(['R1', 'R2', 'R3'])
    expect(withheld).toBe(5)
  })

  test('names who rates whom', () => {
    expect(rows.find((row) => row.side === 'supplier')).toMatchObject({
      firm: { name: 'Supplier of R1' },
      relationship: { code: 'R1', partner: 'Gulf' },
    })
  })

  test('is compared by the points that are released', () => {
    expect(comparison).toMatchObject({ n: 3, summary: { direction: 'falls', isCredible: true } })
    expect(comparison.line?.slope.estimate).toBeCloseTo(-0.5, 10)
  })

  test('can be seen by the strict measure, which is the published one', () => {
    const strict = transactionalTimePage(tables, 'unproductive_strict', 'relationships')
    expect(strict.rows.filter(isPoint).map((row) => row.unproductive)).toEqual([5, 5, 5, 5])
  })
})

describe('every firm', () => {
  test('is the mean over its relationships of which both values are released', () => {
    const { rows, withheld } = transactionalTimePage(tables, 'unproductive', 'firms')
    expect(rows).toEqual([
      {
        side: 'buyer',
        firm: { id: 'firm-Gulf', name: 'Gulf' },
        relationship: undefined,
        relationships: 2,
        trust: 60,
        unproductive: 35,
      },
      {
        side: 'buyer',
        firm: { id: 'firm-Najm', name: 'Najm' },
        relationship: undefined,
        relationships: 1,
        trust: 90,
        unproductive: 20,
      },
    ])
    expect(withheld).toBe(5)
  })

  test('keeps its views as buyer and as supplier apart', () => {
    const asBuyer = makeResultTable({ buyer: 'Gulf', cells: { 'buyer.trust': 50, 'buyer.unproductive': 30 } })
    const asSupplier = makeResultTable({
      code: 'R2',
      supplier: 'Gulf',
      buyer: 'Najm',
      cells: { 'supplier.trust': 70, 'supplier.unproductive': 10 },
    })
    const { rows } = transactionalTimePage([asBuyer, asSupplier], 'unproductive', 'firms')
    expect(rows.map(({ side, trust }) => [side, trust])).toEqual([
      ['buyer', 50],
      ['supplier', 70],
    ])
  })

  test('is not mixed with another firm of the same name', () => {
    const other = table('R5', 'Gulf', 10, 60)
    other.relationship.buyerId = 'another firm'
    expect(transactionalTimePage([...tables, other], 'unproductive', 'firms').rows).toHaveLength(3)
  })
})

describe('several waves', () => {
  test('give each relationship the mean of its released wave values', () => {
    const waves = [
      table('R1', 'Gulf', 40, 50, 1),
      table('R1', 'Gulf', 60, 'withheld', 2),
      table('R1', 'Gulf', 'withheld', 40, 3),
    ]
    const { rows } = transactionalTimePage(waves, 'unproductive', 'relationships')
    expect(rows[0]).toMatchObject({ trust: 50, unproductive: 45, relationships: 1 })
    expect(rows).toHaveLength(2)
  })
})

test('without any point there is no line and no finding', () => {
  const { comparison } = transactionalTimePage([], 'unproductive', 'relationships')
  expect(comparison).toMatchObject({ n: 0, line: undefined, summary: undefined })
})

test('the file has a row for every row of the table; a withheld one is empty and says so', () => {
  const { rows } = transactionalTimePage(tables.slice(2), 'unproductive', 'relationships')
  const [released, withheld] = timeRows(rows, { wave: 'all', measure: 'unproductive' })
  expect(released).toEqual({
    wave: 'all',
    measure: 'unproductive',
    side: 'buyer',
    firm: 'Najm',
    partner: 'Supplier of R3',
    relationship: 'R3',
    relationships: 1,
    status: 'released',
    trust: 90,
    unproductive: 20,
  })
  expect(withheld).toMatchObject({ relationship: 'R4', status: 'withheld', trust: 70, unproductive: null })
})
