import { expect, test } from 'vitest'
import { inBatches } from '#app/db/in-batches'

test('rows come in slices of at most the given size, all of them, in their order', () => {
  expect([...inBatches([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]])
  expect([...inBatches([1, 2], 2)]).toEqual([[1, 2]])
})

test('no rows are no slices', () => {
  expect([...inBatches([], 10)]).toEqual([])
})
