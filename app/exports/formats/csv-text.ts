/**
 * Spreadsheets run a text that begins like this as a formula (also in its full-width forms). Apostrophes in front count with
 * it, so that taking one away again gives every text back as it was. Numbers are left alone.
 */
const FORMULA_START = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** A text that no spreadsheet runs: what would be a formula gets an apostrophe in front. */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text
}
