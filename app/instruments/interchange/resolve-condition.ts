import { type Item, idSchema } from '#app/instruments/instrument-schema'
import { TICKED } from '#app/instruments/ticked'
import type { Comparison, DraftItem } from './draft'

type When = NonNullable<Item['when']>

/** A question as it was there and as it is here. */
export interface AskedItem {
  draft: DraftItem
  made: Item
}

/**
 * Comparisons of one answer as a condition.
 * @param asked the questions of earlier pages, by what conditions call them
 * @returns undefined where they compare several answers, or one that cannot be given
 */
export function resolveCondition(
  comparisons: readonly Comparison[],
  asked: ReadonlyMap<string, AskedItem>,
): When | undefined {
  const found = comparisons.map((comparison) => {
    const target = asked.get(comparison.name)
    return target && resolveComparison(comparison, target)
  })
  const [first] = found
  if (!first || found.length === 1) return first
  const { item } = first
  let [minimum, maximum] = [-Infinity, Infinity]
  for (const one of found) {
    if (!one || one.item !== item || one.in) return undefined
    minimum = Math.max(minimum, one.minimum ?? -Infinity)
    maximum = Math.min(maximum, one.maximum ?? Infinity)
  }
  return minimum <= maximum ? within(item, minimum, maximum) : undefined
}

function resolveComparison({ operator, values }: Comparison, { draft, made }: AskedItem): When | undefined {
  const { id: item } = made
  const [value = ''] = values
  if (made.kind === 'choices' && draft.kind === 'choices') {
    const option = made.options[draft.options.findIndex((one) => one.value === value)]
    const field = `${item}_${option}`
    const isOne = operator === 'contains' || operator === 'any'
    if (!isOne || values.length !== 1 || option === undefined || !idSchema.safeParse(field).success) return undefined
    return { item: field, in: [TICKED] }
  }
  if (made.kind === 'number') {
    const borders = values.length === 1 ? bordersOf(operator, value, made.decimals) : undefined
    if (!borders || borders[0] > made.maximum || borders[1] < made.minimum) return undefined
    return within(item, ...borders)
  }
  // who says that a single answer contains several means something else
  if (operator === 'contains' && values.length !== 1) return undefined
  const known = sourceValues(draft)
  const isNamed = operator === '=' || operator === 'any' || operator === 'contains'
  if (isNamed && values.some((one) => !known.includes(one))) return undefined
  const met = known.map((one) => (isNamed ? values.includes(one) : isWithin(one, bordersOf(operator, value, 9))))
  if (!met.includes(true)) return undefined
  if (made.kind === 'choice') return { item, in: made.options.filter((_, index) => met[index]) }
  if (made.kind !== 'agreement' && made.kind !== 'bipolar') return undefined
  const lowest = made.kind === 'bipolar' ? made.minimum : 1
  const [first, last] = [met.indexOf(true), met.lastIndexOf(true)]
  if (!met.slice(first, last + 1).includes(false)) return within(item, lowest + first, lowest + last)
  return { item, in: met.flatMap((is, index) => (is ? [String(lowest + index)] : [])) }
}

/** What the source calls the answers, in their order. */
function sourceValues(draft: DraftItem): string[] {
  if (draft.kind === 'statement') return draft.points.map(({ value }) => value)
  if (draft.kind === 'rating') return draft.points.map((_, index) => String(draft.minimum + index))
  return draft.kind === 'choice' ? draft.options.map(({ value }) => value) : []
}

function isWithin(value: string, borders: [number, number] | undefined): boolean {
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return borders !== undefined && number >= borders[0] && number <= borders[1]
}

/** Borders belong to what is asked for: `> 3` of whole numbers begins with 4. */
function bordersOf(operator: Comparison['operator'], value: string, decimals: number): [number, number] | undefined {
  const border = value.trim() === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(border)) return undefined
  const factor = 10 ** decimals
  // 0.29 * 100 is 28.999…
  const scaled = Number((border * factor).toPrecision(15))
  switch (operator) {
    case '=':
      return [border, border]
    case '>=':
      return [border, Infinity]
    case '<=':
      return [-Infinity, border]
    case '>':
      return [(Math.floor(scaled) + 1) / factor, Infinity]
    case '<':
      return [-Infinity, (Math.ceil(scaled) - 1) / factor]
    default:
      return undefined
  }
}

function within(item: string, minimum: number, maximum: number): When {
  return {
    item,
    ...(minimum > -Infinity && { minimum }),
    ...(maximum < Infinity && { maximum }),
  }
}
