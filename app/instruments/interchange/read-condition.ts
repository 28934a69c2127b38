import type { Comparison } from './draft'

const VALUE = `'[^']*'|"[^"]*"|-?\\d+(?:\\.\\d+)?|true\\b|false\\b`
const LIST = '\\[[^\\[\\]]*\\]'
const NAME = '\\$?\\{([^{}]{1,100})\\}'
/** `{q} > 1`, `{q} anyof ['x', 'y']`, `selected(${q}, 'x')`; round brackets say nothing where all is joined by "and" */
const ONE = new RegExp(
  `[\\s(]*(?:${NAME}\\s*(==?|>=|<=|>|<|contains\\b|anyof\\b)\\s*(${VALUE}|${LIST})|selected\\(\\s*${NAME}\\s*,\\s*(${VALUE})\\s*\\))[\\s)]*`,
  'iy',
)
const LONGEST = 2000

/**
 * Comparisons that must all hold, as SurveyJS (`{q} = 'x'`, `{q} anyof ['x', 'y']`) and XLSForm (`${q} = 'x'`,
 * `selected(${q}, 'x')`) write them.
 * @returns undefined for everything else: functions, arithmetic, "or"
 */
export function readCondition(text: string): Comparison[] | undefined {
  if (text.length > LONGEST) return undefined
  const found: Comparison[] = []
  for (let place = 0; ; ) {
    ONE.lastIndex = place
    const match = ONE.exec(text)
    const comparison = match && readComparison(match)
    if (!comparison) return undefined
    found.push(comparison)
    place = ONE.lastIndex
    if (place === text.length) return found
    const and = /^(?:and\b|&&)/i.exec(text.slice(place))
    if (!and) return undefined
    place += and[0].length
  }
}

function readComparison([, name, sign = '', value = '', selected, option = '']: RegExpExecArray):
  | Comparison
  | undefined {
  if (selected !== undefined) return { name: selected.trim(), operator: 'contains', values: [unquote(option)] }
  if (name === undefined) return undefined
  const isList = value.startsWith('[')
  const word = sign.toLowerCase()
  const values = isList ? (value.match(/'[^']*'|"[^"]*"|[^\s,'"[\]]+/g) ?? []).map(unquote) : [unquote(value)]
  if (word === 'anyof' || word === 'contains')
    return { name: name.trim(), operator: word === 'anyof' ? 'any' : word, values }
  if (isList) return undefined
  return { name: name.trim(), operator: word === '==' ? '=' : (word as Comparison['operator']), values }
}

function unquote(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/s, '$2')
}
