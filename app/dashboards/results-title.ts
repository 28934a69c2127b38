import type { Texts } from '#app/i18n/interface-texts'

type Page = 'portfolio' | 'groups' | 'transactional-time' | 'benchmarks'

/** The document's title in the language of the page: view and study, as tabs and lists of visited pages show it. */
export function resultsTitle(
  matches: readonly { id: string; data?: unknown }[],
  page: Page,
  study: string | undefined,
) {
  const root = matches.find(({ id }) => id === 'root')?.data as { texts?: Texts } | undefined
  const own: unknown = root?.texts?.results?.[page]
  const words = typeof own === 'object' && own && 'title' in own ? own.title : own
  return [{ title: [words, study, 'Thiqa'].filter(Boolean).join(' – ') }]
}
