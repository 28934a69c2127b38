import type { Db } from '#app/db/database.server'

const SHOWN = 20

export interface FailedMails {
  total: number
  /** the first of them by name */
  people: { participantId: string; name: string; email: string; error: string }[]
}

/** Who could not be written to in a wave, and what the mail server said. */
export async function listFailedMails(db: Db, workspaceId: string, waveId: string): Promise<FailedMails> {
  const where = {
    workspaceId,
    invitation: { workspaceId, waveId },
    ...{ kind: { in: ['invitation', 'reminder'] }, state: 'failed' },
  }
  const mails = await db.outboxMessage.findMany({
    where: { ...where, workspaceId },
    distinct: ['invitationId'],
    orderBy: { invitation: { participant: { name: 'asc' } } },
    select: {
      lastError: true,
      invitation: { select: { participant: { select: { id: true, name: true, email: true } } } },
    },
  })
  const people = mails.slice(0, SHOWN).flatMap(({ lastError, invitation }) => {
    if (!invitation) return []
    const { id, name, email } = invitation.participant
    return { participantId: id, name, email, error: lastError ?? '' }
  })
  return { total: mails.length, people }
}
