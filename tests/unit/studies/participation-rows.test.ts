import { describe, expect, test } from 'vitest'
import {
  arrangeRows,
  FILE_COLUMNS,
  fileRow,
  type ParticipationRow,
  readTableChoice,
} from '#app/studies/control-room/participation-rows'

function row(code: string, values: Partial<ParticipationRow> = {}): ParticipationRow {
  return {
    ...{ relationshipId: code, side: 'buyer', code, buyerName: 'Atlas Works', supplierName: 'شركة النور' },
    ...{ people: 4, delivered: 4, waiting: 0, bounced: 0, questionnaires: 4, candidates: 0 },
    ...{ progress: { unwanted: 0, opened: 2, started: 1, submitted: 1 }, needed: 2, missingPeople: 0 },
    ...values,
  }
}

const order = (rows: ParticipationRow[], address: string) =>
  arrangeRows(rows, readTableChoice(`http://x/${address}`)).map(({ code }) => code)

describe('the table of the control room', () => {
  const done = { needed: 0, progress: { unwanted: 0, opened: 4, started: 4, submitted: 4 } }
  const hidden = { people: 1, progress: undefined, needed: undefined, missingPeople: 2 }

  test('has first what lacks people, then what lacks most answers', () => {
    const rows = [row('A', done), row('B', { needed: 1 }), row('C', hidden), row('D', { needed: 3 })]
    expect(order(rows, '')).toEqual(['C', 'D', 'B', 'A'])
    expect(order(rows, '?sort=behind&order=asc')).toEqual(['A', 'B', 'D', 'C'])
  })

  test('is sorted by any column; what is not told stands at the end either way', () => {
    const rows = [row('A', hidden), row('B', done), row('C')]
    expect(order(rows, '?sort=submitted')).toEqual(['C', 'B', 'A'])
    expect(order(rows, '?sort=submitted&order=desc')).toEqual(['B', 'C', 'A'])
    expect(order(rows, '?sort=code&order=desc')).toEqual(['C', 'B', 'A'])
    expect(order(rows, '?sort=__proto__&order=desc')).toEqual(['A', 'C', 'B'])
  })

  test('is searched by code and names of both firms, in any script', () => {
    const rows = [row('A-1'), row('B-2', { supplierName: 'Delta' })]
    expect(order(rows, `?q=${encodeURIComponent('atlas النور')}`)).toEqual(['A-1'])
    expect(order(rows, '?q=b-2')).toEqual(['B-2'])
    expect(order(rows, '?q=nobody')).toEqual([])
  })

  test('as a file has a value or nothing for each column', () => {
    const file = fileRow(row('A', hidden))
    expect(Object.keys(file)).toEqual(FILE_COLUMNS)
    expect(file).toMatchObject({ invited: 1, submitted: undefined, answers_needed: undefined, people_missing: 2 })
  })
})
