import { parse } from 'csv-parse/sync'
import { buildTemplate, type ImportedTemplate } from './build-template'
import type { DraftItem, DraftOption, DraftSection, Words } from './draft'
import type { InterchangeNote } from './interchange-note'
import { readCondition } from './read-condition'

type Row = Record<string, string>

/** Rows that ask nothing. */
const SILENT = /^(start|end|today|deviceid|username|simserial|phonenumber|subscriberid|audit|hidden)$/
const MOST_ROWS = 5000

/**
 * A form of the XLSForm standard as a template. It comes as one CSV file with the sheets below each other, each begun by
 * its name in the first column, as pyxform reads it too; workbooks are not opened, because they can carry too much else.
 *
 * Format: https://xlsform.org/en/
 */
export function importXlsForm(csv: string): ImportedTemplate {
  const notes: InterchangeNote[] = []
  const sheets = readSheets(csv)
  const survey = sheets.get('survey') ?? []
  const [settings = {}] = sheets.get('settings') ?? []
  const language = languageIn(settings.default_language ?? '') ?? 'en'
  const lists = new Map<string, DraftOption[]>()
  for (const row of sheets.get('choices') ?? []) {
    const list = lists.get(row.list_name ?? row['list name'] ?? '') ?? []
    list.push({ value: row.name ?? row.value ?? '', words: wordsOf(row, 'label', language) })
    lists.set(row.list_name ?? row['list name'] ?? '', list)
  }
  const sections: DraftSection[] = [{ title: {}, text: {}, startsPage: true, items: [] }]
  const conditions: string[] = []
  for (const [index, row] of survey.entries()) {
    const path = `survey.${index + 1}`
    const [type = '', list = ''] = (row.type ?? '').trim().split(/\s+/)
    const label = wordsOf(row, 'label', language)
    if (/^begin[_ ]?(group|repeat)$/.test(`${type}${list && type === 'begin' ? `_${list}` : ''}`)) {
      if (type.includes('repeat') || list === 'repeat') notes.push({ path, feature: 'unknown-question' })
      conditions.push(row.relevant ?? '')
      sections.push({
        title: label,
        text: {},
        startsPage: /field-list/.test(row.appearance ?? '') || sections.length > 1,
        items: [],
      })
    } else if (/^end/.test(type)) {
      conditions.pop()
      sections.push({ title: {}, text: {}, startsPage: false, items: [] })
    } else if (type === 'note') {
      const section = sections.at(-1)
      if (section && section.items.length === 0) section.text = label
    } else if (!SILENT.test(type) && type !== '') {
      const item = readRow(row, { type, list, path, label, language, lists }, conditions, notes)
      if (item) sections.at(-1)?.items.push(item)
    }
  }
  return buildTemplate(
    {
      title: { [language]: settings.form_title ?? settings.form_id ?? 'Survey' },
      description: {},
      sections: sections.filter(({ items }) => items.length > 0),
    },
    notes,
  )
}

interface RowContext {
  type: string
  list: string
  path: string
  label: Words
  language: string
  lists: ReadonlyMap<string, DraftOption[]>
}

function readRow(row: Row, context: RowContext, conditions: string[], notes: InterchangeNote[]): DraftItem | undefined {
  const { type, list, path, label, language, lists } = context
  const name = row.name || path
  const relevant = [...conditions, row.relevant ?? ''].filter((one) => one !== '')
  const when = relevant.length === 1 ? readCondition(relevant[0] ?? '') : undefined
  if (relevant.length > 0 && !when) notes.push({ path, feature: 'condition' })
  if (row.constraint) notes.push({ path, feature: 'validation' })
  if (row.calculation) notes.push({ path, feature: 'calculation' })
  const common = { path, name, text: Object.keys(label).length > 0 ? label : { [language]: name }, when }
  switch (type) {
    case 'select_one':
    case 'select_multiple': {
      const options = lists.get(list) ?? []
      if (options.length < 2) {
        notes.push({ path, feature: 'too-few-options' })
        return undefined
      }
      if (type === 'select_one' && /\b(likert|list-nolabel|label)\b/.test(row.appearance ?? ''))
        return { ...common, kind: 'statement', group: list, points: options }
      return { ...common, kind: type === 'select_one' ? 'choice' : 'choices', options }
    }
    case 'integer':
    case 'decimal':
      return { ...common, kind: 'number', minimum: undefined, maximum: undefined, decimals: type === 'integer' ? 0 : 2 }
    case 'range': {
      const [, start, end] = /start=(-?\d+).*end=(-?\d+)/.exec(row.parameters ?? '') ?? []
      return { ...common, kind: 'number', minimum: Number(start ?? 0), maximum: Number(end ?? 10), decimals: 0 }
    }
    case 'text':
      return { ...common, kind: 'text', maximum: undefined }
    default:
      notes.push({ path, feature: type === 'calculate' ? 'calculation' : 'unknown-question' })
      return undefined
  }
}

/** The sheets of the file by name, each row by its column. */
function readSheets(csv: string): Map<string, Row[]> {
  const records: string[][] = parse(csv, {
    ...{ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, to: MOST_ROWS },
    skip_records_with_error: true,
  })
  const sheets = new Map<string, Row[]>()
  let rows: Row[] = []
  let columns: string[] | undefined
  for (const [first = '', ...cells] of records) {
    if (first.trim() !== '') {
      rows = []
      columns = undefined
      sheets.set(first.trim().toLowerCase(), rows)
      if (cells.every((cell) => cell.trim() === '')) continue
    }
    if (!columns) columns = cells.map((cell) => cell.trim().toLowerCase())
    else rows.push(Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? '').trim()])))
  }
  return sheets
}

/** `label`, `label::English (en)`, `label::ar`. */
function wordsOf(row: Row, column: string, language: string): Words {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, words]) => {
      if (words === '') return []
      const clean = words.replace(/[{}]/g, '').slice(0, 2000)
      if (name === column) return [[language, clean]]
      const own = name.startsWith(`${column}::`) ? languageIn(name.slice(column.length + 2)) : undefined
      return own ? [[own, clean]] : []
    }),
  )
}

function languageIn(text: string): string | undefined {
  return (
    /\(([a-z]{2})(?:-\w+)?\)\s*$/.exec(text)?.[1] ??
    /^([a-z]{2})$/.exec(text.trim())?.[1] ??
    NAMES[text.trim().toLowerCase()]
  )
}

const NAMES: Record<string, string> = { english: 'en', arabic: 'ar', french: 'fr', العربية: 'ar', français: 'fr' }
