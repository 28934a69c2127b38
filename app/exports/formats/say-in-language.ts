import type { Dataset, Words } from '#app/exports/dataset'

export type Say = (words: Words | undefined) => string

/**
 * Reads words in a language; where it has none, in the first language of the dataset. Empty where neither has any. Without
 * the character NUL, at which many programs would end a text.
 */
export function sayInLanguage(dataset: Dataset, language: string): Say {
  const [first = language] = dataset.languages
  return (words) => (words?.[language] || words?.[first] || '').replaceAll('\0', '')
}
