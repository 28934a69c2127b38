import { groupBy } from '#app/db/group-by'
import type { Entry } from './entry'
import { type Measured, type Measures, MOST_ROWS } from './measures'
import { currencyField, dayField, lineField, notBefore, numberField, type Register } from './register'

/** What goods cost after they were bought (claim C16). */
const COSTS = ['serviceCost', 'qualityCost', 'delayCost', 'administrationCost'] as const

/**
 * Total cost of ownership of goods in a period: the price, and what the buyer paid afterwards for service, poor quality, delay
 * and administration (claims C16, C17; Ellram 1995, IJPDLM 25(8), 4–23).
 */
export const COSTS_OF_OWNERSHIP: Register = {
  name: 'costs',
  subject: 'relationship',
  fields: [
    lineField('text', 'goods'),
    dayField('beganOn', 'from'),
    dayField('endedOn', 'to', { isRequired: true, isKey: true }),
    numberField('quantity', 'quantity', { least: 0.01 }),
    lineField('unit', 'unit'),
    currencyField(),
    numberField('amount', 'price'),
    numberField('serviceCost', 'service'),
    numberField('qualityCost', 'poor_quality'),
    numberField('delayCost', 'delay'),
    numberField('administrationCost', 'administration'),
    numberField('coveredCost', 'covered'),
  ],
  rules: [
    notBefore,
    {
      ...{ field: 'coveredCost', error: 'evidence.error.covered-too-much' },
      // to the cent: sums of decimals are not exact
      isBroken: (row) => Number(row.coveredCost) - COSTS.reduce((sum, name) => sum + Number(row[name]), 0) > 0.005,
    },
  ],
  sample: [
    'NAJM-STEEL,Steel sheet 1 mm,2025-01-01,2025-12-31,5200,t,USD,4160000,52000,38000,12000,20000,30000',
    'RAWABI-STEEL,Steel sheet 1 mm,2025-01-01,2025-12-31,1500,t,USD,1240000,9000,14000,6000,8000,0',
    'NAJM-OPTIX,مجسات,2025-01-01,2025-12-31,110000,pcs,USD,2700000,40000,95000,60000,15000,0',
  ],
}

export interface OwnershipCost {
  /** per unit, in the currency of the entry */
  price: number
  /** per unit: what was paid beside the price, 0 and more */
  hidden: number
  /** per unit: price and hidden together */
  total: number
  /** of the total, in percent 0–100: the share not in the price */
  hiddenShare: number
}

/**
 * hidden = service + poor quality + delay + administration − what the price covers or the supplier pays back; the total is the
 * price and the hidden cost. Undefined: nothing was bought, or for nothing.
 */
export function ownershipCost(entry: Entry): OwnershipCost | undefined {
  const { quantity, amount, coveredCost } = entry
  if (quantity === null || amount === null || !(quantity > 0)) return undefined
  const after = COSTS.reduce((sum, name) => sum + (entry[name] ?? 0), 0)
  // to the cent: sums of decimals are not exact
  const hidden = Math.max(0, Math.round((after - (coveredCost ?? 0)) * 100) / 100)
  const total = amount + hidden
  if (!(total > 0)) return undefined
  return {
    price: amount / quantity,
    hidden: hidden / quantity,
    total: total / quantity,
    hiddenShare: (100 * hidden) / total,
  }
}

/** Suppliers of the same goods to the same buyer, in the same unit and currency, are compared in their newest period. */
function comparable({ buyerId, text, unit, currency }: Entry): string {
  return JSON.stringify([buyerId, text.toLocaleLowerCase(), unit?.toLocaleLowerCase(), currency])
}

/** Each relationship's newest period, those that can be compared beside each other; cheapest by price against in the long run. */
export function measureCosts(entries: readonly Entry[]): Measures {
  const findings: Measures['findings'] = []
  const rows: Measures['rows'] = []
  const groups = [...groupBy(entries, comparable)].sort(([, a], [, b]) => b.length - a.length)
  for (const [key, group] of groups) {
    const newest = [...groupBy(group, ({ subjectId }) => subjectId).values()].flatMap((own) => {
      const entry = own.reduce((last, one) => (one.beganOn > last.beganOn ? one : last))
      const cost = ownershipCost(entry)
      return cost ? [{ entry, cost }] : []
    })
    newest.sort((a, b) => a.cost.price - b.cost.price)
    const [cheapest] = newest
    if (!cheapest) continue
    const inTheLongRun = newest.reduce((best, one) => (one.cost.total < best.cost.total ? one : best))
    if (newest.length > 1 && findings.length < MOST_ROWS) {
      const values = {
        ...{ goods: cheapest.entry.text, buyer: cheapest.entry.buyerName },
        ...{ byPrice: cheapest.entry.supplierName, inTheLongRun: inTheLongRun.entry.supplierName },
      }
      findings.push({ word: cheapest === inTheLongRun ? 'same' : 'other', values })
    }
    for (const { entry, cost } of newest)
      rows.push({
        key: `${key} ${entry.id}`,
        of: entry,
        cells: [{ is: 'words', text: entry.text }, ...cellsOf(entry, cost)],
      })
  }
  return { columns: ['goods', 'price', 'hidden', 'total', 'hiddenShare'], rows: rows.slice(0, MOST_ROWS), findings }
}

function cellsOf({ currency }: Entry, { price, hidden, total, hiddenShare }: OwnershipCost): Measured[] {
  const money = (amount: number): Measured => ({ is: 'money', sums: [{ currency: currency ?? '', amount }] })
  return [money(price), money(hidden), money(total), { is: 'percent', value: hiddenShare }]
}
