import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { OwnAccount } from './own-data'

/** The account that belongs to an address, with where it is signed in. */
export async function readOwnAccount(db: Db, email: string): Promise<OwnAccount | undefined> {
  const user = await db.user.findUnique({
    where: { email },
    include: { sessions: { orderBy: { createdAt: 'desc' } } },
  })
  if (!user) return undefined
  return {
    since: user.createdAt,
    name: user.name,
    // over all workspaces: an account belongs to no single one
    isMember: (await acrossWorkspaces(() => db.member.count({ where: { userId: user.id } }))) > 0,
    sessions: user.sessions.map(({ createdAt, expiresAt, ipAddress, userAgent }) => ({
      ...{ since: createdAt, until: expiresAt, address: ipAddress ?? '', browser: userAgent ?? '' },
    })),
  }
}
