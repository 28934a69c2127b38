import { expect, test } from 'vitest'
import { measureBonds } from '#app/evidence/registers/bonds'
import { measureCosts, ownershipCost } from '#app/evidence/registers/costs'
import { EMPTY_ENTRY, type Entry } from '#app/evidence/registers/entry'
import { measureIdeas } from '#app/evidence/registers/ideas'
import { goodsPerPerson, measureOperations } from '#app/evidence/registers/operations'
import { ratingFall } from '#app/evidence/registers/ratings'
import { measureRenewals } from '#app/evidence/registers/renewals'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const AT = day('2026-07-01')
let made = 0
function entry(values: Partial<Entry>): Entry {
  made += 1
  return {
    ...(EMPTY_ENTRY as unknown as Entry),
    ...{
      id: `${made}`,
      subjectId: 'r',
      buyerId: 'b',
      buyerName: 'Najm',
      supplierName: 'Steel',
    },
    ...{ beganOn: day('2026-01-01'), text: 'x', ...values },
  }
}

test('ideas: what was offered, adopted of those decided, the time that took, and the value by currency', () => {
  const supplier = { side: 'supplier', kind: 'design' }
  const { columns, rows, findings } = measureIdeas(
    [
      entry({ ...supplier, outcome: 'adopted', endedOn: day('2026-01-31'), amount: 100, currency: 'USD' }),
      entry({ ...supplier, outcome: 'adopted', endedOn: day('2026-01-11'), amount: 50, currency: 'SAR' }),
      entry({ ...supplier, outcome: 'declined', endedOn: day('2026-01-21') }),
      entry({ ...supplier, outcome: 'open', beganOn: day('2024-01-01') }),
    ],
    AT,
  )
  const [buyer, own] = rows.map(({ cells }) => Object.fromEntries(columns.map((name, place) => [name, cells[place]])))
  expect(own).toMatchObject({
    ...{ offered: { value: 4 }, lastYear: { value: 3 }, open: { value: 1 }, days: { value: 20 } },
    // two of three: Wilson's interval, as prop.test(2, 3, correct = FALSE) gives it
    adopted: { value: 200 / 3, low: expect.closeTo(20.77, 2), high: expect.closeTo(93.85, 2) },
    value: {
      sums: [
        { currency: 'USD', amount: 100 },
        { currency: 'SAR', amount: 50 },
      ],
    },
  })
  expect(buyer).toMatchObject({ offered: { value: 0 }, adopted: null, days: null, value: null })
  expect(findings).toEqual([{ word: 'one-way', values: { buyer: 0, supplier: 4 } }])
})

test('bonds: one stands from its first to its last day', () => {
  const own = { side: 'supplier', kind: 'resident' }
  const standing = (values: Partial<Entry>) =>
    measureBonds([entry({ ...own, ...values })], AT).findings[0]?.values.count
  expect(standing({})).toBe(1)
  expect(standing({ beganOn: AT })).toBe(1)
  expect(standing({ beganOn: day('2026-07-02') })).toBe(0)
  expect(standing({ endedOn: AT })).toBe(1)
  expect(standing({ endedOn: day('2026-06-30') })).toBe(0)
})

test('costs: the cheapest by price need not be the cheapest in the long run', () => {
  const goods = { text: 'Caps', unit: 'pcs', currency: 'USD', endedOn: day('2026-06-30'), quantity: 100 }
  const none = { serviceCost: 0, qualityCost: 0, delayCost: 0, administrationCost: 0, coveredCost: 0 }
  const cheap = entry({
    ...goods,
    ...none,
    subjectId: 'a',
    supplierName: 'Cheap',
    amount: 900,
    qualityCost: 200,
    delayCost: 100,
  })
  const dear = entry({
    ...goods,
    ...none,
    subjectId: 'b',
    supplierName: 'Dear',
    amount: 1000,
    serviceCost: 80,
    coveredCost: 30,
  })
  expect(ownershipCost(cheap)).toEqual({ price: 9, hidden: 3, total: 12, hiddenShare: 25 })
  expect(ownershipCost(dear)).toEqual({ price: 10, hidden: 0.5, total: 10.5, hiddenShare: expect.closeTo(4.76, 2) })
  expect(ownershipCost(entry({ ...goods, ...none, amount: 0 }))).toBeUndefined()
  const said = (entries: Entry[]) =>
    measureCosts(entries).findings.map(({ word, values }) => [word, values.byPrice, values.inTheLongRun])
  expect(said([dear, cheap])).toEqual([['other', 'Cheap', 'Dear']])
  // the newest period of each counts
  const newer = { ...cheap, id: 'n', beganOn: day('2026-02-01'), qualityCost: 0, delayCost: 0 }
  expect(said([newer, dear, cheap])).toEqual([['same', 'Cheap', 'Cheap']])
  // other goods, units, currencies and buyers are not compared
  for (const other of [{ text: 'Lids' }, { unit: 'kg' }, { currency: 'SAR' }, { buyerId: 'c' }])
    expect(said([dear, { ...cheap, ...other }])).toEqual([])
})

