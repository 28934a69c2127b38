import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import {
  type AgreementItem,
  type ConstantSumItem,
  type Instrument,
  type InstrumentText,
  type Item,
  type Respondent,
  type Section,
  SPOKEN_MISSING,
} from '#app/instruments/instrument-schema'
import { noneField } from '#app/instruments/kinds/choices'
import { PAIR_RATINGS } from '#app/instruments/kinds/pairs'
import { pagesOf } from '#app/instruments/pages'
import { SLOTS } from '#app/instruments/pipe-text'
import { type Template, templateText } from '#app/instruments/template'
import { TICKED } from '#app/instruments/ticked'
import type { InterchangeNote } from './interchange-note'

type Localized = string | Record<string, string>
type Say = (read: (text: InstrumentText) => string | undefined) => Localized

/** The questions that one side is asked, as a survey of SurveyJS with the words of every language. */
export function exportSurveyJs(
  template: Template,
  side: Respondent['side'],
): { survey: object; notes: InterchangeNote[] } {
  const { instrument, texts } = template
  const languages = [FALLBACK_LANGUAGE, ...[...texts.keys()].filter((language) => language !== FALLBACK_LANGUAGE)]
  const worded = languages.map((language) => [language, templateText(template, language, side)] as const)
  const say: Say = (read) => {
    const words = worded.map(([language, text]) => [language, read(text) ?? ''] as const)
    return words.length === 1
      ? (words[0]?.[1] ?? '')
      : Object.fromEntries(
          words.map(([language, text]) => [language === FALLBACK_LANGUAGE ? 'default' : language, text]),
        )
  }
  const notes: InterchangeNote[] = [{ path: '', feature: 'scoring' }]
  const context: Context = { instrument, names: namesOf(instrument), ticks: ticksOf(instrument), say, notes }
  for (const { id, isAboutFirm } of instrument.sections)
    if (isAboutFirm) notes.push({ path: id, feature: 'about-firm' })
  const pages = pagesOf(instrument.sections).map((sections, index) => ({
    name: `page_${index + 1}`,
    elements: sections
      .map((section) => ({
        ...{ type: 'panel', name: `panel_${section.id}` },
        title: say((text) => text.sections[section.id]?.title),
        description: say((text) => text.sections[section.id]?.text),
        elements: elementsOf(
          { ...section, items: section.items.filter(({ sides }) => !sides || sides.includes(side)) },
          context,
        ),
      }))
      .filter(({ elements }) => elements.length > 0),
  }))
  const head = { title: say((text) => text.title), description: say((text) => text.description) }
  // titles of that tool take values of variables in braces, so that the slots can stay as they are
  if (SLOTS.some((slot) => JSON.stringify([head, pages]).includes(slot))) notes.push({ path: '', feature: 'slots' })
  return { survey: { ...head, pages: pages.filter(({ elements }) => elements.length > 0) }, notes }
}

interface Context {
  instrument: Instrument
  /** what conditions call the answer of a field */
  names: ReadonlyMap<string, string>
  ticks: ReadonlyMap<string, string>
  say: Say
  notes: InterchangeNote[]
}

const matrixName = ({ id, construct, isAlone }: AgreementItem) => `matrix_${isAlone ? id : construct}`

function namesOf({ sections }: Instrument): Map<string, string> {
  const found: [field: string, name: string][] = []
  for (const item of sections.flatMap(({ items }) => items)) {
    if (item.kind === 'agreement') found.push([item.id, `${matrixName(item)}.${item.id}`])
    else if (item.kind === 'constant_sum')
      found.push(...item.parts.map(({ id }): [string, string] => [id, `${item.id}.${id}`]))
    else if (item.kind === 'pairs')
      for (const rating of PAIR_RATINGS)
        for (const { id } of item.parts) found.push([`${id}_${rating}`, `${item.id}_${rating}.${id}_${rating}`])
    else if (item.kind !== 'choices' && item.kind !== 'promises') found.push([item.id, item.id])
  }
  return new Map(found)
}

/** Fields that are one tick of a question: the comparison that finds it. */
function ticksOf({ sections }: Instrument): Map<string, string> {
  const found: [field: string, comparison: string][] = []
  for (const item of sections.flatMap(({ items }) => items)) {
    if (item.kind === 'choices') {
      found.push([noneField(item.id), `{${item.id}} contains 'none'`])
      for (const option of item.options) found.push([`${item.id}_${option}`, `{${item.id}} contains '${option}'`])
    }
    if (item.kind === 'constant_sum') found.push([item.none.field, `{${item.none.field}} contains '${TICKED}'`])
  }
  return new Map(found)
}

function elementsOf({ items, isShuffled }: Section, context: Context): object[] {
  const elements: object[] = []
  let run: AgreementItem[] = []
  const flush = () => {
    const [first] = run
    if (first) elements.push({ ...matrixOf(first, run, context), ...(isShuffled && { rowsOrder: 'random' }) })
    run = []
  }
  for (const item of items) {
    if (item.functions) context.notes.push({ path: item.id, feature: 'functions' })
    const [first] = run
    if (item.kind !== 'agreement' || !first || !sharesMatrix(first, item)) flush()
    if (item.kind === 'agreement') run.push(item)
    else if (item.kind === 'promises') context.notes.push({ path: item.id, feature: 'open-promises' })
    else elements.push(...questionOf(item, context))
  }
  flush()
  return elements
}

