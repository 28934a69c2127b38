import type { Db } from '#app/db/database.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { seal } from './seal.server'

/** Tells somebody what becomes of what is stored about them. The address waits encrypted, and goes when the mail has left. */
export interface NoticeMail {
  about: 'confirm-address' | 'address-changed' | 'erased' | 'second-factor-reset' | 'export-ready'
  email: string
  language: string
  /** of the page that the mail leads to, where it leads to one */
  link?: string
}

/** Records a notice in the transaction that gives the reason for it; the worker's next look finds it. */
export async function recordNotice(tx: Db, secret: string, workspaceId: string, mail: NoticeMail): Promise<void> {
  await tx.outboxMessage.create({ data: { workspaceId, kind: 'notice', sealed: seal(secret, mail) } })
}

/** The same for a running server, which sends it at once. */
export async function queueNotice(
  tx: Db,
  { queue, secret }: { queue: JobQueue; secret: string },
  workspaceId: string,
  mail: NoticeMail,
): Promise<void> {
  await recordNotice(tx, secret, workspaceId, mail)
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}
