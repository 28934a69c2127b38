// One process per embedded database: PGlite takes no lock of its own, and two writers lose data without an error.
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

interface Holder {
  pid: number
  /** clock ticks since boot, so that a reused pid is not taken for the old holder; null where /proc is absent */
  start: string | null
}

export class DirectoryInUseError extends Error {}

/**
 * @returns a function that frees the lock; it is also freed when the process ends, and taken over after a crash
 * @throws DirectoryInUseError when a living process holds it
 */
export function lockDirectory(directory: string): () => void {
  const file = `${path.resolve(directory)}.lock`
  mkdirSync(path.dirname(file), { recursive: true })
  const own: Holder = { pid: process.pid, start: readStart(process.pid) }
  for (let attempt = 0; attempt < 5; attempt++) {
    if (writeLock(file, own)) {
      const free = () => {
        const holder = readLock(file)
        if (holder?.pid === own.pid && holder.start === own.start) rmSync(file)
      }
      process.once('exit', free)
      return () => {
        process.off('exit', free)
        free()
      }
    }
    const holder = readLock(file)
    if (holder && isAlive(holder))
      throw new DirectoryInUseError(
        `The database in ${directory} is in use by process ${holder.pid}. Stop that process first, or set DATABASE_URL to a PostgreSQL server to run several processes.`,
      )
    putAside(file, holder)
  }
  throw new DirectoryInUseError(`The lock ${file} cannot be taken: other processes take it at the same moment.`)
}

/** The lock appears with its content or not at all: a link to a finished file can be made only where no lock is. */
function writeLock(file: string, holder: Holder): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

/**
 * Takes a dead process's lock out of the way. Of several processes that find it at the same moment only one moves it;
 * whoever moved a living one's lock by mistake (made in between) puts it back.
 */
function putAside(file: string, dead: Holder | undefined): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return // somebody else moved it
    throw error
  }
  const moved = readLock(aside)
  if (moved && (moved.pid !== dead?.pid || moved.start !== dead.start)) linkSync(aside, file)
  rmSync(aside)
}

function readLock(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined // gone, or half written by a process that died: either way nobody holds it
  }
}

function readStart(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return null // no /proc on this system
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const start = readStart(holder.pid)
  return start === null || holder.start === null || start === holder.start
}
