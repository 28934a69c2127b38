import { createHash } from 'node:crypto'
import { LANGUAGES } from './languages'
import { textsOf } from './texts-of'

/** The words of a language as a file for browsers, which keep it: its name changes when a word does. */
interface TextsFile {
  name: string
  json: string
}

const files = new Map(
  LANGUAGES.map((language): [string, TextsFile] => {
    const json = JSON.stringify(textsOf(language))
    const version = createHash('sha256').update(json).digest('hex').slice(0, 16)
    return [language, { name: `${language}-${version}.json`, json }]
  }),
)

export function textsFileName(language: string): string | undefined {
  return files.get(language)?.name
}

export function findTextsFile(name: string): TextsFile | undefined {
  return [...files.values()].find((file) => file.name === name)
}
