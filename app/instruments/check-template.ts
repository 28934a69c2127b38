import type { z } from 'zod'
import { canonicalTag } from './canonical-tag'
import { checkInstrument } from './check-instrument'
import { checkInstrumentText } from './check-instrument-text'
import { checkSlots } from './check-slots'
import { instrumentSchema, instrumentTextSchema } from './instrument-schema'
import type { Template } from './template'
import type { TemplateProblem } from './template-problem'

export interface TemplateToCheck {
  /** where its files lie, or would lie, for the report */
  folder: string
  /** content of instrument.json */
  instrument: unknown
  /** contents of the language files, by language */
  texts: Readonly<Record<string, unknown>>
  /** the language whose words stand in where another language has none */
  fallbackLanguage: string
  /** functions that participants can have */
  functions: readonly string[]
}

/** One template with its words: what is wrong with it, and the template where it can be read at all. */
export function checkTemplate(input: TemplateToCheck): { template: Template | undefined; problems: TemplateProblem[] } {
  const { folder, functions, fallbackLanguage } = input
  const file = `${folder}/instrument.json`
  const { content: instrument, problems } = parseFile(instrumentSchema, file, input.instrument)
  if (!instrument) return { template: undefined, problems }
  problems.push(...checkInstrument(file, instrument, functions))
  if (input.texts[fallbackLanguage] === undefined)
    problems.push({
      file: `${folder}/${fallbackLanguage}.json`,
      path: '',
      problem: 'is missing; its words stand in where another language has none',
      remedy: 'write it',
    })
  const texts = new Map<string, z.infer<typeof instrumentTextSchema>>()
  for (const language of Object.keys(input.texts).sort()) {
    const textFile = `${folder}/${language}.json`
    problems.push(...checkLanguage(textFile, language))
    const text = parseFile(instrumentTextSchema, textFile, input.texts[language])
    problems.push(...text.problems)
    if (!text.content) continue
    texts.set(language, text.content)
    problems.push(...checkInstrumentText(textFile, instrument, text.content))
  }
  const source = texts.get(fallbackLanguage)
  for (const [language, text] of texts)
    if (source && text !== source) problems.push(...checkSlots(`${folder}/${language}.json`, source, text))
  return { template: { instrument, texts }, problems }
}

/** A language by another name than its own is found by nobody who reads it, and its direction by nothing. */
function checkLanguage(file: string, language: string): TemplateProblem[] {
  const tag = canonicalTag(language)
  if (tag === language) return []
  const remedy = `name the language by its BCP 47 tag, ${tag ? `here ${tag}` : 'for example en, ar or pt-BR'}`
  return [{ file, path: '', problem: `“${language}” names no language`, remedy }]
}

/** A file's content by its schema, or what is wrong with it. */
export function parseFile<Content>(schema: z.ZodType<Content>, file: string, raw: unknown) {
  if (raw === undefined) {
    const problems: TemplateProblem[] = [{ file, path: '', problem: 'is missing', remedy: 'write it' }]
    return { content: undefined, problems }
  }
  const parsed = schema.safeParse(raw)
  const problems: TemplateProblem[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    file,
    path: path.join('.'),
    problem: message,
    remedy: 'see survey-templates/README.md for what a file may hold',
  }))
  return { content: parsed.data, problems }
}
