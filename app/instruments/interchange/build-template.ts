import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { translateTo } from '#app/i18n/texts-of'
import { LEAST_NUMBER } from '#app/instruments/codebook-entry'
import {
  type Instrument,
  type InstrumentTextFile,
  type Item,
  type Section,
  SPOKEN_MISSING,
} from '#app/instruments/instrument-schema'
import { noneField } from '#app/instruments/kinds/choices'
import { cutWords, LONGEST_WORDS } from './clean-words'
import { type DraftItem, type DraftOption, type DraftTemplate, FARTHEST, MOST, type Words } from './draft'
import type { InterchangeNote } from './interchange-note'
import { makeIdGiver } from './make-id-giver'
import { type AskedItem, resolveCondition } from './resolve-condition'
import { usualWords } from './usual-words'

export interface ImportedTemplate {
  /** `instrument` and words by language, as a template file has them; undefined where nothing could be read */
  template: { instrument: Instrument; texts: Record<string, InstrumentTextFile> } | undefined
  notes: InterchangeNote[]
}

const LONGEST_TEXT = 4000
const USUAL_MAXIMUM = 1_000_000_000

/** A template from a draft: ids that fit, one scale for all statements, words in every language that has them all. */
export function buildTemplate(draft: DraftTemplate, notes: InterchangeNote[]): ImportedTemplate {
  const items = draft.sections.flatMap((section) => section.items)
  if (items.length === 0) return { template: undefined, notes: eachOnce(notes) }
  noteCuts(draft, notes)
  const scale = commonScale(items)
  const made = makeItems(items, scale, notes)
  const { languages, main } = completeLanguages(items, notes)
  const texts = new Map(languages.map((language) => [language, startText(draft, language, main, scale)]))
  const asked = new Map<string, AskedItem>()
  const earlier = new Map<string, AskedItem>()
  const sections: Section[] = []
  for (const [index, section] of draft.sections.entries()) {
    if (section.items.length === 0) continue
    if (section.startsPage) for (const [name, item] of asked) earlier.set(name, item)
    const own: Section = { id: `section_${index + 1}`, isShuffled: false, items: [] }
    if (section.startsPage && sections.length > 0) own.startsPage = true
    for (const item of section.items) {
      const one = made.get(item)
      if (!one) continue
      const when = item.when && resolveCondition(item.when, earlier)
      if (item.when && !when) notes.push({ path: item.path, feature: 'condition' })
      own.items.push(when ? { ...one, when } : one)
      for (const [language, text] of texts) addWords(text, one, item, language, main)
      asked.set(item.name, { draft: item, made: one })
      // SurveyJS calls the rows of a matrix so
      if (item.kind === 'statement') asked.set(`${item.group}.${item.name}`, { draft: item, made: one })
    }
    for (const [language, text] of texts)
      text.sections[own.id] = {
        title: say(section.title, language, main) || text.title,
        text: say(section.text, language, main) || say(draft.description, language, main) || '–',
      }
    sections.push(own)
  }
  const instrument: Instrument = {
    name: slug(say(draft.title, FALLBACK_LANGUAGE, main)),
    version: 1,
    scale: { minimum: 1, maximum: Math.max(scale.length, 2) },
    sections,
  }
  return { template: { instrument, texts: Object.fromEntries(texts) }, notes: eachOnce(notes) }
}

function noteCuts({ title, description, sections }: DraftTemplate, notes: InterchangeNote[]): void {
  const note = (path: string, ...all: Words[]) => {
    const isCut = all.some((words) => Object.values(words).some((text) => text.length > LONGEST_WORDS))
    if (isCut) notes.push({ path, feature: 'shortened' })
  }
  note('', title, description)
  for (const section of sections) {
    note(section.items[0]?.path ?? '', section.title, section.text)
    for (const item of section.items) {
      const options = 'options' in item ? item.options : item.kind === 'statement' ? item.points : []
      note(item.path, item.text, ...options.map(({ words }) => words))
      if (item.kind === 'rating') note(item.path, ...item.points)
    }
  }
}

