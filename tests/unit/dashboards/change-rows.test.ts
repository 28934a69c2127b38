import { expect, test } from 'vitest'
import { changeRows } from '#app/dashboards/change-rows'
import { makeResultTable } from './make-result-table'

const moved = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half })
const row = (cells: Parameters<typeof makeResultTable>[0] extends { cells?: infer C } | undefined ? C : never) =>
  changeRows([makeResultTable({ wave: 1 }), makeResultTable({ wave: 2, cells })])[0]

test('a movement is judged only beyond chance, and by what is better for the index', () => {
  const indicative = 1
  expect(row({ 'buyer.trust.change': { ...moved(-6, 2), indicative } })).toMatchObject({
    ...{ isSamePeople: false, changeIs: 'worse' },
  })
  expect(row({ 'buyer.trust.change': { ...moved(-6, 7), indicative } })?.changeIs).toBeUndefined()
  expect(row({ 'buyer.unproductive.trend': moved(-6, 2) })).toMatchObject({ trendIs: 'better' })
  expect(row({ 'buyer.dependence.trend': moved(-6, 2) })).toMatchObject({ trendIs: 'other' })
  expect(row({ 'buyer.trust.trend': { mean: -6 } })?.trendIs).toBeUndefined()
})

test('nor is one that is not a reliable change, whatever its own interval says', () => {
  const change = (indicative: number) => row({ 'buyer.trust.change': { ...moved(-6, 2), indicative } })?.changeIs
  expect(change(7)).toBeUndefined()
  expect(change(6)).toBeUndefined()
  expect(change(5.9)).toBe('worse')
  // where too few answered in the whole wave for anybody to say what is reliable
  expect(row({ 'buyer.trust.change': moved(-6, 2) })?.changeIs).toBeUndefined()
  // of groups the interval says enough: it holds what relationships differ by
  const tables = [makeResultTable({ wave: 2, cells: { 'buyer.trust.change': moved(-6, 2) } })]
  expect(changeRows(tables, 'interval')).toMatchObject([{ changeIs: 'worse' }])
})

test('the same people come before all who answered', () => {
  const both = row({ 'buyer.trust.change': moved(-6, 2), 'buyer.trust.panel-change': moved(1, 4) })
  expect(both).toMatchObject({ isSamePeople: true, change: { mean: 1 } })
})

test('a value over several waves is the last one that could be told', () => {
  const tables = [
    makeResultTable({ wave: 1, cells: { 'buyer.trust.roll-up': 50 } }),
    makeResultTable({ wave: 2, cells: { 'buyer.trust.roll-up': 60 } }),
    makeResultTable({ wave: 3, cells: { 'buyer.trust': 'withheld' } }),
  ]
  expect(changeRows(tables)).toMatchObject([{ now: { status: 'withheld' }, rollUp: { mean: 60 }, rollUpWave: 2 }])
})

test('what does not move and has nothing over several waves is left out', () => {
  expect(changeRows([makeResultTable({ cells: { 'buyer.trust': 60 } })])).toEqual([])
  expect(changeRows([])).toEqual([])
})
