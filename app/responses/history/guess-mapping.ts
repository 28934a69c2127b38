import { HISTORY_COLUMNS, type HistoryColumn } from './history-form'

/** Other words for what a column holds, as studies write them. */
const ALIASES: Readonly<Record<HistoryColumn, readonly string[]>> = {
  wave: ['round', 'time', 't'],
  relationship: ['relationshipid', 'relation', 'dyad', 'dyadid', 'code'],
  side: ['role', 'party'],
  respondent: ['respondentid', 'person', 'participant', 'informant', 'id'],
  function: ['department', 'dept'],
  buyer: ['buyercode', 'customer'],
  supplier: ['suppliercode', 'seller', 'vendor'],
  item: ['variable', 'question'],
  value: ['answer', 'response'],
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Which columns of a table are probably which. A column is taken once. */
export function guessColumns(header: readonly string[]): Partial<Record<HistoryColumn, string>> {
  const guessed: Partial<Record<HistoryColumn, string>> = {}
  for (const words of [(column: HistoryColumn) => [column], (column: HistoryColumn) => ALIASES[column]])
    for (const column of HISTORY_COLUMNS) {
      if (guessed[column]) continue
      const taken = Object.values(guessed)
      const found = header.find((name) => !taken.includes(name) && words(column).includes(plain(name)))
      if (found !== undefined) guessed[column] = found
    }
  return guessed
}

/** Which columns, or items of a table with a line for each answer, are probably which fields of the instrument. */
export function guessItems(sources: readonly string[], fields: readonly string[]): Record<string, string> {
  const byName = new Map(sources.map((source) => [plain(source), source]))
  return Object.fromEntries(
    fields.flatMap((field) => {
      const source = byName.get(plain(field))
      return source === undefined ? [] : [[field, source]]
    }),
  )
}
