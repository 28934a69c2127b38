import type { Item } from '#app/instruments/instrument-schema'
import { TICKED } from '#app/instruments/ticked'
import { type Comparison, type Condition, termsOf } from './parse-condition'
import { isValidName } from './valid-names'

/** What an answer that conditions rest on is called here, and what its stored values are. */
export type Target =
  | { kind: 'options'; item: string; values: ReadonlyMap<string, string> }
  | { kind: 'points'; item: string; values: ReadonlyMap<string, string>; shift: number | undefined }
  | { kind: 'ticks'; fields: ReadonlyMap<string, string> }
  | { kind: 'number'; item: string; decimals: number }

type When = NonNullable<Item['when']>

/** Whom a question is for. */
export interface Audience {
  when?: When
  sides?: ('buyer' | 'supplier')[]
  functions?: string[]
  isAboutFirm?: true
}

/** Names that exported conditions use for what is known of a respondent. */
export const RESPONDENT_VARIABLES = { side: 'side', function: 'function', firm: 'answers_for_firm' } as const

/** @returns undefined where the conditions together ask more than one thing, or one that cannot be asked here */
export function resolveConditions(
  conditions: readonly Condition[],
  targets: ReadonlyMap<string, Target>,
  functions: readonly string[],
): Audience | undefined {
  const audience: Audience = {}
  for (const term of conditions.flatMap(termsOf)) {
    const person = targets.has('reference' in term ? term.reference : '') ? undefined : readPerson(term, functions)
    if (person) {
      if (Object.keys(person).some((key) => key in audience)) return undefined
      Object.assign(audience, person)
      continue
    }
    const when = resolveTerm(term, targets)
    const joined = when && audience.when ? meet(audience.when, when) : when
    if (!joined) return undefined
    audience.when = joined
  }
  return audience
}

function readPerson(term: Condition, functions: readonly string[]): Audience | undefined {
  if (!('reference' in term) || term.operator !== '=') return undefined
  const { reference, values } = term
  if (reference === RESPONDENT_VARIABLES.side) {
    const sides = values.filter((value) => value === 'buyer' || value === 'supplier')
    return sides.length === values.length ? { sides } : undefined
  }
  if (reference === RESPONDENT_VARIABLES.function)
    return values.every((value) => functions.includes(value)) ? { functions: values } : undefined
  return reference === RESPONDENT_VARIABLES.firm && values.join() === 'true' ? { isAboutFirm: true } : undefined
}

function resolveTerm(term: Condition, targets: ReadonlyMap<string, Target>): When | undefined {
  if ('reference' in term) return resolveComparison(term, targets.get(term.reference))
  if ('all' in term) return undefined
  const several = term.any.map((one) => resolveTerm(one, targets))
  const item = several[0]?.item
  const values = several.map((one) => (one?.item === item && one?.in) || [])
  return item && values.every((one) => one.length > 0) ? { item, in: [...new Set(values.flat())] } : undefined
}

function resolveComparison({ operator, values }: Comparison, target: Target | undefined): When | undefined {
  if (!target) return undefined
  if (target.kind === 'ticks') {
    const field = target.fields.get(values[0] ?? '')
    const isOne = (operator === 'contains' || operator === '=') && values.length === 1
    return isOne && field && isValidName(field) ? { item: field, in: [TICKED] } : undefined
  }
  const figure = values[0] ? Number(values[0]) : Number.NaN
  if (target.kind === 'number')
    return values.length === 1 ? bordersOf(target.item, operator, figure, target.decimals) : undefined
  if (operator === '=' || operator === 'contains') {
    const stored = values.flatMap((value) => target.values.get(value) ?? [])
    return stored.length === values.length ? { item: target.item, in: [...new Set(stored)] } : undefined
  }
  if (target.kind === 'points')
    return target.shift === undefined ? undefined : bordersOf(target.item, operator, figure + target.shift, 0)
  const isMet = (value: number) => {
    const { minimum = -Infinity, maximum = Infinity } = bordersOf(target.item, operator, figure, 9) ?? {
      minimum: Infinity,
    }
    return value >= minimum && value <= maximum
  }
  const stored = [...target.values].filter(([value]) => isMet(Number(value))).map(([, one]) => one)
  return stored.length > 0 ? { item: target.item, in: stored } : undefined
}

/** The border itself belongs to what is asked for: `> 3` of whole numbers begins with 4. */
export function bordersOf(
  item: string,
  operator: Comparison['operator'],
  figure: number,
  decimals: number,
): When | undefined {
  if (!Number.isFinite(figure)) return undefined
  const factor = 10 ** decimals
  const scaled = Number((figure * factor).toPrecision(15))
  if (operator === '=') return { item, minimum: figure, maximum: figure }
  if (operator === '>=') return { item, minimum: figure }
  if (operator === '<=') return { item, maximum: figure }
  if (operator === '>') return { item, minimum: (Math.floor(scaled) + 1) / factor }
  return operator === '<' ? { item, maximum: (Math.ceil(scaled) - 1) / factor } : undefined
}

/** Two conditions on the same answer as one. */
function meet(one: When, other: When): When | undefined {
  if (one.item !== other.item) return undefined
  if (one.in && other.in) {
    const common = one.in.filter((value) => other.in?.includes(value))
    return common.length > 0 ? { item: one.item, in: common } : undefined
  }
  if (one.in || other.in) return undefined
  const minimum = Math.max(one.minimum ?? -Infinity, other.minimum ?? -Infinity)
  const maximum = Math.min(one.maximum ?? Infinity, other.maximum ?? Infinity)
  return {
    item: one.item,
    ...(minimum > -Infinity && { minimum }),
    ...(maximum < Infinity && { maximum }),
  }
}
