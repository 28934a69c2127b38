import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Debian, Red Hat, Homebrew and the installer for macOS keep the programs of PostgreSQL out of PATH. */
const PARENTS = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt', '/Library/PostgreSQL']

/** Where programs of PostgreSQL stand together, in the newest version that is installed; undefined where they are not. */
export function findProgramDirectory(programs: readonly string[]): string | undefined {
  return candidates().find((one) => programs.every((program) => existsSync(path.join(one, program))))
}

function candidates(): string[] {
  const versions = PARENTS.filter((parent) => existsSync(parent)).flatMap((parent) =>
    readdirSync(parent)
      .sort((a, b) => Number.parseInt(b.replace(/\D+/, ''), 10) - Number.parseInt(a.replace(/\D+/, ''), 10))
      .map((name) => path.join(parent, name, 'bin')),
  )
  return [...askPgConfig(), ...versions, ...(process.env.PATH ?? '').split(path.delimiter)]
}

function askPgConfig(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()]
  } catch {
    return [] // not installed: the other places remain
  }
}
