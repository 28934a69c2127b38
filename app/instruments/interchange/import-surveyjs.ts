import { LEAST_NUMBER } from '#app/instruments/codebook-entry'
import { SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import { isRecord } from '#app/instruments/is-record'
import { buildTemplate, type ImportedTemplate } from './build-template'
import { cleanWords, joinWords } from './clean-words'
import { type DraftItem, type DraftOption, type DraftSection, FARTHEST, MOST, type Words } from './draft'
import type { InterchangeFeature, InterchangeNote } from './interchange-note'
import { readCondition } from './read-condition'
import { usualWords } from './usual-words'

type Json = Record<string, unknown>

interface Context {
  /** of words without a language */
  language: string
  notes: InterchangeNote[]
  /** questions read so far */
  count: number
}

type Common = Pick<DraftItem, 'path' | 'name' | 'text' | 'when'>

const LANGUAGE = /^[a-z]{2,3}(-\w{2,8})?$/
const LONGEST_RATING = 21

/** What a question may have beside the answers, and has no counterpart here. */
const OTHERS: Record<string, InterchangeFeature> = {
  ...{ validators: 'validation', isRequired: 'validation', requiredIf: 'validation' },
  ...{ minSelectedChoices: 'validation', maxSelectedChoices: 'validation', isAllRowRequired: 'validation' },
  ...{ eachRowRequired: 'validation', eachRowUnique: 'validation', minValueExpression: 'validation' },
  ...{ maxValueExpression: 'validation', enableIf: 'condition', choicesVisibleIf: 'condition' },
  ...{ choicesEnableIf: 'condition', rowsVisibleIf: 'condition', columnsVisibleIf: 'condition' },
  ...{ defaultValue: 'calculation', defaultValueExpression: 'calculation', setValueIf: 'calculation' },
  ...{ setValueExpression: 'calculation', resetValueIf: 'calculation', showOtherItem: 'other-option' },
  ...{ hasOther: 'other-option', showCommentArea: 'other-option', hasComment: 'other-option' },
}

/** What is shown in an order of its own for each person, or by its words. */
const ORDERS = ['questionsOrder', 'questionOrder', 'elementsOrder', 'rowsOrder', 'rowOrder', 'choicesOrder'] as const

function hasOwnOrder(of: Json): boolean {
  return ORDERS.some((name) => ['random', 'asc', 'desc'].includes(textOf(of[name]).toLowerCase()))
}

/**
 * A survey of SurveyJS as a template. Takes whatever JSON there is and throws for none of it; what has no counterpart is
 * left out and noted with its place.
 *
 * Format: https://surveyjs.io/form-library/documentation/design-survey/create-a-simple-survey
 */
export function importSurveyJs(source: unknown): ImportedTemplate {
  const survey = isRecord(source) ? source : {}
  const language = typeof survey.locale === 'string' && LANGUAGE.test(survey.locale) ? survey.locale : 'en'
  const context: Context = { language, notes: [], count: 0 }
  for (const name of ['triggers', 'calculatedValues'])
    if (listOf(survey[name]).length > 0) context.notes.push({ path: name, feature: 'calculation' })
  if (Array.isArray(survey.pages) && hasOwnOrder(survey)) context.notes.push({ path: '', feature: 'order' })
  const pages = Array.isArray(survey.pages) ? survey.pages : [survey]
  const sections = pages.flatMap((page, index) => readPage(page, `pages.${index}`, context))
  return buildTemplate(
    { title: wordsOf(survey.title, context), description: wordsOf(survey.description, context), sections },
    context.notes,
  )
}

/** A page's panels become sections, and so does what stands between them. */
function readPage(page: unknown, path: string, context: Context): DraftSection[] {
  if (!isRecord(page)) return []
  const sections: DraftSection[] = []
  const open = (title: Words, text: Words): DraftSection => {
    // a heading under which nothing stands belongs to what follows
    const before = sections.at(-1)?.items.length === 0 ? sections.pop() : undefined
    const section: DraftSection = {
      ...{ title: joinWords(before?.title ?? {}, title), text: joinWords(before?.text ?? {}, text) },
      ...{ startsPage: before?.startsPage ?? false, items: [] },
    }
    sections.push(section)
    return section
  }
  let onPage = new Set<string>()
  /** A condition on an answer of the same page begins a page, below the heading that stood above both. */
  const add = (items: DraftItem[]) => {
    if (items.some(({ when }) => when?.some(({ name }) => onPage.has(name)))) {
      const above = sections.at(-1)
      const section = above && above.items.length > 0 ? open(above.title, {}) : above
      if (section) section.startsPage = true
      onPage = new Set()
    }
    sections.at(-1)?.items.push(...items)
    for (const item of items) {
      onPage.add(item.name)
      if (item.kind === 'statement') onPage.add(`${item.group}.${item.name}`)
    }
  }
  const heading = (of: Json) => open(wordsOf(of.title, context), wordsOf(of.description, context))
  if (hasOwnOrder(page)) context.notes.push({ path, feature: 'order' })
  heading(page)
  const walk = (elements: unknown, place: string, condition: string, depth: number) => {
    for (const [index, element] of listOf(elements).entries()) {
      const here = `${place}.elements.${index}`
      if (!isRecord(element)) continue
      if (context.count >= MOST.questions || depth > MOST.depth) {
        context.notes.push({ path: context.count >= MOST.questions ? '' : here, feature: 'too-large' })
        return
      }
      const own = typeof element.visibleIf === 'string' ? element.visibleIf : ''
      const both = condition && own ? `(${condition}) and (${own})` : condition || own
      if (element.type === 'panel') {
        if (hasOwnOrder(element)) context.notes.push({ path: here, feature: 'order' })
        heading(element)
        walk(element.elements, here, both, depth + 1)
        open({}, {})
      } else if (element.type === 'html') {
        if (both) context.notes.push({ path: here, feature: 'condition' })
        open({}, wordsOf(element.html, context))
      } else if (element.type === 'matrix' && isWorded(element, context)) {
        // what all rows have in common is said once, above them
        heading(element)
        add(readQuestion(element, here, both, context))
        open({}, {})
      } else add(readQuestion(element, here, both, context))
    }
  }
  walk(page.elements ?? page.questions, path, typeof page.visibleIf === 'string' ? page.visibleIf : '', 0)
  // words stand above questions; below the last one there is no place
  const last = sections.at(-1)
  if (last?.items.length === 0 && Object.keys(last.text).length > 0)
    context.notes.push({ path, feature: 'unknown-question' })
  return sections
    .filter(({ items }) => items.length > 0)
    .map((section, index) => ({ ...section, startsPage: index === 0 || section.startsPage }))
}

function isWorded({ title, description, titleLocation }: Json, context: Context): boolean {
  return (
    titleLocation !== 'hidden' &&
    Object.keys({ ...wordsOf(title, context), ...wordsOf(description, context) }).length > 0
  )
}

function readQuestion(question: Json, path: string, condition: string, context: Context): DraftItem[] {
  const name = (textOf(question.name).trim() || path).slice(0, 200)
  const note = (feature: InterchangeFeature): DraftItem[] => {
    context.notes.push({ path, feature })
    return []
  }
  const title = joinWords(wordsOf(question.title, context), wordsOf(question.description, context))
  const when = condition ? readCondition(condition) : undefined
  const common = { path, name, text: Object.keys(title).length > 0 ? title : wordsOf(name, context), when }
  const items = readItems(question, common, note, context)
  context.count += items.length
  if (items.length === 0) return []
  if (condition && !when) note('condition')
  if (hasOwnOrder(question)) note('order')
  for (const [key, feature] of Object.entries(OTHERS)) if (isSet(question[key])) note(feature)
  return items
}

function readItems(
  question: Json,
  common: Common,
  note: (feature: InterchangeFeature) => DraftItem[],
  context: Context,
): DraftItem[] {
  const { path } = common
  const choice = (kind: 'choice' | 'choices', options: DraftOption[]): DraftItem[] =>
    options.length > 1 ? [{ ...common, kind, options }] : note('too-few-options')
  switch (question.type) {
    case 'matrix':
      return readMatrix(question, common, context) ?? note('too-few-options')
    case 'rating': {
      const { minimum, options } = readRating(question, path, context)
      // points with gaps between them are no scale, but can be chosen from
      if (minimum !== undefined && options.length > 1)
        return [{ ...common, kind: 'rating', minimum, points: options.map(({ words }) => words) }]
      const chosen = choice('choice', options)
      if (chosen.length > 0) note('gaps')
      return chosen
    }
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup': {
      const hasNone = question.showNoneItem === true || question.hasNone === true
      const none = wordsOf(question.noneText, context)
      const words = Object.keys(none).length > 0 ? none : usualWords('none')
      const options = optionsOf(question.choices, `${path}.choices`, context)
      return choice('choice', withoutMissing(hasNone ? [...options, { value: 'none', words }] : options))
    }
    case 'checkbox':
    case 'tagbox':
      // "none of these" is offered anyway
      return choice('choices', optionsOf(question.choices, `${path}.choices`, context))
    case 'boolean': {
      const option = (value: string, label: unknown, usual: 'yes' | 'no'): DraftOption => {
        const words = wordsOf(label, context)
        return { value, words: Object.keys(words).length > 0 ? words : usualWords(usual) }
      }
      return choice('choice', [
        option(textOf(question.valueTrue) || 'true', question.labelTrue, 'yes'),
        option(textOf(question.valueFalse) || 'false', question.labelFalse, 'no'),
      ])
    }
    case 'text': {
      const { inputType = 'text' } = question
      if (inputType === 'number' || inputType === 'range') return [readNumber(question, common)]
      // a date or an address comes as the text that it is
      if (inputType !== 'text') note('validation')
      return [{ ...common, kind: 'text', maximum: numberOf(question.maxLength) }]
    }
    case 'comment':
      return [{ ...common, kind: 'text', maximum: numberOf(question.maxLength) }]
    case 'expression':
      return note('calculation')
    case 'empty':
      return []
    default:
      return note('unknown-question')
  }
}

