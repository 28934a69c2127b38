import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findTemplate } from '#app/instruments/templates'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { believeAddress, moveAddress } from '#app/mail/mend-address.server'
import { queueResultsMails } from '#app/mail/queue-results-mails.server'
import { makeMailRates } from '#app/mail/rate-limit'
import { readBounceMailbox } from '#app/mail/read-bounce-mailbox.server'
import { chooseMails, readAddress } from '#app/mail/suppressions.server'
import { takeBounce } from '#app/mail/take-bounce.server'
import { submitResponse } from '#app/responses/submit-response.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { type BounceReportValues, makeBounceReport } from '#tests/factories/make-bounce-report'
import { makeMember } from '#tests/factories/make-member'
import { makeResponse } from '#tests/factories/make-response'
import { hasImapServer, type ImapServer, startImapServer } from '#tests/mailbox/imap-server'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'
import { expectConsoleError } from '#tests/setup/expect-console-error'
import { useRuntime } from '#tests/setup/test-runtime'

const mailbox = new SmtpMailbox()
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await mailbox.start()
})
afterAll(() => mailbox.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl, env: { PUBLIC_URL: 'https://thiqa.example' } })

let person: Awaited<ReturnType<typeof makeAskedPerson>>
beforeEach(async () => {
  mailbox.received.length = 0
  mailbox.envelopes.length = 0
  mailbox.options = {}
  person = await makeAskedPerson(t.prisma, { partners: ['Delta Valves', 'Nordic Drives'] })
})

type Parts = Parameters<typeof deliverOutbox>[0]
const partsOf = (): Parts => {
  const { secret, transport, env } = t.runtime
  return { prisma: t.prisma, transport, secret, publicUrl: env.publicUrl, mailFrom: env.mailFrom }
}
const deliver = (more: Partial<Parts> = {}) => deliverOutbox({ ...partsOf(), ...more }, person.workspaceId)
const queue = (kind: string, invitationId = person.invitationId) =>
  t.prisma.outboxMessage.create({ data: { workspaceId: person.workspaceId, kind, invitationId } })
const rows = () =>
  t.prisma.outboxMessage.findMany({ where: { workspaceId: person.workspaceId }, orderBy: { id: 'asc' } })
const text = (index = 0) => (mailbox.received[index]?.text ?? '').replace(/[\u2068\u2069]/g, '')
const where = () => ({ secret: t.runtime.secret, workspaceId: person.workspaceId })
const choose = (choice: Parameters<typeof chooseMails>[2]['choice']) =>
  chooseMails(t.prisma, t.runtime.secret, {
    workspaceId: person.workspaceId,
    participantId: person.participant.id,
    choice,
  })

function submit(index: number) {
  const assignment = person.assignments[index]
  const instrument = findTemplate('relationship-core', 1)?.instrument
  if (!assignment || !instrument) throw new Error('there is such an assignment')
  const answers = makeAnswers()
  return submitResponse(t.prisma, {
    ...{ assignment, instrument, answers },
    ...{ function: 'quality', language: 'en', now: new Date() },
  })
}
const takeBack = (index: number) =>
  t.prisma.response.deleteMany({ where: { workspaceId: person.workspaceId, id: person.assignments[index]?.id ?? '' } })

describe('reminders', () => {
  test('name what is left of how many, and carry the way out', async () => {
    await submit(0)
    await queue('reminder')
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
    expect(text()).toContain('1 of 2 is left:\n\n- Nordic Drives')
    expect(text()).not.toContain('Delta Valves')
    const way = `https://thiqa.example/answer/${person.workspaceId}/${person.token}/mails`
    expect(text()).toContain(way)
    const lines = mailbox.received[0]?.headerLines.map(({ line }) => line)
    expect(lines).toContain(`List-Unsubscribe: <${way}>`)
  })

  test('stop at once for who has answered or passed on everything, has left, or lost the link', async () => {
    const { workspaceId } = person
    await submit(0)
    await t.prisma.handover.create({
      data: { workspaceId, id: person.assignments[1]?.id ?? '', proposedAt: new Date() },
    })
    await queue('reminder')
    await queue('invitation')
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 2 })
    await t.prisma.handover.deleteMany({ where: { workspaceId } })
    await t.prisma.participant.updateMany({ where: { workspaceId }, data: { active: false } })
    await queue('reminder')
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 1 })
    await t.prisma.participant.updateMany({ where: { workspaceId }, data: { active: true } })
    await t.prisma.invitation.updateMany({ where: { workspaceId }, data: { revokedAt: new Date() } })
    await queue('reminder')
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 1 })
    expect(mailbox.received).toEqual([])
  })

  test('say that they are the last where no other one comes, or the end is near', async () => {
    const { workspaceId, wave } = person
    const planned = await t.prisma.waveReminder.create({
      data: { workspaceId, waveId: wave.id, dueAt: new Date('2099-01-01T00:00:00Z') },
    })
    await queue('reminder')
    await deliver()
    expect(mailbox.received[0]?.subject).not.toMatch(/^Last/)
    await t.prisma.waveReminder.update({
      where: { workspaceId_id: { workspaceId, id: planned.id } },
      data: { doneAt: new Date() },
    })
    await queue('reminder')
    await deliver()
    expect(mailbox.received[1]?.subject).toMatch(/^Last reminder/)
  })
})

