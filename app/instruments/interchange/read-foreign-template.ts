import { parse } from 'csv-parse/sync'
import { parseJson } from '#app/instruments/parse-json'
import type { ImportedTemplate } from './build-template'
import { importSurveyJs } from './import-surveyjs'
import { importXlsForm, type XlsFormSheets } from './import-xlsform'
import { readWorkbook } from './read-workbook'

/** What another tool saved, by its looks; undefined for what neither of them writes. */
export function readForeignTemplate(text: string): ImportedTemplate | undefined {
  const content = parseJson(text)
  if (typeof content === 'object' && content !== null)
    return ['pages', 'elements', 'questions'].some((name) => Object.hasOwn(content, name))
      ? importSurveyJs(content)
      : undefined
  return content === undefined && /^\ufeff?"?survey"?\s*,/im.test(text) ? importXlsForm(readSheets(text)) : undefined
}

/** An XLSForm as the workbook (.xlsx) that most of them are. */
export function readForeignWorkbook(
  bytes: Uint8Array,
): { ok: true; imported: ImportedTemplate } | { ok: false; reason: 'too-large' | 'unreadable' | 'no-survey' } {
  const workbook = readWorkbook(bytes, ['survey', 'choices', 'settings'])
  if (!workbook.ok) return workbook
  const rowsOf = (name: string) => {
    const [header = [], ...rows] = workbook.sheets.get(name) ?? []
    const columns = header.map((column) => column.trim().toLowerCase())
    return rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])))
  }
  if (!workbook.sheets.has('survey')) return { ok: false, reason: 'no-survey' }
  const sheets = { survey: rowsOf('survey'), choices: rowsOf('choices'), settings: rowsOf('settings') }
  return { ok: true, imported: importXlsForm(sheets) }
}

/**
 * An XLSForm as one CSV file with the sheets below each other, each begun by its name in the first column, as pyxform
 * reads it too.
 */
function readSheets(csv: string): XlsFormSheets {
  const records: string[][] = parse(csv, {
    ...{ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    skip_records_with_error: true,
  })
  const sheets: Partial<Record<string, Record<string, string>[]>> = Object.create(null)
  let rows: Record<string, string>[] = []
  let columns: string[] | undefined
  for (const [first = '', ...cells] of records) {
    if (first.trim() !== '') {
      rows = []
      columns = undefined
      sheets[first.trim().toLowerCase()] = rows
      if (cells.every((cell) => cell.trim() === '')) continue
    }
    if (!columns) columns = cells.map((cell) => cell.trim().toLowerCase())
    else rows.push(Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? '').trim()])))
  }
  return { survey: sheets.survey ?? [], choices: sheets.choices ?? [], settings: sheets.settings ?? [] }
}
