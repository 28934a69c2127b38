import { LEAST_NUMBER } from './codebook-entry'
import type { AgreementItem, ConstantSumItem, Instrument, Item } from './instrument-schema'
import type { PossibleAnswers } from './item-kind'
import { kindOf } from './item-kinds'
import { scaleItems } from './score-response'
import type { TemplateProblem } from './template-problem'

/**
 * More than anybody answers, and what a page with all of them still shows without keeping others waiting. Not part of the
 * schema: what was kept once can be read as long as there are answers to it.
 */
export const MOST_ASKED = { questions: 400, options: 200 } as const

/** What a schema cannot see: names that occur twice, scales that measure nothing, questions that nobody is asked. */
export function checkInstrument(file: string, instrument: Instrument, functions: readonly string[]): TemplateProblem[] {
  const items = instrument.sections.flatMap((section) => section.items)
  const tooMany = checkSizes(items)
  if (tooMany.length > 0) return tooMany.map(([path, problem, remedy]) => ({ file, path, problem, remedy }))
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
  found.push(...checkLeast('scale', minimum))
  return found.map(([path, problem, remedy]) => ({ file, path, problem, remedy }))
}

type Finding = [path: string, problem: string, remedy: string]

function checkSizes(items: Item[]): Finding[] {
  const { questions, options } = MOST_ASKED
  if (items.length > questions)
    return [
      ['sections', `ask ${items.length} questions; ${questions} is the most`, 'make several questionnaires of it'],
    ]
  return items.flatMap((item): Finding[] => {
    const list = 'options' in item ? 'options' : 'parts'
    const count = 'options' in item ? item.options.length : 'parts' in item ? (item.parts?.length ?? 0) : 0
    return count > options
      ? [
          [
            `items.${item.id}.${list}`,
            `are ${count}; ${options} is the most`,
            'leave some out, or ask in several steps',
          ],
        ]
      : []
  })
}

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
  if (!('minimum' in item)) return []
  const path = `items.${item.id}`
  if (item.minimum >= item.maximum) return [[path, 'takes no number', 'let minimum be below maximum']]
  return checkLeast(path, item.minimum)
}

function checkLeast(path: string, minimum: number): Finding[] {
  const wrong = 'takes numbers that stand for missing answers in data files'
  return minimum < LEAST_NUMBER ? [[path, wrong, `let minimum be ${LEAST_NUMBER} or more`]] : []
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
function checkConditions(instrument: Instrument): Finding[] {
  const found: Finding[] = []
  const earlier: Item[] = []
  let ofThisPage: Item[] = []
  for (const section of instrument.sections) {
    if (section.startsPage) {
      earlier.push(...ofThisPage)
      ofThisPage = []
    }
    for (const item of section.items) found.push(...checkCondition(item, earlier, instrument))
    ofThisPage.push(...section.items)
  }
  return found
}

function checkCondition(
  { id, when, sides, functions }: Item,
  earlier: readonly Item[],
  instrument: Instrument,
): Finding[] {
  if (!when) return []
  const path = `items.${id}.when`
  const asked = earlier.find((item) => kindOf(item).fields(item).includes(when.item))
  if (!asked)
    return [[path, `${when.item} is asked on no earlier page`, 'name an item of a section before a "startsPage"']]
  const meet = (own: readonly string[] | undefined, other: readonly string[] | undefined) =>
    !own || !other || own.some((one) => other.includes(one))
  if (!meet(sides, asked.sides) || !meet(functions, asked.functions))
    return [[path, `is never reached: nobody is asked both ${id} and ${when.item}`, 'give both people in common']]
  const possible = kindOf(asked).possible(asked, when.item, instrument)
  if (when.in) return checkNamed(path, when.item, when.in, possible)
  if (when.minimum === undefined && when.maximum === undefined)
    return [[path, 'says no condition', 'add "in", "minimum" or "maximum"']]
  return checkBorders(path, when, possible)
}

type When = NonNullable<Item['when']>

function checkNamed(path: string, asked: string, values: string[], { words, numbers }: PossibleAnswers): Finding[] {
  const canBe = (value: string) => {
    const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
    return words === undefined || words.includes(value) || (numbers !== undefined && holds(numbers, number, number))
  }
  const never = values.filter((value) => !canBe(value))
  if (never.length === 0) return []
  const range =
    numbers && numbers.minimum < numbers.maximum ? [`a number from ${numbers.minimum} to ${numbers.maximum}`] : []
  return [[path, `${asked} is never ${never.join(', ')}`, `use one of ${[...(words ?? []), ...range].join(', ')}`]]
}

function checkBorders(path: string, { item, ...borders }: When, { numbers }: PossibleAnswers): Finding[] {
  if (!numbers) return [[path, `is never reached: ${item} is no number`, 'name its answers with "in"']]
  const { minimum = -Infinity, maximum = Infinity } = borders
  if (holds(numbers, minimum, maximum)) return []
  const range = `${item} is asked for from ${numbers.minimum} to ${numbers.maximum}`
  return [[path, `is never reached: ${item} is never within these borders`, `correct them: ${range}`]]
}

/** Whether a number that can be given lies between two borders. */
function holds({ minimum, maximum, areWhole }: NonNullable<PossibleAnswers['numbers']>, from: number, to: number) {
  const [low, high] = [Math.max(from, minimum), Math.min(to, maximum)]
  return areWhole ? Math.ceil(low) <= Math.floor(high) : low <= high
}

function twice(ids: string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function duplicate(place: string, id: string): Finding {
  return [`${place}.${id}`, 'occurs twice', 'give one of them another name']
}
