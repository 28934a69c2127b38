import type { PrismaClient } from '#app/db/generated/client'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { checkTemplate } from './check-template'
import { instrumentTextSchema } from './instrument-schema'
import type { ImportedTemplate } from './interchange/build-template'
import type { InterchangeNote } from './interchange/interchange-note'
import { readForeignTemplate, readForeignWorkbook } from './interchange/read-foreign-template'
import { findAnyTemplate } from './load-template.server'
import { saveOwnTemplate, saveWords } from './own-templates.server'
import { readTemplateUpload } from './read-template-upload'
import type { TemplateProblem } from './template-problem'
import { fromWordsTable } from './words-table'

interface Imported {
  /** the template in our form, to be kept by a second look; undefined where it has faults that must be mended first */
  file: string | undefined
  notes: InterchangeNote[]
}

/** key of a text; with what is wrong in the file, and where */
export interface RefusedUpload {
  ok: false
  error: string
  problems: TemplateProblem[]
  places: string[]
  imported?: Imported
}

type UploadResult = { ok: true; name: string; version: number } | RefusedUpload

const refuse = (error: string, problems: TemplateProblem[] = [], places: string[] = []): RefusedUpload => ({
  ok: false,
  error: `templates.error.${error}`,
  problems,
  places,
})

interface UploadInput {
  workspaceId: string
  functions: readonly string[]
}

/** Keeps an uploaded template, or says what is wrong with it. */
export async function takeTemplate(
  prisma: PrismaClient,
  input: UploadInput & {
    /** undefined for a file that is too long */
    text: string | undefined
  },
): Promise<UploadResult> {
  if (input.text === undefined) return refuse('too-long')
  const foreign = readForeignTemplate(input.text)
  if (foreign) return showImported(foreign, input.functions)
  const read = readTemplateUpload(input.text, input.functions)
  if (!read.ok) return refuse('problems', read.problems)
  return { ok: true, ...(await saveOwnTemplate(prisma, input.workspaceId, read.template)) }
}

/** Shows a workbook's form, or says why it cannot be read and what to do. */
export function takeWorkbook({ bytes, functions }: { bytes: Uint8Array; functions: readonly string[] }): RefusedUpload {
  const read = readForeignWorkbook(bytes)
  return read.ok ? showImported(read.imported, functions) : refuse(`workbook-${read.reason}`)
}

/** What another tool saved is shown first, with everything that could not come along: nothing is kept by the way. */
function showImported({ template, notes }: ImportedTemplate, functions: readonly string[]): RefusedUpload {
  const file = template && JSON.stringify(template)
  const read = file === undefined ? undefined : readTemplateUpload(file, functions)
  return {
    ...{ ok: false, error: template ? 'templates.imported.title' : 'templates.error.nothing-to-ask', places: [] },
    problems: read && !read.ok ? read.problems : [],
    imported: { file: read?.ok ? file : undefined, notes: notes.slice(0, 200) },
  }
}

/** Takes a translated table of words for one of the workspace's own templates. */
export async function takeWords(
  prisma: PrismaClient,
  input: UploadInput & {
    name: string
    version: number
    language: string
    /** cells of the table; undefined for a file that is too long */
    rows: readonly string[][] | undefined
  },
): Promise<UploadResult> {
  const { workspaceId, name, version, language, rows, functions } = input
  if (rows === undefined) return refuse('too-long')
  const template = await findAnyTemplate(prisma, { workspaceId, name, version })
  const source = template?.texts.get(FALLBACK_LANGUAGE)
  if (!template || !source) return refuse('unknown')
  const read = fromWordsTable(rows, source)
  if (!read.ok) return refuse(`words-${read.reason}`, [], read.places)
  const words = instrumentTextSchema.safeParse(read.text)
  const { problems } = checkTemplate({
    folder: name,
    instrument: template.instrument,
    texts: { [FALLBACK_LANGUAGE]: source, [language]: read.text },
    fallbackLanguage: FALLBACK_LANGUAGE,
    functions,
  })
  if (!words.success || problems.length > 0) return refuse('problems', problems)
  const saved = await saveWords(prisma, { workspaceId, name, version }, language, words.data)
  return saved.ok ? { ok: true, name, version } : refuse(saved.reason)
}
