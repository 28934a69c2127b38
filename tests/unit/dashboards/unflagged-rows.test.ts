import { expect, test } from 'vitest'
import { unflaggedFileRows, unflaggedRows } from '#app/dashboards/unflagged-rows'
import { fromReleaseStore } from '#app/disclosure/release'

function pairOf(index: string, all: object, unflagged: object) {
  const cell = (scope: string, value: object) => {
    const place = { side: 'buyer', scope, scopeKey: '', function: '', measure: 'level' }
    const [made] = fromReleaseStore({ ...place, cells: { [index]: value } })
    if (!made) throw new Error('a row of one cell has one')
    return made
  }
  const of = { wave: 2, side: 'buyer', index } as const
  return { ...of, all: cell('portfolio', all), unflagged: cell('unflagged', unflagged) }
}

test('what flagged responses move is the mean without them less the mean of all, where both are told', () => {
  const rows = unflaggedRows([
    pairOf('dependence', { n: 20, mean: 50 }, { reason: 'complement' }),
    pairOf('trust', { n: 20, mean: 60 }, { n: 10, nTo: 19, mean: 63 }),
  ])
  expect(rows.map(({ index, difference }) => [index, difference])).toEqual([
    ['trust', 3],
    ['dependence', null],
  ])
  expect(unflaggedFileRows(rows)).toEqual([
    {
      ...{ wave: 2, side: 'buyer', index: 'trust', n: 20, n_to: null, n_effective: null, mean: 60 },
      ...{ unflagged_n: 10, unflagged_n_to: 19, unflagged_n_effective: null, unflagged_mean: 63, difference: 3 },
    },
    { wave: 2, side: 'buyer', index: 'dependence', n: 20, n_to: null, n_effective: null, mean: 50, difference: null },
  ])
})
