import type { ResultTable } from '#app/disclosure/read-results.server'
import { fromReleaseStore } from '#app/disclosure/release'

interface ReleasedValue {
  mean: number
  n?: number
  sd?: number
  se?: number
  low?: number
  high?: number
  indicative?: number
}

interface ResultTableValues {
  wave?: number
  code?: string
  category?: string
  annualSpend?: number | null
  buyer?: string
  supplier?: string
  participation?: ResultTable['participation']
  /** `buyer.trust` or `buyer.trust.matched` → its mean, its whole value, or withheld */
  cells?: Record<string, number | ReleasedValue | 'withheld'>
}

const BOTH_ANSWERED = { buyer: { invited: 4, answered: 3 }, supplier: { invited: 4, answered: 3 } }

/** A result table as the store gives it back; firms are who they are called. */
export function makeResultTable(values: ResultTableValues = {}): ResultTable {
  const { wave = 1, code = 'R1', buyer = 'Gulf', supplier = 'Delta', cells = {} } = values
  const released = Object.entries(cells).flatMap(([name, value]) => {
    const [side = '', index = '', measure = 'level'] = name.split('.')
    const place = { side, scope: 'relationship', scopeKey: code, function: '', measure }
    const numbers = typeof value === 'number' ? { mean: value } : value
    const cell = numbers === 'withheld' ? { reason: 'minimum' } : { n: 3, ...numbers }
    return fromReleaseStore({ ...place, cells: { [index]: cell } })
  })
  return {
    wave: { id: `wave-${wave}`, number: wave, publishedAt: new Date('2026-03-02T08:00:00Z') },
    relationship: {
      id: `id-${code}`,
      code,
      buyerId: `firm-${buyer}`,
      supplierId: `firm-${supplier}`,
      buyerName: buyer,
      supplierName: supplier,
      category: values.category ?? 'Packaging',
      annualSpend: values.annualSpend === undefined ? 1000 : values.annualSpend,
      currency: 'USD',
      startedOn: null,
      renewalOn: null,
      buyerOwner: null,
      supplierOwner: null,
    },
    participation: values.participation ?? BOTH_ANSWERED,
    cell: (side, index, measure = 'level') =>
      released.find((cell) => cell.side === side && cell.index === index && cell.measure === measure),
  }
}
