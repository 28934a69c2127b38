// Patterns that take a time beyond all measure for some text (ReDoS): looked for in the patterns themselves, not by a clock.
import { analyse } from 'scslre'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { findNodes, placeOf, readSource, readSources } from './source-files'

function isSlow(literal: string): boolean {
  const end = literal.lastIndexOf('/')
  return analyse({ source: literal.slice(1, end), flags: literal.slice(end + 1) }).reports.length > 0
}

test('a slow pattern is seen, and what mends it', () => {
  expect(['/(a+)+$/', '/^(\\w+\\s?)*$/', '/-+$/'].map(isSlow)).toEqual([true, true, true])
  expect(['/a+$/y', '/(?<!-)-+$/'].map(isSlow)).toEqual([false, false])
})

test('no pattern needs more than time in proportion to its text', () => {
  const files = [...readSources('app', 'emails'), readSource('public/respond.js')]
  const literals = files.flatMap((file) =>
    findNodes(file.tree, ts.isRegularExpressionLiteral).map((node) => ({
      place: placeOf(file, node),
      text: node.text,
    })),
  )
  expect(literals.length).toBeGreaterThan(200)
  expect(literals.filter(({ text }) => isSlow(text))).toEqual([])
})
