import { stringify } from 'csv-stringify/sync'
import { isWorkbook, readWorkbook } from '#app/instruments/interchange/read-workbook'
import { LONGEST_FILE } from '#app/relationships/parse-import'

/** A study of years has more rows than a form of questions. */
const LIMITS = {
  packedBytes: LONGEST_FILE,
  unpackedBytes: 64 * 1024 * 1024,
  rows: 200_000,
  columns: 300,
  cells: 1_500_000,
  characters: 20_000_000,
}

/**
 * A table of a form as CSV text: a file of text or a workbook (its first sheet), or the text that travelled with the page before.
 * @returns undefined where the form has none; a reason (key of a text) for what cannot be read
 */
export async function readHistoryText(
  form: FormData,
  name: string,
): Promise<{ text: string } | { reason: string } | undefined> {
  const file = form.get(name)
  if (file instanceof File && file.size > 0) {
    if (file.size > LONGEST_FILE) return { reason: 'imports.problem.too-large' }
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (!isWorkbook(bytes)) return { text: new TextDecoder('utf-8').decode(bytes) }
    const workbook = readWorkbook(bytes, 'first', LIMITS)
    if (!workbook.ok) return { reason: `history.error.workbook-${workbook.reason}` }
    const [rows = []] = [...workbook.sheets.values()]
    return { text: stringify(rows) }
  }
  const travelled = form.get(`${name}Csv`)
  return typeof travelled === 'string' && travelled !== '' ? { text: travelled } : undefined
}
