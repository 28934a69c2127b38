import { describe, expect, test } from 'vitest'
import { COEFFICIENTS } from '#app/trust/measured-values'
import { AGREEMENT_GRADES, reachesLimit } from '#app/trust/measurement-limits'

describe('usual limits', () => {
  test.each([
    ...(['alpha', 'omega_ml', 'omega_minres', 'composite_reliability', 'icc2'] as const).map(
      (name) => [name, 0.7] as const,
    ),
    ...[['ave', 0.5] as const, ['cfi', 0.95] as const, ['tli', 0.95] as const],
  ])('%s is at least %s', (name, limit) => {
    expect([limit - 0.01, limit, limit + 0.01].map((value) => reachesLimit(name, value))).toEqual([false, true, true])
  })

  test.each([['rmsea', 0.06] as const, ['srmr', 0.08] as const])('%s is at most %s', (name, limit) => {
    expect([limit - 0.01, limit, limit + 0.01].map((value) => reachesLimit(name, value))).toEqual([true, true, false])
  })

  test('are those of the sources, of no other coefficient and of no value that is not there', () => {
    const limited = COEFFICIENTS.filter((name) => reachesLimit(name, 1) !== undefined)
    expect(limited).toEqual([
      ...['alpha', 'omega_minres', 'omega_ml', 'composite_reliability', 'ave', 'cfi', 'tli', 'rmsea', 'srmr', 'icc2'],
    ])
    expect(COEFFICIENTS.map((name) => reachesLimit(name, null))).toEqual(COEFFICIENTS.map(() => undefined))
  })

  test('of agreement rise', () => {
    const from = AGREEMENT_GRADES.map((grade) => grade.from)
    expect(from).toEqual([0, 0.3, 0.5, 0.7, 0.9])
  })
})
