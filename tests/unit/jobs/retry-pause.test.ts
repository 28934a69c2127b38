import { expect, test } from 'vitest'
import { retryPause } from '#app/jobs/retry-pause'

test('pauses grow from a minute to two hours, and end after three days', () => {
  const pauses: number[] = []
  for (let attempt = 1; ; attempt++) {
    const pause = retryPause(attempt)
    if (pause === undefined) break
    pauses.push(pause)
  }
  expect(pauses.slice(0, 4)).toEqual([60, 120, 240, 480])
  expect(pauses.every((pause, index) => pause >= (pauses[index - 1] ?? 0) && pause <= 2 * 3600)).toBe(true)
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3600
  expect(hours).toBeGreaterThanOrEqual(72)
  expect(hours).toBeLessThan(75)
})
