import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { log } from './log.server'

const OWNER_ONLY = 0o700

/**
 * Makes a directory that only its owner may enter, or takes the others' rights from one that is there. The embedded database
 * writes its files so that everybody on the machine may read and write them: what protects them is the directory around them.
 */
export function makePrivateDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: OWNER_ONLY })
  if ((statSync(directory).mode & 0o077) === 0) return
  try {
    chmodSync(directory, OWNER_ONLY)
  } catch (error) {
    // a mounted one may belong to somebody else: it still works, and whoever runs the server is told
    log.warning('others on this machine may read the data directory', { code: (error as NodeJS.ErrnoException).code })
  }
}
