// npm run workspace:add -- --workspaceName NAME --name OWNER --email ADDRESS: a further workspace in the database that is configured.
// With the embedded database the server must be stopped.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type * as Commands from '../app/add-workspace.server.ts'
import { EnvError, parseEnv } from '../app/config/env.server.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
const { entry } = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
const { addWorkspaceOf, WORKSPACE_USAGE } = entry.module as typeof Commands

const OPTIONS = {
  workspaceName: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  language: { type: 'string', default: 'en' },
  timeZone: { type: 'string', default: 'UTC' },
  currency: { type: 'string', default: 'USD' },
} as const

try {
  const env = parseEnv(process.env)
  const email = await addWorkspaceOf(env, read(), new Date())
  console.log(`The workspace is there. Its owner signs in at ${env.publicUrl}/sign-in as ${email}.`)
} catch (error) {
  // classes of the build are others than those here
  const isExpected =
    error instanceof EnvError ||
    (error instanceof Error && ['WorkspaceError', 'DirectoryInUseError'].includes(error.constructor.name))
  if (!isExpected) throw error
  console.error((error as Error).message)
  process.exit(1)
}
process.exit()

function read() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n${WORKSPACE_USAGE}`)
    return process.exit(64)
  }
}
