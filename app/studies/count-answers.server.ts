import type { Db } from '#app/db/database.server'
import { NOT_WANTED } from '#app/mail/mail-kinds'

export interface AnswerCounts {
  invited: number
  answered: number
  mailsSent: number
  mailsWaiting: number
  mailsFailed: number
  /** mails that did not leave because their readers had said so */
  mailsUnwanted: number
}

/**
 * How a wave goes: assignments per wave, without those of people who left, against responses, and its invitations (thanks
 * would tell who answered). Counts only: who answered is shown to nobody.
 */
export async function countAnswers(db: Db, workspaceId: string, waveId: string): Promise<AnswerCounts> {
  const invited = await db.assignment.count({
    where: {
      ...{ workspaceId, waveId },
      OR: [
        { invitation: { workspaceId, revokedAt: null } },
        { response: { isNot: null } },
        { handover: { isNot: null } },
      ],
    },
  })
  const answered = await db.response.count({ where: { workspaceId, waveId } })
  const mails = await db.outboxMessage.groupBy({
    by: ['state'],
    where: { workspaceId, kind: 'invitation', invitation: { workspaceId, waveId } },
    _count: true,
  })
  const mailsIn = (state: string) => mails.find((group) => group.state === state)?._count ?? 0
  return {
    invited,
    answered,
    mailsSent: mailsIn('sent'),
    mailsWaiting: mailsIn('queued'),
    mailsFailed: mailsIn('failed'),
    mailsUnwanted: await db.outboxMessage.count({
      where: {
        ...{ workspaceId, state: 'dropped', lastError: NOT_WANTED, kind: { in: ['invitation', 'reminder'] } },
        invitation: { workspaceId, waveId },
      },
    }),
  }
}
