import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BackupError, type BackupHeader, extractBackup, openBackup } from './backup-file.ts'
import { loadEmbedded } from './embedded-dump.ts'
import { checkOf, type Installation, secretFile } from './make-backup.ts'
import { loadPostgresql } from './postgresql-dump.ts'

interface RestoreOptions {
  passphrase: string | undefined
  /** put the backup in the place of what is there */
  isReplaced: boolean
  /** restore although the secret is another one: links, second factors and waiting mails of the backup are worthless then */
  takesOtherSecret: boolean
}

/**
 * Puts a backup in place, after its checksum and, where it is encrypted, its tag were found right. What is newer than the
 * backup in the schema is added by the next start.
 * @throws BackupError with what to do; then nothing was changed
 */
export async function restoreBackup(
  installation: Installation,
  file: string,
  { passphrase, isReplaced, takesOtherSecret }: RestoreOptions,
): Promise<BackupHeader> {
  const { directUrl, dataDirectory } = installation
  const opened = await openBackup(file)
  const { header } = opened
  refuseOther(header, directUrl)
  await mkdir(dataDirectory, { recursive: true })
  const workplace = await mkdtemp(path.join(dataDirectory, '.restoring-'))
  try {
    const payload = path.join(workplace, 'payload')
    const { secret: stored, dumpStart } = await extractBackup(file, opened, payload, passphrase)
    const own = installation.secret ?? readOwn(dataDirectory)
    const isOther = own !== undefined && checkOf(own) !== header.secretCheck
    // a secret of the data directory is replaced with the data, one of the environment is not ours to change
    const isKept = installation.secret !== undefined || !isReplaced || stored === null
    if (isOther && isKept && !takesOtherSecret) throw new BackupError(OTHER_SECRET)
    const dump = { file: payload, start: dumpStart }
    if (directUrl) await loadPostgresql(directUrl, dump, { isReplaced })
    else await loadEmbedded(dataDirectory, dump, { isReplaced })
    if (stored !== null && installation.secret === undefined && (own === undefined || (isOther && !takesOtherSecret)))
      await writeFile(secretFile(dataDirectory), stored, { mode: 0o600 })
    return header
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

const OTHER_SECRET =
  'This backup was made with another SECRET: personal links, second factors and waiting mails in it work with that one alone. Set it, or restore with --other-secret and do without them.'

function refuseOther({ database, lastMigration }: BackupHeader, directUrl: string | undefined): void {
  if ((database === 'postgresql') !== (directUrl !== undefined))
    throw new BackupError(
      database === 'postgresql'
        ? 'This is a backup of a PostgreSQL database: set DATABASE_URL to an empty one.'
        : 'This is a backup of an embedded database: restore it without DATABASE_URL.',
    )
  if (lastMigration && !readdirSync('prisma/migrations').includes(lastMigration))
    throw new BackupError(
      `This backup was made by a newer version of Thiqa (${lastMigration}): install that one first.`,
    )
}

function readOwn(dataDirectory: string): string | undefined {
  const file = secretFile(dataDirectory)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
