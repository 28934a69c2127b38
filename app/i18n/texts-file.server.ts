import { createHash } from 'node:crypto'
import { FALLBACK_LANGUAGE } from './interface-texts'
import { LANGUAGES } from './languages'
import { languageOfTextsFile, nameTextsFile } from './texts-file-name'
import { textsOf } from './texts-of'

/** The words of a language as a file for browsers. */
interface TextsFile {
  name: string
  json: string
}

const files = new Map(
  LANGUAGES.map((language): [string, TextsFile] => {
    const json = JSON.stringify(over(textsOf(FALLBACK_LANGUAGE), textsOf(language)))
    const version = createHash('sha256').update(json).digest('hex').slice(0, 16)
    return [language, { name: nameTextsFile(language, version), json }]
  }),
)

export function textsFileName(language: string): string | undefined {
  return files.get(language)?.name
}

/**
 * @returns the file of a name that a page gave. A page of the program before this one, or of another copy of it, names other words of the
 * same language: they come too, and are not kept
 */
export function findTextsFile(name: string): { json: string; isCurrent: boolean } | undefined {
  const language = languageOfTextsFile(name)
  const file = language ? files.get(language) : undefined
  return file && { json: file.json, isCurrent: file.name === name }
}

type Part = Readonly<Record<string, unknown>>

/** What a language does not say yet is said in English. */
function over(english: Part, own: Part): Part {
  const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
  const merged: Record<string, unknown> = { ...english, ...own }
  for (const [key, value] of Object.entries(english)) {
    const said = own[key]
    if (isPart(value) && isPart(said)) merged[key] = over(value, said)
  }
  return merged
}
