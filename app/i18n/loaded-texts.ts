import type { i18n } from 'i18next'
import { createTranslator } from './create-translator'
import { FALLBACK_LANGUAGE, type Texts } from './interface-texts'

/** The words of the interface, where pages find them: a server has them all, a browser those that its page named. */
export interface LoadedTexts {
  /** of the page that stands in a browser: all of it is in this one, whatever a translating browser writes into the page */
  language?: string
  textsOf(language: string): Texts | undefined
  /** where a browser fetches them */
  addressOf(language: string): string | undefined
}

const NONE: Texts = {}
let loaded: LoadedTexts = { textsOf: () => undefined, addressOf: () => undefined }

/** Called once, before the first page: no page carries the words, which are many times as long as what it says. */
export function provideTexts(texts: LoadedTexts): void {
  loaded = texts
}

export function loadedLanguage(): string | undefined {
  return loaded.language
}

export function textsAddress(language: string): string | undefined {
  return loaded.addressOf(language)
}

export function translatorOf(language: string): i18n {
  return createTranslator(language, loaded.textsOf(language) ?? NONE, loaded.textsOf(FALLBACK_LANGUAGE))
}
