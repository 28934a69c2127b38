import { SLOTS } from '#app/instruments/pipe-text'
import type { Words } from './draft'

/** More than any question needs; what is longer is cut where the template is built, and noted there. */
export const LONGEST_WORDS = 2000

/** Words of another tool, by language: slots that nothing fills here lose their braces, and tags of HTML their place. */
export function cleanWords(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words)
      .map(([language, text]) => [language, clean(text)] as const)
      .filter(([, text]) => text !== ''),
  )
}

/** Two texts as one, in every language of either. */
export function joinWords(first: Words, second: Words): Words {
  const languages = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  return Object.fromEntries(
    languages.map((language) => [language, [first[language], second[language]].filter(Boolean).join(' – ')]),
  )
}

function clean(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .split(new RegExp(`(${SLOTS.join('|')})`))
    .map((part) => (SLOTS.some((slot) => slot === part) ? part : part.replace(/\$?\{|\}/g, '')))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_WORDS + 1)
}

/** The first words of a long text, without half a slot at their end. */
export function cutWords(text: string): string {
  return text.length > LONGEST_WORDS ? text.slice(0, LONGEST_WORDS).replace(/\{[a-z]*$/, '') : text
}
