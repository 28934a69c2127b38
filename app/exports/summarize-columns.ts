import type { Dataset } from './dataset'

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

/**
 * Reads a table once from beginning to end and sums up its columns, in their order. Means and spreads by Welford's updates.
 *
 * Source: Welford 1962, Technometrics 4(3), 419–420, https://doi.org/10.1080/00401706.1962.10490022
 */
export async function summarizeColumns(dataset: Dataset): Promise<ColumnSummary[]> {
  const columns = dataset.variables.map(({ type, missing }) => ({
    isNumber: type !== 'text',
    codes: new Set<unknown>(missing.map(({ value }) => value)),
    ...{
      valid: 0,
      invalid: 0,
      minimum: Number.POSITIVE_INFINITY,
      maximum: Number.NEGATIVE_INFINITY,
      mean: 0,
      squares: 0,
    },
  }))
  for await (const row of dataset.rows())
    for (const [place, column] of columns.entries()) {
      const value = row[place]
      if (value === null || value === undefined || value === '' || column.codes.has(value)) {
        column.invalid += 1
        continue
      }
      column.valid += 1
      if (typeof value !== 'number' || !column.isNumber) continue
      column.minimum = Math.min(column.minimum, value)
      column.maximum = Math.max(column.maximum, value)
      const distance = value - column.mean
      column.mean += distance / column.valid
      column.squares += distance * (value - column.mean)
    }
  return columns.map(({ isNumber, valid, invalid, minimum, maximum, mean, squares }) => {
    const hasNumbers = isNumber && valid > 0
    return {
      ...{ valid, invalid },
      minimum: hasNumbers ? minimum : undefined,
      maximum: hasNumbers ? maximum : undefined,
      mean: hasNumbers ? mean : undefined,
      sd: hasNumbers && valid > 1 ? Math.sqrt(squares / (valid - 1)) : undefined,
    }
  })
}
