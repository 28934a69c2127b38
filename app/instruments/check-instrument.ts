import type { AgreementItem, ConstantSumItem, Instrument, Item } from './instrument-schema'
import { kindOf } from './item-kinds'
import { scaleItems } from './score-response'
import type { TemplateProblem } from './template-problem'

/** What a schema cannot see: names that occur twice, scales that measure nothing, questions that nobody is asked. */
export function checkInstrument(file: string, instrument: Instrument, functions: readonly string[]): TemplateProblem[] {
  const items = instrument.sections.flatMap((section) => section.items)
  const scales = scaleItems(items)
  const scores = [
    ...new Set(scales.map((item) => item.construct)),
    ...items.flatMap((item) => Object.keys(kindOf(item).scores(item, {}, instrument))),
  ]
  const fields = items.flatMap((item) => [...new Set([item.id, ...kindOf(item).fields(item)])])
  const found = [
    ...twice(instrument.sections.map((section) => section.id)).map((id) => duplicate('sections', id)),
    ...twice(fields).map((id) => duplicate('items', id)),
    ...twice(scores).map((id) => duplicate('scores', id)),
    ...checkScales(scales),
    ...items.flatMap((item) => (item.kind === 'constant_sum' ? checkNone(item, items) : [])),
    ...items.flatMap((item) => checkFunctions(item, functions)),
    ...checkConditions(instrument),
    ...items.flatMap(checkRange),
    ...items.flatMap(checkParts),
  ]
  const { minimum, maximum } = instrument.scale
  if (minimum >= maximum) found.push(['scale', 'has no two points', 'let minimum be below maximum'])
  return found.map(([path, problem, remedy]) => ({ file, path, problem, remedy }))
}

type Finding = [path: string, problem: string, remedy: string]

function checkScales(scales: AgreementItem[]): Finding[] {
  return [...new Set(scales.map((item) => item.construct))].flatMap((construct): Finding[] => {
    const own = scales.filter((item) => item.construct === construct)
    const path = `scales.${construct}`
    if (own.length === 1)
      return [
        [
          path,
          'has one item only, so its reliability cannot be known',
          'give it a second item, drop it, or say "isAlone": true to report it as a single indicator',
        ],
      ]
    if (own.every((item) => item.isReversed))
      return [[path, 'has reversed items only', 'word at least one item in the direction of the scale']]
    return []
  })
}

/** "Nothing to share out" must set a number of the same form, asked of the same people. */
function checkNone({ id, none, sides, functions }: ConstantSumItem, items: Item[]): Finding[] {
  const path = `items.${id}.none.zero`
  const zero = items.find((item) => item.id === none.zero)
  if (zero?.kind !== 'number') return [[path, `${none.zero} is no number item`, 'name the number that is 0 then']]
  if (zero.minimum > 0) return [[path, `${none.zero} cannot be 0`, 'let its minimum be 0']]
  if (JSON.stringify([sides, functions]) !== JSON.stringify([zero.sides, zero.functions]))
    return [[path, `${none.zero} is asked of other people`, 'give both the same sides and functions']]
  return []
}

function checkFunctions({ id, functions = [] }: Item, known: readonly string[]): Finding[] {
  return functions
    .filter((name) => !known.includes(name))
    .map((name) => [`items.${id}.functions`, `nobody has the function ${name}`, `use one of ${known.join(', ')}`])
}

function checkRange(item: Item): Finding[] {
  if (!('minimum' in item) || item.minimum < item.maximum) return []
  return [[`items.${item.id}`, 'takes no number', 'let minimum be below maximum']]
}

function checkParts(item: Item): Finding[] {
  return item.kind === 'promises' && item.parts
    ? [[`items.${item.id}.parts`, 'are the open promises, known only when a form is made', 'delete them']]
    : []
}

/**
 * A condition must rest on an answer that was given before: on an earlier page, by somebody who is asked both questions,
 * and one that can be given.
 */
function checkConditions({ sections }: Instrument): Finding[] {
  const found: Finding[] = []
  const earlier: Item[] = []
  let ofThisPage: Item[] = []
  for (const section of sections) {
    if (section.startsPage) {
      earlier.push(...ofThisPage)
      ofThisPage = []
    }
    for (const item of section.items) found.push(...checkCondition(item, earlier))
    ofThisPage.push(...section.items)
  }
  return found
}

function checkCondition({ id, when, sides, functions }: Item, earlier: readonly Item[]): Finding[] {
  if (!when) return []
  const path = `items.${id}.when`
  const asked = earlier.find((item) => kindOf(item).fields(item).includes(when.item))
  if (!asked)
    return [[path, `${when.item} is asked on no earlier page`, 'name an item of a section before a "startsPage"']]
  const meet = (own: readonly string[] | undefined, other: readonly string[] | undefined) =>
    !own || !other || own.some((one) => other.includes(one))
  if (!meet(sides, asked.sides) || !meet(functions, asked.functions))
    return [[path, `is never reached: nobody is asked both ${id} and ${when.item}`, 'give both people in common']]
  const { in: values = [], minimum = -Infinity, maximum = Infinity } = when
  const possible = possibleAnswers(asked, when.item)
  const unknown = values.filter((value) => possible.options && !possible.options.includes(value))
  if (unknown.length > 0)
    return [[path, `${when.item} is never ${unknown.join(', ')}`, `use one of ${possible.options?.join(', ')}`]]
  if (values.length === 0 && (minimum > possible.maximum || maximum < possible.minimum || minimum > maximum))
    return [[path, `is never reached: ${when.item} is never within these borders`, 'correct them']]
  if (values.length === 0 && when.minimum === undefined && when.maximum === undefined)
    return [[path, 'says no condition', 'add "in", "minimum" or "maximum"']]
  return []
}

function possibleAnswers(item: Item, field: string): { options?: string[]; minimum: number; maximum: number } {
  const anything = { minimum: -Infinity, maximum: Infinity }
  if (item.kind === 'choice') return { ...anything, options: [...item.options, ...(item.missing ?? [])] }
  if (item.kind === 'choices' || (item.kind === 'text' && field !== item.id)) return { ...anything, options: ['1'] }
  return 'minimum' in item ? { minimum: item.minimum, maximum: item.maximum } : anything
}

function twice(ids: string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function duplicate(place: string, id: string): Finding {
  return [`${place}.${id}`, 'occurs twice', 'give one of them another name']
}
