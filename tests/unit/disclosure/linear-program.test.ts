import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf } from './linear-program'

test('a sum lies between what the limits leave open', () => {
  // 2 ≤ x + y ≤ 3, both up to 2
  const limits = {
    rows: [
      [1, 1],
      [-1, -1],
    ],
    limits: [3, -2],
    most: [2, 2],
  }
  expect(boundsOf(limits, [1, 0])).toEqual([0, 2])
  expect(boundsOf(limits, [1, 1])).toEqual([2, 3])
  expect(boundsOf({ ...limits, most: [0.5, 2] }, [0, 1])).toEqual([1.5, 2])
  expect(boundsOf({ ...limits, most: [0.5, 1] }, [1, 0])).toBeUndefined()
})

test('finds what trying every corner finds', () => {
  const whole = (min: number, max: number) => fc.integer({ min, max })
  const program = fc.record({
    rows: fc.array(fc.tuple(whole(-3, 3), whole(-3, 3)), { minLength: 1, maxLength: 5 }),
    point: fc.tuple(whole(0, 10), whole(0, 10)),
    slack: fc.array(whole(0, 4), { minLength: 5, maxLength: 5 }),
    weights: fc.tuple(whole(0, 3), whole(0, 3)),
  })
  fc.assert(
    fc.property(program, ({ rows, point, slack, weights }) => {
      // limits that the point keeps
      const limits = rows.map(([a, b], place) => a * point[0] + b * point[1] + (slack[place] ?? 0))
      const borders = [
        ...rows.map(([a, b], place) => [a, b, limits[place] ?? 0] as const),
        ...([
          [1, 0, 10],
          [0, 1, 10],
          [-1, 0, 0],
          [0, -1, 0],
        ] as const),
      ]
      const corners = borders.flatMap(([a, b, c]) =>
        borders.flatMap(([d, e, f]) => {
          const by = a * e - b * d
          if (by === 0) return []
          const [x, y] = [(c * e - b * f) / by, (a * f - c * d) / by]
          return borders.every(([p, q, most]) => p * x + q * y <= most + 1e-9) ? [weights[0] * x + weights[1] * y] : []
        }),
      )
      const [low, high] = boundsOf({ rows, limits, most: [10, 10] }, weights) ?? []
      expect(low).toBeCloseTo(Math.min(...corners), 6)
      expect(high).toBeCloseTo(Math.max(...corners), 6)
    }),
  )
})
