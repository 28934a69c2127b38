import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractOrResources } from '#app/trust/contract-or-resources'
import { trustUnderUncertainty } from '#app/trust/trust-under-uncertainty'

const value = fc.double({ min: 0, max: 100, noNaN: true })
const places = fc.array(fc.tuple(value, value), { minLength: 12, maxLength: 30 })

describe('trust and continuity under uncertainty', () => {
  test('finds the plane that is there, with its slopes at three levels', () => {
    fc.assert(
      fc.property(places, (data) => {
        const points = data.map(([trust, uncertainty]) => ({
          ...{ trust, uncertainty },
          continuity: 10 + 0.2 * trust + 0.1 * uncertainty + 0.004 * trust * uncertainty,
        }))
        const model = trustUnderUncertainty(points)
        // places that hardly differ give no plane
        if (!model.ok || new Set(data.map(([x]) => Math.round(x))).size < 6) return
        if (new Set(data.map(([, z]) => Math.round(z))).size < 6) return
        for (const { uncertainty, slope, line } of model.slopes) {
          expect(slope.estimate).toBeCloseTo(0.2 + 0.004 * uncertainty, 5)
          for (const { trust, fit } of line)
            expect(fit).toBeCloseTo(10 + 0.2 * trust + 0.1 * uncertainty + 0.004 * trust * uncertainty, 4)
        }
      }),
    )
  })

  test('is not told from fewer than ten points, or where uncertainty is the same everywhere', () => {
    const points = Array.from({ length: 12 }, (_, i) => ({ trust: i * 5, uncertainty: 50, continuity: i }))
    expect(trustUnderUncertainty(points.slice(0, 9))).toEqual({ ok: false, n: 9, reason: 'few' })
    expect(trustUnderUncertainty(points)).toEqual({ ok: false, n: 12, reason: 'collinear' })
    expect(trustUnderUncertainty([])).toEqual({ ok: false, n: 0, reason: 'few' })
  })
})

describe('contract or shared resources', () => {
  test('says by how much the slopes differ', () => {
    const points = Array.from({ length: 20 }, (_, i) => ({
      ...{ contract: (i * 37) % 100, resources: (i * 53) % 100 },
      continuity: 5 + 0.1 * ((i * 37) % 100) + 0.6 * ((i * 53) % 100),
    }))
    const model = contractOrResources(points)
    expect(model.ok && model.difference.estimate).toBeCloseTo(0.5, 9)
    expect(model.correlations?.resources?.r).toBeGreaterThan(0.9)
  })

  test('keeps the correlations where one way follows from the other', () => {
    const points = Array.from({ length: 12 }, (_, i) => ({ contract: i, resources: 100 - i, continuity: i % 5 }))
    const model = contractOrResources(points)
    expect(model).toMatchObject({ ok: false, reason: 'collinear', correlations: { between: { r: -1 } } })
    expect(contractOrResources(points.slice(3))).toMatchObject({ ok: false, reason: 'few', correlations: undefined })
  })
})
