import { describe, expect, test } from 'vitest'
import { errorOfChange } from '#app/statistics/change/error-of-change'
import { reliableChange } from '#app/statistics/change/reliable-change'
import { slopesOverTime } from '#app/statistics/change/slopes-over-time'

describe('the error of a change', () => {
  test('is not defined for a spread below 0 or a reliability outside of 0 to 1, at either end it is', () => {
    expect(errorOfChange({ sdBefore: -1 }, 0.8)).toBeUndefined()
    expect(errorOfChange({ sdBefore: -1, sdAfter: 1 }, 0.8)).toBeUndefined()
    expect(errorOfChange({ sdBefore: 1, sdAfter: -1 }, 0.8)).toBeUndefined()
    expect(errorOfChange({ sdBefore: 1 }, -0.1)).toBeUndefined()
    expect(errorOfChange({ sdBefore: 1 }, 1.1)).toBeUndefined()
    expect(errorOfChange({ sdBefore: 3, sdAfter: 4 }, 0)).toBe(5)
    expect(errorOfChange({ sdBefore: 3, sdAfter: 4 }, 1)).toBe(0)
  })
})

describe('a change of one subject', () => {
  test('has a direction where it is more than error, and none at the bound', () => {
    const { smallest = 0 } = reliableChange({ before: 0, after: 1 }, 1) ?? {}
    expect(smallest).toBeCloseTo(1.96, 3)
    const directionOf = (change: number) => reliableChange({ before: 0, after: change }, 1)?.direction
    expect([3, smallest, 0, -smallest, -3].map(directionOf)).toEqual(['up', 'none', 'none', 'none', 'down'])
  })

  test('is not defined without error or for a level that is none', () => {
    expect(reliableChange({ before: 0, after: 1 }, 0)).toBeUndefined()
    for (const level of [-0.5, 0, 1])
      expect(reliableChange({ before: 0, after: 1 }, 1, level), `${level}`).toBeUndefined()
  })
})

test('a line over three points has a p of one degree of freedom, and one point has no line', () => {
  const points = [0, 1, 2].map((time) => ({ subject: 'a', time, y: [0, 2, 1][time] ?? 0 }))
  const slopes = slopesOverTime([...points, { subject: 'b', time: 0, y: 1 }])
  // R: summary(lm(c(0, 2, 1) ~ c(0, 1, 2)))
  expect(slopes.get('a')?.p).toBeCloseTo(2 / 3, 10)
  expect([...slopes.keys()]).toEqual(['a', 'b'])
  expect(slopes.get('b')).toBeUndefined()
})
