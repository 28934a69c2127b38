import type { Dataset, Page, Value } from '#app/exports/dataset'
import { watched } from '#app/exports/pages'

/** So many bytes or characters leave at a time. */
export const CHUNK = 1 << 16

/** @throws where a number is due and a text stands: a format that wrote something else instead would be wrong in silence */
export function numberOf(value: Value | undefined, name: string): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Error(`the column ${name} holds ${JSON.stringify(value)} instead of a number`)
}

/** A text without the character NUL, at which many programs would end it; what is not there is empty. */
export function textOf(value: Value | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

/** @throws where more or fewer rows come than the file has announced */
export async function* countedPages(dataset: Dataset): AsyncGenerator<Page> {
  const { name, rowCount } = dataset
  let count = 0
  const see = () => {
    count += 1
    if (count > rowCount) throw new Error(`${name} announced ${rowCount} rows and has more`)
  }
  for await (const page of dataset.pages()) yield watched(page, see)
  if (count !== rowCount) throw new Error(`${name} announced ${rowCount} rows and has ${count}`)
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    bytes += unit < 0x800 ? 1 : 2
    // both halves of a pair are four bytes together; a half alone is written as U+FFFD, three bytes
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at += 1
  }
  return bytes
}

/** The beginning of a text, of so many characters (code points) at most. */
export function cutToCharacters(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('')
}
