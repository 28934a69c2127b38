// npm run backup [-- FILE] [--passphrase-file FILE]: everything that an installation needs to go on elsewhere, in one file.
// Without FILE a new one in backups/. BACKUP_PASSPHRASE in the environment does as well as a file. The embedded database
// must not be in use; PostgreSQL may be.
import { existsSync } from 'node:fs'
import { parseEnv } from '../app/config/env.server.ts'
import { endOnExpected, readPassphrase } from './backup/command-line.ts'
import { makeBackup } from './backup/make-backup.ts'
import { readCommandLine } from './command-line.ts'

const NOT_ENCRYPTED =
  '. It is NOT encrypted, and holds everything: answers with who gave them, and the secret where the data directory keeps it. With --passphrase-file it would be.'

const { values, words } = readCommandLine(
  { 'passphrase-file': { type: 'string' } },
  'usage: npm run backup [-- FILE] [--passphrase-file FILE]',
)
if (existsSync('.env')) process.loadEnvFile('.env')
try {
  const now = new Date()
  const [file = `backups/thiqa-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`] = words
  const passphrase = readPassphrase(values['passphrase-file'])
  await makeBackup(parseEnv(process.env), file, { passphrase, now })
  console.log(
    `Written: ${file}${passphrase === undefined ? NOT_ENCRYPTED : ', encrypted. Keep the passphrase elsewhere.'}`,
  )
} catch (error) {
  endOnExpected(error)
}
