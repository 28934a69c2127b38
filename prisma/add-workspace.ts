// npm run workspace:add -- --workspaceName NAME --name OWNER --email ADDRESS: a further workspace in the database that is configured.
// With the embedded database the server must be stopped.
import type * as Commands from '../app/add-workspace.server.ts'
import { parseEnv } from '../app/config/env.server.ts'
import { loadBuild, runCommand } from './build-command.ts'
import { readOptions } from './command-line.ts'

const { addWorkspaceOf, WORKSPACE_USAGE } = await loadBuild<typeof Commands>()

const OPTIONS = {
  workspaceName: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  language: { type: 'string', default: 'en' },
  timeZone: { type: 'string', default: 'UTC' },
  currency: { type: 'string', default: 'USD' },
} as const

await runCommand(async () => {
  const env = parseEnv(process.env)
  const email = await addWorkspaceOf(env, readOptions(OPTIONS, WORKSPACE_USAGE), new Date())
  console.log(`The workspace is there. Its owner signs in at ${env.publicUrl}/sign-in as ${email}.`)
}, 'WorkspaceError')
