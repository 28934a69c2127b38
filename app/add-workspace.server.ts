// What `npm run workspace:add` does, in the build: it knows the languages as the server does.
import path from 'node:path'
import type { Env } from '#app/config/env.server'
import { openDatabase } from '#app/db/database.server'
import { addWorkspace } from '#app/people/create-workspace.server'
import { setUpSchema } from '#app/people/set-up-form'

export const WORKSPACE_USAGE = `npm run workspace:add -- --workspaceName NAME --name OWNER --email ADDRESS [--language en] [--timeZone UTC] [--currency USD]
  A further workspace with its owner, who has no account here yet and signs in by this address.`

/** What whoever typed the command can mend. */
export class WorkspaceError extends Error {}

const WORDS = {
  'none-yet': 'There is no workspace yet: the first one is made on the page that the server names when it starts.',
  'address-taken': 'Somebody signs in by this address already, and would go on to act in their own workspace.',
} as const

/**
 * @returns the address of the owner
 * @throws WorkspaceError
 */
export async function addWorkspaceOf(env: Env, values: Record<string, string | undefined>, now: Date): Promise<string> {
  const form = setUpSchema.safeParse(values)
  if (!form.success) {
    const names = new Set(form.error.issues.map(({ path: [name] }) => `--${String(name)}`))
    throw new WorkspaceError(`Missing or not understood: ${[...names].join(', ')}\n${WORKSPACE_USAGE}`)
  }
  const migrationsDirectory = path.resolve('prisma/migrations')
  const { prisma, close } = await openDatabase({ ...env, migrationsDirectory, unsaid: 'everything' })
  try {
    const added = await addWorkspace(prisma, form.data, now)
    if (!added.ok) throw new WorkspaceError(WORDS[added.reason])
    return added.email
  } finally {
    await close()
  }
}