describe('thanks', () => {
  test('come once after everything is submitted, however often it is changed', async () => {
    await submit(0)
    expect(await rows()).toEqual([])
    await submit(1)
    await submit(1)
    expect((await rows()).map(({ kind }) => kind)).toEqual(['thank-you'])
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
    await takeBack(0)
    await submit(0)
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 0 })
    expect(mailbox.received.length).toBe(1)
    expect(text()).toContain(`/answer/${person.workspaceId}/${person.token}`)
    expect(text()).not.toMatch(/Delta|Nordic/)
  })

  test('wait for the last of two that are submitted at the same moment', async () => {
    await Promise.all([submit(0), submit(1), submit(0), submit(1)])
    expect((await rows()).map(({ kind }) => kind)).toEqual(['thank-you'])
  })

  test('do not leave while something is open again, and come when it is submitted again', async () => {
    await submit(0)
    await submit(1)
    await takeBack(1)
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 1 })
    await submit(1)
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
  })

  test('after the end of the wave lead to no page', async () => {
    await submit(0)
    await submit(1)
    const { workspaceId } = person
    await t.prisma.wave.updateMany({ where: { workspaceId }, data: { state: 'closed', closedAt: new Date() } })
    await deliver()
    expect(text()).not.toContain(`/answer/${workspaceId}/${person.token}\n`)
  })
})

describe('what people choose', () => {
  test('no reminders: invitations and thanks still come', async () => {
    await choose('no-reminders')
    await queue('reminder')
    await queue('invitation')
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 1 })
    await submit(0)
    await submit(1)
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
  })

  test('no mails holds for the address, in whatever case, when people are deleted and imported again, and in no other workspace', async () => {
    await choose('unsubscribed')
    await choose('unsubscribed')
    const { email } = person.participant
    expect(await readAddress(t.prisma, where(), ` ${email.toUpperCase()}`)).toMatchObject({ choice: 'unsubscribed' })
    const other = await makeAskedPerson(t.prisma)
    const elsewhere = { ...where(), workspaceId: other.workspaceId }
    expect(await readAddress(t.prisma, elsewhere, email)).toMatchObject({ choice: 'all' })
    for (const kind of ['invitation', 'reminder']) await queue(kind)
    expect(await deliver()).toEqual({ sent: 0, failed: 0, dropped: 2 })
    await choose('all')
    await queue('invitation')
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
    expect(await t.prisma.auditEntry.count({ where: { workspaceId: person.workspaceId } })).toBe(0)
  })
})

