import { SLOTS } from '#app/instruments/pipe-text'
import type { Words } from './draft'

const LONGEST = 2000

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
  // cut first: a cut through a slot would leave half of it
  return text
    .slice(0, LONGEST)
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .split(new RegExp(`(${SLOTS.join('|')})`))
    .map((part) => (SLOTS.some((slot) => slot === part) ? part : part.replace(/\$?\{|\}/g, '')))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
