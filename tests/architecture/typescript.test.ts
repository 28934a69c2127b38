import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findNodes, placeOf, readSources, type SourceFile } from './source-files'

const all = readSources('app', 'emails', 'prisma', 'tests')
const isKeyword = (node: ts.Node): node is ts.Node => node.kind === ts.SyntaxKind.AnyKeyword
/** Files whose default export the framework or the test runner asks for. */
const DEFAULT_EXPORTS = /^app\/(routes\/|routes\.ts|root\.tsx|entry\.)|^tests\/setup\//

function findComments(pattern: RegExp): string[] {
  return all.flatMap((file) =>
    commentsOf(file)
      .filter((comment) => pattern.test(comment.text))
      .map((comment) => comment.place),
  )
}

function commentsOf(file: SourceFile): { text: string; place: string }[] {
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    file.path.endsWith('x') ? ts.LanguageVariant.JSX : ts.LanguageVariant.Standard,
    file.text,
  )
  const comments = []
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind !== ts.SyntaxKind.SingleLineCommentTrivia && kind !== ts.SyntaxKind.MultiLineCommentTrivia) continue
    const line = file.tree.getLineAndCharacterOfPosition(scanner.getTokenStart()).line + 1
    comments.push({ text: scanner.getTokenText(), place: `${file.path}:${line}` })
  }
  return comments
}

describe('the source', () => {
  test('has no any', () => {
    expect(all.flatMap((file) => findNodes(file.tree, isKeyword).map((node) => placeOf(file, node)))).toEqual([])
  })

  test('silences no message of the compiler', () => {
    expect(findComments(/@ts-(ignore|nocheck|expect-error)/)).toEqual([])
  })

  test('keeps open ends out of comments', () => {
    expect(findComments(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  test('exports by name, but where the framework demands a default', () => {
    const isDefault = (node: ts.Node): node is ts.Node =>
      (ts.isExportAssignment(node) && !node.isExportEquals) ||
      (ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword) === true)
    const files = all.filter((file) => !DEFAULT_EXPORTS.test(file.path))
    expect(files.flatMap((file) => findNodes(file.tree, isDefault).map((node) => placeOf(file, node)))).toEqual([])
  })

  test('makes released values of each kind in one place only', () => {
    const isMaker = /^app\/disclosure\/release(-measurement)?\.ts$/
    const files = all.filter((file) => file.path.startsWith('app/') && !isMaker.test(file.path))
    const casts = files.flatMap((file) =>
      findNodes(file.tree, ts.isAsExpression)
        .filter((cast) => /\bReleased/.test(cast.type.getText(file.tree)))
        .map((cast) => placeOf(file, cast)),
    )
    expect(casts).toEqual([])
  })

  test('replaces no module in tests', () => {
    const calls = all.flatMap((file) =>
      findNodes(file.tree, ts.isCallExpression)
        .filter((call) => /^vi\.(mock|doMock)$/.test(call.expression.getText(file.tree)))
        .map((call) => placeOf(file, call)),
    )
    expect(calls).toEqual([])
  })
})
