/** Embeddings, overrides and isolates that turn the direction of what follows; C0 and C1 controls but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/**
 * Free text as it is stored: line ends are line feeds, and no character is left that a reader cannot see and that would
 * turn the rest of a page, a table or a file around. The marks that Arabic and Persian words need stay.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(CONTROLS, '')
    .trim()
}
