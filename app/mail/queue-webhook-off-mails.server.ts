import type { Db } from '#app/db/database.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { may } from '#app/people/may'
import { seal } from './seal.server'

export interface WebhookOffMail {
  memberId: string
  webhookId: string
}

/** Records, in the transaction that switches a webhook off, the mails that tell those who can mend it. */
export async function queueWebhookOffMails(
  tx: Db,
  { queue, secret }: { queue: JobQueue; secret: string },
  { workspaceId, webhookId }: { workspaceId: string; webhookId: string },
): Promise<void> {
  const members = await tx.member.findMany({
    where: { workspaceId, joinedAt: { not: null } },
    select: { id: true, role: true },
    orderBy: { id: 'asc' },
  })
  const told = members.filter((member) => may(member, 'set-up'))
  if (told.length === 0) return
  await tx.outboxMessage.createMany({
    data: told.map(({ id: memberId }) => {
      const mail: WebhookOffMail = { memberId, webhookId }
      return { workspaceId, kind: 'webhook-off', sealed: seal(secret, mail) }
    }),
  })
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}
