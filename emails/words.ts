type Words = Record<string, string>

const files = import.meta.glob<Words>('./texts/*/*.json', { eager: true, import: 'default' })

/** Isolates keep a Latin name in an Arabic sentence (or the reverse) from moving the words around it. */
const isolate = (value: string) => `\u2068${value}\u2069`

/** The words of a message in a language (English where it has none); `{{slot}}` is filled with the value, taken literally. */
export function wordsOf(message: string, language: string) {
  const words = files[`./texts/${language}/${message}.json`] ?? files[`./texts/en/${message}.json`] ?? {}
  return (key: string, values: Record<string, string | number> = {}): string =>
    (words[key] ?? '').replace(/\{\{(\w+)\}\}/g, (_, slot: string) => {
      const value = values[slot]
      return typeof value === 'string' ? isolate(value) : String(value ?? '')
    })
}
