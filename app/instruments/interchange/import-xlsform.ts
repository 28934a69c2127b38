import { canonicalTag } from '#app/instruments/canonical-tag'
import { buildTemplate, type ImportedTemplate } from './build-template'
import { cleanWords, joinWords } from './clean-words'
import { type DraftItem, type DraftOption, type DraftSection, MOST, type Words } from './draft'
import type { InterchangeFeature, InterchangeNote } from './interchange-note'
import { readCondition } from './read-condition'

type Row = Record<string, string>

/** The sheets of a form, each row by its column. */
export interface XlsFormSheets {
  survey: Row[]
  choices: Row[]
  settings: Row[]
}

interface Group {
  name: string
  title: Words
  relevant: string
  /** all of it on one screen */
  isPage: boolean
  /** its lists are shown as a table, one column per option */
  isTable: boolean
}

interface Context {
  language: string
  lists: ReadonlyMap<string, DraftOption[]>
  groups: Group[]
  notes: InterchangeNote[]
}

/** Rows that ask nothing. */
const SILENT = /^(start|end|today|deviceid|username|simserial|phonenumber|subscriberid|audit|hidden)$/
const MOST_ROWS = 5000

/** What a row may have beside the answers, and has no counterpart here. */
const OTHERS: Record<string, InterchangeFeature> = {
  ...{ required: 'validation', calculation: 'calculation', default: 'calculation', trigger: 'calculation' },
  choice_filter: 'condition',
}

/**
 * A form of the XLSForm standard as a template; what has no counterpart is left out and noted with its row.
 *
 * Format: https://xlsform.org/en/
 */
export function importXlsForm({ survey, choices, settings: [settings = {}] }: XlsFormSheets): ImportedTemplate {
  const notes: InterchangeNote[] = []
  const language = languageIn(settings.default_language ?? '') ?? 'en'
  if (survey.length > MOST_ROWS) notes.push({ path: `survey.${MOST_ROWS + 1}`, feature: 'too-large' })
  const context: Context = { language, lists: readLists(choices, language, notes), groups: [], notes }
  const title = wordsOf(settings, 'form_title', language, notes)
  const sections = readRows(survey.slice(0, MOST_ROWS), context)
  return buildTemplate(
    {
      title: Object.keys(title).length > 0 ? title : cleanWords({ [language]: settings.form_id ?? '' }),
      description: {},
      sections: sections.filter(({ items }) => items.length > 0),
    },
    notes,
  )
}

function readLists(choices: Row[], language: string, notes: InterchangeNote[]): Map<string, DraftOption[]> {
  const lists = new Map<string, DraftOption[]>()
  for (const row of choices) {
    const name = row.list_name ?? row['list name'] ?? ''
    const value = row.name ?? row.value ?? ''
    if (name === '' || value === '') continue
    const list = lists.get(name) ?? []
    const words = wordsOf(row, 'label', language, notes)
    if (list.length === MOST.options) notes.push({ path: `choices.${name}`, feature: 'too-large' })
    else list.push({ value, words: Object.keys(words).length > 0 ? words : cleanWords({ [language]: value }) })
    lists.set(name, list)
  }
  return lists
}

/** Groups become sections, and so does what stands between them and below a note. */
function readRows(rows: Row[], context: Context): DraftSection[] {
  const { groups, notes } = context
  const sections: DraftSection[] = []
  let onPage = new Set<string>()
  let count = 0
  let lastNote = ''
  const open = (text: Words, startsPage: boolean) => {
    const before = sections.at(-1)?.items.length === 0 ? sections.pop() : undefined
    const page = startsPage || before?.startsPage === true
    if (page) onPage = new Set()
    const title = groups.slice(0, MOST.depth).reduce<Words>((outer, group) => joinWords(outer, group.title), {})
    sections.push({ title, text: joinWords(before?.text ?? {}, text), startsPage: page, items: [] })
  }
  open({}, true)
  for (const [index, row] of rows.entries()) {
    const path = `survey.${index + 1}`
    const label = wordsOf(row, 'label', context.language, notes)
    const [type = '', list = '', other = ''] = (row.type ?? '')
      .trim()
      .replace(/^(begin|end) /, '$1_')
      .split(/\s+/)
    const appearance = row.appearance ?? ''
    if (type === '' || SILENT.test(type)) continue
    if (type === 'begin_group' || type === 'begin_repeat') {
      if (type === 'begin_repeat') notes.push({ path, feature: 'unknown-question' })
      if (groups.length === MOST.depth) notes.push({ path, feature: 'too-large' })
      const isPage = /\b(field-list|table-list)\b/.test(appearance)
      const group = { name: row.name ?? '', title: label, relevant: row.relevant ?? '', isPage }
      groups.push({ ...group, isTable: /\btable-list\b/.test(appearance) })
      open({}, true)
    } else if (type === 'end_group' || type === 'end_repeat') {
      groups.pop()
      open({}, false)
    } else if (type === 'note' || (type === 'select_one' && /\blabel\b/.test(appearance))) {
      // a list that shows its labels only is the head of a table
      if (row.relevant) notes.push({ path, feature: 'condition' })
      open(label, false)
      lastNote = path
    } else {
      if (count >= MOST.questions) {
        notes.push({ path, feature: 'too-large' })
        break
      }
      const item = readRow(row, { type, list, path, label, hasOther: other === 'or_other' }, context)
      if (!item) continue
      count += 1
      // each question has a screen of its own in these forms, unless a group says otherwise: a condition begins a page
      if (item.when?.some(({ name }) => onPage.has(name)) && !groups.some(({ isPage }) => isPage)) open({}, true)
      sections.at(-1)?.items.push(item)
      onPage.add(item.name)
    }
  }
  // words stand above questions; below the last one there is no place
  const last = sections.at(-1)
  if (last?.items.length === 0 && Object.keys(last.text).length > 0)
    notes.push({ path: lastNote, feature: 'unknown-question' })
  return sections
}