function readNumber({ min, max, step }: Json, common: Common): DraftItem {
  const decimals = textOf(step) === 'any' ? 3 : (textOf(numberOf(step)).split('.')[1]?.length ?? 0)
  return {
    ...{ ...common, kind: 'number', decimals: Math.min(decimals, 3) },
    ...{ minimum: numberOf(min), maximum: numberOf(max) },
  }
}

function readMatrix(question: Json, common: Common, context: Context): DraftItem[] | undefined {
  const { path, name } = common
  const points = withoutMissing(optionsOf(question.columns, `${path}.columns`, context))
  const rows = optionsOf(question.rows, `${path}.rows`, context)
  if (points.length < 2 || rows.length === 0) return undefined
  const left = MOST.questions - context.count
  if (rows.length > left) context.notes.push({ path: `${path}.rows`, feature: 'too-large' })
  if (points.some(({ value }, index) => value !== String(index + 1))) context.notes.push({ path, feature: 'recoded' })
  return rows
    .slice(0, left)
    .map((row) => ({ ...common, name: row.value, text: row.words, kind: 'statement', group: name, points }))
}

/** The points of a rating; `minimum` where they are whole numbers without a gap, and numbers that a scale may have here. */
function readRating(question: Json, path: string, context: Context): { minimum?: number; options: DraftOption[] } {
  const own = withoutMissing(optionsOf(question.rateValues, `${path}.rateValues`, context))
  const options = own.length > 0 ? own : countPoints(question, context)
  const minimum = Number(options[0]?.value || Number.NaN)
  const isInReach = Number.isInteger(minimum) && minimum >= LEAST_NUMBER && minimum <= FARTHEST
  const isScale =
    isInReach &&
    options.length <= LONGEST_RATING &&
    options.every(({ value }, index) => value === String(minimum + index))
  return { ...(isScale && { minimum }), options }
}

