import type { CsvRow } from './csv-row'
import type { Dataset, Variable, Words } from './dataset'

/** Columns of the codebook: words once for each language. */
export function codebookColumns(languages: readonly string[]): string[] {
  const each = (name: string) => languages.map((language) => `${name}_${language}`)
  return [
    ...['variable', 'kind', 'type', 'measure', ...each('label'), ...each('question'), 'minimum', 'maximum'],
    ...[...each('unit'), ...each('value_labels'), ...each('missing_codes'), 'is_reversed', 'construct', 'universe'],
    ...['source', 'catalogue_code', 'instruments', 'waves', ...each('note')],
  ]
}

/** One row for every column of a table, in its order. */
export function codebookRows({ variables, languages }: Pick<Dataset, 'variables' | 'languages'>): CsvRow[] {
  const each = (name: string, words: (language: string) => string | undefined) =>
    Object.fromEntries(languages.map((language) => [`${name}_${language}`, words(language) ?? '']))
  const from = (name: string, words: Words | undefined) => each(name, (language) => words?.[language])
  const codes = (values: Variable['values'], language: string, isWordFirst: boolean) =>
    values
      .map(({ value, label }) =>
        isWordFirst ? `${label[language] ?? ''} = ${value}` : `${value} = ${label[language] ?? ''}`,
      )
      .join('; ')
  return variables.map((own) => ({
    ...{ variable: own.name, kind: own.kind, type: own.type, measure: own.measure },
    ...from('label', own.label),
    ...from('question', own.question),
    ...{ minimum: own.minimum, maximum: own.maximum },
    ...from('unit', own.unit),
    ...each('value_labels', (language) => codes(own.values, language, false)),
    // the word first: text that begins with a minus would be taken for a formula
    ...each('missing_codes', (language) => codes(own.missing, language, true)),
    is_reversed: own.question && own.construct ? (own.isReversed ? 'yes' : 'no') : '',
    ...{ construct: own.construct, universe: own.universe, source: own.source, catalogue_code: own.code },
    ...{ instruments: own.instruments.join(' '), waves: own.waves.join(' ') },
    ...from('note', own.note),
  }))
}
