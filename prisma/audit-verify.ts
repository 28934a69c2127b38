// npm run audit:verify [-- --expect WORKSPACE:NUMBER:HASH …]: recomputes the chain of every workspace's log and tells its head.
// Keep the heads somewhere else: a chain whose end was cut off still holds, and only an earlier head shows it. Exit code 1
// where an entry was changed or is missing. With the embedded database the server must be stopped.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { EnvError, parseEnv } from '../app/config/env.server.ts'
import { type Database, openDatabase } from '../app/db/database.server.ts'
import { DirectoryInUseError } from '../app/db/directory-lock.server.ts'
import { verifyAudit } from '../app/people/audit/verify-audit.server.ts'
import { readOptions } from './command-line.ts'

const OPTIONS = { expect: { type: 'string', multiple: true } } as const

const { expect = [] } = readOptions(OPTIONS, 'usage: npm run audit:verify [-- --expect WORKSPACE:NUMBER:HASH …]')
const expected = expect.map((one) => {
  const [workspaceId = '', number = '', hash = ''] = one.split(':')
  if (!/^\d+$/.test(number) || !/^[0-9a-f]{64}$/.test(hash)) {
    console.error(`Not a head: ${one}. It is the three words that an earlier run printed, with colons between.`)
    process.exit(64)
  }
  return { workspaceId, number: Number(number), hash }
})
if (existsSync('.env')) process.loadEnvFile('.env')
const database = await open()
let isWhole = true
try {
  // over all workspaces: whoever runs the installation checks all of them
  const workspaces = await database.prisma.workspace.findMany({ orderBy: { createdAt: 'asc' } })
  for (const { id, name } of workspaces) {
    const heads = expected.filter(({ workspaceId }) => workspaceId === id)
    for (const head of heads.length > 0 ? heads : [undefined]) {
      const { entries, headHash, broken } = await verifyAudit(database.prisma, id, head)
      if (broken) isWhole = false
      console.log(
        broken
          ? `${name}: BROKEN at entry ${broken.number} (${broken.reason})`
          : `${name}: ${entries} entries, as they were written. Head: ${id}:${entries}:${headHash}`,
      )
    }
  }
  for (const { workspaceId } of expected)
    if (!workspaces.some(({ id }) => id === workspaceId)) {
      isWhole = false
      console.log(`${workspaceId}: this workspace is gone, and an entry of its log was expected`)
    }
} finally {
  await database.close()
}
process.exit(isWhole ? 0 : 1)

async function open(): Promise<Database> {
  try {
    return await openDatabase({
      ...parseEnv(process.env),
      migrationsDirectory: path.resolve('prisma/migrations'),
      unsaid: 'everything',
    })
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof DirectoryInUseError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}
