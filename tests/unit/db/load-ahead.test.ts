import { expect, test } from 'vitest'
import { loadAhead } from '#app/db/load-ahead'

test('the next one is loaded while the one before is worked on, and no other', async () => {
  const seen: string[] = []
  const load = async (item: number) => {
    seen.push(`load ${item}`)
    return item * 10
  }
  for await (const loaded of loadAhead([1, 2, 3], load)) seen.push(`use ${loaded}`)
  expect(seen).toEqual(['load 1', 'load 2', 'use 10', 'load 3', 'use 20', 'use 30'])
})

test('more are loaded meanwhile where that is asked for', async () => {
  const seen: string[] = []
  const load = async (item: number) => {
    seen.push(`load ${item}`)
    return item * 10
  }
  for await (const loaded of loadAhead([1, 2, 3, 4], load, 2)) seen.push(`use ${loaded}`)
  expect(seen).toEqual(['load 1', 'load 2', 'load 3', 'use 10', 'load 4', 'use 20', 'use 30', 'use 40'])
})

test('a failure is met at its place', async () => {
  const used: number[] = []
  const load = async (item: number) => {
    if (item === 2) throw new Error('the connection is gone')
    return item
  }
  const run = async () => {
    for await (const loaded of loadAhead([1, 2, 3], load)) used.push(loaded)
  }
  await expect(run()).rejects.toThrow('the connection is gone')
  expect(used).toEqual([1])
})

test('of nothing nothing is loaded', async () => {
  const load = () => Promise.reject(new Error('never asked'))
  for await (const _ of loadAhead([], load)) expect.unreachable()
})
