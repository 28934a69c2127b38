import { describe, expect, test } from 'vitest'
import { indicesRow } from '#app/exports/indices-rows'
import { makeResultTable } from '#tests/unit/dashboards/make-result-table'

const participation = { buyer: { invited: 4, answered: 3 }, supplier: { invited: 4, answered: 2 } }
const trust = { mean: 65.8333333333333, n: 3, sd: 7.94949334514121, se: 4.58964212273842, low: 46.08, high: 85.58 }

describe('the indices of a relationship as data', () => {
  test('are named by side and index, with n, mean, sd, se and interval', () => {
    const row = indicesRow(makeResultTable({ wave: 2, participation, cells: { 'buyer.trust': trust } }), 'shared')
    expect(row).toMatchObject({
      wave: 2,
      relationship: 'R1',
      respondents: { buyer: 3, supplier: 2 },
      buyer_trust: { n: 3, mean: 65.8333333333333, sd: 7.94949334514121, se: 4.58964212273842, ci_95: [46.08, 85.58] },
    })
  })

  test('that concern both sides are plain numbers', () => {
    const row = indicesRow(makeResultTable({ cells: { 'both.trust_gap': { mean: -10.8, n: 6 } } }), 'shared')
    expect(row.trust_gap).toBe(-10.8)
  })

  test('of one answer have no spread', () => {
    const row = indicesRow(makeResultTable({ cells: { 'buyer.trust': { mean: 62.5, n: 1 } } }), 'attributed')
    expect(row.buyer_trust).toEqual({ n: 1, mean: 62.5, sd: null, se: null, ci_95: null })
  })

  test('that are withheld are null, and named without a reason', () => {
    const cells = { 'buyer.trust': trust, 'supplier.trust': 'withheld', 'both.trust_gap': 'withheld' } as const
    const row = indicesRow(makeResultTable({ cells }), 'shared')
    expect(row).toMatchObject({ supplier_trust: null, trust_gap: null })
    expect(row.withheld).toEqual(['supplier_trust', 'trust_gap'])
  })

  test('of a confidential study do not tell nobody from too few', () => {
    const [nobody, few] = [0, 2].map((answered) => {
      const supplier = { invited: 4, answered }
      return indicesRow(
        makeResultTable({ participation: { ...participation, supplier }, cells: { 'supplier.trust': 'withheld' } }),
        'shared',
      )
    })
    expect({ ...nobody, respondents: undefined }).toEqual({ ...few, respondents: undefined })
  })

  test('of an attributed study say n = 0 where nobody answered', () => {
    const row = indicesRow(makeResultTable({ cells: { 'supplier.trust': 'withheld' } }), 'attributed')
    expect(row.supplier_trust).toEqual({ n: 0, mean: null, sd: null, se: null, ci_95: null })
    expect(row).not.toHaveProperty('withheld')
  })

  test('have the same keys whether they are released or not', () => {
    const keys = (cells: Parameters<typeof makeResultTable>[0]) =>
      Object.keys(indicesRow(makeResultTable(cells), 'shared')).filter((key) => key !== 'withheld')
    const asked = { 'both.mutual_trust_min': 1, 'both.trust_gap': 1 }
    const released = keys({ cells: { ...asked, 'buyer.trust': trust } })
    expect(keys({ cells: { 'both.mutual_trust_min': 'withheld', 'both.trust_gap': 'withheld' } })).toEqual(released)
    expect(released).toEqual(
      expect.arrayContaining([
        ...['wave', 'relationship', 'respondents', 'buyer_trust', 'supplier_trust', 'trust_gap', 'mutual_trust_min'],
        ...['buyer_dependence', 'supplier_dependence', 'buyer_unproductive', 'supplier_unproductive'],
        ...['buyer_unproductive_strict', 'supplier_unproductive_strict'],
      ]),
    )
  })

  test('that concern both sides and were never asked for are neither values nor withheld', () => {
    const row = indicesRow(makeResultTable({ cells: { 'both.trust_gap': 'withheld' } }), 'shared')
    expect(row.withheld).toEqual(['trust_gap'])
    expect(Object.keys(row)).not.toContain('interdependence_mean')
  })
})
