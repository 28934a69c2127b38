// npm run mail:bounce < report.eml: takes a mail that came back (RFC 3464), as the mail server pipes it in. An address that does
// not exist gets no mails any more, and the administrator sees it. Exit code 0 also for mails that say nothing of ours; 75 (try
// again later) where the database cannot be opened: the embedded one belongs to the running server.
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseEnv } from '../app/config/env.server.ts'
import { readOrMakeSecret } from '../app/config/secret.server.ts'
import { openDatabase } from '../app/db/database.server.ts'
import { takeBounce } from '../app/mail/take-bounce.server.ts'

const TRY_AGAIN = 75
const WORDS = {
  'no-report': 'This is not a delivery status report: nothing was changed.',
  'not-failed': 'The report tells of no failure: nothing was changed.',
  'not-ours': 'The report is about no mail that left here for this address: nothing was changed.',
} as const

const eml = await buffer(process.stdin)
const env = parseEnv(process.env)
const database = await openDatabase({
  ...env,
  migrationsDirectory: path.resolve('prisma/migrations'),
  unsaid: 'everything',
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the database cannot be opened')
  process.exit(TRY_AGAIN)
})
try {
  const { publicUrl, bounceAddress } = env
  const secret = env.secret ?? readOrMakeSecret(env.dataDirectory)
  const taken = await takeBounce({ prisma: database.prisma, secret, publicUrl, bounceAddress }, eml)
  if (!taken.ok) console.log(WORDS[taken.reason])
  else
    console.log(taken.marked ? 'The address gets no mails any more.' : 'This mail was lost; the address stays in use.')
} finally {
  await database.close()
}
process.exit(0)
