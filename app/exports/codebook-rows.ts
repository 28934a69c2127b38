import type { TFunction } from 'i18next'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { MISSING_CODES } from '#app/instruments/codebook-entry'
import type { Instrument, InstrumentText } from '#app/instruments/instrument-schema'
import { kindOf } from '#app/instruments/item-kinds'
import { scaleItems, scoreNames } from '#app/instruments/score-response'
import { FUNCTIONS } from '#app/relationships/functions'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import { SIDES } from '#app/trust/scored-response'
import type { CsvRow } from './csv-row'
import { IDENTIFIERS, SCORE_PREFIX } from './response-columns'

export interface CodebookLanguage {
  text: InstrumentText
  t: TFunction
}

/** Columns of the codebook: words once for each language in which the instrument can be answered. */
export function codebookColumns(languages: readonly string[]): string[] {
  const each = (name: string) => languages.map((language) => `${name}_${language}`)
  return [
    ...['variable', 'kind', ...each('label'), 'minimum', 'maximum', ...each('unit'), ...each('value_labels')],
    ...[
      'missing_codes',
      'is_reversed',
      'construct',
      'sides',
      'functions',
      'condition',
      'consent',
      'source',
      'catalogue_code',
    ],
    ...each('note'),
  ]
}

/**
 * One row for every column of the response file, in its order. An empty cell of the file means: not asked, no score, or a
 * text that is held back (its note says so).
 */
export function codebookRows(instrument: Instrument, languages: ReadonlyMap<string, CodebookLanguage>): CsvRow[] {
  const each = (name: string, read: (language: CodebookLanguage) => string) =>
    Object.fromEntries([...languages].map(([code, language]) => [`${name}_${code}`, read(language)]))
  const codesOf: Record<string, (t: TFunction) => string> = {
    side: (t) => SIDES.map((side) => `${side} = ${t(`words.${side}`)}`).join('; '),
    quality_flags: (t) => QUALITY_FLAGS.map((one) => `${one} = ${t(`exports.answering.row.${one}.text`)}`).join('; '),
    function: (t) => FUNCTIONS.map((one) => `${one} = ${t(`words.functions.${one}`)}`).join('; '),
  }
  const identifiers = IDENTIFIERS.map((variable) => ({
    variable,
    kind: variable === 'quality_flags' ? 'flags' : 'identifier',
    ...each('label', ({ t }) => t(`exports.identifier.${variable}`)),
    ...each('value_labels', ({ t }) => codesOf[variable]?.(t) ?? ''),
  }))

  const texts = new Map([...languages].map(([code, { text }]) => [code, text]))
  const entries = codebookEntries(instrument, texts)
  const answers = entries.map((entry) => ({
    variable: entry.variable,
    kind: entry.kind,
    ...prefixKeys('label', entry.wording),
    minimum: entry.minimum,
    maximum: entry.maximum,
    ...prefixKeys('unit', entry.units),
    ...prefixKeys('value_labels', entry.valueLabels),
    // the word first: text that begins with a minus would be taken for a formula
    missing_codes: entry.missing.map((reason) => `${reason} = ${MISSING_CODES[reason]}`).join('; '),
    is_reversed: entry.isReversed ? 'yes' : 'no',
    construct: entry.construct,
    sides: entry.universe.sides?.join(' '),
    functions: entry.universe.functions?.join(' '),
    condition: entry.universe.when,
    consent: entry.consent,
    source: entry.source,
    catalogue_code: entry.code,
    ...(entry.consent && each('note', ({ t }) => t('exports.note.text'))),
  }))

  const scores = scoreNames(instrument).map((name) => {
    const { key, items, minimum, maximum } = readingOf(instrument, name)
    return {
      variable: SCORE_PREFIX + name,
      kind: 'score',
      ...each('label', ({ t }) => t(`exports.score.${key}`, { items: items.join(' + ') })),
      minimum,
      maximum,
      construct: name,
    }
  })
  return [...identifiers, ...answers, ...scores]
}

function prefixKeys(prefix: string, byLanguage: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(byLanguage).map(([code, words]) => [`${prefix}_${code}`, words]))
}

interface ScoreReading {
  /** which sentence explains it */
  key: 'scale' | 'total' | 'same' | 'point' | 'pairs' | 'promises'
  items: string[]
  minimum: number
  maximum: number
}

/** How a score comes from answers, as `scoreResponse` does it. */
function readingOf(instrument: Instrument, name: string): ScoreReading {
  const items = instrument.sections.flatMap((section) => section.items)
  const scale = scaleItems(items).filter((item) => item.construct === name)
  if (scale.length > 0) return { key: 'scale', items: scale.map((item) => item.id), minimum: 0, maximum: 100 }
  const item = items.find((one) => name in kindOf(one).scores(one, {}, instrument))
  if (!item) throw new Error(`the score ${name} comes from no item`)
  const own = { items: [item.id], minimum: 0, maximum: 100 }
  if (item.kind === 'number') return { key: 'same', ...own, minimum: item.minimum, maximum: item.maximum }
  if (item.kind === 'promises') return { key: 'promises', ...own }
  if (item.kind === 'pairs') return { key: 'pairs', ...own, minimum: name.endsWith('_gap') ? -100 : 0 }
  if (item.kind !== 'constant_sum') return { key: 'point', ...own }
  if (item.parts.some((part) => part.id === name)) return { key: 'same', ...own, items: [name], maximum: item.total }
  const groups = name === 'unproductive' ? ['unproductive_strict', 'unproductive'] : [name]
  const parts = item.parts.filter((part) => groups.includes(part.group))
  return { key: 'total', items: parts.map((part) => part.id), minimum: 0, maximum: item.total }
}
