import { readFileSync } from 'node:fs'
import { EnvError } from '../../app/config/env.server.ts'
import { DirectoryInUseError } from '../../app/db/directory-lock.server.ts'
import { BackupError } from './backup-file.ts'

const LEAST_PASSPHRASE = 12

/** From the first line of a file or the environment: arguments of programs are seen by everybody on the machine. */
export function readPassphrase(file: string | undefined): string | undefined {
  const text = file === undefined ? process.env.BACKUP_PASSPHRASE : readFileSync(file, 'utf8').split(/\r?\n/)[0]
  if (text === undefined || (text === '' && file === undefined)) return undefined
  if (text.length < LEAST_PASSPHRASE)
    throw new BackupError(`A passphrase needs at least ${LEAST_PASSPHRASE} characters; a few unusual words are good.`)
  return text
}

/** What somebody can mend is said in a line; anything else is a fault of ours and shows where. */
export function endOnExpected(error: unknown): never {
  const isExpected = error instanceof BackupError || error instanceof EnvError || error instanceof DirectoryInUseError
  console.error(isExpected ? error.message : error)
  process.exit(1)
}
