import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface PostgresqlPrograms {
  initdb: string
  postgres: string
  /** the operating system's user that runs them; undefined for whoever runs the tests */
  user: { uid: number; gid: number } | undefined
}

/** Debian, Red Hat, Homebrew and the installer for macOS keep the server's programs out of PATH. */
const PARENTS = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt', '/Library/PostgreSQL']

/**
 * Where initdb and postgres are, in the newest version that is installed.
 * @returns the reason where they cannot be used
 */
export function findPostgresql(): PostgresqlPrograms | { missing: string } {
  if (process.platform === 'win32') return { missing: 'the tests start no PostgreSQL on Windows' }
  const directory = candidates().find(
    (one) => existsSync(path.join(one, 'initdb')) && existsSync(path.join(one, 'postgres')),
  )
  if (!directory) return { missing: 'its programs (initdb, postgres) were not found' }
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : undefined
  if (user === null)
    return { missing: 'the tests run as root, PostgreSQL refuses root, and there is no user `postgres`' }
  return { initdb: path.join(directory, 'initdb'), postgres: path.join(directory, 'postgres'), user }
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

function findUnprivilegedUser(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
