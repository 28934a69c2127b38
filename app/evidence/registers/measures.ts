import { quantile } from '#app/statistics/descriptive/quantile'
import { wilsonInterval } from '#app/statistics/intervals/wilson-interval'
import type { Entry } from './entry'

/** A measured value as a table shows it; null where there is nothing to measure. */
export type Measured =
  | { is: 'number'; value: number; digits: number }
  /** 0–100, with Wilson's 95 % interval where it is a share of cases */
  | { is: 'percent'; value: number; low?: number; high?: number }
  /** how far something moved, in percent of what it was */
  | { is: 'change'; percent: number }
  /** one sum for each currency: they are not added up */
  | { is: 'money'; sums: { currency: string; amount: number }[] }
  | { is: 'days'; value: number }
  | { is: 'day'; value: Date }
  | { is: 'words'; text: string }
  /** an option of the register: `evidence.<register>.kind.<option>` */
  | { is: 'kind'; option: string }
  | null

/** What a register says, line by line: of each side, or of each relationship or firm. */
export interface Measures {
  /** names of the columns */
  columns: readonly string[]
  rows: {
    key: string
    of: { side: 'buyer' | 'supplier' } | Pick<Entry, 'buyerName' | 'supplierName' | 'subjectId'>
    cells: Measured[]
  }[]
  /** what it shows in words: `evidence.<register>.finding.<word>` */
  findings: { word: string; values: Record<string, string | number> }[]
}

export const DAY = 86_400_000
export const YEAR_DAYS = 365.25
/** Rows of a table of measures that a page holds. */
export const MOST_ROWS = 50

export function count(value: number): Measured {
  return { is: 'number', value, digits: 0 }
}

/** Share of cases in percent with its interval; null of none. */
export function shareOf(some: number, all: number): Measured {
  const interval = all > 0 ? wilsonInterval(some, all) : undefined
  return interval
    ? { is: 'percent', value: (100 * some) / all, low: 100 * interval.low, high: 100 * interval.high }
    : null
}

/** Sums of what entries are worth, by currency. */
export function sumOf(entries: readonly Entry[]): Measured {
  const sums = new Map<string, number>()
  for (const { currency, amount } of entries)
    if (currency !== null && amount !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  if (sums.size === 0) return null
  return { is: 'money', sums: [...sums].map(([currency, amount]) => ({ currency, amount })) }
}

/** Median days from beginning to end; null where nothing came to an end. */
export function medianDays(entries: readonly Entry[]): Measured {
  const days = entries.flatMap(({ beganOn, endedOn }) => (endedOn ? (endedOn.getTime() - beganOn.getTime()) / DAY : []))
  const value = quantile(days, 0.5)
  return value === undefined ? null : { is: 'days', value: Math.round(value) }
}

/** Entries that began within the year before a moment. */
export function ofLastYear(entries: readonly Entry[], at: Date): Entry[] {
  return entries.filter(({ beganOn }) => beganOn <= at && at.getTime() - beganOn.getTime() <= YEAR_DAYS * DAY)
}

export function newestDay(entries: readonly Entry[]): Measured {
  const newest = entries.reduce<Date | null>((last, { beganOn }) => (last && last >= beganOn ? last : beganOn), null)
  return newest && { is: 'day', value: newest }
}

/** A table with a row for each side. */
export function bySide(
  entries: readonly Entry[],
  columns: readonly string[],
  measure: (own: readonly Entry[]) => Measured[],
): Pick<Measures, 'columns' | 'rows'> {
  return {
    columns,
    rows: (['buyer', 'supplier'] as const).map((side) => ({
      ...{ key: side, of: { side } },
      cells: measure(entries.filter((one) => one.side === side)),
    })),
  }
}