describe('an address that does not exist', () => {
  const bounceInSession = async () => {
    mailbox.options = { refuse: { [person.participant.email]: 550 }, refusalText: '5.1.1 no such user' }
    await queue('invitation')
    expect(await deliver()).toEqual({ sent: 0, failed: 1, dropped: 0 })
    mailbox.options = {}
  }

  test('is marked with what the server said, in the log too, and not written to again', async () => {
    await bounceInSession()
    expect(await readAddress(t.prisma, where(), person.participant.email)).toMatchObject({ bounce: { code: '5.1.1' } })
    const { workspaceId } = person
    const entries = await t.prisma.auditEntry.findMany({ where: { workspaceId } })
    expect(entries.map(({ action, objectId }) => [action, objectId])).toEqual([
      ['address-bounced', person.participant.id],
    ])
    await queue('reminder')
    expect(await deliver()).toEqual({ sent: 0, failed: 1, dropped: 0 })
    expect(mailbox.received).toEqual([])
  })

  test('that is corrected gets the invitation that could not be delivered, and what the person chose goes along', async () => {
    await choose('no-reminders')
    await bounceInSession()
    const { workspaceId, participant } = person
    const to = 'right@firm.test'
    await t.prisma.$transaction(async (tx) => {
      await tx.participant.updateMany({ where: { workspaceId, id: participant.id }, data: { email: to } })
      const change = { workspaceId, participantId: participant.id, from: participant.email, to }
      await moveAddress(tx, { ...change, secret: t.runtime.secret, now: new Date() })
    })
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
    expect(mailbox.envelopes[0]?.to).toEqual([to])
    expect(await readAddress(t.prisma, where(), to)).toEqual({ choice: 'no-reminders', bounce: undefined })
  })

  test('that works again is written to again, and the log says who said so', async () => {
    await bounceInSession()
    const { workspaceId, participant } = person
    const actor = { workspaceId, kind: 'member', id: 'somebody', address: '' } as const
    const mend = { ...where(), participantId: participant.id, now: new Date(), actor }
    await believeAddress(t.prisma, mend)
    await believeAddress(t.prisma, mend)
    expect(await deliver()).toEqual({ sent: 1, failed: 0, dropped: 0 })
    const cleared = await t.prisma.auditEntry.findMany({ where: { workspaceId, action: 'address-cleared' } })
    expect(cleared.map(({ actorId }) => actorId)).toEqual(['somebody'])
  })

  test('by a refusal that may pass is not marked', async () => {
    for (const [code, refusalText] of [
      [451, 'busy'],
      [550, '5.7.1 policy'],
    ] as const) {
      mailbox.options = { refuse: { [person.participant.email]: code }, refusalText }
      await queue('invitation')
      await deliver()
    }
    expect(await t.prisma.mailSuppression.count({ where: { workspaceId: person.workspaceId } })).toBe(0)
  })
})

describe('a report of a bounce', () => {
  const report = (values: Partial<BounceReportValues>) =>
    makeBounceReport({ recipient: person.participant.email, ...values })
  const take = (eml: Buffer, bounceAddress?: string) => takeBounce({ ...partsOf(), bounceAddress }, eml)
  const suppressed = () => t.prisma.mailSuppression.count({ where: { workspaceId: person.workspaceId } })
  let messageId = ''
  beforeEach(async () => {
    await queue('invitation')
    await deliver({ bounceAddress: 'bounces@thiqa.example' })
    messageId = mailbox.received[0]?.messageId ?? ''
  })

  test('about a mail of ours marks its address, once', async () => {
    for (let time = 0; time < 2; time++) expect(await take(report({ messageId }))).toEqual({ ok: true, marked: true })
    expect((await rows())[0]).toMatchObject({ state: 'failed', lastError: 'returned: 5.1.1' })
    expect(await suppressed()).toBe(1)
    expect(await t.prisma.auditEntry.count({ where: { workspaceId: person.workspaceId } })).toBe(1)
  })

  test('is known by the address that it came to, too', async () => {
    const to = mailbox.envelopes[0]?.from ?? ''
    expect(to).toMatch(/^bounces\+/)
    expect(await take(report({ to }), 'bounces@thiqa.example')).toEqual({ ok: true, marked: true })
  })

  test('that is temporary, or about a full mailbox, marks nothing', async () => {
    expect(await take(report({ messageId, action: 'delayed', status: '4.4.1' }))).toMatchObject({
      reason: 'not-failed',
    })
    expect((await rows())[0]?.state).toBe('sent')
    expect(await take(report({ messageId, status: '5.2.2' }))).toEqual({ ok: true, marked: false })
    expect((await rows())[0]?.state).toBe('failed')
    expect(await suppressed()).toBe(0)
  })

  test('that is forged changes nothing', async () => {
    const before = await rows()
    const [row] = before
    const forged = [
      report({ messageId: '<somebody@else.example>' }),
      report({ messageId: messageId.replace('thiqa.example', 'evil.example') }),
      report({ messageId: messageId.replace(row?.id ?? '', '01930000-0000-7000-8000-000000000001') }),
      report({ messageId, recipient: 'victim@firm.test' }),
      report({}),
      report({ to: `bounces+${'0'.repeat(25)}.${'0'.repeat(25)}@thiqa.example` }),
    ]
    for (const eml of forged)
      expect(await take(eml, 'bounces@thiqa.example')).toEqual({ ok: false, reason: 'not-ours' })
    expect(await take(Buffer.from('Subject: 550 5.1.1 user unknown\r\n\r\nno report'))).toMatchObject({
      reason: 'no-report',
    })
    expect(await take(Buffer.from([0, 255, 13, 10]))).toMatchObject({ reason: 'no-report' })
    expect(await rows()).toEqual(before)
    expect(await suppressed()).toBe(0)
  })
})

