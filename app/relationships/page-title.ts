import { translatorOf } from '#app/i18n/loaded-texts'

/** The document's title in the language of the page: what is open, and in which part of the product. */
export function pageTitle(matches: readonly { id: string; data?: unknown }[], key: string, name?: string) {
  const root = matches.find(({ id }) => id === 'root')?.data as { language: string } | undefined
  const words = root && translatorOf(root.language).t(key)
  return [{ title: [name, words, 'Thiqa'].filter(Boolean).join(' – ') }]
}
