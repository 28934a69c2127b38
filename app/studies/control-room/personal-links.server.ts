import { timingSafeEqual } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import { hashInvitationToken, makeInvitationToken } from '#app/studies/invitation-token.server'

const PAGE_SIZE = 50

interface WaveKey {
  workspaceId: string
  waveId: string
}

export interface InvitedPerson {
  invitationId: string
  name: string
  organizationName: string
}

/** Who has a personal link in a wave, by name; whether they have opened it or answered is not said. */
export async function listInvited(
  db: Db,
  { workspaceId, waveId }: WaveKey,
  search: string,
  asked: number,
): Promise<{ rows: InvitedPerson[]; total: number; page: number; pageSize: number }> {
  const contains = { contains: search, mode: 'insensitive' } as const
  const where = {
    waveId,
    revokedAt: null,
    participant: {
      active: true,
      ...(search && { OR: [{ name: contains }, { email: contains }, { organization: { name: contains } }] }),
    },
  }
  const total = await db.invitation.count({ where: { workspaceId, ...where } })
  const page = Math.min(asked, Math.max(1, Math.ceil(total / PAGE_SIZE)))
  const rows = await db.invitation.findMany({
    where: { workspaceId, ...where },
    orderBy: [{ participant: { name: 'asc' } }, { id: 'asc' }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    select: { id: true, participant: { select: { name: true, organization: { select: { name: true } } } } },
  })
  return {
    rows: rows.map(({ id, participant }) => ({
      invitationId: id,
      name: participant.name,
      organizationName: participant.organization.name,
    })),
    ...{ total, page, pageSize: PAGE_SIZE },
  }
}

export type ShowLinkResult =
  | { ok: true; token: string; name: string }
  /**
   * `opened`: something may have been entered with it. `other-secret`: it was made with another SECRET than the server has now,
   * and leads nowhere
   */
  | { ok: false; reason: 'unknown-person' | 'wave-over' | 'opened' | 'other-secret' }

/**
 * The secret of somebody's personal link, to be handed to them: the one of their mails, which stays valid. Whoever has it can
 * read what is entered with it. So nobody gets it once it was opened or something was entered, the log tells who asked, and the
 * person's own page says that it was taken, before the first answer.
 * @param record writes down that it was asked for, in the transaction, whatever comes of it
 */
export function showPersonalLink(
  { prisma, secret }: { prisma: PrismaClient; secret: string },
  { workspaceId, waveId, invitationId, now }: WaveKey & { invitationId: string; now: Date },
  record: (tx: Db, participantId: string) => Promise<void>,
): Promise<ShowLinkResult> {
  return prisma.$transaction(async (tx): Promise<ShowLinkResult> => {
    // who opens it at this moment comes before, or finds the notice
    await tx.$queryRaw`
      SELECT 1 FROM invitation WHERE workspace_id = ${workspaceId}::uuid AND id = ${invitationId}::uuid FOR UPDATE`
    const invitation = await tx.invitation.findFirst({
      where: { workspaceId, waveId, id: invitationId, revokedAt: null, participant: { active: true } },
      select: {
        ...{ tokenHash: true, wasOpened: true },
        participant: { select: { id: true, name: true } },
        wave: { select: { state: true } },
      },
    })
    if (!invitation) return { ok: false, reason: 'unknown-person' }
    if (invitation.wave.state !== 'open') return { ok: false, reason: 'wave-over' }
    const token = makeInvitationToken(secret, workspaceId, invitationId)
    if (!timingSafeEqual(hashInvitationToken(token), invitation.tokenHash)) return { ok: false, reason: 'other-secret' }
    const isSpent = invitation.wasOpened || (await isBegun(tx, { workspaceId, invitationId }))
    const { id: participantId, name } = invitation.participant
    if (!isSpent)
      await tx.invitation.update({
        where: { workspaceId_id: { workspaceId, id: invitationId } },
        data: { linkShownAt: now },
      })
    await record(tx, participantId)
    return isSpent ? { ok: false, reason: 'opened' } : { ok: true, token, name }
  })
}

/** Whether anything was entered behind a link: also by a browser that does not tell that it is one. */
async function isBegun(
  tx: Db,
  { workspaceId, invitationId }: { workspaceId: string; invitationId: string },
): Promise<boolean> {
  const begun = await tx.assignment.findFirst({
    where: {
      ...{ workspaceId, invitationId },
      OR: [{ draft: { isNot: null } }, { response: { isNot: null } }, { handover: { isNot: null } }],
    },
    select: { id: true },
  })
  return begun !== null
}