function countPoints(question: Json, context: Context): DraftOption[] {
  const minimum = numberOf(question.rateMin) ?? 1
  const step = numberOf(question.rateStep) ?? 1
  const maximum = numberOf(question.rateMax) ?? minimum + step * ((numberOf(question.rateCount) ?? 5) - 1)
  const count = Math.floor((maximum - minimum) / step) + 1
  if (!(step > 0) || !(count > 1) || count > MOST.options) return []
  const ends = [wordsOf(question.minRateDescription, context), wordsOf(question.maxRateDescription, context)]
  return Array.from({ length: count }, (_, index) => {
    const value = String(Number((minimum + step * index).toPrecision(12)))
    const end = (index === 0 ? ends[0] : index === count - 1 ? ends[1] : undefined) ?? {}
    return { value, words: Object.keys(end).length > 0 ? end : { [context.language]: value } }
  })
}

/** Answers beside a scale or a list are offered anyway. */
function withoutMissing(options: DraftOption[]): DraftOption[] {
  return options.filter(({ value }) => !SPOKEN_MISSING.some((reason) => reason === value))
}

function optionsOf(list: unknown, path: string, context: Context): DraftOption[] {
  const all = listOf(list)
  if (all.length > MOST.options) context.notes.push({ path, feature: 'too-large' })
  return all.slice(0, MOST.options).flatMap((one, index): DraftOption[] => {
    const value = textOf(isRecord(one) ? one.value : one)
    if (value === '') {
      context.notes.push({ path: `${path}.${index}`, feature: 'unknown-question' })
      return []
    }
    if (isRecord(one) && (isSet(one.visibleIf) || isSet(one.enableIf)))
      context.notes.push({ path: `${path}.${index}`, feature: 'condition' })
    const words = isRecord(one) ? wordsOf(one.text, context) : {}
    return [{ value, words: Object.keys(words).length > 0 ? words : wordsOf(value, context) }]
  })
}

/** `"words"` or `{ "default": "words", "fr": "mots" }`. */
function wordsOf(value: unknown, { language, notes }: Context): Words {
  if (typeof value === 'string') return cleanWords({ [language]: value })
  if (!isRecord(value)) return {}
  const words: Words = {}
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') continue
    if (key === 'default' || LANGUAGE.test(key)) words[key === 'default' ? language : key] = text
    else notes.push({ path: key.slice(0, 40), feature: 'language-incomplete' })
  }
  return cleanWords(words)
}

/** Whatever JSON holds: an object may have a `toString` that is none. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function numberOf(value: unknown): number | undefined {
  const text = typeof value === 'boolean' ? '' : textOf(value).trim()
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== false && value !== ''
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
