import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findProgramDirectory } from '../../prisma/backup/program-directory.ts'

export interface PostgresqlPrograms {
  initdb: string
  postgres: string
  /** the operating system's user that runs them; undefined for whoever runs the tests */
  user: { uid: number; gid: number } | undefined
}

/**
 * Where initdb and postgres are, in the newest version that is installed.
 * @returns the reason where they cannot be used
 */
export function findPostgresql(): PostgresqlPrograms | { missing: string } {
  if (process.platform === 'win32') return { missing: 'the tests start no PostgreSQL on Windows' }
  const directory = findProgramDirectory(['initdb', 'postgres'])
  if (!directory) return { missing: 'its programs (initdb, postgres) were not found' }
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : undefined
  if (user === null)
    return { missing: 'the tests run as root, PostgreSQL refuses root, and there is no user `postgres`' }
  return { initdb: path.join(directory, 'initdb'), postgres: path.join(directory, 'postgres'), user }
}

function findUnprivilegedUser(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
