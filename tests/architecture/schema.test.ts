// The rules that keep the schema fit for a database spread by workspace, read from prisma/schema.
// tests/database/schema.test.ts holds the same rules against the tables that the migrations make.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TABLE_CLASSES } from '../../prisma/table-classes'
import { listFiles } from './source-files'

interface Model {
  name: string
  table: string
  /** lines without comments */
  lines: string[]
}

const schema = listFiles('prisma/schema')
  .filter((file) => file.endsWith('.prisma'))
  .map((file) => readFileSync(file, 'utf8').replace(/\/\/.*$/gm, ''))
  .join('\n')
const models = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)\n\}/gm)].map(([, name = '', body = '']): Model => {
  const lines = body.split('\n').flatMap((line) => line.trim() || [])
  return { name, lines, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name }
})
const isOf = (kind: keyof typeof TABLE_CLASSES) => (model: Model | undefined) =>
  model !== undefined && (TABLE_CLASSES[kind] as readonly string[]).includes(model.table)
const tenants = models.filter(isOf('tenant'))

/** Fields with a foreign key: `workspace Workspace @relation(fields: […], …)`. */
function referencesOf(model: Model) {
  return model.lines.flatMap((line) => {
    const [, target = '', options = ''] = /^\w+\s+(\w+)\??\s+@relation\((.*fields:.*)\)/.exec(line) ?? []
    return target
      ? [{ line: `${model.name}: ${line}`, target: models.find((one) => one.name === target), options }]
      : []
  })
}

function linesOf(among: Model[], pattern: RegExp): string[] {
  return among.flatMap((model) =>
    model.lines.filter((line) => pattern.test(line)).map((line) => `${model.name}: ${line}`),
  )
}

describe('the schema', () => {
  test('puts every table into exactly one class', () => {
    const classified = Object.values(TABLE_CLASSES).flat() as string[]
    expect([...classified].sort()).toEqual([...models.map((model) => model.table), '_prisma_migrations'].sort())
    expect(new Set(classified).size).toBe(classified.length)
  })

  test('keys every table of a workspace by workspace and id', () => {
    expect(
      tenants.filter((model) => !model.lines.includes('@@id([workspaceId, id])')).map((model) => model.name),
    ).toEqual([])
    expect(linesOf(tenants, /^id\b(?!.*@db\.Uuid)/)).toEqual([])
  })

  test('starts every unique constraint and index of such a table with the workspace', () => {
    expect(linesOf(tenants, /^@@(unique|index|id)\((?!\[workspaceId\b)/)).toEqual([])
    expect(linesOf(tenants, /\s@(unique|id)\b/)).toEqual([])
  })

  test('makes ids in time order in the client, and never counts in the database', () => {
    expect(linesOf(models, /autoincrement|dbgenerated|BigInt|\bcuid\(/)).toEqual([])
    expect(linesOf(models, /@default\(uuid\((?!7\))/)).toEqual([])
  })

  test('lets a row reference rows of its own workspace only', () => {
    const wrong = tenants.flatMap(referencesOf).filter(({ target, options }) => {
      if (isOf('shared')(target)) return false
      return !isOf('tenant')(target) || !/fields: \[workspaceId, \w+\], references: \[workspaceId, id\]/.test(options)
    })
    expect(wrong.map(({ line }) => line)).toEqual([])
  })

  test('changes no key through a reference, and empties none', () => {
    const references = models.flatMap(referencesOf)
    const isRight = (options: string) =>
      /onUpdate: NoAction/.test(options) && /onDelete: (Cascade|Restrict|NoAction)/.test(options)
    expect(references.length).toBeGreaterThan(10)
    expect(references.filter(({ options }) => !isRight(options)).map(({ line }) => line)).toEqual([])
  })

  test('lets shared tables reference no workspace data', () => {
    const wrong = models
      .filter(isOf('shared'))
      .flatMap(referencesOf)
      .filter(({ target }) => !isOf('shared')(target))
    expect(wrong.map(({ line }) => line)).toEqual([])
  })

  test('has no native enums and no preview features', () => {
    expect(schema).not.toMatch(/^enum /m)
    expect(schema).not.toMatch(/previewFeatures/)
  })
})
