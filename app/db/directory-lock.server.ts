// One process per embedded database: PGlite takes no lock of its own, and two writers lose data without an error.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
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
    rmSync(file, { force: true })
  }
  throw new DirectoryInUseError(`The lock ${file} cannot be taken: other processes take it at the same moment.`)
}

function writeLock(file: string, holder: Holder): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, JSON.stringify(holder))
    closeSync(descriptor)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
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
