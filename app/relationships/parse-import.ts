import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import type { ImportKind } from '#app/http/paths'
import { columnsOf, IMPORT_ROWS, type ImportRow } from './import-columns'

/** What is wrong and where: line of the file (1 is the header), column if one is to blame, key of a text, its values. */
export interface ImportProblem {
  line: number
  column?: string | undefined
  code: string
  values?: Record<string, string> | undefined
}

export interface ParsedLine<Row> {
  line: number
  row: Row
}

export interface ParsedImport<Kind extends ImportKind> {
  lines: ParsedLine<ImportRow<Kind>>[]
  problems: ImportProblem[]
}

export const LONGEST_FILE = 5 * 1024 * 1024

/** Reads a CSV file as spreadsheets write it: comma or semicolon, any line ends, a byte order mark or none. */
export function parseImport<Kind extends ImportKind>(kind: Kind, text: string): ParsedImport<Kind> {
  const fail = (code: string, values?: Record<string, string>): ParsedImport<Kind> => ({
    lines: [],
    problems: [{ line: 1, code: `imports.problem.${code}`, ...(values && { values }) }],
  })
  if (text.startsWith('PK')) return fail('spreadsheet')
  if (text.includes('\ufffd') || text.includes('\u0000')) return fail('encoding')
  if (text.trim() === '') return fail('empty')
  const header = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? ''
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ','
  let records: { record: Record<string, string>; info: { lines: number } }[]
  let names: string[] = []
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      info: true,
      columns: (found: string[]) => {
        names = found.map((name) => name.trim().toLowerCase())
        return names
      },
    }) as never
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return { lines: [], problems: [{ line, code: 'imports.problem.not-csv' }] }
  }
  const problems = checkHeader(kind, names)
  if (problems.length > 0) return { lines: [], problems }
  if (records.length === 0) return fail('no-rows')
  return readLines(kind, records)
}

function checkHeader(kind: ImportKind, names: string[]): ImportProblem[] {
  const columns = columnsOf(kind)
  const known = new Set(columns.map((column) => column.name))
  const problem = (code: string, column: string): ImportProblem => ({
    line: 1,
    column,
    code: `imports.problem.${code}`,
  })
  return [
    ...columns
      .filter(({ name, isRequired }) => isRequired && !names.includes(name))
      .map(({ name }) => problem('missing-column', name)),
    ...names.filter((name) => !known.has(name)).map((name) => problem('unknown-column', name.slice(0, 60))),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => problem('repeated-column', name)),
  ]
}

function readLines<Kind extends ImportKind>(
  kind: Kind,
  records: { record: Record<string, string>; info: { lines: number } }[],
): ParsedImport<Kind> {
  const schema: z.ZodType<ImportRow<Kind>> = IMPORT_ROWS[kind] as never
  const empty = Object.fromEntries(columnsOf(kind).map(({ name }) => [name, '']))
  const [keyColumn = ''] = columnsOf(kind).map(({ name }) => name)
  const lines: ParsedLine<ImportRow<Kind>>[] = []
  const problems: ImportProblem[] = []
  const firstLineOf = new Map<string, number>()
  for (const { record, info } of records) {
    const line = info.lines
    const result = schema.safeParse({ ...empty, ...record })
    if (!result.success) {
      // one reason per column: what is missing is also misspelt, and one of the two is enough
      const codes = new Map<string, string>()
      for (const { path, message } of result.error.issues) {
        const column = String(path[0] ?? '')
        if (!codes.has(column)) codes.set(column, message)
      }
      for (const [column, code] of codes) problems.push({ line, column, code })
      continue
    }
    const key = String((result.data as Record<string, unknown>)[keyColumn])
    const first = firstLineOf.get(key)
    if (first === undefined) {
      firstLineOf.set(key, line)
      lines.push({ line, row: result.data })
    } else
      problems.push({ line, column: keyColumn, code: 'imports.problem.repeated', values: { first: String(first) } })
  }
  return { lines, problems }
}
