import type { Texts } from '#app/i18n/interface-texts'

/** The document's title in the language of the page: what is open, and in which part of the product. */
export function pageTitle(matches: readonly { id: string; data?: unknown }[], key: string, name?: string) {
  const root = matches.find(({ id }) => id === 'root')?.data as { texts?: Texts } | undefined
  const words = key.split('.').reduce<unknown>((found, part) => partOf(found, part), root?.texts)
  return [{ title: [name, typeof words === 'string' ? words : '', 'Thiqa'].filter(Boolean).join(' – ') }]
}

function partOf(texts: unknown, part: string): unknown {
  return typeof texts === 'object' && texts !== null ? (texts as Record<string, unknown>)[part] : undefined
}
