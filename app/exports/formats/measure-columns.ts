import type { Dataset } from '#app/exports/dataset'
import { textOf, utf8Length } from './dataset-values'

/** What a column holds; coded missing answers are left out. */
export interface ColumnSize {
  /** of numbers; 0 where there are none */
  lowest: number
  highest: number
  /** of texts: bytes in UTF-8 of the longest */
  longest: number
  /** how many texts are not empty, and their bytes together */
  texts: number
  bytes: number
}

/** Reads a dataset once from beginning to end, for formats that say sizes before the first row. */
export async function measureColumns(dataset: Dataset): Promise<ColumnSize[]> {
  const sizes = dataset.variables.map((): ColumnSize => ({ lowest: 0, highest: 0, longest: 0, texts: 0, bytes: 0 }))
  const missing = dataset.variables.map((variable) => new Set<unknown>(variable.missing.map(({ value }) => value)))
  const isText = dataset.variables.map((variable) => variable.type === 'text')
  for await (const page of dataset.pages())
    for (const row of page) {
      for (const [index, size] of sizes.entries()) {
        const value = row[index]
        if (value === null || value === undefined || missing[index]?.has(value)) continue
        if (isText[index]) addText(size, textOf(value))
        else if (typeof value === 'number') {
          size.lowest = Math.min(size.lowest, value)
          size.highest = Math.max(size.highest, value)
        }
      }
    }
  return sizes
}

function addText(size: ColumnSize, text: string): void {
  if (text === '') return
  const bytes = utf8Length(text)
  size.longest = Math.max(size.longest, bytes)
  size.texts += 1
  size.bytes += bytes
}
