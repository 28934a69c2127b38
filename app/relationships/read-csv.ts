import { CsvError, parse } from 'csv-parse/sync'

export interface CsvRecord {
  /** line of the file on which the record begins; 1 is the first */
  line: number
  cells: string[]
}

export interface CsvText {
  records: CsvRecord[]
  /** line of a quotation mark that is never closed: nothing behind it can be read */
  openQuoteLine: number | undefined
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

/**
 * The records of a CSV text as spreadsheets write it: any line ends, a byte order mark or none, cells separated by
 * commas, semicolons (where the comma is the decimal sign) or tabs (cells that were copied). Empty lines are left out.
 * @param most records that are read at most; what follows is not looked at
 */
export function readCsv(text: string, most: number): CsvText {
  let isOpen = false
  // one kind of line end, or those inside of cells would be counted differently from those between records
  const lines = text.replace(/\r\n?/g, '\n')
  const parsed: Parsed[] = parse(lines, {
    bom: true,
    delimiter: findDelimiter(lines),
    info: true,
    to: most,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      isOpen ||= error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'
    },
  }) as never
  const last = parsed.at(-1)?.info.lines ?? 0
  return {
    records: parsed.map(({ record, info }) => ({ line: info.lines - lineBreaksIn(record), cells: record })),
    openQuoteLine: isOpen ? last + 1 : undefined,
  }
}

function findDelimiter(text: string): string {
  const header = /^[^\n]*/.exec(text.replace(/^\ufeff?\s*/, ''))?.[0] ?? ''
  const countOf = (delimiter: string) => header.split(delimiter).length
  return [';', '\t'].reduce((best, one) => (countOf(one) > countOf(best) ? one : best), ',')
}

function lineBreaksIn(cells: string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\n/g)?.length ?? 0), 0)
}
