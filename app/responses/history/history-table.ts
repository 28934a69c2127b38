import { LONGEST_FILE } from '#app/relationships/parse-import'
import { readCsv } from '#app/relationships/read-csv'

/** A table as it came: its header, and its lines with their numbers in the file (1 is the header). */
export interface HistoryTable {
  header: string[]
  rows: { line: number; cells: string[] }[]
}

const MOST_LINES = 200_000
const MOST_COLUMNS = 300
/** Items of a table with a line for each answer: what has more is no list of questions. */
const MOST_ITEMS = 300

/** @returns a reason (key of a text) where the text is no table */
export function readHistoryTable(text: string | undefined): HistoryTable | { reason: string } {
  if (text === undefined || text.length > LONGEST_FILE) return { reason: 'imports.problem.too-large' }
  if (text.includes('\ufffd') || text.includes('\u0000')) return { reason: 'imports.problem.encoding' }
  const { records, openQuoteLine } = readCsv(text, MOST_LINES + 2)
  if (openQuoteLine) return { reason: 'imports.problem.open-quote' }
  const [first, ...rows] = records
  if (!first) return { reason: 'imports.problem.empty' }
  const header = first.cells.map((name) => name.trim())
  while (header.at(-1) === '') header.pop()
  if (header.length > MOST_COLUMNS) return { reason: 'imports.problem.too-many-columns' }
  if (rows.length > MOST_LINES) return { reason: 'history.error.too-many-lines' }
  if (rows.length === 0) return { reason: 'imports.problem.no-rows' }
  return { header, rows }
}

/** What a column holds, each text once, in the order of the file. */
export function valuesIn({ header, rows }: HistoryTable, column: string): string[] {
  const at = header.indexOf(column)
  const values = new Set<string>()
  for (const { cells } of rows) {
    values.add((cells[at] ?? '').trim())
    if (values.size > MOST_ITEMS) break
  }
  values.delete('')
  return [...values]
}
