import type { Db } from '#app/db/database.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { seal } from './seal.server'

export interface MembershipMail {
  memberId: string
}

/** Records, in the transaction that makes somebody a member, the mail that tells them. It carries no key: they sign in by their address. */
export async function queueMembershipMail(
  tx: Db,
  { queue, secret }: { queue: JobQueue; secret: string },
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<void> {
  const mail: MembershipMail = { memberId }
  await tx.outboxMessage.create({ data: { workspaceId, kind: 'membership', sealed: seal(secret, mail) } })
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}
