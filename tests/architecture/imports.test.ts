// The directions of imports that the README of this folder explains. There is no list of exceptions.
import { describe, expect, test } from 'vitest'
import { type Import, isFile, readSources, type SourceFile } from './source-files'

/** Downstream of each domain stands what uses it: a domain imports only domains that stand before its own line. */
const STREAM = [
  ['statistics'],
  ['instruments', 'relationships'],
  ['evidence'],
  ['studies'],
  ['responses'],
  ['trust'],
  ['disclosure'],
  ['dashboards', 'signals', 'exports'],
  ['reports'],
]
const DOMAINS = STREAM.flat()
/** They start the process or are started by it, and put the parts together. */
const COMPOSITION = [
  'app/server.ts',
  'app/start.ts',
  'app/root.tsx',
  'app/entry.server.tsx',
  'app/entry.client.tsx',
  'app/runtime.server.ts',
]

const app = readSources('app')
const emails = readSources('emails')

function areaOf(file: string): string {
  const [, area = ''] = file.split('/')
  return area
}

function violations(files: SourceFile[], isWrong: (one: Import, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((one) => isWrong(one, file)).map((one) => `${file.path} imports ${one.specifier}`),
  )
}

const within = (folder: string) => (file: SourceFile) => file.path.startsWith(`app/${folder}/`)

describe('directions of imports', () => {
  test('statistics imports only itself and a library of special functions', () => {
    const isWrong = (one: Import) =>
      one.target ? areaOf(one.target) !== 'statistics' : !one.specifier.startsWith('@stdlib/')
    expect(violations(app.filter(within('statistics')), isWrong)).toEqual([])
  })

  test('a domain imports only what stands before it in the stream', () => {
    const rankOf = (area: string) => STREAM.findIndex((line) => line.includes(area))
    const isWrong = (one: Import, file: SourceFile) => {
      const [from, to] = [areaOf(file.path), one.target ? areaOf(one.target) : '']
      return from !== to && DOMAINS.includes(from) && DOMAINS.includes(to) && rankOf(to) >= rankOf(from)
    }
    expect(violations(app, isWrong)).toEqual([])
  })

  test('no import leads back to where it came from', () => {
    expect(findCycles(app)).toEqual([])
  })

  test('only the table of contents imports routes', () => {
    const isWrong = (one: Import) => one.target?.startsWith('app/routes/') === true
    expect(violations(app, isWrong)).toEqual([])
  })

  test('the general parts of the user interface know no domain', () => {
    const isWrong = (one: Import) =>
      one.target !== undefined && [...DOMAINS, 'people', 'privacy', 'mail', 'jobs', 'db'].includes(areaOf(one.target))
    expect(violations(app.filter(within('ui')), isWrong)).toEqual([])
  })

  test('languages, settings and the database know no domain', () => {
    const isWrong = (one: Import) =>
      one.target !== undefined &&
      [...DOMAINS, 'people', 'privacy', 'mail', 'jobs', 'http', 'ui', 'routes'].includes(areaOf(one.target))
    expect(
      violations(
        app.filter((file) => ['i18n', 'config', 'db'].includes(areaOf(file.path))),
        isWrong,
      ),
    ).toEqual([])
  })

  test('what belongs to requests and to the running process is handed to domains, not fetched by them', () => {
    const isWrong = (one: Import) =>
      one.target === 'app/runtime.server.ts' ||
      (one.target?.startsWith('app/http/') === true && one.target.endsWith('.server.ts'))
    const files = app.filter((file) =>
      [...DOMAINS, 'people', 'privacy', 'mail', 'jobs', 'db', 'config', 'i18n', 'ui'].includes(areaOf(file.path)),
    )
    expect(violations(files, isWrong)).toEqual([])
  })

  test('the mathematics, the instruments and the rules of our subject draw no pages', () => {
    const files = app.filter((file) => ['instruments', 'statistics', 'trust', 'disclosure'].includes(areaOf(file.path)))
    const isWrong = (one: Import) =>
      /^react(-|\/|$)|^@remix-run\//.test(one.specifier) || /^app\/(ui|http)\//.test(one.target ?? '')
    expect(violations(files, isWrong)).toEqual([])
    expect(files.filter((file) => file.path.endsWith('.tsx')).map((file) => file.path)).toEqual([])
  })

  test('e-mails import only React Email, React and their own words', () => {
    const isWrong = (one: Import) =>
      one.target
        ? !one.target.startsWith('emails/')
        : !/^@react-email\/|^react$|^react-dom\/server$/.test(one.specifier)
    expect(violations(emails, isWrong)).toEqual([])
  })

  test('the application imports no tests, and of prisma/ only the migrator', () => {
    const isWrong = (one: Import) =>
      one.target?.startsWith('tests/') === true ||
      (one.target?.startsWith('prisma/') === true && one.target !== 'prisma/migrator.ts')
    expect(violations([...app, ...emails], isWrong)).toEqual([])
  })

  test('our own code is imported by #app, or from the same folder', () => {
    const isWrong = (one: Import, file: SourceFile) =>
      one.specifier.startsWith('../') && one.target !== 'prisma/migrator.ts' && !COMPOSITION.includes(file.path)
    expect(violations([...app, ...emails], isWrong)).toEqual([])
  })

  test('every import of our own leads to a file that is there', () => {
    const isWrong = (one: Import) => one.target !== undefined && !isFile(one.target)
    expect(violations([...app, ...emails, ...readSources('prisma', 'tests')], isWrong)).toEqual([])
  })
})

/** Each cycle once, by its first file in the alphabet. Imports of types alone are gone when the program runs. */
function findCycles(files: SourceFile[]): string[] {
  const targets = new Map(
    files.map((file) => [file.path, file.imports.filter((one) => !one.isTypeOnly).flatMap((one) => one.target ?? [])]),
  )
  const cycles = new Set<string>()
  const finished = new Set<string>()
  const visit = (file: string, trail: string[]) => {
    const start = trail.indexOf(file)
    if (start >= 0) cycles.add([...trail.slice(start)].sort().join(' ↔ '))
    if (start >= 0 || finished.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file])
    finished.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return [...cycles]
}
