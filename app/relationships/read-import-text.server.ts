import { LONGEST_FILE } from './parse-import'

/**
 * The CSV text of an import form: a chosen file, pasted text, or the text that travelled with the preview.
 * Bytes that are not UTF-8 become U+FFFD, which the parser reports.
 * @returns undefined for a file that is too long to be read
 */
export async function readImportText(form: FormData): Promise<string | undefined> {
  const file = form.get('file')
  if (file instanceof File && file.size > LONGEST_FILE) return undefined
  if (file instanceof File && file.size > 0) return new TextDecoder('utf-8').decode(await file.arrayBuffer())
  const pasted = form.get('pasted')
  const travelled = form.get('csv')
  return typeof travelled === 'string' ? travelled : typeof pasted === 'string' ? pasted : ''
}
