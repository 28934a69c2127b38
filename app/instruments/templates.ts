import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { type Instrument, type InstrumentText, instrumentSchema, instrumentTextSchema } from './instrument-schema'

const files = import.meta.glob<unknown>('/survey-templates/*/*/*.json', { eager: true, import: 'default' })

interface Template {
  instrument: Instrument
  texts: Map<string, InstrumentText>
}

const templates = readTemplates(files)

/** All shipped instruments, by name and version. */
export function listInstruments(): Instrument[] {
  return [...templates.values()].map((template) => template.instrument)
}

export function findInstrument(name: string, version: number): Instrument | undefined {
  return templates.get(`${name}@${version}`)?.instrument
}

/** Languages in which an instrument can be answered. */
export function instrumentLanguages({ name, version }: Instrument): string[] {
  return [...(templates.get(`${name}@${version}`)?.texts.keys() ?? [])]
}

/** The words in a language, or in English where the language has none. */
export function instrumentText({ name, version }: Instrument, language: string): InstrumentText {
  const texts = templates.get(`${name}@${version}`)?.texts
  const text = texts?.get(language) ?? texts?.get(FALLBACK_LANGUAGE)
  if (!text) throw new Error(`the instrument ${name}@${version} has no words in ${FALLBACK_LANGUAGE}`)
  return text
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