/** Languages in which every question is worded, English always, and the one whose words stand in. */
function completeLanguages(items: DraftItem[], notes: InterchangeNote[]): { languages: string[]; main: string } {
  const isComplete = (language: string) => items.every(({ text }) => text[language])
  const all = [...new Set([FALLBACK_LANGUAGE, ...items.flatMap(({ text }) => Object.keys(text))])]
  for (const path of all.slice(MOST.languages)) notes.push({ path, feature: 'too-large' })
  const some = all.slice(0, MOST.languages)
  const complete = some.filter(isComplete)
  for (const path of some)
    if (path !== FALLBACK_LANGUAGE && !complete.includes(path)) notes.push({ path, feature: 'language-incomplete' })
  if (!complete.includes(FALLBACK_LANGUAGE)) notes.push({ path: '', feature: 'no-english' })
  return { languages: [...new Set([FALLBACK_LANGUAGE, ...complete])], main: complete[0] ?? FALLBACK_LANGUAGE }
}

/** The notes are a list on a page, where nothing stands twice. */
function eachOnce(notes: InterchangeNote[]): InterchangeNote[] {
  return [...new Map(notes.map((note) => [`${note.feature} ${note.path}`, note])).values()]
}

function say(words: Words, language: string, main: string): string {
  return cutWords((words[language] ?? words[main] ?? Object.values(words)[0] ?? '').trim())
}

function startText(draft: DraftTemplate, language: string, main: string, scale: DraftOption[]): InstrumentTextFile {
  const anchors =
    scale.length > 1 ? scale.map(({ words }, index) => say(words, language, main) || String(index + 1)) : ['1', '2']
  const title = say(draft.title, language, main) || say(usualWords('survey'), language, main)
  const t = translateTo(language)
  return {
    ...{ title, description: say(draft.description, language, main) || title, anchors },
    missing: { not_applicable: t('respond.missing.not_applicable'), cannot_say: t('respond.missing.cannot_say') },
    ...{ sections: {}, items: {}, parts: {} },
  }
}

