import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { loader as answer } from '#app/routes/respond/answer'
import { loader as overview } from '#app/routes/respond/overview'
import { openWave } from '#app/studies/open-wave.server'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const mailbox = new SmtpMailbox()
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await mailbox.start()
})
afterAll(() => mailbox.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl })

interface Page {
  title: string
  partnerName: string
  promise: string[]
  relationships: { partnerName: string; assignmentId: string; isAboutFirm: boolean }[]
}

/** Opens a wave in which one person answers for a firm; what its mail and pages say. */
async function ask(side: 'buyer' | 'supplier', instrumentName: string) {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const [own, other] = [
    await makeOrganization(t.prisma, { workspaceId, name: 'Atlas Own' }),
    await makeOrganization(t.prisma, { workspaceId, name: 'Delta Other' }),
  ]
  const firm = { workspaceId, organizationId: own.id }
  const person = await makeParticipant(t.prisma, { ...firm, language: 'en', answersForFirm: true })
  const [buyerId, supplierId] = side === 'buyer' ? [own.id, other.id] : [other.id, own.id]
  const relationship = await makeRelationship(t.prisma, { workspaceId, buyerId, supplierId })
  await t.prisma.informant.create({ data: { workspaceId, relationshipId: relationship.id, participantId: person.id } })
  const relationshipIds = [relationship.id]
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds, instrumentName, name: 'Figures' })
  const { queue, secret, transport, env } = t.runtime
  const closesAt = new Date('2100-01-01T08:00:00Z')
  const opened = await openWave(
    { prisma: t.prisma, queue, secret },
    { workspaceId, studyId: study.id, now: new Date('2026-01-02T08:00:00Z'), closesAt },
  )
  expect(opened.ok).toBe(true)
  const { publicUrl, mailFrom } = env
  mailbox.received.length = 0
  await deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, workspaceId)
  const [received] = mailbox.received
  const mail = `${received?.subject}\n${received?.text}`
  const token = /\/answer\/[0-9a-f-]+\/([\w-]{43})/.exec(mail)?.[1] ?? ''
  const params = { workspaceId, token }
  const list = (await overview(
    routeArguments(makeRequest(`/answer/${workspaceId}/${token}`), params),
  )) as unknown as Page
  const assignmentId = list.relationships[0]?.assignmentId ?? ''
  const path = `/answer/${workspaceId}/${token}/${assignmentId}`
  const form = (await answer(routeArguments(makeRequest(path), { ...params, assignmentId }))) as unknown as Page
  return { mail, list, form }
}

test.each(['buyer', 'supplier'] as const)(
  'questions about the own firm bear its name everywhere (%s)',
  async (side) => {
    const { mail, list, form } = await ask(side, 'firm-operations')
    expect(mail).toContain('Atlas Own')
    expect(mail).not.toMatch(/Delta Other|relationship/)
    expect(list.promise.join(' ')).toContain('facts about your company')
    expect(list.promise.join(' ')).not.toContain('relationship')
    expect(list.relationships).toMatchObject([{ partnerName: 'Atlas Own', isAboutFirm: true }])
    expect(form.partnerName).toBe('Atlas Own')
    expect(form.title).toContain('Atlas Own')
  },
)

test.each(['buyer', 'supplier'] as const)('questions about a relationship bear the other firm’s (%s)', async (side) => {
  const { mail, list, form } = await ask(side, 'relationship-pulse')
  expect(mail).toContain('Delta Other')
  // under the mail stands for whom the person is asked
  expect(mail.slice(0, mail.indexOf('You get this mail'))).not.toContain('Atlas Own')
  expect(list.relationships).toMatchObject([{ partnerName: 'Delta Other', isAboutFirm: false }])
  expect(form.partnerName).toBe('Delta Other')
})
