import { buildTemplate, type ImportedTemplate } from './build-template'
import type { DraftItem, DraftOption, DraftSection, Words } from './draft'
import type { InterchangeNote } from './interchange-note'
import { readCondition } from './read-condition'

type Json = Record<string, unknown>

interface Context {
  /** of words without a language */
  language: string
  notes: InterchangeNote[]
  count: number
}

const MOST_QUESTIONS = 500
const DEEPEST = 10
const NOT_ASKED = ['html', 'image', 'expression', 'empty']

/**
 * A survey of SurveyJS as a template. Takes whatever JSON there is and throws for none of it; what has no counterpart is
 * left out and noted with its place.
 *
 * Format: https://surveyjs.io/form-library/documentation/design-survey/create-a-simple-survey
 */
export function importSurveyJs(source: unknown): ImportedTemplate {
  const survey = isJson(source) ? source : {}
  const language =
    typeof survey.locale === 'string' && /^[a-z]{2}(-\w{2,8})?$/.test(survey.locale) ? survey.locale : 'en'
  const context: Context = { language, notes: [], count: 0 }
  for (const name of ['triggers', 'calculatedValues'])
    if (listOf(survey[name]).length > 0) context.notes.push({ path: name, feature: 'calculation' })
  const pages = Array.isArray(survey.pages) ? survey.pages : [survey]
  const sections = pages.flatMap((page, index) => readPage(page, `pages.${index}`, context))
  if (context.count > MOST_QUESTIONS) context.notes.push({ path: '', feature: 'too-large' })
  return buildTemplate(
    { title: wordsOf(survey.title, context), description: wordsOf(survey.description, context), sections },
    context.notes,
  )
}

/** A page's panels become sections, and so does what stands between them. */
function readPage(page: unknown, path: string, context: Context): DraftSection[] {
  if (!isJson(page)) return []
  const sections: DraftSection[] = []
  const open = (of: Json) => {
    sections.push({
      title: wordsOf(of.title, context),
      text: wordsOf(of.description, context),
      startsPage: sections.length === 0,
      items: [],
    })
  }
  const walk = (elements: unknown, place: string, condition: string, depth: number) => {
    for (const [index, element] of listOf(elements).entries()) {
      if (!isJson(element) || context.count > MOST_QUESTIONS || depth > DEEPEST) continue
      const here = `${place}.elements.${index}`
      const own = typeof element.visibleIf === 'string' ? element.visibleIf : ''
      const both = condition && own ? `(${condition}) and (${own})` : condition || own
      if (element.type === 'panel') {
        open(element)
        walk(element.elements, here, both, depth + 1)
        open({})
      } else {
        if (sections.length === 0) open(page)
        sections.at(-1)?.items.push(...readQuestion(element, here, both, context))
      }
    }
  }
  walk(page.elements ?? page.questions, path, typeof page.visibleIf === 'string' ? page.visibleIf : '', 0)
  return sections
    .filter(({ items }) => items.length > 0)
    .map((section, index) => ({ ...section, startsPage: index === 0 }))
}

function readQuestion(question: Json, path: string, condition: string, context: Context): DraftItem[] {
  const name = String(question.name ?? path).slice(0, 200)
  context.count += 1
  const note = (feature: InterchangeNote['feature']) => {
    context.notes.push({ path, feature })
    return [] as DraftItem[]
  }
  const when = condition ? readCondition(condition) : undefined
  if (condition && !when) note('condition')
  if (listOf(question.validators).length > 0) note('validation')
  if (question.showOtherItem === true || question.hasOther === true) note('other-option')
  const title = wordsOf(question.title, context)
  const common = { path, name, text: Object.keys(title).length > 0 ? title : { [context.language]: clean(name) }, when }
  switch (question.type) {
    case 'matrix':
      return readMatrix(question, common, context) ?? note('too-few-options')
    case 'rating': {
      const points = readRating(question, context)
      return points ? [{ ...common, kind: 'rating', ...points }] : note('too-few-options')
    }
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
    case 'checkbox':
    case 'tagbox': {
      const kind = question.type === 'checkbox' || question.type === 'tagbox' ? 'choices' : 'choice'
      const options = optionsOf(question.choices, context)
      return options.length > 1 ? [{ ...common, kind, options }] : note('too-few-options')
    }
    case 'boolean': {
      const label = (which: 'True' | 'False', word: string) => {
        const words = wordsOf(question[`label${which}`], context)
        return Object.keys(words).length > 0 ? words : { en: word }
      }
      const options = [
        { value: 'true', words: label('True', 'Yes') },
        { value: 'false', words: label('False', 'No') },
      ]
      return [{ ...common, kind: 'choice', options }]
    }
    case 'text':
      if (question.inputType === 'number' || question.inputType === 'range') {
        const decimals = Number(question.step ?? 1) < 1 ? 2 : 0
        return [
          { ...common, kind: 'number', minimum: numberOf(question.min), maximum: numberOf(question.max), decimals },
        ]
      }
      return [{ ...common, kind: 'text', maximum: numberOf(question.maxLength) }]
    case 'comment':
      return [{ ...common, kind: 'text', maximum: numberOf(question.maxLength) }]
    default:
      return NOT_ASKED.includes(String(question.type)) ? [] : note('unknown-question')
  }
}

