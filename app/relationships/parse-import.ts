import type { z } from 'zod'
import type { ImportKind } from '#app/http/paths'
import { columnsOf, IMPORT_ROWS, type ImportRow } from './import-columns'
import { type CsvRecord, readCsv } from './read-csv'

/** What is wrong and where: line of the file (1 is the header), column if one is to blame, key of a text, its values. */
export interface ImportProblem {
  line: number
  column?: string | undefined
  code: string
  values?: Record<string, string> | undefined
  /** what stands there, shortened */
  found?: string | undefined
}

export interface ParsedLine<Row> {
  line: number
  row: Row
}

/** What a file may hold. */
export interface TableFile<Row> {
  /** of a line, from its cells as text, by column */
  schema: z.ZodType<Row>
  columns: readonly { name: string; isRequired: boolean }[]
  /** what no two lines may have in common, and the column that is to blame where they do */
  keyOf(row: Row): string
  keyColumn: string
}

export interface ParsedTable<Row> {
  /** columns that the file has: of others nothing is known */
  columns: ReadonlySet<string>
  lines: ParsedLine<Row>[]
  problems: ImportProblem[]
}

export type ParsedImport<Kind extends ImportKind> = ParsedTable<ImportRow<Kind>>

export const LONGEST_FILE = 5 * 1024 * 1024
export const MOST_LINES = 50_000
/** Several times as many as any of our files has. */
const MOST_COLUMNS = 100
const SHOWN_CHARACTERS = 60

/** Reads the text of a file of one of the lists that a workspace is set up from: the first column names the record. */
export function parseImport<Kind extends ImportKind>(kind: Kind, text: string | undefined): ParsedImport<Kind> {
  const columns = columnsOf(kind)
  const keyColumn = columns[0]?.name ?? ''
  const schema: z.ZodType<ImportRow<Kind>> = IMPORT_ROWS[kind] as never
  const keyOf = (row: ImportRow<Kind>) => String((row as Record<string, unknown>)[keyColumn])
  return parseTable({ schema, columns, keyOf, keyColumn }, text)
}

/**
 * Reads the text of a file: every line that can be imported, and all reasons why others cannot.
 * @param text undefined for a file that is too long to be read
 */
export function parseTable<Row>(table: TableFile<Row>, text: string | undefined): ParsedTable<Row> {
  const fail = (code: string, line = 1, values?: Record<string, string>) =>
    refuse<Row>([{ line, code: `imports.problem.${code}`, values }])
  if (text === undefined || text.length > LONGEST_FILE) return fail('too-large')
  if (text.startsWith('PK')) return fail('spreadsheet')
  if (text.includes('\ufffd') || text.includes('\u0000')) return fail('encoding')
  // the header, and one line more than may be, to know of it
  const { records, openQuoteLine } = readCsv(text, MOST_LINES + 2)
  const [header, ...rows] = records
  if (!header) return fail(openQuoteLine ? 'open-quote' : 'empty')
  const names = header.cells.map((name) => name.trim().toLowerCase())
  while (names.at(-1) === '') names.pop() // spreadsheets write empty columns behind the last one
  if (names.length > MOST_COLUMNS) return fail('too-many-columns')
  const wrong = checkHeader(table.columns, names, header.line)
  if (wrong.length > 0) return refuse(wrong)
  if (rows.length > MOST_LINES) return fail('too-many-lines', rows.at(-1)?.line, { most: String(MOST_LINES) })
  if (rows.length === 0 && !openQuoteLine) return fail('no-rows')
  const read = readLines(table, names, rows)
  if (openQuoteLine) read.problems.push({ line: openQuoteLine, code: 'imports.problem.open-quote' })
  return { columns: new Set(names), ...read }
}

function refuse<Row>(problems: ImportProblem[]): ParsedTable<Row> {
  return { columns: new Set(), lines: [], problems }
}

function checkHeader(columns: TableFile<unknown>['columns'], names: string[], line: number): ImportProblem[] {
  const known = new Set(columns.map((column) => column.name))
  const problem = (code: string, column: string): ImportProblem => ({
    line,
    column: shorten(column),
    code: `imports.problem.${code}`,
  })
  return [
    ...columns
      .filter(({ name, isRequired }) => isRequired && !names.includes(name))
      .map(({ name }) => problem('missing-column', name)),
    ...names.filter((name) => !known.has(name)).map((name) => problem('unknown-column', name)),
    ...names
      .filter((name, index) => known.has(name) && names.indexOf(name) !== index)
      .map((name) => problem('repeated-column', name)),
  ]
}

function readLines<Row>({ schema, keyOf, keyColumn, ...table }: TableFile<Row>, names: string[], records: CsvRecord[]) {
  const columns = table.columns.map(({ name }) => name)
  const lines: ParsedLine<Row>[] = []
  const problems: ImportProblem[] = []
  const firstLineOf = new Map<string, number>()
  for (const { line, cells } of records) {
    if (cells.length < names.length || cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      problems.push({ line, code: 'imports.problem.not-csv', found: shorten(cells.join(' ')) })
      continue
    }
    const cellOf = new Map(names.map((name, index) => [name, cells[index] ?? '']))
    const result = schema.safeParse(Object.fromEntries(columns.map((name) => [name, cellOf.get(name) ?? ''])))
    if (!result.success) {
      // one reason per column: what is missing is also misspelt, and one of the two is enough
      const codes = new Map<string, string>()
      for (const { path, message } of result.error.issues) {
        const column = String(path[0] ?? '')
        if (!codes.has(column)) codes.set(column, message)
      }
      for (const [column, code] of codes)
        problems.push({ line, column, code, found: shorten(cellOf.get(column) ?? '') })
      continue
    }
    const key = keyOf(result.data)
    const first = firstLineOf.get(key)
    if (first === undefined) {
      firstLineOf.set(key, line)
      lines.push({ line, row: result.data })
    } else
      problems.push({
        line,
        column: keyColumn,
        code: 'imports.problem.repeated',
        values: { first: String(first) },
        found: shorten(key),
      })
  }
  return { lines, problems }
}

/** A piece of a file as it may be shown. */
export function shorten(text: string): string {
  const characters = [...text.slice(0, 4 * SHOWN_CHARACTERS)]
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text
}

/**
 * Lines about something that is not known, or out of reach.
 * @param lines each with the code that it names
 * @param column of the code
 */
export function unknownCodes(
  lines: readonly { line: number; code: string }[],
  known: Pick<ReadonlyMap<string, unknown>, 'has'>,
  column: 'relationship' | 'organization',
): ImportProblem[] {
  return lines
    .filter(({ code }) => !known.has(code))
    .map(({ line, code }) => ({
      ...{ line, column, code: `imports.problem.unknown-${column}` },
      found: shorten(code),
    }))
}
