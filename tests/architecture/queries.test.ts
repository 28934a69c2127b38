// Every query on a workspace's data carries the workspace's id, and stands in a `.server.ts` file of a domain.
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { TABLE_CLASSES } from '../../prisma/table-classes'
import { findNodes, placeOf, readSources, type SourceFile } from './source-files'

const METHODS = new Set(
  'findMany findFirst findFirstOrThrow findUnique findUniqueOrThrow create createMany createManyAndReturn update updateMany updateManyAndReturn upsert delete deleteMany count aggregate groupBy'.split(
    ' ',
  ),
)
/** The compiler demands the workspace of every new row, also where the rows come from a variable. */
const CHECKED_BY_COMPILER = new Set(['create', 'createMany', 'createManyAndReturn'])
const RAW = /^(\$queryRaw|\$executeRaw|sql)$/
const RAW_CALLS = /^(\$queryRawUnsafe|\$executeRawUnsafe|executeSql)$/
const ALL_MODELS = [...TABLE_CLASSES.tenant, ...TABLE_CLASSES.shared, ...TABLE_CLASSES.local].map((table) =>
  modelOf(table),
)
const TENANT_MODELS = new Set(TABLE_CLASSES.tenant.map(modelOf))
/** The few looks at all workspaces at once say so in the comment above the statement or its function, with the reason. */
const ACROSS = /over all workspaces/

const app = readSources('app')

function modelOf(table: string): string {
  return table.replace(/^auth_/, '').replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())
}

interface Query {
  place: string
  file: SourceFile
  model: string
  method: string
  text: string
  isAcross: boolean
  /** whether the database is told to let it through (`acrossWorkspaces`) */
  isLetThrough: boolean
}

function findQueries(file: SourceFile): Query[] {
  return findNodes(file.tree, ts.isCallExpression).flatMap((call) => {
    const { expression } = call
    if (!ts.isPropertyAccessExpression(expression) || !METHODS.has(expression.name.text)) return []
    if (!ts.isPropertyAccessExpression(expression.expression)) return []
    const model = expression.expression.name.text
    if (!ALL_MODELS.includes(model)) return []
    const text = call.arguments.map((one) => one.getText(file.tree)).join(', ')
    const marks = { isAcross: isMarked(file, call), isLetThrough: isLetThrough(call) }
    return [{ place: placeOf(file, call), file, model, method: expression.name.text, text, ...marks }]
  })
}

function findRawSql(file: SourceFile): Omit<Query, 'model' | 'method'>[] {
  const tagged = findNodes(file.tree, ts.isTaggedTemplateExpression)
    .filter(({ tag }) => RAW.test(lastName(tag)))
    .map((node) => ({ node, text: node.template.getText(file.tree) }))
  const called = findNodes(file.tree, ts.isCallExpression)
    .filter(({ expression }) => RAW_CALLS.test(lastName(expression)))
    .map((node) => ({ node, text: node.arguments[0]?.getText(file.tree) ?? '' }))
  return [...tagged, ...called].map(({ node, text }) => ({
    place: placeOf(file, node),
    file,
    text,
    isAcross: isMarked(file, node),
    // a part of a statement is sent with the statement
    isLetThrough: isLetThrough(node) || (ts.isTaggedTemplateExpression(node) && lastName(node.tag) === 'sql'),
  }))
}

function lastName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  return ts.isIdentifier(node) ? node.text : ''
}

function isMarked(file: SourceFile, node: ts.Node): boolean {
  for (let around = node; !ts.isSourceFile(around); around = around.parent) {
    const before = ts.getLeadingCommentRanges(file.text, around.getFullStart()) ?? []
    if (before.some((range) => ACROSS.test(file.text.slice(range.pos, range.end)))) return true
  }
  return false
}

function isLetThrough(node: ts.Node): boolean {
  for (let around = node; !ts.isSourceFile(around); around = around.parent)
    if (ts.isCallExpression(around) && lastName(around.expression) === 'acrossWorkspaces') return true
  return false
}

/** Each table that a statement reads or writes, once per mention. */
function tenantTablesIn(sql: string): string[] {
  const mentions = sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+"?([a-z_]+)"?/gi)
  return [...mentions]
    .map(([, table = '']) => table)
    .filter((table) => (TABLE_CLASSES.tenant as readonly string[]).includes(table))
}

describe('queries', () => {
  test('on the data of a workspace carry its id', () => {
    const wrong = app
      .flatMap(findQueries)
      .filter(({ model, method }) => TENANT_MODELS.has(model) && !CHECKED_BY_COMPILER.has(method))
      .filter(({ text, isAcross }) => !/\bworkspaceId/.test(text) && !isAcross)
    expect(wrong.map(({ place, model, method }) => `${place} ${model}.${method}`)).toEqual([])
  })

  test('in SQL ask for one workspace, and name it for each table', () => {
    const wrong = app.flatMap(findRawSql).filter(({ text, isAcross }) => {
      const tables = tenantTablesIn(text)
      const named = text.match(/\bworkspace_id\b/g)?.length ?? 0
      const isBound = /\bworkspace_id"?\s*=\s*\$/.test(text)
      return tables.length > 0 && (named < tables.length || !isBound) && !isAcross
    })
    expect(wrong.map(({ place, text }) => `${place} ${tenantTablesIn(text).join(', ')}`)).toEqual([])
  })

  test('over all workspaces tell the database so, and say why', () => {
    const refused = [
      ...app.flatMap(findQueries).filter(({ model }) => TENANT_MODELS.has(model)),
      ...app.flatMap(findRawSql).filter(({ text }) => tenantTablesIn(text).length > 0),
    ].filter(({ isAcross, isLetThrough }) => isAcross && !isLetThrough)
    const unexplained = app
      .filter((file) => !file.path.startsWith('app/db/'))
      .flatMap((file) =>
        findNodes(file.tree, ts.isCallExpression)
          .filter((call) => lastName(call.expression) === 'acrossWorkspaces' && !isMarked(file, call))
          .map((call) => placeOf(file, call)),
      )
    expect([...refused.map(({ place }) => place), ...unexplained]).toEqual([])
  })

  test('stand in .server.ts files outside of routes and requests', () => {
    const wrong = app
      .filter((file) => !/\.server\.ts$/.test(file.path) || /^app\/(routes|http|ui)\//.test(file.path))
      .flatMap((file) => [...findQueries(file), ...findRawSql(file)])
    expect(wrong.map(({ place }) => place)).toEqual([])
  })

  test('inside a transaction go through it', () => {
    const wrong = app.flatMap((file) =>
      findNodes(file.tree, ts.isCallExpression)
        .filter(({ expression }) => lastName(expression) === '$transaction')
        .flatMap((call) => {
          const [work] = call.arguments
          if (!work || !(ts.isArrowFunction(work) || ts.isFunctionExpression(work))) return []
          return findNodes(work.body, ts.isIdentifier)
            .filter((name) => name.text === 'prisma' && !isNameOnly(name))
            .map((name) => placeOf(file, name))
        }),
    )
    expect(wrong).toEqual([])
  })
})

/** `{ prisma: tx }` names a property; `prisma.x` and `{ prisma }` use the client. */
function isNameOnly(name: ts.Identifier): boolean {
  return (
    (ts.isPropertyAssignment(name.parent) && name.parent.name === name) ||
    (ts.isPropertyAccessExpression(name.parent) && name.parent.name === name)
  )
}
