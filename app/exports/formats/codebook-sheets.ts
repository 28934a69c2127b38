import { codebookColumns, codebookRows } from '#app/exports/codebook-rows'
import type { Dataset, Value } from '#app/exports/dataset'

export interface CodebookSheet {
  name: string
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
}

/** The codebook as two tables, in all its languages: one row per variable, and one per meaning of a value. */
export function codebookSheets(dataset: Dataset): CodebookSheet[] {
  const { variables, languages } = dataset
  const columns = codebookColumns(languages)
  return [
    { name: 'codebook', columns, rows: codebookRows(dataset).map((row) => columns.map((name) => row[name] ?? null)) },
    {
      name: 'values',
      columns: ['variable', 'value', 'is_missing', ...languages.map((language) => `label_${language}`)],
      rows: variables.flatMap(({ name, values, missing }) =>
        [values, missing].flatMap((meanings, isMissing) =>
          meanings.map(({ value, label }) => [
            ...[name, value, isMissing ? 'yes' : 'no'],
            ...languages.map((language) => label[language] ?? null),
          ]),
        ),
      ),
    },
  ]
}
