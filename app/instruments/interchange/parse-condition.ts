import { IMPORT_LIMITS } from './import-limits'

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'empty' | 'notempty'

/** One comparison; with several values any of them will do. */
export interface Comparison {
  reference: string
  operator: Operator
  values: string[]
}

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] }

interface Token {
  kind: 'reference' | 'value' | 'sign' | 'word'
  text: string
}

const TOKEN =
  /\s*(?:\$?\{([^{}]{1,200})\}|'([^']*)'|"([^"]*)"|(-?\d{1,15}(?:\.\d{1,15})?)|(<=|>=|==|!=|<>|[=<>(),[\].])|([a-z]\w*|&&|\|\|))/iy

const OPERATORS: Record<string, Operator> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  anyof: '=',
  contains: 'contains',
  contain: 'contains',
  allof: 'contains',
}
const MIRRORED: Partial<Record<Operator, Operator>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/**
 * Reads comparisons that are joined by `and` and `or`, as SurveyJS (`{q} = 'x'`, `{q} anyof ['x', 'y']`) and XLSForm
 * (`${q} = 'x'`, `selected(${q}, 'x')`; a dot is the question itself) write them.
 * @returns undefined for everything else: functions, negations, arithmetic
 */
export function parseCondition(text: string): Condition | undefined {
  const tokens = readTokens(text)
  if (!tokens) return undefined
  const reader = { tokens, at: 0 }
  const condition = readJoined(reader, 0)
  return reader.at === tokens.length ? condition : undefined
}

function readTokens(text: string): Token[] | undefined {
  const source = text.trim()
  if (source.length > IMPORT_LIMITS.conditionCharacters) return undefined
  const tokens: Token[] = []
  for (let at = 0; at < source.length; ) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(source)
    if (!found) return undefined
    const [, reference, single, double, figure, sign, word] = found
    if (reference !== undefined) tokens.push({ kind: 'reference', text: reference.trim() })
    else if (sign === '.') tokens.push({ kind: 'reference', text: '.' })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push(readWord(word.toLowerCase()))
    else tokens.push({ kind: 'value', text: single ?? double ?? figure ?? '' })
    at = TOKEN.lastIndex
  }
  return tokens
}

function readWord(word: string): Token {
  if (word === 'true' || word === 'false') return { kind: 'value', text: word }
  return { kind: 'word', text: word === '&&' ? 'and' : word === '||' ? 'or' : word }
}

interface Reader {
  tokens: Token[]
  at: number
}

/** Takes the next token if it is this one. */
function take(reader: Reader, kind: Token['kind'], text?: string): Token | undefined {
  const token = reader.tokens[reader.at]
  if (token?.kind !== kind || (text !== undefined && token.text !== text)) return undefined
  reader.at++
  return token
}

function readJoined(reader: Reader, depth: number): Condition | undefined {
  const any: Condition[] = []
  do {
    const all: Condition[] = []
    do {
      const one = readOne(reader, depth)
      if (!one) return undefined
      all.push(one)
    } while (take(reader, 'word', 'and'))
    any.push(all.length === 1 && all[0] ? all[0] : { all })
  } while (take(reader, 'word', 'or'))
  return any.length === 1 ? any[0] : { any }
}

function readOne(reader: Reader, depth: number): Condition | undefined {
  if (take(reader, 'sign', '(')) {
    const inside = depth < IMPORT_LIMITS.depth ? readJoined(reader, depth + 1) : undefined
    return take(reader, 'sign', ')') ? inside : undefined
  }
  if (take(reader, 'word', 'selected')) return readSelected(reader)
  const value = take(reader, 'value')
  const reference = value ? undefined : take(reader, 'reference')
  const sign = take(reader, 'sign') ?? take(reader, 'word')
  if (!sign || (!value && !reference)) return undefined
  if (reference && (sign.text === 'empty' || sign.text === 'notempty'))
    return { reference: reference.text, operator: sign.text, values: [] }
  const operator = Object.hasOwn(OPERATORS, sign.text) ? OPERATORS[sign.text] : undefined
  if (!operator) return undefined
  if (reference) return compare(reference.text, operator, readValues(reader))
  const mirrored = MIRRORED[operator]
  const other = take(reader, 'reference')
  return mirrored && value && other ? compare(other.text, mirrored, [value.text]) : undefined
}

function readSelected(reader: Reader): Condition | undefined {
  if (!take(reader, 'sign', '(')) return undefined
  const reference = take(reader, 'reference')
  const value = take(reader, 'sign', ',') && take(reader, 'value')
  if (!reference || !value || !take(reader, 'sign', ')')) return undefined
  return { reference: reference.text, operator: 'contains', values: [value.text] }
}

function readValues(reader: Reader): string[] {
  const single = take(reader, 'value')
  if (single) return [single.text]
  const values: string[] = []
  if (!take(reader, 'sign', '[')) return []
  do {
    const value = take(reader, 'value')
    if (!value) return []
    values.push(value.text)
  } while (take(reader, 'sign', ','))
  return take(reader, 'sign', ']') ? values : []
}

function compare(reference: string, operator: Operator, values: string[]): Comparison | undefined {
  return values.length > 0 && (values.length === 1 || operator === '=') ? { reference, operator, values } : undefined
}

/** Comparisons that must all be met; what is joined by `or` stays together. */
export function termsOf(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(termsOf) : [condition]
}
