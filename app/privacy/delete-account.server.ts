import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'

/**
 * Deletes the account of an address that nobody works with as a member and that no workspace knows any more, with its
 * sessions and all that was begun for it. Accounts of members stay.
 */
export async function deleteAccountOf(tx: Db, email: string): Promise<void> {
  // links that wait to be opened name the address; single words of it are no address
  await tx.verification.deleteMany({ where: { value: { contains: JSON.stringify(email) } } })
  const user = await tx.user.findUnique({ where: { email } })
  if (!user) return
  // over all workspaces: an account belongs to no single one
  if ((await acrossWorkspaces(() => tx.member.count({ where: { userId: user.id } }))) > 0) return
  // over all workspaces: the same person may be asked in another one
  if ((await acrossWorkspaces(() => tx.participant.count({ where: { email } }))) > 0) return
  await tx.verification.deleteMany({
    where: { OR: [{ value: { contains: user.id } }, { identifier: { contains: user.id } }] },
  })
  await tx.user.delete({ where: { id: user.id } })
}
