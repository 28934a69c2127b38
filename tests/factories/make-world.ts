import type { PrismaClient } from '#app/db/generated/client'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { saveOwnTemplate } from '#app/instruments/own-templates.server'
import type { Template } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { refreshSignals } from '#app/signals/refresh-signals.server'
import { makeAskedPerson } from './make-asked-person'
import { makeMember } from './make-member'
import { makeStudy } from './make-study'
import { makeWave } from './make-wave'
import { makeWebhook } from './make-webhook'

export type World = Awaited<ReturnType<typeof makeWorld>>

/** One workspace with something behind every route: a published study, in which `person` was asked, a template, a webhook … */
export async function makeWorld(prisma: PrismaClient) {
  const person = await makeAskedPerson(prisma)
  const { workspaceId, wave } = person
  await prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'closing', closedAt: new Date() },
  })
  await publishWave(prisma, { workspaceId, waveId: wave.id, now: new Date() })
  const { studyId } = await prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  const own = findTemplate('relationship-core', 1) as Template
  const { name: templateName } = await saveOwnTemplate(prisma, workspaceId, own)
  const { id: memberId } = await makeMember(prisma, { workspaceId, role: 'manager' })
  const { id: webhookId } = await makeWebhook(prisma, { workspaceId })
  const { relationshipId } = person.assignment
  // nobody is accountable on either side
  await refreshSignals(prisma, { workspaceId, now: new Date() })
  const { id: signalId } = await prisma.signal.findFirstOrThrow({ where: { workspaceId, relationshipId } })
  return { ...person, studyId, templateName, memberId, webhookId, signalId, relationshipId }
}

/** Two people who are asked in a wave of the world that is open. */
export async function makeOpenWave(prisma: PrismaClient, { workspaceId }: Pick<World, 'workspaceId'>) {
  const wave = await makeWave(prisma, { workspaceId, studyId: (await makeStudy(prisma, { workspaceId })).id })
  const asked = { workspaceId, id: wave.id }
  return [await makeAskedPerson(prisma, { wave: asked }), await makeAskedPerson(prisma, { wave: asked })] as const
}

/** Writes a text into everything that somebody has named in a workspace, so that it is seen wherever it comes out. */
export async function markWorld(prisma: PrismaClient, { workspaceId }: Pick<World, 'workspaceId'>, mark: string) {
  const where = { workspaceId }
  await prisma.workspace.update({ where: { id: workspaceId }, data: { name: mark } })
  await prisma.organization.updateMany({ where, data: { name: mark } })
  await prisma.participant.updateMany({ where, data: { name: mark } })
  await prisma.relationship.updateMany({ where, data: { category: mark } })
  await prisma.study.updateMany({ where, data: { contactName: mark, purpose: mark } })
  // names of studies differ
  await prisma.$executeRaw`UPDATE study SET name = name || ' ' || ${mark} WHERE workspace_id = ${workspaceId}::uuid`
  await prisma.webhook.updateMany({ where, data: { name: mark } })
  const members = await prisma.member.findMany({ where, select: { userId: true } })
  await prisma.user.updateMany({ where: { id: { in: members.map(({ userId }) => userId) } }, data: { name: mark } })
}
