import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '#app/config/derive-key.server'
import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'

/**
 * Before the first workspace exists, whoever reads the server's console may create it; a stranger who finds the
 * address may not. All processes of an installation derive the same key.
 * @returns undefined once a workspace exists
 */
export async function makeSetUpKey(db: Db, secret: string): Promise<string | undefined> {
  // over all workspaces: whether there is any
  if ((await acrossWorkspaces(() => db.workspace.count())) > 0) return undefined
  return createHmac('sha256', deriveKey(secret, 'session')).update('set-up').digest('base64url')
}

/** Compares without telling by its duration how much of the key was right. */
export function checkSetUpKey(setUpKey: string, given: string | null): boolean {
  const [expected, actual] = [setUpKey, given ?? ''].map((text) => createHash('sha256').update(text).digest())
  return expected !== undefined && actual !== undefined && timingSafeEqual(expected, actual)
}