describe.runIf(hasImapServer)('the mailbox for bounces', () => {
  const auth = { user: 'bounces@thiqa.example', pass: 'pass word' }
  let server: ImapServer
  beforeAll(async () => {
    server = await startImapServer(auth.user, auth.pass)
  })
  afterAll(() => server.stop())
  const box = () => ({
    ...{ host: '127.0.0.1', port: server.port, secure: false, doSTARTTLS: false, auth },
    folder: 'INBOX',
  })
  const look = (moveTo?: string) => readBounceMailbox(partsOf(), { ...box(), ...(moveTo && { moveTo }) })

  async function withMailbox<Result>(use: (client: ImapFlow) => Promise<Result>): Promise<Result> {
    const { folder: _, ...connection } = box()
    const client = new ImapFlow({ ...connection, logger: false, disableAutoIdle: true })
    await client.connect()
    try {
      return await use(client)
    } finally {
      await client.logout()
    }
  }
  const put = (...mails: Buffer[]) =>
    withMailbox(async (client) => {
      for (const mail of mails) await client.append('INBOX', mail)
    })
  /** how many mails are in a folder, and how many of them nobody has read */
  const count = (folder: string) =>
    withMailbox(async (client) => {
      const status = await client.status(folder, { messages: true, unseen: true })
      return status && { messages: status.messages, unseen: status.unseen }
    })

  test('is read: each report once, also by two workers at once, and put aside; other mails are only marked as read', async () => {
    await queue('invitation')
    await deliver()
    const messageId = mailbox.received[0]?.messageId
    const recipient = person.participant.email
    await put(makeBounceReport({ recipient, messageId }), Buffer.from('Subject: holiday\r\n\r\nI am away.'))
    const looks = await Promise.all([look('Done'), look('Done')])
    expect(looks.every(({ failed }) => failed === 0)).toBe(true)
    expect(await readAddress(t.prisma, where(), recipient)).toMatchObject({ bounce: { code: '5.1.1' } })
    expect(await t.prisma.auditEntry.count({ where: { workspaceId: person.workspaceId } })).toBe(1)
    expect(await count('INBOX')).toEqual({ messages: 1, unseen: 0 })
    expect(await count('Done')).toMatchObject({ unseen: 0 })
    expect(await look('Done')).toEqual({ taken: 0, others: 0, failed: 0 })
  })

  test('keeps unread what could not be taken, and goes on', async () => {
    expectConsoleError()
    await queue('invitation')
    await deliver()
    const report = makeBounceReport({ recipient: person.participant.email, messageId: mailbox.received[0]?.messageId })
    await put(report, Buffer.from('Subject: other\r\n\r\nno report'))
    const gone = new Proxy(t.prisma, {
      get: (client, name) =>
        name === 'outboxMessage'
          ? { findUnique: () => Promise.reject(new Error('the database is gone')) }
          : Reflect.get(client, name),
    })
    const failing = await readBounceMailbox({ ...partsOf(), prisma: gone }, box())
    expect(failing).toEqual({ taken: 0, others: 1, failed: 1 })
    expect(await count('INBOX')).toMatchObject({ unseen: 1 })
    expect(await look()).toEqual({ taken: 1, others: 0, failed: 0 })
    expect(await count('INBOX')).toMatchObject({ unseen: 0 })
  })

  test('says what is wrong when it cannot be read, and neither user nor password', async () => {
    const wrong = { ...box(), auth: { ...auth, pass: 'other' } }
    const refused = await readBounceMailbox(partsOf(), wrong).catch((error: Error) => error.message)
    expect(refused).toMatch(/^the mailbox for bounces cannot be read: .*log-in refused/)
    expect(refused).not.toMatch(/thiqa\.example|other/)
    await expect(readBounceMailbox(partsOf(), { ...box(), folder: 'Nowhere' })).rejects.toThrow('cannot be read')
    // the server offers no TLS: no password is sent to it
    await expect(readBounceMailbox(partsOf(), { ...box(), doSTARTTLS: true })).rejects.toThrow('cannot be read')
  })
})

