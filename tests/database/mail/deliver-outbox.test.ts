import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { findDueOutboxes } from '#app/mail/find-due-outboxes.server'
import { requestSignIn } from '#app/people/sign-in.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeMember } from '#tests/factories/make-member'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'
import { useRuntime } from '#tests/setup/test-runtime'

const mailbox = new SmtpMailbox()
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await mailbox.start()
})
afterAll(() => mailbox.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl })

let person: Awaited<ReturnType<typeof makeAskedPerson>>
beforeEach(async () => {
  mailbox.received.length = 0
  mailbox.options = {}
  person = await makeAskedPerson(t.prisma, { language: 'ar', partners: ['شركة الدلتا', 'Nordic Drives'] })
  const { workspaceId, invitationId } = person
  await t.prisma.outboxMessage.create({ data: { workspaceId, kind: 'invitation', invitationId } })
})

const deliver = () => {
  const { secret, transport, env } = t.runtime
  const { publicUrl, mailFrom } = env
  return deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, person.workspaceId)
}
const stateOf = async () =>
  (await t.prisma.outboxMessage.findFirstOrThrow({ where: { workspaceId: person.workspaceId } })).state

test('an invitation leaves once, in the language of its reader, with all partners and the personal link', async () => {
  expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
  expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 0 })
  expect(mailbox.received.length).toBe(1)
  const [mail] = mailbox.received
  expect(mail?.text).toContain('شركة الدلتا')
  expect(mail?.text).toContain('Nordic Drives')
  expect(mail?.text).toContain(`/answer/${person.workspaceId}/`)
  expect(await stateOf()).toBe('sent')
})

test('two workers at once send a message once', async () => {
  await Promise.all([deliver(), deliver(), deliver()])
  expect(mailbox.received.length).toBe(1)
})

test('an address that is refused for good is given up; a busy server is tried again later', async () => {
  mailbox.options = { refuse: { [person.participant.email]: 451 } }
  expect(await deliver()).toEqual({ sent: 0, failed: 1, dropped: 0 })
  expect(await stateOf()).toBe('queued')
  expect(await findDueOutboxes(t.prisma)).toEqual([])
  await t.prisma.outboxMessage.updateMany({
    where: { workspaceId: person.workspaceId },
    data: { nextAttemptAt: new Date(0) },
  })
  mailbox.options = { refuse: { [person.participant.email]: 550 } }
  expect(await findDueOutboxes(t.prisma)).toEqual([person.workspaceId])
  expect(await deliver()).toEqual({ sent: 0, failed: 1, dropped: 0 })
  expect(await stateOf()).toBe('failed')
  expect(mailbox.received.length).toBe(0)
})

test('an invitation whose wave was closed in the meantime does not leave', async () => {
  await t.prisma.wave.updateMany({
    where: { workspaceId: person.workspaceId },
    data: { state: 'closing', closedAt: new Date() },
  })
  expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 1 })
  expect(mailbox.received.length).toBe(0)
})

test('a sign-in link waits encrypted, leaves once, and is gone from the database afterwards', async () => {
  await t.prisma.outboxMessage.deleteMany({ where: { workspaceId: person.workspaceId } })
  const { email } = await makeMember(t.prisma, { workspaceId: person.workspaceId })
  await requestSignIn(t.runtime.auth, email)
  await requestSignIn(t.runtime.auth, 'nobody@thiqa.test')
  const waiting = await t.prisma.outboxMessage.findMany({ where: { workspaceId: person.workspaceId } })
  expect(waiting.length).toBe(1)
  expect(Buffer.from(waiting[0]?.sealed ?? []).toString('latin1')).not.toContain('token')
  expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
  expect(mailbox.received[0]?.text).toContain('/sign-in/confirm?token=')
  expect((await t.prisma.outboxMessage.findFirst({ where: { workspaceId: person.workspaceId } }))?.sealed).toBeNull()
})
