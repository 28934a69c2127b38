import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { deriveKey } from '../../app/config/derive-key.server.ts'
import { BackupError, writeBackup } from './backup-file.ts'
import { dumpEmbedded } from './embedded-dump.ts'
import { dumpPostgresql } from './postgresql-dump.ts'

export interface Installation {
  /** a connection that does not pass a transaction pooler; undefined for the embedded database */
  directUrl: string | undefined
  dataDirectory: string
  /** of the environment; undefined where the data directory holds it */
  secret: string | undefined
}

/** Where the installation keeps its secret, if not in the environment. */
export const secretFile = (dataDirectory: string) => path.join(dataDirectory, 'secret')

/** Tells whether two secrets are the same, without telling either. */
export function checkOf(secret: string): string {
  return deriveKey(secret, 'backup-check').subarray(0, 8).toString('hex')
}

/**
 * Writes everything that an installation needs to go on elsewhere: its database, and its secret where that lies beside it.
 * @throws BackupError with what to do; DirectoryInUseError where the embedded database is in use
 */
export async function makeBackup(
  installation: Installation,
  file: string,
  { passphrase, now }: { passphrase: string | undefined; now: Date },
): Promise<void> {
  const { directUrl, dataDirectory } = installation
  const stored = installation.secret === undefined ? readSecret(dataDirectory) : null
  const secret = installation.secret ?? stored
  if (!secret) throw new BackupError(`There is no secret in ${dataDirectory}, and SECRET is not set.`)
  const dump = directUrl ? await dumpPostgresql(directUrl) : await dumpEmbedded(dataDirectory)
  const header = {
    database: directUrl ? ('postgresql' as const) : ('embedded' as const),
    ...{ madeAt: now.toISOString(), engine: dump.engine, lastMigration: dump.lastMigration },
    secretCheck: checkOf(secret),
  }
  // a dump that breaks off must not end as a whole file: it is waited for within the stream
  const bytes = async function* () {
    yield* dump.bytes
    await dump.end()
  }
  try {
    await writeBackup(file, { header, secret: stored, dump: Readable.from(bytes()), passphrase })
  } finally {
    await dump.abandon()
  }
}

function readSecret(dataDirectory: string): string | null {
  const file = secretFile(dataDirectory)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
