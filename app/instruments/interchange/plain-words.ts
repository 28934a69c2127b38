import { SLOTS } from '#app/instruments/pipe-text'
import { IMPORT_LIMITS } from './import-limits'
import type { ImportNoteCode } from './import-note'

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }

/**
 * Words as plain text with no slots but our own: tags go, line breaks stay, `{other}` and `${other}` become `[other]`.
 * Every pattern stops at the next bracket of its kind, so that time grows with the length of the text and no faster.
 */
export function plainWords(source: string): { text: string; losses: ImportNoteCode[] } {
  const losses: ImportNoteCode[] = []
  if (source.length > IMPORT_LIMITS.textCharacters) losses.push('cut')
  const kept = source.slice(0, IMPORT_LIMITS.textCharacters).toWellFormed().replace(/\r\n?/g, '\n')
  const broken = kept.replace(/<(?:br|\/p|\/div|\/li)\s?\/?>/gi, '\n')
  const untagged = broken.replace(/<[a-z/!][^<>]*>/gi, '')
  if (untagged !== broken) losses.push('markup')
  const piped = untagged
    .replace(/&([a-z]{2,4}|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\$?\{([^{}]*)\}/g, (_, name: string) => {
      const slot = `{${name.trim()}}`
      return isSlot(slot) ? slot : `[${name.trim()}]`
    })
  const text = piped
    .replace(/\{[^{}]*\}|[{}]/g, (found) => (isSlot(found) ? found : found.replace('{', '(').replace('}', ')')))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .trim()
  if (/\{/.test(untagged) && text.replace(/[{}]/g, '') !== untagged.replace(/[{}]/g, '').trim()) losses.push('piping')
  return { text, losses }
}

function isSlot(text: string): boolean {
  return (SLOTS as readonly string[]).includes(text)
}
