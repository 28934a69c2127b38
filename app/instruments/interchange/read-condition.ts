import type { DraftItem } from './draft'

const VALUE = `'[^']*'|"[^"]*"|-?\\d+(?:\\.\\d+)?|true|false`
const COMPARISON = new RegExp(`^\\s*\\$?\\{([^{}]{1,100})\\}\\s*(==?|>=|<=|>|<)\\s*(${VALUE})\\s*$`)
const ANY_OF = /^\s*\{([^{}]{1,100})\}\s*(?:anyof|contains)\s*\[([^\]]{1,1000})\]\s*$/i
const SELECTED = new RegExp(`^\\s*selected\\(\\s*\\$\\{([^{}]{1,100})\\}\\s*,\\s*(${VALUE})\\s*\\)\\s*$`)

/**
 * One comparison, as SurveyJS (`{q} = 'x'`, `{q} anyof ['x', 'y']`) and XLSForm (`${q} = 'x'`, `selected(${q}, 'x')`) write it.
 * @returns undefined for everything else: functions, arithmetic, several comparisons
 */
export function readCondition(text: string): DraftItem['when'] {
  const any = ANY_OF.exec(text)
  if (any) return { name: any[1] ?? '', in: (any[2] ?? '').split(',').map(unquote) }
  const selected = SELECTED.exec(text)
  if (selected) return { name: selected[1] ?? '', in: [unquote(selected[2] ?? '')] }
  const [, name, operator, value = ''] = COMPARISON.exec(text) ?? []
  if (name === undefined) return undefined
  const number = Number(unquote(value))
  if (operator === '=' || operator === '==') return { name, in: [unquote(value)] }
  if (!Number.isFinite(number)) return undefined
  // borders are part of the range here; whole points below and above are what > and < mean for answers that are whole
  if (operator === '>=') return { name, minimum: number }
  if (operator === '<=') return { name, maximum: number }
  return operator === '>' ? { name, minimum: number + 1 } : { name, maximum: number - 1 }
}

function unquote(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/, '$2')
}