test('operations: goods are brought to a year, and compared with the period before', () => {
  const year = { amount: 1000, currency: 'USD', headCount: 4 }
  expect(goodsPerPerson(entry({ ...year, beganOn: day('2025-01-01'), endedOn: day('2025-12-31') }))).toBe(250)
  expect(goodsPerPerson(entry({ ...year, beganOn: day('2024-01-01'), endedOn: day('2024-12-31') }))).toBe(250)
  expect(goodsPerPerson(entry({ ...year, beganOn: day('2025-01-01'), endedOn: day('2025-06-30') }))).toBeCloseTo(
    (250 * 365.25) / 181,
    9,
  )
  const { rows } = measureOperations([
    entry({ ...year, beganOn: day('2025-01-01'), endedOn: day('2025-12-31'), headCount: 2, inspectionShare: 12.5 }),
    entry({ ...year, beganOn: day('2024-01-01'), endedOn: day('2024-12-31') }),
  ])
  expect(rows.map(({ cells }) => cells.slice(2))).toEqual([
    [
      { is: 'money', sums: [{ currency: 'USD', amount: 500 }] },
      { is: 'change', percent: 100 },
      { is: 'percent', value: 12.5 },
    ],
  ])
})

test('renewals: renegotiations are counted apart from renewals', () => {
  const { rows, findings } = measureRenewals(
    [
      entry({ side: 'buyer', kind: 'renegotiation', outcome: 'agreed', endedOn: day('2026-01-15'), hours: 12.5 }),
      entry({ side: 'buyer', kind: 'renegotiation', outcome: 'open', beganOn: day('2024-03-01'), hours: 4 }),
      entry({ side: 'buyer', kind: 'renewal', outcome: 'agreed', endedOn: day('2026-02-01'), hours: 100 }),
    ],
    AT,
  )
  expect(rows[0]?.cells).toMatchObject([
    { value: 2 },
    { value: 1 },
    { value: 100 },
    { value: 14 },
    { value: 16.5 },
    { value: 1 },
  ])
  expect(findings).toEqual([{ word: 'renegotiated', values: { count: 1, relationships: 1 } }])
})

test('ratings: a fall is one from the best grade that held within a year', () => {
  const fall = (...rated: [string, string][]) => {
    const { steps, since } =
      ratingFall(
        rated.map(([on, kind]) => ({ beganOn: day(on), kind })),
        AT,
      ) ?? {}
    return [steps, since?.toISOString().slice(0, 10)]
  }
  expect(fall(['2026-01-01', 'a'])).toEqual([0, '2026-01-01'])
  expect(fall(['2025-09-01', 'a'], ['2026-06-01', 'bb'])).toEqual([2, '2026-06-01'])
  // the grade that held when the year began counts, however old it is
  expect(fall(['2020-01-01', 'aa'], ['2025-12-01', 'a'], ['2026-06-01', 'bb'])).toEqual([3, '2025-12-01'])
  // a fall of long ago is how things are
  expect(fall(['2020-01-01', 'aa'], ['2025-06-01', 'bb'])).toEqual([0, '2025-06-01'])
  expect(fall(['2025-09-01', 'bb'], ['2026-06-01', 'aa'])).toEqual([0, '2026-06-01'])
  expect(ratingFall([{ beganOn: day('2026-07-02'), kind: 'a' }], AT)).toBeUndefined()
})
