import { pipeline, Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { stringify } from 'csv-stringify'
import type { CsvRow, CsvValue } from '#app/exports/csv-row'
import { guardFormula } from './csv-text'
import { fileHeaders } from './file-headers'

/**
 * A CSV file as a response: RFC 4180, UTF-8 with byte order mark (so that spreadsheets read Arabic), decimal points,
 * missing as empty. Rows are written as they come; memory stays flat and a slow reader slows the source down.
 */
export function csvResponse(
  fileName: string,
  columns: readonly string[],
  rows: Iterable<CsvRow> | AsyncIterable<CsvRow | readonly CsvValue[]>,
): Response {
  const csv = stringify({
    header: true,
    bom: true,
    columns: [...columns],
    record_delimiter: 'windows',
    cast: { string: guardFormula },
  })
  // a fault of the source breaks the download off, so that half a file does not look whole; who hangs up ends the reading
  pipeline(Readable.from(rows), csv, () => {})
  return new Response(createReadableStreamFromReadable(csv), {
    headers: fileHeaders(fileName, 'text/csv; charset=utf-8'),
  })
}
