import type { ConstantSumItem, Instrument, Item } from './instrument-schema'
import type { TemplateProblem } from './template-problem'

const TOTALS = ['unproductive', 'unproductive_strict']

/** What a schema cannot see: names that occur twice, scales that measure nothing, questions that nobody is asked. */
export function checkInstrument(file: string, instrument: Instrument, functions: readonly string[]): TemplateProblem[] {
  const items = instrument.sections.flatMap((section) => section.items)
  const found = [
    ...twice(instrument.sections.map((section) => section.id)).map((id) => duplicate('sections', id)),
    ...twice(items.flatMap(fieldsOf)).map((id) => duplicate('items', id)),
    ...twice(scoreIds(items)).map((id) => duplicate('scores', id)),
    ...checkScales(items),
    ...items.flatMap((item) => (item.kind === 'constant_sum' ? checkNone(item, items) : [])),
    ...items.flatMap((item) => checkFunctions(item, functions)),
  ]
  const { minimum, maximum } = instrument.scale
  if (minimum >= maximum) found.push(['scale', 'has no two points', 'let minimum be below maximum'])
  for (const item of items)
    if (item.kind === 'number' && item.minimum >= item.maximum)
      found.push([`items.${item.id}`, 'takes no number', 'let minimum be below maximum'])
  return found.map(([path, problem, remedy]) => ({ file, path, problem, remedy }))
}

type Finding = [path: string, problem: string, remedy: string]

function checkScales(items: Item[]): Finding[] {
  const agreement = items.filter((item) => item.kind === 'agreement')
  return [...new Set(agreement.map((item) => item.construct))].flatMap((construct): Finding[] => {
    const own = agreement.filter((item) => item.construct === construct)
    const path = `scales.${construct}`
    if (own.length === 1)
      return [[path, 'has one item only, so its reliability cannot be known', 'give it a second item, or drop it']]
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

function fieldsOf(item: Item): string[] {
  return item.kind === 'constant_sum' ? [item.id, item.none.field, ...item.parts.map((part) => part.id)] : [item.id]
}

function scoreIds(items: Item[]): string[] {
  const scales = new Set(items.flatMap((item) => (item.kind === 'agreement' ? [item.construct] : [])))
  const others = items.flatMap((item) => {
    if (item.kind === 'number') return [item.id]
    return item.kind === 'constant_sum' ? [...item.parts.map((part) => part.id), ...TOTALS] : []
  })
  return [...scales, ...others]
}

function twice(ids: string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function duplicate(place: string, id: string): Finding {
  return [`${place}.${id}`, 'occurs twice', 'give one of them another name']
}
