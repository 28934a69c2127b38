import type { RouteConfigEntry } from '@remix-run/route-config'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import routes from '#app/routes'
import { findNodes, listFiles, readSource, type SourceFile } from './source-files'

/** Pages for people without an account. Everything else is behind the sign-in. */
const PUBLIC = [
  'app/routes/api/open-api.ts',
  'app/routes/api/reference.tsx',
  'app/routes/account/language.ts',
  'app/routes/account/member-mails.tsx',
  'app/routes/account/second-factor.tsx',
  'app/routes/account/passkey-sign-in.ts',
  'app/routes/account/set-up.tsx',
  'app/routes/account/sign-in-confirm.tsx',
  'app/routes/account/sign-in.tsx',
  'app/routes/account/sign-out.ts',
  'app/routes/account/single-sign-on-callback.ts',
  'app/routes/account/single-sign-on.ts',
  'app/routes/respond/answer.tsx',
  'app/routes/respond/confirm-address.tsx',
  'app/routes/respond/erased.tsx',
  'app/routes/respond/link-data-file.ts',
  'app/routes/respond/link-data.tsx',
  'app/routes/respond/mails.tsx',
  'app/routes/respond/my-data-file.ts',
  'app/routes/respond/my-data.tsx',
  'app/routes/respond/overview.tsx',
  'app/routes/respond/own-surveys.tsx',
  'app/routes/respond/side-by-side.tsx',
  'app/routes/reports/report-by-link.tsx',
  'app/routes/system/metrics.ts',
  'app/routes/system/texts-json.ts',
  'app/routes/system/not-found.tsx',
  'app/routes/system/outbox-message.ts',
  'app/routes/system/outbox.tsx',
]

const listed = flatten(routes).map((entry) => `app/${entry.file}`)
const files = listFiles('app/routes')
const modules = listed.filter((file) => files.includes(file)).map(readSource)

/** It shows a page of a questionnaire as it would be after an answer, and stores nothing: there is nothing to write down. */
const STORES_NOTHING = 'app/routes/templates/preview.tsx'

/** Functions that add to the log; those that change members and keys do it in their transaction. */
const RECORDING = [
  'recordEvent',
  'recordAction',
  'inviteMember',
  'changeMember',
  'removeMember',
  'makeAccessKey',
  'makeReportLink',
  'revokeReportLink',
  'saveWebhook',
  'saveMemberMails',
  'saveMailText',
  'saveWorkspaceRetention',
  'shareBenchmarks',
  'requestExport',
  'cancelExport',
  'takeImport',
  'importPeople',
  'importHistory',
]

/** Functions that ask who is there: requireMember, and those that start with it. */
const doors = [
  'requireMember',
  ...listFiles('app/http')
    .filter((file) => file.endsWith('.ts'))
    .map(readSource)
    .flatMap((file) => callersOf(['requireMember'], file)),
]

function callersOf(names: string[], file: SourceFile): string[] {
  return findNodes(file.tree, ts.isFunctionDeclaration)
    .filter((one) => one.name && calls(one.getText(file.tree).slice(one.getText(file.tree).indexOf('{')), names))
    .flatMap((one) => one.name?.text ?? [])
}

function calls(text: string, names: string[]): boolean {
  return new RegExp(`\\b(${names.join('|')})\\(`).test(text)
}

/** Whether an answer asks, itself or through a function of its own file. */
function asks(file: SourceFile, text: string): boolean {
  return calls(text, [...doors, ...callersOf(doors, file).filter((name) => name !== 'loader' && name !== 'action')])
}

function flatten(entries: RouteConfigEntry[]): RouteConfigEntry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children ?? [])])
}

/** The functions that answer requests, with their text; the component draws only what the loader gave. */
function answersOf(file: SourceFile): { name: string; text: string }[] {
  const isExported = (node: ts.Node) =>
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) === true
  const functions = findNodes(file.tree, ts.isFunctionDeclaration).filter(isExported)
  const constants = findNodes(file.tree, ts.isVariableStatement)
    .filter(isExported)
    .flatMap((statement) => [...statement.declarationList.declarations])
  return [...functions, ...constants]
    .map((node) => ({ name: node.name?.getText(file.tree) ?? '', text: node.getText(file.tree) }))
    .filter(({ name }) => name === 'loader' || name === 'action')
}

describe('routes', () => {
  test('every file is in the table of contents, and every entry has its file', () => {
    expect([...new Set(listed)].sort()).toEqual([...files].sort())
  })

  test('every loader and action behind the sign-in asks who is there', () => {
    const wrong = modules
      .filter((file) => !PUBLIC.includes(file.path))
      .flatMap((file) =>
        answersOf(file)
          .filter(({ text }) => !asks(file, text))
          .map(({ name }) => `${file.path} ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test('every action behind the sign-in writes down what was done', () => {
    const wrong = modules
      .filter((file) => !PUBLIC.includes(file.path))
      .flatMap((file) => answersOf(file).map((answer) => ({ ...answer, file })))
      .filter(({ name, file }) => name === 'action' && file.path !== STORES_NOTHING)
      .filter(({ file, text }) => !calls(text, [...RECORDING, ...callersOf(RECORDING, file)]))
    expect(wrong.map(({ file }) => file.path)).toEqual([])
  })

  test('no page behind the sign-in is drawn without a loader that asks', () => {
    const wrong = modules.filter(
      (file) => !PUBLIC.includes(file.path) && !answersOf(file).some(({ name }) => name === 'loader'),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('the pages that show mails ask whether they may', () => {
    const outbox = modules.filter((file) => file.path.startsWith('app/routes/system/outbox'))
    const wrong = outbox.flatMap(answersOf).filter(({ text }) => !/\brequireOutbox\(/.test(text))
    expect(outbox).not.toEqual([])
    expect(wrong).toEqual([])
  })
})
