import type { Texts } from './interface-texts'

const files = import.meta.glob<Record<string, unknown>>('./texts/*/{errors,words}.json', {
  eager: true,
  import: 'default',
})

/**
 * The few texts of the error page and the frame around it, in every language: they ship with the page, because an error
 * may come before anything was loaded.
 */
export function errorTextsOf(language: string): Texts {
  const made = madeTexts.get(language)
  if (made) return made
  const read = (name: string) => files[`./texts/${language}/${name}.json`] ?? files[`./texts/en/${name}.json`] ?? {}
  const texts = { errors: read('errors'), words: read('words') }
  madeTexts.set(language, texts)
  return texts
}

/** One object for each language: translators are kept by it. */
const madeTexts = new Map<string, Texts>()