/** A matrix has one name, one set of columns and one condition. */
function sharesMatrix(one: AgreementItem, other: AgreementItem): boolean {
  const shared = (item: AgreementItem) => JSON.stringify([matrixName(item), item.missing, item.when])
  return shared(one) === shared(other)
}

function matrixOf(first: AgreementItem, items: AgreementItem[], context: Context): object {
  const { say, instrument } = context
  const { minimum, maximum } = instrument.scale
  return {
    ...{ type: 'matrix', name: matrixName(first), titleLocation: 'hidden' },
    columns: [...pointsOf(minimum, maximum, say, (text) => text.anchors), ...missingOf(first, say)],
    rows: items.map(({ id }) => ({ value: id, text: say((text) => text.items[id]?.text) })),
    ...conditionOf(first, context),
  }
}

function pointsOf(
  minimum: number,
  maximum: number,
  say: Say,
  read: (text: InstrumentText) => string[] | undefined,
): object[] {
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => ({
    value: minimum + index,
    text: say((text) => read(text)?.[index]),
  }))
}

/** Without what can be said instead of a point, people who do not know would take the middle. */
function missingOf({ missing }: Pick<AgreementItem, 'missing'>, say: Say): object[] {
  return (missing ?? SPOKEN_MISSING).map((value) => ({ value, text: say((text) => text.missing[value]) }))
}

function questionOf(item: Exclude<Item, AgreementItem>, context: Context): object[] {
  const { say } = context
  const common = {
    name: item.id,
    title: say((text) => text.items[item.id]?.text),
    ...conditionOf(item, context),
  }
  const scaleOf = ({ minimum, maximum }: { minimum: number; maximum: number }, name: string) =>
    pointsOf(minimum, maximum, say, (text) => text.scales?.[name])
  const options = (values: readonly string[]) =>
    values.map((value) => ({ value, text: say((text) => text.items[item.id]?.options?.[value]) }))
  switch (item.kind) {
    case 'bipolar':
      return [{ type: 'rating', ...common, rateValues: [...scaleOf(item, item.anchors), ...missingOf(item, say)] }]
    case 'number':
      return [
        {
          ...{ type: 'text', inputType: 'number', ...common },
          description: say((text) => text.items[item.id]?.unit),
          ...{ min: item.minimum, max: item.maximum, step: 10 ** -item.decimals },
        },
      ]
    case 'choice':
      return [{ type: 'radiogroup', ...common, choices: [...options(item.options), ...missingOf(item, say)] }]
    case 'choices':
      return [{ type: 'checkbox', ...common, choices: options(item.options), showNoneItem: true }]
    case 'text':
      if (item.hasConsent) context.notes.push({ path: item.id, feature: 'consent' })
      return [{ type: 'comment', ...common, maxLength: item.maximum }]
    case 'constant_sum':
      context.notes.push({ path: item.id, feature: 'nothing-to-share' })
      return sumOf(item, common, say)
    case 'pairs':
      return PAIR_RATINGS.map((rating) => ({
        ...{ type: 'matrix', ...common, name: `${item.id}_${rating}` },
        columns: [...scaleOf(item, item[rating]), ...missingOf(item, say)],
        rows: item.parts.map(({ id }) => ({ value: `${id}_${rating}`, text: say((text) => text.parts[id]?.text) })),
      }))
    case 'promises':
      return []
  }
}

/** The parts, and the tick that there is nothing to share out; a question may be left out, but not answered in part. */
function sumOf({ id, none, parts, total }: ConstantSumItem, common: { visibleIf?: string }, say: Say): object[] {
  const hint = say((text) => text.items[id]?.hint)
  const sum = parts.map((part) => `{${id}.${part.id}}`).join(' + ')
  const isSome = `{${none.field}} empty`
  return [
    {
      ...{ type: 'checkbox', name: none.field, titleLocation: 'hidden' },
      choices: [{ value: TICKED, text: say((text) => text.items[id]?.none) }],
      ...(common.visibleIf && { visibleIf: common.visibleIf }),
    },
    {
      ...{ type: 'multipletext', ...common, description: hint },
      visibleIf: common.visibleIf ? `(${common.visibleIf}) and ${isSome}` : isSome,
      items: parts.map((part) => ({
        ...{ name: part.id, inputType: 'number' },
        validators: [{ type: 'numeric', minValue: 0, maxValue: total }],
        title: say((text) => text.parts[part.id]?.text),
      })),
      validators: [{ type: 'expression', text: hint, expression: `{${id}} empty or ${sum} = ${total}` }],
    },
  ]
}

/** The condition in the names of the export; noted where the answer it rests on is not there. */
function conditionOf({ id, when }: Item, { names, ticks, notes }: Context): { visibleIf?: string } {
  if (!when) return {}
  const { item: field, in: values, minimum, maximum } = when
  const tick = ticks.get(field)
  if (tick) return { visibleIf: tick }
  const name = names.get(field)
  if (name === undefined) {
    notes.push({ path: id, feature: 'condition' })
    return {}
  }
  const quoted = values?.map((value) => `'${value.replaceAll("'", '')}'`)
  if (quoted)
    return { visibleIf: quoted.length === 1 ? `{${name}} = ${quoted[0]}` : `{${name}} anyof [${quoted.join(', ')}]` }
  const borders = [
    minimum !== undefined ? `{${name}} >= ${minimum}` : '',
    maximum !== undefined ? `{${name}} <= ${maximum}` : '',
  ]
  return { visibleIf: borders.filter((border) => border !== '').join(' and ') }
}