describe('news of results', () => {
  test('go to those who may see something of the wave, and to nobody whose reach has changed since', async () => {
    const { workspaceId, wave, assignment } = person
    for (const one of person.assignments) await makeResponse(t.prisma, { assignment: one })
    await t.prisma.participation.createMany({
      data: [
        {
          workspaceId,
          waveId: wave.id,
          relationshipId: assignment.relationshipId,
          ...{ side: 'buyer', invited: 1, answered: 1 },
        },
      ],
    })
    const reader = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
    const near = await makeMember(t.prisma, {
      ...{ workspaceId, role: 'manager' },
      scope: [{ relationshipId: assignment.relationshipId }],
    })
    const elsewhere = person.assignments[1]?.relationshipId ?? ''
    await makeMember(t.prisma, { workspaceId, role: 'manager', scope: [{ relationshipId: elsewhere }] })
    await makeMember(t.prisma, { workspaceId, role: 'auditor' })
    await makeMember(t.prisma, { workspaceId, role: 'administrator', joinedAt: null })
    const gone = await makeMember(t.prisma, { workspaceId, role: 'administrator' })
    const parts = { queue: t.runtime.queue, secret: t.runtime.secret }
    await t.prisma.$transaction((tx) => queueResultsMails(tx, parts, { workspaceId, waveId: wave.id }))
    await t.prisma.wave.updateMany({
      where: { workspaceId },
      data: { state: 'published', closedAt: new Date(), publishedAt: new Date() },
    })
    await t.prisma.member.delete({ where: { workspaceId_id: { workspaceId, id: gone.id } } })
    expect(await deliver()).toEqual({ sent: 2, failed: 0, dropped: 1 })
    const told = mailbox.envelopes.flatMap(({ to }) => to)
    expect(told.sort()).toEqual([near.email, reader.email].sort())
    expect(mailbox.received[0]?.text).toContain('/portfolio?wave=1')
  })
})

describe('the way out of the outbox', () => {
  test('limits for a minute hold back what is too much, and count it as no attempt', async () => {
    for (const _ of [1, 2, 3]) await queue('invitation')
    const rates = makeMailRates({ perMinute: undefined, perMinuteAndDomain: 2 })
    expect(await deliver({ rates })).toEqual({ sent: 2, failed: 0, dropped: 0 })
    const [waiting, ...others] = (await rows()).filter(({ state }) => state === 'queued')
    expect([waiting?.attempts, others]).toEqual([0, []])
    const tight = makeMailRates({ perMinute: 1, perMinuteAndDomain: undefined })
    await t.prisma.outboxMessage.updateMany({
      where: { workspaceId: person.workspaceId },
      data: { state: 'queued', nextAttemptAt: new Date(0) },
    })
    expect(await deliver({ rates: tight })).toEqual({ sent: 1, failed: 0, dropped: 0 })
  })

  test('a crash between sending and marking repeats the mail once, with the same Message-ID', async () => {
    await queue('invitation')
    const { transport } = t.runtime
    const crash = new Error('crash')
    const dying = {
      ...transport,
      send: (mail: Parameters<typeof transport.send>[0]) => transport.send(mail).then(() => Promise.reject(crash)),
    }
    await expect(deliver({ transport: dying })).rejects.toThrow('crash')
    expect(await deliver(), 'nobody touches it while it is leased').toEqual({ sent: 0, failed: 0, dropped: 0 })
    await t.prisma.outboxMessage.updateMany({
      where: { workspaceId: person.workspaceId },
      data: { nextAttemptAt: new Date(0) },
    })
    await Promise.all([deliver(), deliver()])
    await deliver()
    expect(mailbox.received.length).toBe(2)
    expect(new Set(mailbox.received.map((mail) => mail.messageId)).size).toBe(1)
  })

  test('many workers at once send each of many mails once', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, () =>
        makeAskedPerson(t.prisma, { wave: { ...person.wave, workspaceId: person.workspaceId } }),
      ),
    )
    for (const one of people) await queue('invitation', one.invitationId)
    await Promise.all([deliver(), deliver(), deliver(), deliver()])
    const to = mailbox.envelopes.flatMap((envelope) => envelope.to)
    expect(to.sort()).toEqual(people.map(({ participant }) => participant.email).sort())
  })
})
