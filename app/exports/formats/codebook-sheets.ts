import type { Dataset, Value, Words } from '#app/exports/dataset'

export interface CodebookSheet {
  name: string
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
}

/** The codebook as two tables, in all its languages: one row per variable, and one per meaning of a value. */
export function codebookSheets({ variables, languages }: Dataset): CodebookSheet[] {
  const columnsOf = (name: string) => languages.map((language) => `${name}_${language}`)
  const inAll = (words: Words | undefined) => languages.map((language) => words?.[language] ?? null)
  return [
    {
      name: 'codebook',
      columns: [
        ...['variable', 'type', 'measure', ...columnsOf('label'), ...columnsOf('question')],
        ...['minimum', 'maximum', ...columnsOf('unit'), 'construct', 'is_reversed', 'source', 'catalogue_code'],
        ...['universe', 'instruments', 'waves', ...columnsOf('note')],
      ],
      rows: variables.map((one) => [
        ...[one.name, one.type, one.measure, ...inAll(one.label), ...inAll(one.question)],
        ...[one.minimum ?? null, one.maximum ?? null, ...inAll(one.unit), one.construct],
        ...[one.isReversed ? 'yes' : 'no', one.source, one.code, one.universe],
        ...[one.instruments.join(' '), one.waves.join(' '), ...inAll(one.note)],
      ]),
    },
    {
      name: 'values',
      columns: ['variable', 'value', 'is_missing', ...columnsOf('label')],
      rows: variables.flatMap(({ name, values, missing }) => [
        ...values.map(({ value, label }) => [name, value, 'no', ...inAll(label)]),
        ...missing.map(({ value, label }) => [name, value, 'yes', ...inAll(label)]),
      ]),
    },
  ]
}
