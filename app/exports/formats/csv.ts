import type { Dataset, Value } from '#app/exports/dataset'
import { guardFormula } from './csv-text'
import { CHUNK, textOf } from './dataset-values'

const encoder = new TextEncoder()
const BYTE_ORDER_MARK = '\ufeff'
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

/**
 * A CSV file (RFC 4180), as `csvResponse` makes one, for many rows: UTF-8 with byte order mark, decimal points, full
 * precision, empty for what is not there. Coded missing answers are the numbers that they are.
 */
export async function* writeCsv(dataset: Dataset): AsyncGenerator<Uint8Array> {
  let waiting = BYTE_ORDER_MARK + line(dataset.variables.map(({ name }) => name))
  for await (const page of dataset.pages())
    for (const row of page) {
      waiting += line(row)
      if (waiting.length > CHUNK) {
        yield encoder.encode(waiting)
        waiting = ''
      }
    }
  yield encoder.encode(waiting)
}

function line(values: readonly Value[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: Value): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = guardFormula(textOf(value))
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
