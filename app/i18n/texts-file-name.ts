/** Browsers keep the words of a language by the name of their file: it changes when a word does. */
export function nameTextsFile(language: string, version: string): string {
  return `${language}-${version}.json`
}

/** @returns undefined for what is no name of such a file */
export function languageOfTextsFile(name: string): string | undefined {
  return /^([a-z-]{2,20})-[0-9a-f]{16}\.json$/.exec(name)?.[1]
}
