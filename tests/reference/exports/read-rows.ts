import type { Dataset, Value, Variable, Words } from '#app/exports/dataset'

/** All values, column by column. */
export async function readColumns(dataset: Dataset): Promise<{ variable: Variable; values: Value[] }[]> {
  const columns = dataset.variables.map((variable) => ({ variable, values: [] as Value[] }))
  for await (const page of dataset.pages())
    for (const row of page) for (const [index, { values }] of columns.entries()) values.push(row[index] ?? null)
  return columns
}

/** In the language, else in English. */
export const say = (words: Words, language: string) => words[language] ?? words.en ?? ''

/** What is left of a text in so many bytes of UTF-8, without a half letter. */
export const cutBytes = (text: string, most: number) =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, most), { stream: true })

/** As UTF-8 has it: half of a pair is the sign for what cannot be shown. Without NUL. */
export const inUtf8 = (text: string) => Buffer.from(text.replaceAll('\0', '')).toString()

export const isMissing = (variable: Variable, value: Value) => variable.missing.some((one) => one.value === value)
