import { groupBy } from '#app/db/group-by'
import type { Entry } from './entry'
import { DAY, type Measured, type Measures, MOST_ROWS, YEAR_DAYS } from './measures'
import { currencyField, dayField, lineField, notBefore, numberField, type Register } from './register'

/**
 * What a firm buys with how many people, and how much of it it inspects (claims C21, C23). The most trusted automaker bought
 * about five times as much per person as the least trusted one (Dyer & Chu 2003, Organization Science 14(1), 57–68).
 */
export const OPERATIONS: Register = {
  name: 'operations',
  subject: 'organization',
  fields: [
    dayField('beganOn', 'from'),
    dayField('endedOn', 'to', { isRequired: true, isKey: true }),
    numberField('headCount', 'purchasing_people', { least: 0.01 }),
    numberField('amount', 'goods_bought'),
    currencyField(),
    numberField('inspectionShare', 'inspected_percent', { isRequired: false, most: 100 }),
    lineField('text', 'note', { isRequired: false }),
  ],
  rules: [notBefore],
  sample: [
    'NAJM,2024-01-01,2024-12-31,22,52000000,USD,35,',
    'NAJM,2025-01-01,2025-12-31,20.5,56000000,USD,28,',
    'GULFB,2025-01-01,2025-12-31,9,14500000,USD,12.5,بعد دمج المصنعين',
  ],
}

/**
 * Goods per purchasing employee and year, in the currency of the entry: what was bought in the period, brought to a year of
 * 365.25 days, by the head-count. Undefined without people, or for a period of no length.
 */
export function goodsPerPerson({ beganOn, endedOn, headCount, amount }: Entry): number | undefined {
  if (!endedOn || headCount === null || amount === null || !(headCount > 0)) return undefined
  // both days count
  const days = (endedOn.getTime() - beganOn.getTime()) / DAY + 1
  // a whole year is one, whether or not it is a leap year
  const years = days === 365 || days === 366 ? 1 : days / YEAR_DAYS
  return years > 0 ? amount / years / headCount : undefined
}

/** Each firm's newest period, beside the one before. */
export function measureOperations(entries: readonly Entry[]): Measures {
  const firms = [...groupBy(entries, ({ subjectId }) => subjectId).values()].map((own) =>
    own.toSorted((a, b) => b.beganOn.getTime() - a.beganOn.getTime()),
  )
  const rows = firms.flatMap(([newest, before]) => {
    if (!newest) return []
    const { currency, headCount, inspectionShare, endedOn } = newest
    const goods = goodsPerPerson(newest)
    const then = before && before.currency === currency ? goodsPerPerson(before) : undefined
    const cells: Measured[] = [
      endedOn && { is: 'day', value: endedOn },
      { is: 'number', value: headCount ?? 0, digits: 1 },
      goods === undefined ? null : { is: 'money', sums: [{ currency: currency ?? '', amount: goods }] },
      goods === undefined || !then ? null : { is: 'change', percent: (100 * (goods - then)) / then },
      inspectionShare === null ? null : { is: 'percent', value: inspectionShare },
    ]
    return [{ key: newest.id, of: newest, goods: goods ?? 0, cells }]
  })
  rows.sort((a, b) => b.goods - a.goods)
  const columns = ['until', 'people', 'goodsPerPerson', 'change', 'inspected']
  return { columns, rows: rows.slice(0, MOST_ROWS).map(({ goods: _, ...row }) => row), findings: [] }
}
