import { expect, test } from 'vitest'
import { againstTrust, type TrustOfRelationship } from '#app/dashboards/evidence-against-trust'
import { EMPTY_ENTRY, type Entry } from '#app/evidence/registers/entry'
import { pearson } from '#app/statistics/correlation/pearson'

const AT = new Date('2026-07-01')
const TRUST = [80, 70, 55, 40, 30]
const trust: TrustOfRelationship[] = TRUST.map((value, place) => ({
  ...{
    relationshipId: `r${place}`,
    buyerId: `f${place}`,
    buyerTrust: value / 2,
    supplierTrust: value,
    mutualTrust: value,
  },
}))
const entry = (subjectId: string, values: Partial<Entry> = {}): Entry => ({
  ...(EMPTY_ENTRY as unknown as Entry),
  ...{ id: crypto.randomUUID(), subjectId, buyerId: subjectId, buyerName: 'b', supplierName: 's', text: 'x' },
  ...{ side: 'supplier', kind: 'design', outcome: 'open', beganOn: new Date('2026-02-01'), ...values },
})
const ideas = (counts: number[], values: Partial<Entry> = {}) =>
  counts.flatMap((count, place) => Array.from({ length: count }, () => entry(`r${place}`, values)))

test('ideas of suppliers are set against their trust, a relationship without one counts zero', () => {
  const counts = [5, 4, 1, 1, 0]
  const [found] = againstTrust('ideas', ideas(counts), trust, AT)
  expect(found).toEqual({ what: 'ideas-of-suppliers', correlation: pearson(TRUST, counts) })
  expect(found?.correlation.r).toBeGreaterThan(0.9)
  // those of buyers are another thing, and what is older than a year is none
  expect(againstTrust('ideas', ideas(counts, { side: 'buyer' }), trust, AT).map(({ what }) => what)).toEqual([
    'ideas-of-buyers',
  ])
  expect(againstTrust('ideas', ideas(counts, { beganOn: new Date('2024-01-01') }), trust, AT)).toEqual([])
})

test('what is withheld is left out, and of fewer than four nothing is said', () => {
  const withheld = trust.map((one, place) => (place === 0 ? { ...one, mutualTrust: null } : one))
  const bonds = [2, 1, 3, 0, 1].flatMap((count, place) => Array.from({ length: count }, () => entry(`r${place}`)))
  expect(againstTrust('bonds', bonds, withheld, AT)[0]?.correlation).toEqual(pearson(TRUST.slice(1), [1, 3, 0, 1]))
  const few = withheld.map((one, place) => (place < 2 ? { ...one, mutualTrust: null } : one))
  expect(againstTrust('bonds', bonds, few, AT)).toEqual([])
  expect(againstTrust('bonds', [], trust, AT)).toEqual([])
})

test('figures of firms are set against the mean trust of their suppliers, sums in one currency alone', () => {
  const year = { beganOn: new Date('2025-01-01'), endedOn: new Date('2025-12-31'), amount: 100, currency: 'USD' }
  const people = [1, 2, 4, 5, 10]
  const figures = people.map((headCount, place) =>
    entry(`f${place}`, { ...year, headCount, inspectionShare: 10 * place, ...(place === 4 && { currency: 'SAR' }) }),
  )
  // a second supplier of the first firm: the mean of both counts
  const more = [...trust, { ...(trust[0] as TrustOfRelationship), relationshipId: 'r9', supplierTrust: 60 }]
  const [goods, inspected] = againstTrust('operations', figures, more, AT)
  expect(goods).toEqual({ what: 'goods-per-person', correlation: pearson([70, 70, 55, 40], [100, 50, 25, 20]) })
  expect(inspected).toEqual({ what: 'inspection', correlation: pearson([70, 70, 55, 40, 30], [0, 10, 20, 30, 40]) })
})
