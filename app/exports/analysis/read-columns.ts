import { parse } from 'csv-parse/sync'

/** What is wrong with a file or with what was asked of it, in a sentence for whoever typed the command. */
export class AnalysisError extends Error {}

export interface Table {
  columns: string[]
  /** with the line of the file on which each begins */
  rows: { line: number; cells: Record<string, string> }[]
}

/** @throws AnalysisError for a file without a header or without rows, and for rows of another length than the header */
export function readTable(csv: string): Table {
  let parsed: { record: string[]; info: { lines: number } }[]
  try {
    parsed = parse(csv, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never
  } catch (error) {
    throw new AnalysisError(`this is no CSV file: ${(error as Error).message}`)
  }
  const [header, ...records] = parsed
  if (!header) throw new AnalysisError('the file is empty')
  const columns = header.record.map((name) => name.trim())
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice !== undefined) throw new AnalysisError(`line 1: the column “${twice}” occurs twice`)
  if (records.length === 0) throw new AnalysisError('the file has a header and no rows')
  const rows = records.map(({ record, info }) => {
    if (record.length !== columns.length)
      throw new AnalysisError(`line ${info.lines}: ${record.length} cells, but the header has ${columns.length}`)
    return { line: info.lines, cells: Object.fromEntries(record.map((cell, index) => [columns[index], cell.trim()])) }
  })
  return { columns, rows }
}

/** @throws AnalysisError that lists the columns there are, or for a column that is named twice */
export function requireColumns({ columns }: Table, wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !columns.includes(name))
  if (missing.length > 0)
    throw new AnalysisError(`there is no column ${missing.join(', ')}; the file has ${columns.join(', ')}`)
  const twice = wanted.find((name, index) => wanted.indexOf(name) !== index)
  if (twice !== undefined) throw new AnalysisError(`the column ${twice} is named twice`)
}

/** Numbers of a column; an empty cell and NA are missing. @throws AnalysisError with the line of what is no number */
export function numbersOf({ rows }: Table, column: string): (number | undefined)[] {
  return rows.map(({ line, cells }) => {
    const cell = cells[column] ?? ''
    if (cell === '' || cell === 'NA') return undefined
    const value = Number(cell)
    if (!Number.isFinite(value))
      throw new AnalysisError(`line ${line}: ${column} is “${cell.slice(0, 40)}”, which is no number`)
    return value
  })
}
