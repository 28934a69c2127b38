// No pattern of the source keeps the server busy, whatever text it is given (ReDoS): each is tried on long texts made of what it
// looks for. A pattern that goes back and forth takes seconds for these; one that does not, a fraction of a millisecond.
import ts from 'typescript'
import { expect, test } from 'vitest'
import { findNodes, readSources } from './source-files'

const LENGTH = 12_000
/** Of the processor, not of the clock: other programs may run. */
const MOST_MILLISECONDS = 80
/** One of each kind of sign that patterns tell apart. */
const KINDS = ['a', '0', '-', '.', ' ', '\n', 'ا']

interface Pattern {
  place: string
  literal: string
  pattern: RegExp
}

function findPatterns(): Pattern[] {
  return readSources('app', 'emails', 'prisma').flatMap(({ path, tree }) =>
    findNodes(tree, ts.isRegularExpressionLiteral).map((node) => {
      const literal = node.text
      const end = literal.lastIndexOf('/')
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
      const pattern = new RegExp(literal.slice(1, end), literal.slice(end + 1).replace(/[gy]/g, ''))
      return { place: `${path}:${line + 1}`, literal, pattern }
    }),
  )
}

/** Long texts of one sign and of two in turn, whole and with an end that does not fit, also behind a beginning that does. */
function* makeTexts(literal: string): Generator<string> {
  const own = [...new Set(literal.replace(/\\[a-zA-Z]/g, ''))].filter((sign) => !'\\()[]{}+*?|^$'.includes(sign))
  const signs = [...new Set([...KINDS, ...own.slice(0, 8)])]
  const starts = ['', ...own.slice(0, 1)]
  for (const sign of signs)
    for (const start of starts) for (const end of ['', '\u0001']) yield start + sign.repeat(LENGTH) + end
  for (const one of own.slice(0, 4))
    for (const other of ['a', ' ', ...own.slice(0, 4)]) yield `${(one + other).repeat(LENGTH / 2)}\u0001`
}

function slowest({ pattern, literal }: Pattern): number {
  let most = 0
  for (const text of makeTexts(literal)) {
    let took = time(pattern, text)
    // once may be the machine; the second time it is the pattern
    if (took > MOST_MILLISECONDS) took = Math.min(took, time(pattern, text))
    most = Math.max(most, took)
    if (most > MOST_MILLISECONDS) return most
  }
  return most
}

function time(pattern: RegExp, text: string): number {
  const begin = process.cpuUsage()
  pattern.test(text)
  return process.cpuUsage(begin).user / 1000
}

test('the trial finds patterns that go back and forth', () => {
  for (const pattern of [/^(a+)*b/, /\s+$/, /(\w+\s?)*!/, /^"?(.*),(.*),(.*);/])
    expect(slowest({ place: '', literal: String(pattern), pattern }), String(pattern)).toBeGreaterThan(
      MOST_MILLISECONDS,
    )
})

test('no pattern takes long, whatever text it is given', () => {
  const patterns = findPatterns()
  expect(patterns.length).toBeGreaterThan(100)
  const slow = patterns.filter((pattern) => slowest(pattern) > MOST_MILLISECONDS)
  expect(slow.map(({ place, literal }) => `${place} ${literal}`)).toEqual([])
}, 120_000)