interface RowParts {
  type: string
  list: string
  path: string
  label: Words
  hasOther: boolean
}

function readRow(row: Row, parts: RowParts, { language, lists, groups, notes }: Context): DraftItem | undefined {
  const { type, list, path, label } = parts
  const name = (row.name || path).slice(0, 200)
  const leaveOut = (feature: InterchangeFeature) => {
    notes.push({ path, feature })
    return undefined
  }
  const text = joinWords(
    Object.keys(label).length > 0 ? label : cleanWords({ [language]: name }),
    wordsOf(row, 'hint', language, notes),
  )
  const relevant = [...groups.map((group) => group.relevant), row.relevant ?? ''].filter((one) => one !== '')
  const when = relevant.length > 0 ? readCondition(relevant.map((one) => `(${one})`).join(' and ')) : undefined
  const common = { path, name, text, when }
  const options = lists.get(list) ?? []
  const isSelect = type === 'select_one' || type === 'select_multiple'
  if (isSelect && options.length < 2) return leaveOut('too-few-options')
  if (!isSelect && !/^(integer|decimal|range|text)$/.test(type))
    return leaveOut(type === 'calculate' ? 'calculation' : 'unknown-question')
  if (relevant.length > 0 && !when) notes.push({ path, feature: 'condition' })
  const borders = readConstraint(row.constraint ?? '')
  const isNumber = type === 'integer' || type === 'decimal'
  if (row.constraint && !(borders && isNumber)) notes.push({ path, feature: 'validation' })
  if (/\brandomize\s*=\s*true\b/i.test(row.parameters ?? '')) notes.push({ path, feature: 'order' })
  if (parts.hasOther) notes.push({ path, feature: 'other-option' })
  for (const [column, feature] of Object.entries(OTHERS))
    if (row[column] && !/^(no|false|false\(\))$/i.test(row[column])) notes.push({ path, feature })
  if (isNumber) {
    const { minimum, maximum } = borders ?? {}
    return { ...common, kind: 'number', minimum, maximum, decimals: type === 'integer' ? 0 : 2 }
  }
  if (type === 'range') return { ...common, kind: 'number', ...readRange(row.parameters ?? '') }
  if (type === 'text') return { ...common, kind: 'text', maximum: undefined }
  const group = groups.at(-1)
  if (type === 'select_one' && (group?.isTable || /\b(likert|list-nolabel)\b/.test(row.appearance ?? ''))) {
    if (options.some(({ value }, index) => value !== String(index + 1))) notes.push({ path, feature: 'recoded' })
    return { ...common, kind: 'statement', group: group?.name || list, points: options }
  }
  return { ...common, kind: type === 'select_one' ? 'choice' : 'choices', options }
}

/** `. >= 0 and . <= 50`; undefined for every other rule. */
function readConstraint(text: string): { minimum?: number; maximum?: number } | undefined {
  const number = '(-?\\d{1,15}(?:\\.\\d{1,9})?)'
  const [, low, alsoHigh, high] =
    new RegExp(
      `^\\s*(?:\\.\\s*>=\\s*${number}(?:\\s+and\\s+\\.\\s*<=\\s*${number})?|\\.\\s*<=\\s*${number})\\s*$`,
    ).exec(text) ?? []
  const upper = alsoHigh ?? high
  if (low === undefined && upper === undefined) return undefined
  return { ...(low !== undefined && { minimum: Number(low) }), ...(upper !== undefined && { maximum: Number(upper) }) }
}

/** `start=0 end=10 step=1`, in any order. */
function readRange(parameters: string): { minimum: number; maximum: number; decimals: number } {
  const read = (name: string) => new RegExp(`\\b${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`).exec(parameters)?.[1]
  const ends = [Number(read('start') ?? 1), Number(read('end') ?? 10)]
  const decimals = Math.min(read('step')?.split('.')[1]?.length ?? 0, 3)
  return { minimum: Math.min(...ends), maximum: Math.max(...ends), decimals }
}

/** `label`, `label::English (en)`, `label::ar`. */
function wordsOf(row: Row, column: string, language: string, notes: InterchangeNote[]): Words {
  const words: Words = {}
  for (const [name, text] of Object.entries(row)) {
    const [head = '', tag] = name.split(/::?/)
    if (head.trim().toLowerCase() !== column || text === '') continue
    const own = tag === undefined ? language : languageIn(tag)
    if (own) words[own] = text
    else notes.push({ path: name, feature: 'language-incomplete' })
  }
  return cleanWords(words)
}

function languageIn(text: string): string | undefined {
  const name = text.trim().toLowerCase()
  const tag = /\(([a-z]{2,3})(?:-\w+)?\)$/.exec(name)?.[1] ?? /^[a-z]{2}$/.exec(name)?.[0] ?? NAMES.get(name)
  return tag && canonicalTag(tag)
}

const NAMES = new Map([
  ['english', 'en'],
  ['arabic', 'ar'],
  ['french', 'fr'],
  ['العربية', 'ar'],
  ['français', 'fr'],
])
