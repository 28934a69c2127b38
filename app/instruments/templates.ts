import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import {
  type Instrument,
  type InstrumentText,
  type InstrumentTextFile,
  type ItemText,
  instrumentSchema,
  instrumentTextSchema,
  type Respondent,
} from './instrument-schema'

const files = import.meta.glob<unknown>('/survey-templates/*/*/*.json', { eager: true, import: 'default' })

interface Template {
  instrument: Instrument
  texts: Map<string, InstrumentTextFile>
}

const templates = readTemplates(files)

/** All shipped instruments, by name and version. */
export function listInstruments(): Instrument[] {
  return [...templates.values()].map((template) => template.instrument)
}

export function findInstrument(name: string, version: number): Instrument | undefined {
  return templates.get(`${name}@${version}`)?.instrument
}

/** @throws for an instrument that is not shipped: a study uses it, and its answers could not be read */
export function requireInstrument(name: string, version: number): Instrument {
  const instrument = findInstrument(name, version)
  if (!instrument) throw new Error(`the instrument ${name}@${version} is not shipped with this version`)
  return instrument
}

/** Languages in which an instrument can be answered. */
export function instrumentLanguages({ name, version }: Instrument): string[] {
  return [...(templates.get(`${name}@${version}`)?.texts.keys() ?? [])]
}

/**
 * The words in a language, or in English where the language has none.
 * Without a side (lists, codebooks) an item worded per side shows both wordings: buyer / supplier.
 */
export function instrumentText(
  { name, version }: Instrument,
  language: string,
  side?: Respondent['side'],
): InstrumentText {
  const texts = templates.get(`${name}@${version}`)?.texts
  const text = texts?.get(language) ?? texts?.get(FALLBACK_LANGUAGE)
  if (!text) throw new Error(`the instrument ${name}@${version} has no words in ${FALLBACK_LANGUAGE}`)
  const items = Object.entries(text.items).map(
    ([id, item]) => [id, { ...item, text: wordsFor(item.text, side) }] as const,
  )
  return { ...text, items: Object.fromEntries<ItemText>(items) }
}

function wordsFor(text: InstrumentTextFile['items'][string]['text'], side: Respondent['side'] | undefined): string {
  if (typeof text === 'string') return text
  return side ? text[side] : `${text.buyer} / ${text.supplier}`
}

function readTemplates(contents: Record<string, unknown>): Map<string, Template> {
  const found = new Map<string, Template>()
  for (const [file, content] of Object.entries(contents)) {
    if (!file.endsWith('/instrument.json')) continue
    const folder = file.slice(0, -'instrument.json'.length)
    const instrument = instrumentSchema.parse(content)
    const texts = Object.entries(contents)
      .filter(([other]) => other.startsWith(folder) && other !== file)
      .map(([other, text]) => [other.slice(folder.length, -'.json'.length), instrumentTextSchema.parse(text)] as const)
    found.set(`${instrument.name}@${instrument.version}`, { instrument, texts: new Map(texts) })
  }
  return found
}
