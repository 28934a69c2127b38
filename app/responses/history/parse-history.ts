import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { Instrument } from '#app/instruments/instrument-schema'
import type { AnswerError } from '#app/instruments/item-kind'
import { kindOf } from '#app/instruments/item-kinds'
import { dropEmptySections } from '#app/instruments/pages'
import { parseAnswers } from '#app/instruments/parse-answers'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { code } from '#app/relationships/fields'
import { FUNCTIONS } from '#app/relationships/functions'
import { type ImportProblem, shorten } from '#app/relationships/parse-import'
import { columnField, type HistoryColumn, type HistoryForm } from './history-form'
import type { HistoryTable } from './history-table'

type Side = 'buyer' | 'supplier'

export interface HistoryResponse {
  /** of the file, where it begins */
  line: number
  wave: number
  /** code */
  relationship: string
  side: Side
  /** as the table names the person */
  respondent: string
  function: string
  answers: Answers
}

/** Who buys from whom, as a table says it; codes of firms. */
export interface HistoryRelationship {
  line: number
  code: string
  buyer: string
  supplier: string
  category: string
}

export interface ParsedHistory {
  responses: HistoryResponse[]
  relationships: Map<string, HistoryRelationship>
  waves: number[]
  problems: ImportProblem[]
}

const SIDES: ReadonlyMap<string, Side> = new Map([
  ...['buyer', 'b', 'customer', 'المشتري'].map((word) => [word, 'buyer'] as const),
  ...['supplier', 's', 'seller', 'vendor', 'المورد'].map((word) => [word, 'supplier'] as const),
])

/** How tables say that there is no answer; the last ones are the codes of our own data files. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ...['', 'na', 'n/a', '.', 'null', '-99', '-96'].map((word) => [word, ''] as const),
  ['-97', 'not_applicable'],
  ['-98', 'cannot_say'],
])

interface ParseHistory {
  table: HistoryTable
  form: HistoryForm
  /** field of the instrument → column, or item where each answer has a line of its own */
  items: ReadonlyMap<string, string>
  instrument: Instrument
}

interface OpenResponse extends Omit<HistoryResponse, 'answers'> {
  fields: FieldValues
  lines: Record<string, number>
}

/**
 * The answers of an earlier study as the questionnaire would have taken them: nothing is rescaled, and what does not fit is told
 * with its line. Questions that the study did not ask are not asked here either; of a person without an answer there is nothing.
 */
export function parseHistory({ table, form, items, instrument }: ParseHistory): ParsedHistory {
  const problems: ImportProblem[] = []
  const relationships = new Map<string, HistoryRelationship>()
  const places = new Map(table.header.map((name, index) => [name, index]))
  const isLong = form.column_item !== ''
  const fieldOf = new Map([...items].map(([field, source]) => [source, field]))
  const open = new Map<string, OpenResponse>()
  for (const { line, cells } of table.rows) {
    const cellOf = (name: string) => (cells[places.get(name) ?? -1] ?? '').trim()
    const columnOf = (column: HistoryColumn) => cellOf(form[columnField(column)])
    const place = readPlace(columnOf, form, line)
    if (!place.ok) {
      problems.push(place.problem)
      continue
    }
    const [buyer, supplier] = [columnOf('buyer'), columnOf('supplier')]
    const { relationship, wave, side, respondent } = place
    if (buyer && supplier && !relationships.has(relationship))
      relationships.set(relationship, { line, code: relationship, buyer, supplier, category: '' })
    const key = JSON.stringify([wave, relationship, side, respondent])
    const { ok: _, ...own } = place
    const known = open.get(key)
    if (known && !isLong) {
      problems.push(problem(line, form.column_respondent, 'imports.problem.repeated', respondent, known.line))
      continue
    }
    const response = known ?? { ...own, fields: {}, lines: {} }
    open.set(key, response)
    const put = (field: string, source: string, typed: string) => {
      if (response.lines[field] !== undefined)
        problems.push(problem(line, source, 'imports.problem.repeated', typed, response.lines[field]))
      response.lines[field] = line
      const value = MISSING.get(typed.toLowerCase()) ?? typed
      if (value !== '') response.fields[field] = value
    }
    if (isLong) {
      const source = columnOf('item')
      const field = fieldOf.get(source)
      if (field) put(field, source, columnOf('value'))
    } else for (const [field, source] of items) put(field, source, cellOf(source))
  }
  const asked = onlyAsked(instrument, items)
  const responses = [...open.values()].flatMap(({ fields, lines, ...own }) => {
    if (Object.keys(fields).length === 0) return []
    const person = { side: own.side, function: own.function, answersForFirm: true }
    const read = parseAnswers(visibleInstrument(asked, person as never, fields), fields)
    if (read.ok) return [{ ...own, answers: read.answers }]
    for (const [field, error] of Object.entries(read.errors))
      problems.push({
        ...{ line: lines[field] ?? own.line, column: items.get(field) ?? field, ...errorText(error) },
        found: shorten(fields[field] ?? ''),
      })
    return []
  })
  const waves = [...new Set(responses.map(({ wave }) => wave))].sort((a, b) => a - b)
  return { responses, relationships, waves, problems }
}

