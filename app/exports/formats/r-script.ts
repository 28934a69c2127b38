import type { Dataset, Variable } from '#app/exports/dataset'
import { attributesOf } from './codebook-attributes'
import type { FormatOptions } from './format-options'
import { R_FUNCTIONS } from './r-script-functions'
import { type Say, sayInLanguage } from './say-in-language'

/** Control characters, and signs that turn the direction of writing: code that holds them reads otherwise than it runs. */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu

/**
 * A script in R that reads the dataset's CSV file, which stands beside it, as `data`: numbers, with their labels as
 * attributes, or as `haven` has them where that package is installed; coded missing answers become NA (tagged by `haven`
 * with the letters of the Stata file). `as_factors(data)` makes factors of what has labels.
 */
export async function* writeRScript(dataset: Dataset, { language, madeAt }: FormatOptions): AsyncGenerator<Uint8Array> {
  const say = sayInLanguage(dataset, language)
  const names = dataset.variables.map(({ name }) => rText(name))
  const script = [
    `# ${dataset.name} (${language}), ${madeAt.toISOString().slice(0, 10)}. In UTF-8.`,
    `# Put ${dataset.name}.csv beside this file, then: source("${dataset.name}.R", encoding = "UTF-8")`,
    '',
    R_FUNCTIONS,
    `data <- read_columns(${rText(`${dataset.name}.csv`)}, ${rVector(names)})`,
    ...dataset.variables.map((variable) => describe(variable, say)),
    `attr(data, "title") <- in_utf8(${rText(say(dataset.title))})`,
    '',
  ].join('\n')
  yield new TextEncoder().encode(script)
}

function describe(variable: Variable, say: Say): string {
  const { name, type, measure, values, missing } = variable
  const codeOf = (value: number | string) => (type === 'text' ? rText(String(value)) : String(value))
  const attributes = Object.entries(attributesOf(variable, say)).map(([key, text]) => `${key} = ${rText(text)}`)
  const given = [
    `  label = ${rText(say(variable.label))}`,
    ...(values.length > 0
      ? [
          `  values = ${rVector(values.map(({ value }) => codeOf(value)))}`,
          `  labels = ${rVector(values.map(({ label }) => rText(say(label))))}`,
        ]
      : []),
    ...(missing.length > 0
      ? [
          `  missing = ${rVector(missing.map(({ value }) => String(value)))}`,
          `  missing_labels = ${rVector(missing.map(({ label }) => rText(say(label))))}`,
        ]
      : []),
    ...attributes.map((one) => `  ${one}`),
  ]
  const place = `data[[${rText(name)}]]`
  return `${place} <- describe(${place}, "${type}", "${measure}",\n${given.join(',\n')})`
}

const rVector = (elements: readonly string[]) => `c(${elements.join(', ')})`

/** A text as R reads it. */
function rText(text: string): string {
  const escaped = text
    .replaceAll('\0', '')
    .replace(/["\\]/g, '\\$&')
    .replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"${escaped}"`
}
