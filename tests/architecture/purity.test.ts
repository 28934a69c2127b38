// `.server.ts` marks what touches the world. Everything else gives the same result for the same arguments.
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findNodes, placeOf, readSources } from './source-files'

/** Files whose whole purpose is the contact with the world. */
const ENTRIES = /^app\/(analyse|server|start|routes|root|entry\.client)\.tsx?$|^app\/routes\//
const IMPURE_PACKAGES =
  /^(node:|pg$|pg-boss|@prisma\/|pglite-|@electric-sql\/|nodemailer|better-auth|express|@remix-run\/(node|express)|fs$|path$|crypto$)/
const IMPURE_CALLS =
  /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|fetch|queueMicrotask|setInterval|setTimeout)$/
const BROWSER = /^(document|window|localStorage|sessionStorage|navigator)$/

const pure = readSources('app', 'emails').filter(
  (file) => !/\.server\.tsx?$/.test(file.path) && !ENTRIES.test(file.path),
)

describe('files that are not marked .server', () => {
  test('import no database, disk, network or secret', () => {
    const wrong = pure.flatMap((file) =>
      file.imports
        .filter((one) => !one.isTypeOnly)
        .filter(({ specifier, target }) =>
          target ? /\.server\.tsx?$|^app\/db\/generated\//.test(target) : IMPURE_PACKAGES.test(specifier),
        )
        .map((one) => `${file.path} imports ${one.specifier}`),
    )
    expect(wrong).toEqual([])
  })

  test('ask neither the clock nor chance nor the network', () => {
    const wrong = pure.flatMap((file) => [
      ...findNodes(file.tree, ts.isCallExpression)
        .filter((call) => IMPURE_CALLS.test(call.expression.getText(file.tree)))
        .map((call) => `${placeOf(file, call)} ${call.expression.getText(file.tree)}`),
      ...findNodes(file.tree, ts.isNewExpression)
        .filter((made) => made.expression.getText(file.tree) === 'Date' && !made.arguments?.length)
        .map((made) => `${placeOf(file, made)} new Date()`),
    ])
    expect(wrong).toEqual([])
  })

  test('touch the browser only in components, hooks and files marked .client', () => {
    const wrong = pure
      .filter((file) => !file.path.endsWith('.tsx') && !/\/use-[\w-]+\.ts$|\.client\.ts$/.test(file.path))
      .flatMap((file) =>
        findNodes(file.tree, ts.isPropertyAccessExpression)
          .filter((access) => ts.isIdentifier(access.expression) && BROWSER.test(access.expression.text))
          .map((access) => `${placeOf(file, access)} ${access.getText(file.tree)}`),
      )
    expect(wrong).toEqual([])
  })
})

test('settings are read from the environment in one place', () => {
  const allowed = /^app\/(server|start)\.ts$/
  const wrong = readSources('app', 'emails')
    .filter((file) => !allowed.test(file.path))
    .flatMap((file) =>
      findNodes(file.tree, ts.isPropertyAccessExpression)
        .filter((access) => /^process\.env$|^import\.meta\.env$/.test(access.getText(file.tree)))
        .map((access) => placeOf(file, access)),
    )
  expect(wrong).toEqual([])
})

test('no element of a page bears a style of its own: browsers are told to refuse it', () => {
  const wrong = readSources('app').flatMap((file) =>
    findNodes(file.tree, ts.isJsxAttribute)
      .filter((attribute) => attribute.name.getText(file.tree) === 'style')
      .map((attribute) => placeOf(file, attribute)),
  )
  expect(wrong).toEqual([])
})
