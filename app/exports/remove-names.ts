/** Stands where something was taken out. */
export const REMOVED = '[…]'

export interface NameRemover {
  /** The text without names and addresses, and how many were taken out. */
  remove(text: string): { text: string; removed: number }
}

/** Shorter parts of names are mostly words: `al`, `de`, `bin`. */
const SHORTEST = 3

// each quantifier has an end, so that no text takes long
const ADDRESS = /[^\s@<>()[\]]{1,64}@[^\s@<>()[\]]{1,190}|(?:https?:\/\/|www\.)[^\s<>]{1,500}/giu
const PHONE = /\+?[\d٠-٩](?:[\s().\-/]{0,3}[\d٠-٩]){6,14}/gu
const WORD = /[\p{L}\p{M}\p{Nd}]+(?:['’-][\p{L}\p{M}\p{Nd}]+)*/gu
/** Arabic particles that are written together with the word that follows. */
const PARTICLES = /^(?:[وفبلك]{0,2}ال|[وفبلك]{1,2})/u

/**
 * Takes out of free texts what names the study's own people and firms: every part of their names, and addresses, links and
 * telephone numbers of anybody. A word that is also a name goes too: rather too much than too little. Nicknames, wrong
 * spellings and descriptions ("our only buyer of valves") stay; the note in the file says so.
 * @param names of people and firms, as they are recorded
 */
export function makeNameRemover(names: Iterable<string>): NameRemover {
  const known = new Set<string>()
  for (const name of names)
    for (const [word] of name.matchAll(WORD)) for (const part of [word, ...word.split(/['’-]/u)]) add(known, part)
  const isKnown = (word: string) => {
    const plain = plainOf(word)
    return (
      known.has(plain) ||
      known.has(plain.replace(PARTICLES, '')) ||
      plain.split(/['’-]/u).some((part) => known.has(part))
    )
  }
  return {
    remove(text) {
      let removed = 0
      const takeOut = () => {
        removed += 1
        return REMOVED
      }
      const without = text
        .replace(ADDRESS, takeOut)
        .replace(PHONE, takeOut)
        .replace(WORD, (word) => (isKnown(word) ? takeOut() : word))
      return { text: without, removed }
    },
  }
}

function add(known: Set<string>, part: string): void {
  const plain = plainOf(part)
  if ([...plain].length < SHORTEST || /^\d+$/.test(plain)) return
  known.add(plain)
  const bare = plain.replace(PARTICLES, '')
  if ([...bare].length >= SHORTEST) known.add(bare)
}

/** The same for all ways of writing a name that readers take for the same: case, accents, vowel marks, forms of alef and teh. Not of yeh: `على` is no name. */
function plainOf(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ة/gu, 'ه')
    .toLowerCase()
}
