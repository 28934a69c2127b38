import type { Variable } from './dataset'
import { makeVariable, type Translators, wordsIn } from './response-variables'

type Given = Pick<Variable, 'type' | 'measure'> & Partial<Variable>

/**
 * Columns of a table that holds no answers, labelled by `exports.column.<name>`.
 * @param given by name, in their order
 */
export function tableVariables(given: Readonly<Record<string, Given>>, translators: Translators): Variable[] {
  return Object.entries(given).map(([name, own]) =>
    makeVariable({ name, kind: 'identifier', label: wordsIn(translators, (t) => t(`exports.column.${name}`)), ...own }),
  )
}

/** Meanings of codes, in the words that the pages have for them. */
export function valueLabels(
  values: readonly string[],
  translators: Translators,
  keyOf: (value: string) => string,
): Variable['values'] {
  return values.map((value) => ({ value, label: wordsIn(translators, (t) => t(keyOf(value))) }))
}

export const CODE = { type: 'text', measure: 'nominal', width: 40 } as const
export const NUMBER = { kind: 'number', type: 'decimal', measure: 'scale' } as const
export const COUNT = { kind: 'number', type: 'integer', measure: 'scale' } as const

/** Name of the study and number of the wave, as in the tables of answers. */
export function placeVariables(study: string): Record<string, Given> {
  return {
    study: { type: 'text', measure: 'nominal', width: Math.max(1, Buffer.byteLength(study)) },
    wave: { type: 'integer', measure: 'ordinal', minimum: 1 },
  }
}
