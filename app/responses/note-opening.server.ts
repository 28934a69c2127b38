import type { Db } from '#app/db/database.server'
import type { FoundInvitation } from './find-invitation.server'

/** Remembers that a link was opened, once and without the time: it is only ever counted over groups of people. */
export async function noteOpening(db: Db, { workspaceId, id, wasOpened }: FoundInvitation): Promise<void> {
  if (wasOpened) return
  await db.invitation.updateMany({ where: { workspaceId, id, wasOpened: false }, data: { wasOpened: true } })
}