type Place = Omit<HistoryResponse, 'answers'>

function readPlace(
  columnOf: (column: HistoryColumn) => string,
  form: HistoryForm,
  line: number,
): ({ ok: true } & Place) | { ok: false; problem: ImportProblem } {
  const fail = (column: HistoryColumn, text: string) => ({
    ok: false as const,
    problem: problem(line, form[columnField(column)], text, columnOf(column)),
  })
  const wave = columnOf('wave')
  if (!/^[1-9]\d{0,3}$/.test(wave)) return fail('wave', 'history.problem.wave')
  const relationship = code.safeParse(columnOf('relationship'))
  if (!relationship.success)
    return fail('relationship', relationship.error.issues[0]?.message ?? 'relationships.error.code')
  const side = SIDES.get(columnOf('side').toLowerCase())
  if (!side) return fail('side', 'history.problem.side')
  const respondent = columnOf('respondent')
  if (respondent === '' || respondent.length > 200) return fail('respondent', 'relationships.error.required')
  const given = columnOf('function').toLowerCase() || form.functionDefault
  if (!FUNCTIONS.some((one) => one === given)) return fail('function', 'relationships.error.function')
  return { ok: true, line, wave: Number(wave), relationship: relationship.data, side, respondent, function: given }
}

function problem(line: number, column: string, text: string, found: string, first?: number): ImportProblem {
  return {
    ...{ line, column: shorten(column), code: text, found: shorten(found) },
    ...(first !== undefined && { values: { first: String(first) } }),
  }
}

/** Key of the words that the questionnaire itself would use, and their values. */
function errorText({ code: reason, values = {} }: AnswerError): Pick<ImportProblem, 'code' | 'values'> {
  const key = reason === 'sum' ? ((values.rest ?? 0) > 0 ? 'sum-low' : 'sum-high') : reason
  const shown = Object.entries(values).map(([name, value]) => [name, String(Math.abs(value))])
  return { code: `respond.error.${key}`, values: Object.fromEntries(shown) }
}

/** The instrument without what the earlier study did not ask. */
function onlyAsked(instrument: Instrument, items: ReadonlyMap<string, string>): Instrument {
  const sections = instrument.sections.map((section) => ({
    ...section,
    items: section.items.filter((item) =>
      kindOf(item)
        .fields(item)
        .some((field) => items.has(field)),
    ),
  }))
  return { ...instrument, sections: dropEmptySections(sections) }
}

/**
 * A second table that says who buys from whom: `relationship` (or `code`), `buyer`, `supplier` and perhaps `category`.
 * @param file what it is called beside a problem's column
 */
export function parseRelationshipTable(
  { header, rows }: HistoryTable,
  file: string,
): { relationships: Map<string, HistoryRelationship>; problems: ImportProblem[] } {
  const names = header.map((name) => name.toLowerCase())
  const at = (...wanted: string[]) => names.findIndex((name) => wanted.includes(name))
  const places = { code: at('relationship', 'code'), buyer: at('buyer'), supplier: at('supplier') }
  const category = at('category')
  const problems: ImportProblem[] = Object.entries(places)
    .filter(([, index]) => index < 0)
    .map(([name]) => ({
      ...{ line: 1, column: `${file}: ${name === 'code' ? 'relationship' : name}` },
      code: 'imports.problem.missing-column',
    }))
  const relationships = new Map<string, HistoryRelationship>()
  if (problems.length > 0) return { relationships, problems }
  for (const { line, cells } of rows) {
    const read = Object.entries(places).map(([name, index]) => ({
      ...{ name, typed: cells[index] ?? '' },
      result: code.safeParse(cells[index] ?? ''),
    }))
    const wrong = read.find(({ result }) => !result.success)
    const [own = '', buyer = '', supplier = ''] = read.map(({ result }) => result.data ?? '')
    if (wrong)
      problems.push({
        ...{ line, column: `${file}: ${wrong.name}`, found: shorten(wrong.typed) },
        code: wrong.result.error?.issues[0]?.message ?? 'relationships.error.code',
      })
    else if (relationships.has(own))
      problems.push(
        problem(line, `${file}: relationship`, 'imports.problem.repeated', own, relationships.get(own)?.line),
      )
    else
      relationships.set(own, {
        ...{ line, code: own, buyer, supplier },
        category: (cells[category] ?? '').trim().slice(0, 120),
      })
  }
  return { relationships, problems }
}