/** There is one scale for all statements: the one that most of them have. */
function commonScale(items: DraftItem[]): DraftOption[] {
  const counts = new Map<string, { points: DraftOption[]; count: number }>()
  for (const item of items) {
    if (item.kind !== 'statement') continue
    const key = wordingOf(item.points)
    counts.set(key, { points: item.points, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  let common = { points: [] as DraftOption[], count: 0 }
  for (const one of counts.values()) if (one.count > common.count) common = one
  return common.points
}

/** The questions under ids of their own. */
function makeItems(items: DraftItem[], scale: DraftOption[], notes: InterchangeNote[]): Map<DraftItem, Item> {
  const giveId = makeIdGiver()
  const options = new Map<DraftItem, string[]>()
  const ids = items.map((item) => {
    if (item.kind !== 'choices') return giveId(item.name)
    const own = makeOptions(item.options)
    options.set(item, own)
    // each option is a field, and so is the tick "none of these"
    return giveId(item.name, (id) => [...own.map((option) => `${id}_${option}`), noneField(id)])
  })
  const key = wordingOf(scale)
  const isOnScale = (item: DraftItem) => item.kind === 'statement' && wordingOf(item.points) === key
  const groups = items.flatMap((item) => (item.kind === 'statement' && isOnScale(item) ? [item.group] : []))
  const shared = new Set(groups.filter((name, index) => groups.indexOf(name) !== index))
  // a scale is scored under its name, so no question may have the same
  const scaleIds = new Map([...shared].map((group) => [group, giveId(group)]))
  return new Map(
    items.map((item, index) => {
      const id = ids[index] ?? ''
      const construct = item.kind === 'statement' && isOnScale(item) ? scaleIds.get(item.group) : undefined
      return [item, makeItem(item, { id, construct, isOnScale: isOnScale(item), options: options.get(item) }, notes)]
    }),
  )
}

interface ItemNames {
  id: string
  /** of a scale with several statements */
  construct: string | undefined
  isOnScale: boolean
  options: string[] | undefined
}

function makeItem(item: DraftItem, names: ItemNames, notes: InterchangeNote[]): Item {
  const common = { id: names.id, construct: names.construct ?? names.id, source: 'imported' }
  switch (item.kind) {
    case 'statement':
      if (!names.isOnScale) {
        notes.push({ path: item.path, feature: 'second-scale' })
        return { kind: 'choice', ...common, options: makeOptions(item.points, 'option_') }
      }
      return names.construct ? { kind: 'agreement', ...common } : { kind: 'agreement', ...common, isAlone: true }
    case 'rating':
      return {
        ...{ kind: 'bipolar', ...common, anchors: names.id },
        ...{ minimum: item.minimum, maximum: item.minimum + item.points.length - 1 },
      }
    case 'choice':
    case 'choices':
      return { kind: item.kind, ...common, options: names.options ?? makeOptions(item.options) }
    case 'number': {
      const range = rangeOf(item)
      if (range.isChanged) notes.push({ path: item.path, feature: 'validation' })
      return {
        ...{ kind: 'number', ...common, decimals: item.decimals },
        ...{ minimum: range.minimum, maximum: range.maximum },
      }
    }
    case 'text': {
      const maximum = Math.trunc(item.maximum ?? 2000)
      return { kind: 'text', ...common, maximum: maximum < 1 ? 2000 : Math.min(maximum, LONGEST_TEXT) }
    }
  }
}

/** Ids of options; none may be taken for the tick "none of these", or for an answer that is offered beside them. */
function makeOptions(options: DraftOption[], prefix = ''): string[] {
  const giveId = makeIdGiver(['none', ...SPOKEN_MISSING])
  return options.map(({ value }) => giveId(`${prefix}${value}`))
}

/** Borders between which there is a number; those that leave none are as good as not given. */
function rangeOf(item: Extract<DraftItem, { kind: 'number' }>) {
  const inReach = (border: number | undefined) =>
    border !== undefined && Math.abs(border) <= FARTHEST ? border : undefined
  const low = item.minimum === undefined ? undefined : inReach(Math.max(item.minimum, LEAST_NUMBER))
  const high = inReach(item.maximum)
  const isEmpty = high !== undefined && (low ?? LEAST_NUMBER) >= high
  if (isEmpty) return { minimum: 0, maximum: USUAL_MAXIMUM, isChanged: true }
  return {
    minimum: low ?? (high !== undefined && high <= 0 ? LEAST_NUMBER : 0),
    maximum: high ?? (low !== undefined && low >= USUAL_MAXIMUM ? low + USUAL_MAXIMUM : USUAL_MAXIMUM),
    isChanged: low !== item.minimum || high !== item.maximum,
  }
}

function addWords(text: InstrumentTextFile, made: Item, item: DraftItem, language: string, main: string): void {
  const words: InstrumentTextFile['items'][string] = { text: say(item.text, language, main) || made.id }
  if (made.kind === 'choice' || made.kind === 'choices') {
    const options = item.kind === 'statement' ? item.points : item.kind === made.kind ? item.options : []
    words.options = Object.fromEntries(
      made.options.map((id, index) => [id, say(options[index]?.words ?? {}, language, main) || id]),
    )
  }
  if (made.kind === 'number') words.unit = '–'
  if (item.kind === 'rating')
    text.scales = {
      ...text.scales,
      [made.id]: item.points.map((point, index) => say(point, language, main) || String(item.minimum + index)),
    }
  text.items[made.id] = words
}

/** Points are the same scale where they are worded the same. */
function wordingOf(points: DraftOption[]): string {
  return JSON.stringify(points.map(({ words }) => words))
}

function slug(title: string): string {
  const letters = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|(?<!-)-+$/g, '')
  return letters.slice(0, 40).replace(/(?<!-)-+$/, '') || 'survey'
}
