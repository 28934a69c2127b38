// npm run restore -- FILE [--check] [--replace] [--other-secret] [--passphrase-file FILE]: puts a backup in place. --check only
// says whether it is whole. It goes into an empty database or data directory; --replace puts it in the place of what is there.
// The server must be stopped.
import { existsSync } from 'node:fs'
import { parseEnv } from '../app/config/env.server.ts'
import { openBackup } from './backup/backup-file.ts'
import { endOnExpected, readPassphrase } from './backup/command-line.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { end, readCommandLine } from './command-line.ts'

const USAGE = 'usage: npm run restore -- FILE [--check] [--replace] [--other-secret] [--passphrase-file FILE]'
const OPTIONS = {
  check: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  'other-secret': { type: 'boolean', default: false },
  'passphrase-file': { type: 'string' },
} as const

const { values, words } = readCommandLine(OPTIONS, USAGE)
const file = words[0] ?? end(USAGE, 64)
if (existsSync('.env')) process.loadEnvFile('.env')
try {
  if (values.check) {
    const { header } = await openBackup(file)
    console.log(
      `Whole: ${header.database}, made ${header.madeAt}, ${header.encryption ? 'encrypted' : 'not encrypted'}.`,
    )
  } else {
    const header = await restoreBackup(parseEnv(process.env), file, {
      passphrase: readPassphrase(values['passphrase-file']),
      isReplaced: values.replace,
      takesOtherSecret: values['other-secret'],
    })
    console.log(`Restored: ${header.database}, as it was ${header.madeAt}. npm run audit:verify checks its log.`)
    console.log('People who were erased since then are in it again: erase them once more.')
  }
} catch (error) {
  endOnExpected(error)
}
