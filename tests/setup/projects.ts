// The kinds of tests. `npx vitest run --project unit` runs one kind, `npx vitest run tests/routes/x.test.ts` one file.
import { existsSync } from 'node:fs'
import type { TestProjectConfiguration } from 'vitest/config'
import { hasImapServer } from '../mailbox/imap-server.ts'
import { findChromium } from './find-chromium.ts'
import { findPostgresql } from './postgresql-programs.ts'

const DATABASE_TESTS = [
  'tests/database/**/*.test.{ts,tsx}',
  'tests/routes/**/*.test.{ts,tsx}',
  'tests/security/**/*.test.{ts,tsx}',
  'tests/reference/replay.test.ts',
]

const holder = globalThis as typeof globalThis & { thiqaTestWarnings?: Set<string> }
holder.thiqaTestWarnings ??= new Set()
const warned = holder.thiqaTestWarnings

/** What cannot run on this machine is left out, and says so. */
export function testProjects(): TestProjectConfiguration[] {
  const projects = [
    makeProject(
      'unit',
      ['unit', 'reference', 'architecture', 'formats'].map((kind) => `tests/${kind}/**/*.test.{ts,tsx}`),
    ),
    makeProject('embedded', DATABASE_TESTS, ['tests/setup/make-embedded-snapshot.ts']),
  ]
  const postgresql = findPostgresql()
  if ('missing' in postgresql)
    warn('The tests on a PostgreSQL server, and those with processes that die, are LEFT OUT', postgresql.missing)
  else
    projects.push(
      makeProject('postgresql', DATABASE_TESTS, ['tests/setup/start-postgresql.ts']),
      // minutes even in its short form: `npm run test:processes` asks for it, and `npm run test:years`
      ...(process.env.TRAVEL_YEARS || process.env.LONG_TESTS
        ? [makeProject('processes', ['tests/processes/**/*.test.ts'])]
        : []),
    )
  if (!hasImapServer)
    warn('The tests that read an IMAP mailbox are LEFT OUT', 'no Dovecot was found (Debian: dovecot-imapd)')
  if (!findChromium())
    warn('The tests in a browser are LEFT OUT', 'no Chromium was found; CHROMIUM may name its program')
  else if (existsSync('tests/journeys'))
    projects.push(makeProject('journeys', ['tests/journeys/**/*.test.ts'], ['tests/setup/make-data-directory.ts']))
  return projects
}

function makeProject(name: string, include: string[], globalSetup: string[] = []) {
  const exclude = include === DATABASE_TESTS ? [] : DATABASE_TESTS
  return {
    extends: true as const,
    plugins: [routesBehindDoors()],
    test: {
      ...{ name, include, exclude, globalSetup, setupFiles: ['tests/setup/fail-on-console-error.ts'] },
      // to load all modules anew for each file takes as long as its tests; no file may leave anything changed behind
      isolate: false,
      // a page that is waited for may take a while on a busy machine
      expect: { poll: { timeout: 20_000 } },
    },
  }
}

/** Tests call loaders and actions where the server takes a request: as there, they see nothing until a guard says whose it is. */
function routesBehindDoors() {
  return {
    name: 'routes-behind-doors',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!/\/app\/routes\/[^?]*\.tsx?$/.test(id)) return undefined
      const names: string[] = []
      const inside = code.replace(/^export ((?:async )?function )(loader|action)\b/gm, (_all, keyword, name) => {
        names.push(name)
        return `${keyword}${name}Inside`
      })
      const doors = names.map((name) => `export const ${name} = (...all) => openDoor(() => ${name}Inside(...all))`)
      return names.length > 0
        ? `${inside}\nimport { openDoor } from '#app/db/wall/view.server'\n${doors.join('\n')}\n`
        : undefined
    },
  }
}

/** Once, although vitest reads its settings anew for each kind. */
function warn(what: string, why: string): void {
  if (warned.has(what)) return
  warned.add(what)
  const lines = [what, why]
  const width = Math.max(...lines.map((line) => line.length))
  const border = '#'.repeat(width + 4)
  console.warn([border, ...lines.map((line) => `# ${line.padEnd(width)} #`), border].join('\n'))
}