type Common = Pick<DraftItem, 'path' | 'name' | 'text' | 'when'>

function readMatrix(question: Json, common: Common, context: Context): DraftItem[] | undefined {
  // answers beside the scale are offered anyway
  const points = optionsOf(question.columns, context).filter(
    ({ value }) => !/^(not_applicable|cannot_say)$/.test(value),
  )
  const rows = optionsOf(question.rows, context)
  if (points.length < 2 || rows.length === 0) return undefined
  if (points.some(({ value }, index) => value !== String(index + 1)))
    context.notes.push({ path: common.path, feature: 'recoded' })
  return rows.map((row) => ({
    ...common,
    name: row.value,
    text: row.words,
    kind: 'statement',
    group: common.name,
    points,
  }))
}

function readRating(question: Json, context: Context): { minimum: number; points: Words[] } | undefined {
  const own = optionsOf(question.rateValues, context)
  const minimum = own[0] ? Number(own[0].value) : (numberOf(question.rateMin) ?? 1)
  const maximum = own.length > 0 ? minimum + own.length - 1 : (numberOf(question.rateMax) ?? minimum + 4)
  if (!Number.isInteger(minimum) || !Number.isInteger(maximum) || maximum <= minimum || maximum - minimum > 20)
    return undefined
  if (own.some(({ value }, index) => value !== String(minimum + index))) return undefined
  const ends = [wordsOf(question.minRateDescription, context), wordsOf(question.maxRateDescription, context)]
  const count = maximum - minimum + 1
  const points = Array.from({ length: count }, (_, index) => {
    const end = index === 0 ? ends[0] : index === count - 1 ? ends[1] : undefined
    return (
      own[index]?.words ?? (end && Object.keys(end).length > 0 ? end : { [context.language]: String(minimum + index) })
    )
  })
  return { minimum, points }
}

function optionsOf(list: unknown, context: Context): DraftOption[] {
  return listOf(list)
    .slice(0, 200)
    .flatMap((one): DraftOption[] => {
      if (typeof one === 'string' || typeof one === 'number')
        return [{ value: String(one), words: wordsOf(String(one), context) }]
      if (!isJson(one) || (typeof one.value !== 'string' && typeof one.value !== 'number')) return []
      const words = wordsOf(one.text, context)
      const value = String(one.value)
      return [{ value, words: Object.keys(words).length > 0 ? words : { [context.language]: clean(value) } }]
    })
}

/** `"words"` or `{ "default": "words", "fr": "mots" }`. Slots other than {partner} and {wave} lose their braces. */
function wordsOf(value: unknown, { language }: Context): Words {
  if (typeof value === 'string' && value.trim() !== '') return { [language]: clean(value) }
  if (!isJson(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, words]) =>
      typeof words === 'string' && words.trim() !== '' && /^(default|[a-z]{2}(-\w{2,8})?)$/.test(key)
        ? [[key === 'default' ? language : key, clean(words)]]
        : [],
    ),
  )
}

/** Slots that nothing fills here lose their braces. */
function clean(text: string): string {
  return text
    .split(/(\{partner\}|\{wave\})/)
    .map((part) => (part === '{partner}' || part === '{wave}' ? part : part.replace(/[{}]/g, '')))
    .join('')
    .slice(0, 2000)
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return value !== '' && Number.isFinite(number) ? number : undefined
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
