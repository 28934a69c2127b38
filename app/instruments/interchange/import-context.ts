import type { DraftMissing, DraftOption, SpokenMissing, Words } from './draft'
import { IMPORT_LIMITS } from './import-limits'
import { type ImportNote, type ImportNoteCode, makeImportNote } from './import-note'
import type { ImportOptions } from './import-result'
import { canonicalLanguage } from './language-tag'
import { plainWords } from './plain-words'

/** What is gathered while a file is read. */
export interface ImportContext {
  /** of words that do not say theirs */
  language: string
  /** languages seen so far, the first one first */
  languages: Set<string>
  notes: ImportNote[]
  scale: { minimum: number; maximum: number }
  /** the words of the scale's points, from the lowest, once a question has them */
  anchors: Words[] | undefined
  missing: Map<SpokenMissing, Words>
  items: number
  options: number
}

export function makeImportContext({ language, scale }: ImportOptions, ownLanguage: string | undefined): ImportContext {
  const first = canonicalLanguage(ownLanguage ?? '') ?? canonicalLanguage(language ?? '') ?? 'en'
  return {
    language: first,
    languages: new Set([first]),
    notes: [],
    scale: scale ?? { minimum: 1, maximum: 7 },
    anchors: undefined,
    missing: new Map(),
    items: 0,
    options: 0,
  }
}

export function addNote(context: ImportContext, path: string, code: ImportNoteCode, detail?: string): void {
  context.notes.push(makeImportNote(path, code, detail))
}

/** Whether so much was read that it is no questionnaire; nothing more is read then. */
export function isTooMuch({ items, options, languages, notes }: ImportContext): boolean {
  return (
    items > IMPORT_LIMITS.items ||
    options > IMPORT_LIMITS.options ||
    languages.size > IMPORT_LIMITS.languages ||
    notes.length > IMPORT_LIMITS.options
  )
}

/** Words by language tag, as plain words; `default` and an empty tag mean the first language. */
export function readWords(context: ImportContext, path: string, byTag: Iterable<readonly [string, unknown]>): Words {
  const words = new Map<string, string>()
  for (const [tag, value] of byTag) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const language = tag === 'default' || tag === '' ? context.language : canonicalLanguage(tag)
    const { text, losses } = plainWords(String(value))
    if (text === '') continue
    for (const code of losses) addNote(context, path, code, text)
    if (language === undefined) addNote(context, path, 'language', tag)
    else if (context.languages.size <= IMPORT_LIMITS.languages) {
      context.languages.add(language)
      words.set(language, text)
    }
  }
  return words
}

const MISSING_VALUES: Record<string, SpokenMissing> = {
  not_applicable: 'not_applicable',
  na: 'not_applicable',
  n_a: 'not_applicable',
  cannot_say: 'cannot_say',
  dont_know: 'cannot_say',
  do_not_know: 'cannot_say',
  dk: 'cannot_say',
}

/** Options apart from those that say why there is no answer, which are recognised by what is stored for them. */
export function splitMissing(context: ImportContext, all: readonly DraftOption[]) {
  const options: DraftOption[] = []
  const missing: DraftMissing[] = []
  for (const option of all) {
    const key = option.value.slice(0, 20).toLowerCase().replace(/'/g, '').replace(/\W/g, '_')
    const reason = Object.hasOwn(MISSING_VALUES, key) ? MISSING_VALUES[key] : undefined
    if (!reason) options.push(option)
    else if (!missing.some((other) => other.reason === reason)) {
      missing.push({ ...option, reason })
      if (!context.missing.has(reason)) context.missing.set(reason, option.words)
    }
  }
  return { options, missing }
}
