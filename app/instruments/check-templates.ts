import { z } from 'zod'
import { checkTemplate, parseFile } from './check-template'
import type { Instrument } from './instrument-schema'
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
  const texts = Object.entries(input.files).filter(([other]) => folderOf(other) === folder && other !== file)
  const { template, problems } = checkTemplate({
    ...input,
    folder,
    instrument: input.files[file],
    texts: Object.fromEntries(texts.map(([other, text]) => [other.slice(folder.length + 1, -'.json'.length), text])),
  })
  if (!template) return problems
  const { instrument } = template
  const misplaced = folder !== folderName(instrument.name, instrument.version) && {
    file,
    path: 'name',
    problem: `says ${instrument.name} version ${instrument.version}, but lies in ${folder}`,
    remedy: 'let folder, name and version agree',
  }
  return [
    ...(misplaced ? [misplaced] : []),
    ...checkHash(file, instrument, input.hashInstrument(instrument), published),
    ...problems,
  ]
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

function folderName(name: string, version: number): string {
  return `survey-templates/${name}/${version}`
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
