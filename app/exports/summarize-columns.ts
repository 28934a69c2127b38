import type { Dataset, Value, Variable } from './dataset'
import { watched } from './pages'

/** What stands in a column. Numbers alone have the last four; they are undefined where there is nothing to compute them from. */
export interface ColumnSummary {
  /** cells that hold something, and no code of a missing answer */
  valid: number
  /** empty cells and codes of missing answers */
  invalid: number
  minimum: number | undefined
  maximum: number | undefined
  mean: number | undefined
  /** standard deviation, n − 1 */
  sd: number | undefined
}

/** The same table; whoever reads its rows sums up its columns on the way, in their order. Only one may read at a time. */
export function countColumns(dataset: Dataset): { counted: Dataset; summary(): ColumnSummary[] } {
  let columns = dataset.variables.map((variable) => new Column(variable))
  return {
    counted: {
      ...dataset,
      async *pages() {
        columns = dataset.variables.map((variable) => new Column(variable))
        const see = (row: readonly Value[]) => {
          for (const [place, column] of columns.entries()) column.add(row[place])
        }
        for await (const page of dataset.pages()) yield watched(page, see)
      },
    },
    summary: () => columns.map((column) => column.summary()),
  }
}

/**
 * Means and spreads by Welford's updates.
 *
 * Source: Welford 1962, Technometrics 4(3), 419–420, https://doi.org/10.1080/00401706.1962.10490022
 */
class Column {
  readonly #isNumber: boolean
  readonly #codes: ReadonlySet<unknown>
  #valid = 0
  #invalid = 0
  #minimum = Number.POSITIVE_INFINITY
  #maximum = Number.NEGATIVE_INFINITY
  #mean = 0
  #squares = 0

  constructor({ type, missing }: Variable) {
    this.#isNumber = type !== 'text'
    this.#codes = new Set(missing.map(({ value }) => value))
  }

  add(value: Value | undefined): void {
    if (value === null || value === undefined || value === '' || this.#codes.has(value)) {
      this.#invalid += 1
      return
    }
    this.#valid += 1
    if (typeof value !== 'number' || !this.#isNumber) return
    this.#minimum = Math.min(this.#minimum, value)
    this.#maximum = Math.max(this.#maximum, value)
    const distance = value - this.#mean
    this.#mean += distance / this.#valid
    this.#squares += distance * (value - this.#mean)
  }

  summary(): ColumnSummary {
    const hasNumbers = this.#isNumber && this.#valid > 0
    return {
      ...{ valid: this.#valid, invalid: this.#invalid },
      minimum: hasNumbers ? this.#minimum : undefined,
      maximum: hasNumbers ? this.#maximum : undefined,
      mean: hasNumbers ? this.#mean : undefined,
      sd: hasNumbers && this.#valid > 1 ? Math.sqrt(this.#squares / (this.#valid - 1)) : undefined,
    }
  }
}
