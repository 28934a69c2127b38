// npm run second-factor:reset -- ADDRESS: takes the second factor off a member's account whose phone and recovery codes are
// lost, where no owner can do it on the page of the member: for the only owner. The member gets a mail, sessions end, the log
// tells it. With the embedded database the server must be stopped.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { EnvError, parseEnv } from '../app/config/env.server.ts'
import { readOrMakeSecret } from '../app/config/secret.server.ts'
import { type Database, openDatabase } from '../app/db/database.server.ts'
import { DirectoryInUseError } from '../app/db/directory-lock.server.ts'
import { resetSecondFactorOf } from '../app/people/reset-second-factor.server.ts'
import { end, readCommandLine } from './command-line.ts'

const WORDS = {
  unknown: 'No member signs in by this address: nothing was changed.',
  'no-second-factor': 'This account has no second factor: nothing was changed.',
} as const

const USAGE = 'usage: npm run second-factor:reset -- ADDRESS'
const [email = ''] = readCommandLine({}, USAGE).words
if (!email.includes('@')) end(USAGE, 64)
if (existsSync('.env')) process.loadEnvFile('.env')
const { database, secret, publicUrl } = await open()
try {
  const reset = await resetSecondFactorOf({ prisma: database.prisma, secret, publicUrl }, email.trim().toLowerCase())
  console.log(reset.ok ? 'The second factor is off, all sessions have ended; a mail tells it.' : WORDS[reset.reason])
  process.exitCode = reset.ok ? 0 : 1
} finally {
  await database.close()
}
process.exit()

async function open(): Promise<{ database: Database; secret: string; publicUrl: string }> {
  try {
    const env = parseEnv(process.env)
    const database = await openDatabase({
      ...env,
      migrationsDirectory: path.resolve('prisma/migrations'),
      unsaid: 'everything',
    })
    return { database, secret: env.secret ?? readOrMakeSecret(env.dataDirectory), publicUrl: env.publicUrl }
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof DirectoryInUseError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}
