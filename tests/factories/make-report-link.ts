import type { PrismaClient } from '#app/db/generated/client'
import { makeReportLink as make } from '#app/reports/report-links.server'
import { type MemberValues, makeMember } from './make-member'

interface ReportLinkValues extends MemberValues {
  studyId: string
  relationshipId?: string
  /** it works for seven days */
  madeAt?: Date
  revokedAt?: Date
}

/** A link to a report of a member of its own: a manager who sees everything unless told otherwise. */
export async function makeReportLink(prisma: PrismaClient, values: ReportLinkValues) {
  const { studyId, relationshipId, madeAt = new Date(), revokedAt, role = 'manager', ...member } = values
  const { workspaceId } = member
  const { id: memberId, userId } = await makeMember(prisma, { ...member, role })
  const actor = { workspaceId, kind: 'member' as const, id: userId, address: '' }
  const form = { note: 'For a test', days: 7, language: 'en', studyId, relationshipId }
  const { id, token } = await make(prisma, { workspaceId, memberId, actor }, form, madeAt)
  if (revokedAt) await prisma.reportLink.update({ where: { workspaceId_id: { workspaceId, id } }, data: { revokedAt } })
  return { id, token, memberId, path: `/report/${workspaceId}/${token}`, params: { workspaceId, token } }
}
