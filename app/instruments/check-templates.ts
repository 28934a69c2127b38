import { z } from 'zod'
import { checkInstrument } from './check-instrument'
import { checkInstrumentText } from './check-instrument-text'
import { type Instrument, instrumentSchema, instrumentTextSchema } from './instrument-schema'
import type { TemplateProblem } from './template-problem'

const PUBLISHED_FILE = 'survey-templates/published.json'

const publishedSchema = z.array(z.strictObject({ name: z.string(), version: z.number().int(), sha256: z.string() }))
type Published = z.infer<typeof publishedSchema>

export interface TemplatesToCheck {
  /** contents of all JSON files of survey-templates, by path from the project's root */
  files: Readonly<Record<string, unknown>>
  /** the language whose words stand in where another language has none */
  fallbackLanguage: string
  /** functions that participants can have */
  functions: readonly string[]
  hashInstrument: (instrument: Instrument) => string
}

/** Everything that is wrong with the templates, in the order of the files; empty when they can be shipped. */
export function checkTemplates(input: TemplatesToCheck): TemplateProblem[] {
  const { files } = input
  const folders = new Set(Object.keys(files).flatMap((file) => (file === PUBLISHED_FILE ? [] : [folderOf(file)])))
  const listed = parseFile(publishedSchema, PUBLISHED_FILE, files[PUBLISHED_FILE])
  const published = listed.content ?? []
  const orphans = published.flatMap(({ name, version }, index) =>
    folders.has(folderName(name, version)) ? [] : [missingTemplate(name, version, index)],
  )
  return [
    ...[...folders].sort().flatMap((folder) => checkFolder(folder, input, published)),
    ...listed.problems,
    ...orphans,
  ]
}

function checkFolder(folder: string, input: TemplatesToCheck, published: Published): TemplateProblem[] {
  const file = `${folder}/instrument.json`
  const { content: instrument, problems } = parseFile(instrumentSchema, file, input.files[file])
  if (!instrument) return problems
  if (folder !== folderName(instrument.name, instrument.version))
    problems.push({
      file,
      path: 'name',
      problem: `says ${instrument.name} version ${instrument.version}, but lies in ${folder}`,
      remedy: 'let folder, name and version agree',
    })
  problems.push(...checkInstrument(file, instrument, input.functions))
  problems.push(...checkHash(file, instrument, input.hashInstrument(instrument), published))
  const texts = Object.keys(input.files).filter((other) => folderOf(other) === folder && other !== file)
  if (!texts.includes(`${folder}/${input.fallbackLanguage}.json`))
    problems.push({
      file: `${folder}/${input.fallbackLanguage}.json`,
      path: '',
      problem: 'is missing; its words stand in where another language has none',
      remedy: 'write it',
    })
  for (const textFile of texts.sort()) {
    const text = parseFile(instrumentTextSchema, textFile, input.files[textFile])
    problems.push(...text.problems)
    if (text.content) problems.push(...checkInstrumentText(textFile, instrument, text.content))
  }
  return problems
}

/** Answers given to a published instrument would mean something else if it changed. */
function checkHash(file: string, { name, version }: Instrument, hash: string, published: Published): TemplateProblem[] {
  const entry = published.find((known) => known.name === name && known.version === version)
  if (entry?.sha256 === hash) return []
  return entry
    ? [
        {
          file,
          path: '',
          problem: `differs from what was published (now ${hash}, published ${entry.sha256})`,
          remedy: `undo the change, or copy the folder to survey-templates/${name}/${version + 1} and change it there`,
        },
      ]
    : [
        {
          file: PUBLISHED_FILE,
          path: '',
          problem: `does not list ${name} version ${version}`,
          remedy: `when the template is final, add ${JSON.stringify({ name, version, sha256: hash })}`,
        },
      ]
}

function missingTemplate(name: string, version: number, index: number): TemplateProblem {
  return {
    file: PUBLISHED_FILE,
    path: String(index),
    problem: `lists ${name} version ${version}, but there is no ${folderName(name, version)}`,
    remedy: 'put the folder back: answers given to it cannot be read without it',
  }
}

function parseFile<Content>(schema: z.ZodType<Content>, file: string, raw: unknown) {
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

function folderName(name: string, version: number): string {
  return `survey-templates/${name}/${version}`
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
