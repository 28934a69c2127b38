import type { Variable } from '#app/exports/dataset'
import type { StudyDescription } from '#app/exports/study-description'
import { sayInLanguage } from './say-in-language'

const TYPES = { integer: 'integer', decimal: 'number', text: 'string' } as const

/**
 * `datapackage.json` (Frictionless, tabular data package 1.0) for the tables' CSV files: names, types, labels and codes of all columns.
 * What the standard has no words for (missing codes with their labels, wording in other languages) stands under `thiqa`.
 *
 * Source: https://specs.frictionlessdata.io/tabular-data-package/
 */
export function dataPackage(study: StudyDescription) {
  const { title, purpose, madeAt, languages, tables } = study
  const [language = 'en'] = languages
  return {
    ...{ profile: 'tabular-data-package', name: 'thiqa-study', title },
    ...(purpose && { description: purpose }),
    created: madeAt.toISOString(),
    contributors: [{ title: study.publisher, role: 'publisher' }],
    thiqa: { languages, waves: study.waves, conditions: study.conditions, confidentiality: study.confidentiality },
    resources: tables.map(({ dataset, path, content, file }) => ({
      ...{ profile: 'tabular-data-resource', name: dataset.name, path, format: 'csv', mediatype: 'text/csv' },
      title: content[language] ?? dataset.name,
      encoding: 'utf-8',
      ...(file && { bytes: file.bytes, hash: `sha256:${file.sha256}` }),
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: {
        fields: dataset.variables.map((variable) => field(variable, sayInLanguage(dataset, language)(variable.label))),
        missingValues: [''],
      },
    })),
  }
}

function field(variable: Variable, title: string) {
  const { name, type, values, missing, minimum, maximum } = variable
  return {
    ...{ name, type: TYPES[type], title },
    ...(variable.question.en && { description: variable.question.en }),
    // a code of a missing answer lies outside of the range: the range of answers then is no rule for the column
    ...(missing.length === 0 &&
      type !== 'text' &&
      (minimum !== undefined || maximum !== undefined) && {
        constraints: { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
      }),
    thiqa: {
      ...{ kind: variable.kind, measure: variable.measure, label: variable.label, question: variable.question },
      ...{ values, missing, minimum, maximum, unit: variable.unit, construct: variable.construct },
      ...{ isReversed: variable.isReversed, source: variable.source, code: variable.code, universe: variable.universe },
      ...{ instruments: variable.instruments, waves: variable.waves, note: variable.note },
    },
  }
}
