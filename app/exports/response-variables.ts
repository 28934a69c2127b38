import type { TFunction } from 'i18next'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { type CodebookEntry, MISSING_CODES } from '#app/instruments/codebook-entry'
import type { Instrument } from '#app/instruments/instrument-schema'
import { kindOf } from '#app/instruments/item-kinds'
import { scaleItems, scoreNames } from '#app/instruments/score-response'
import { type Template, templateText } from '#app/instruments/template'
import { FUNCTIONS } from '#app/relationships/functions'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import type { FunctionWeights } from '#app/studies/function-weights'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { SIDES } from '#app/trust/scored-response'
import type { Variable, Words } from './dataset'

/** Before the names of scores: a share is an answer and a score of the same name. */
const SCORE_PREFIX = 'score_'

/** Columns before the answers. Codes of persons, firms and relationships hold within one study. */
export const IDENTIFIERS = [
  ...['study', 'wave', 'response_id', 'respondent_id', 'relationship_id'],
  ...['rater_organization_id', 'partner_organization_id', 'side', 'function', 'category', 'language'],
  ...['instrument', 'instrument_version', 'quality_flags'],
] as const

/** What a wave asked, and the words for it. */
export interface AskedTemplate {
  template: Template
  /** numbers of the waves that asked it */
  waves: readonly number[]
}

/** Interface words by language. */
export type Translators = ReadonlyMap<string, TFunction>

/** What a variable is until something else is said of it. */
export function makeVariable(
  own: Pick<Variable, 'name' | 'kind' | 'type' | 'measure' | 'label'> & Partial<Variable>,
): Variable {
  return {
    ...{ question: {}, values: [], missing: [], construct: '', isReversed: false, source: '', code: '', universe: '' },
    ...{ instruments: [], waves: [], note: {} },
    ...own,
  }
}

export function wordsIn(translators: Translators, read: (t: TFunction) => string): Words {
  return Object.fromEntries([...translators].map(([language, t]) => [language, read(t)]))
}

/** Bytes that are more than those of a code. */
const WIDTHS: Readonly<Record<string, number>> = { instrument: 60, quality_flags: QUALITY_FLAGS.join(' ').length }

/** The codes before the answers. @param weights what answers of functions weigh in published values, said beside the function */
export function identifierVariables(
  translators: Translators,
  widths: Readonly<Record<string, number>>,
  weights: FunctionWeights = {},
): Variable[] {
  const labels = (values: readonly string[], keyOf: (value: string) => string) =>
    values.map((value) => ({ value, label: wordsIn(translators, (t) => t(keyOf(value))) }))
  const valuesOf: Record<string, Variable['values']> = {
    side: labels(SIDES, (side) => `words.${side}`),
    function: labels(FUNCTIONS, (name) => `words.functions.${name}`),
    quality_flags: labels(QUALITY_FLAGS, (flag) => `exports.answering.row.${flag}.text`),
  }
  const weighing = Object.fromEntries(
    [...translators].flatMap(([language, t]) => {
      const said = functionWeightsText(t, language, weights)
      return said === undefined ? [] : [[language, said]]
    }),
  )
  return IDENTIFIERS.map((name) => {
    const isNumber = name === 'wave' || name === 'instrument_version'
    return makeVariable({
      ...{ name, kind: name === 'quality_flags' ? 'flags' : 'identifier' },
      label: wordsIn(translators, (t) => t(`exports.identifier.${name}`)),
      values: valuesOf[name] ?? [],
      note: name === 'function' ? weighing : {},
      ...(isNumber
        ? { type: 'integer', measure: name === 'wave' ? 'ordinal' : 'nominal', minimum: 1 }
        : { type: 'text', measure: 'nominal', width: widths[name] ?? WIDTHS[name] ?? 40 }),
    })
  })
}

/** Every answer that one of the instruments asks for, once; where several ask the same, as the first one words it. */
export function answerVariables(asked: readonly AskedTemplate[], translators: Translators): Variable[] {
  const variables = new Map<string, Variable>()
  for (const { template, waves } of asked) {
    const texts = new Map([...translators.keys()].map((language) => [language, templateText(template, language)]))
    const name = nameOf(template.instrument)
    for (const entry of codebookEntries(template.instrument, texts)) {
      const own = variables.get(entry.variable) ?? answerVariable(entry, translators)
      variables.set(entry.variable, {
        ...own,
        instruments: [...own.instruments, name],
        waves: joined(own.waves, waves),
      })
    }
  }
  return [...variables.values()]
}

export function scoreVariables(asked: readonly AskedTemplate[], translators: Translators): Variable[] {
  const variables = new Map<string, Variable>()
  for (const { template, waves } of asked)
    for (const score of scoreNames(template.instrument)) {
      const { key, items, minimum, maximum } = readingOf(template.instrument, score)
      const own =
        variables.get(score) ??
        makeVariable({
          ...{ name: SCORE_PREFIX + score, kind: 'score', type: 'decimal', measure: 'scale', construct: score },
          ...{ minimum, maximum },
          label: wordsIn(translators, (t) => t(`exports.score.${key}`, { items: items.join(' + ') })),
        })
      const name = nameOf(template.instrument)
      variables.set(score, { ...own, instruments: [...own.instruments, name], waves: joined(own.waves, waves) })
    }
  return [...variables.values()]
}

function answerVariable(entry: CodebookEntry, translators: Translators): Variable {
  const { kind, minimum, maximum, construct, isReversed, source, universe, consent, units } = entry
  const isText = kind === 'text'
  return makeVariable({
    ...{ name: entry.variable, kind, label: entry.wording, question: entry.wording, construct, isReversed, source },
    type: isText ? 'text' : kind === 'number' ? 'decimal' : 'integer',
    measure:
      isText || kind === 'tick' || kind === 'choice'
        ? 'nominal'
        : kind === 'number' || kind === 'percent'
          ? 'scale'
          : 'ordinal',
    values: entry.values,
    missing: isText
      ? []
      : entry.missing.map((reason) => ({
          value: MISSING_CODES[reason],
          label: wordsIn(translators, (t) => t(`exports.missing.${reason}`)),
        })),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(Object.keys(units).length > 0 && { unit: units }),
    code: entry.code ?? '',
    universe: [
      universe.sides && `side = ${universe.sides.join(' | ')}`,
      universe.functions && `function = ${universe.functions.join(' | ')}`,
      universe.when,
    ]
      .filter(Boolean)
      .join('; '),
    note: consent ? wordsIn(translators, (t) => t('exports.note.text')) : {},
  })
}

const nameOf = ({ name, version }: Instrument) => `${name}@${version}`
const joined = (one: readonly number[], other: readonly number[]) =>
  [...new Set([...one, ...other])].sort((a, b) => a - b)

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
