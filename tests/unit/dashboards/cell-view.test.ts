import { expect, test } from 'vitest'
import { meanOf, viewCell } from '#app/dashboards/cell-view'
import { makeResultTable } from './make-result-table'

test('a released value comes with its interval and how many people answered', () => {
  const table = makeResultTable({ cells: { 'buyer.trust': { mean: 61.5, n: 4, low: 50, high: 73 } } })
  const view = viewCell(table.cell('buyer', 'trust'))
  expect(view).toEqual({
    status: 'released',
    n: 4,
    nTo: null,
    mean: 61.5,
    low: 50,
    high: 73,
    waves: null,
    indicative: null,
    effectiveN: null,
  })
  expect(meanOf(view)).toBe(61.5)
})

test('a single answer has a value without interval', () => {
  const table = makeResultTable({ cells: { 'buyer.trust': { mean: 61.5, n: 1 } } })
  expect(viewCell(table.cell('buyer', 'trust'))).toMatchObject({ low: null, high: null })
})

test('a withheld value says nothing else, not even why', () => {
  const table = makeResultTable({ cells: { 'buyer.trust': 'withheld' } })
  const view = viewCell(table.cell('buyer', 'trust'))
  expect(view).toEqual({ status: 'withheld' })
  expect(meanOf(view)).toBeNull()
})

test('a value that was never stored looks like a withheld one', () => {
  expect(viewCell(undefined)).toEqual({ status: 'withheld' })
})
