import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import type { Instrument, InstrumentTextFile, Item, Section } from '#app/instruments/instrument-schema'
import type { DraftItem, DraftOption, DraftTemplate, Words } from './draft'
import type { InterchangeNote } from './interchange-note'

export interface ImportedTemplate {
  /** `instrument` and words by language, as a template file has them; undefined where nothing could be read */
  template: { instrument: Instrument; texts: Record<string, InstrumentTextFile> } | undefined
  notes: InterchangeNote[]
}

const MISSING_WORDS: Record<string, InstrumentTextFile['missing']> = {
  en: { not_applicable: 'Not applicable', cannot_say: 'Cannot say' },
  ar: { not_applicable: 'لا ينطبق', cannot_say: 'لا أستطيع القول' },
  fr: { not_applicable: 'Sans objet', cannot_say: 'Ne peut se prononcer' },
}
const RESERVED = /^(constructor|intent|confirm_open|page|base|autosave|action|method|submit|elements|length)$/
const LONGEST_TEXT = 4000

/** A template from a draft: ids that fit, one scale for all statements, words in every language that has them all. */
export function buildTemplate(draft: DraftTemplate, notes: InterchangeNote[]): ImportedTemplate {
  const items = draft.sections.flatMap((section) => section.items)
  if (items.length === 0) return { template: undefined, notes }
  const scale = items.find((item) => item.kind === 'statement')?.points ?? []
  const groups = groupsOf(items, scale)
  // a scale is scored under its name, so no question may have the same
  const ids = makeIds([...items.map(({ name }) => name), ...groups])
  const idOf = (item: DraftItem) => ids[items.indexOf(item)] ?? ''
  const scaleIds = new Map(groups.map((group, index) => [group, ids[items.length + index] ?? '']))
  const texts = new Map<string, InstrumentTextFile>()
  const languages = [...new Set([FALLBACK_LANGUAGE, ...items.flatMap(({ text }) => Object.keys(text))])]
  const [main = FALLBACK_LANGUAGE] = languages.filter((language) => items.every(({ text }) => text[language]))
  for (const language of languages) {
    const isComplete = items.every(({ text }) => text[language])
    if (!isComplete && language !== FALLBACK_LANGUAGE) {
      notes.push({ path: language, feature: 'language-incomplete' })
      continue
    }
    if (!isComplete) notes.push({ path: '', feature: 'no-english' })
    texts.set(language, startText(draft, language, main, scale))
  }

  const asked = new Map<string, DraftItem>()
  const earlier = new Map<string, DraftItem>()
  const sections: Section[] = []
  for (const [index, section] of draft.sections.entries()) {
    if (section.startsPage) for (const [name, item] of asked) earlier.set(name, item)
    const own: Section = { id: `section_${index + 1}`, isShuffled: false, items: [] }
    if (section.startsPage && sections.length > 0) own.startsPage = true
    for (const item of section.items) {
      const id = idOf(item)
      const made = makeItem(item, id, scale, scaleIds)
      const when = conditionOf(item, earlier, idOf)
      if (item.when && !when) notes.push({ path: item.path, feature: 'condition' })
      own.items.push(when ? { ...made, when } : made)
      for (const [language, text] of texts) addWords(text, made, item, language, main)
      asked.set(item.name, item)
    }
    if (own.items.length === 0) continue
    for (const [language, text] of texts)
      text.sections[own.id] = {
        title: say(section.title, language, main) || say(draft.title, language, main) || own.id,
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
  return { template: { instrument, texts: Object.fromEntries(texts) }, notes }
}

function say(words: Words, language: string, main: string): string {
  return (words[language] ?? words[main] ?? Object.values(words)[0] ?? '').trim()
}

function startText(draft: DraftTemplate, language: string, main: string, scale: DraftOption[]): InstrumentTextFile {
  const anchors =
    scale.length > 1 ? scale.map(({ words }, index) => say(words, language, main) || String(index + 1)) : ['1', '2']
  const title = say(draft.title, language, main) || 'Survey'
  return {
    ...{ title, description: say(draft.description, language, main) || title, anchors },
    missing: MISSING_WORDS[language] ?? (MISSING_WORDS.en as InstrumentTextFile['missing']),
    ...{ sections: {}, items: {}, parts: {} },
  }
}

/** Names under which two and more statements on the scale stand together. */
function groupsOf(items: DraftItem[], scale: DraftOption[]): string[] {
  const names = items.flatMap((item) =>
    item.kind === 'statement' && sameScale(item.points, scale) ? [item.group] : [],
  )
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function makeItem(item: DraftItem, id: string, scale: DraftOption[], scaleIds: ReadonlyMap<string, string>): Item {
  const common = { id, construct: id, source: 'imported' }
  switch (item.kind) {
    case 'statement': {
      if (!sameScale(item.points, scale))
        return { kind: 'choice', ...common, options: makeIds(item.points.map(({ value }) => `option_${value}`)) }
      const construct = scaleIds.get(item.group)
      return construct ? { kind: 'agreement', ...common, construct } : { kind: 'agreement', ...common, isAlone: true }
    }
    case 'rating':
      return {
        ...{ kind: 'bipolar', ...common, anchors: id },
        ...{ minimum: item.minimum, maximum: item.minimum + item.points.length - 1 },
      }
    case 'choice':
    case 'choices':
      return { kind: item.kind, ...common, options: makeIds(item.options.map(({ value }) => value)) }
    case 'number':
      return {
        ...{ kind: 'number', ...common, decimals: item.decimals },
        ...{ minimum: item.minimum ?? 0, maximum: item.maximum ?? 1_000_000_000 },
      }
    case 'text':
      return { kind: 'text', ...common, maximum: Math.min(Math.max(item.maximum ?? 2000, 1), LONGEST_TEXT) }
  }
}

/** A condition holds only on an answer of an earlier page, and on one that can be given. */
function conditionOf(
  { when }: DraftItem,
  earlier: ReadonlyMap<string, DraftItem>,
  idOf: (item: DraftItem) => string,
): Item['when'] {
  const on = when && earlier.get(when.name)
  if (!when || !on) return undefined
  if (on.kind === 'choice' && when.in) {
    const ids = makeIds(on.options.map(({ value }) => value))
    const values = when.in.map((value) => ids[on.options.findIndex((option) => option.value === value)])
    return values.every((value) => value !== undefined) ? { item: idOf(on), in: values as string[] } : undefined
  }
  if (on.kind !== 'number' && on.kind !== 'rating') return undefined
  const [minimum, maximum] = when.in ? [Number(when.in[0]), Number(when.in[0])] : [when.minimum, when.maximum]
  const lowest = on.minimum ?? 0
  const highest = on.kind === 'rating' ? lowest + on.points.length - 1 : (on.maximum ?? Infinity)
  const isPossible = (minimum ?? lowest) <= highest && (maximum ?? highest) >= lowest
  // also for what is no number at all
  if (!isPossible || (when.in && when.in.length > 1)) return undefined
  return {
    item: idOf(on),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
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

function sameScale(points: DraftOption[], scale: DraftOption[]): boolean {
  const worded = (options: DraftOption[]) => JSON.stringify(options.map(({ words }) => words))
  return points.length > 1 && worded(points) === worded(scale)
}

/** Ids that fit the format, each once. */
function makeIds(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 30)
    const letters = /^[a-z]/.test(stem) && !RESERVED.test(stem) ? stem : `q_${stem}`.replace(/_$/, '')
    let id = letters
    for (let count = 2; taken.has(id); count += 1) id = `${letters}_${count}`
    taken.add(id)
    return id
  })
}

function slug(title: string): string {
  const letters = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
  return letters.slice(0, 40).replace(/-+$/, '') || 'survey'
}
