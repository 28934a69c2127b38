import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '#app/mail/message'
import { makeMessageId } from '#app/mail/message-id'
import { type MailTransport, openTransport } from '#app/mail/transport.server'
import { invitationEmail } from '#emails/invitation'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'

const WORKSPACE = '01930000-0000-7000-8000-000000000001'
const OUTBOX = '01930000-0000-7000-8000-000000000002'

const message: OutgoingMessage = {
  messageId: makeMessageId(WORKSPACE, OUTBOX, 'thiqa.example'),
  from: 'ثقة <thiqa@thiqa.example>',
  to: 'sara@supplier.example',
  replyTo: 'omar@buyer.example',
  subject: 'استبيان الثقة: رأيك في العلاقة مع \u2068Nord\u2069',
  html: '<p dir="rtl">مرحبًا</p>',
  text: 'مرحبًا\nhttps://thiqa.example/answer/w/secret-token\n',
}

describe('sending by SMTP', () => {
  let mailbox: SmtpMailbox
  let transport: MailTransport

  beforeEach(async () => {
    mailbox = new SmtpMailbox()
    transport = openTransport({ smtpUrl: await mailbox.start(), outboxDirectory: '/nowhere' })
  })
  afterEach(async () => {
    await transport.close()
    await mailbox.stop()
  })

  it('delivers Arabic subject, both parts and the headers of an automatic mail', async () => {
    expect(transport.kind).toBe('smtp')
    expect(await transport.send(message)).toEqual({ ok: true })
    const mail = mailbox.received[0]
    expect(mail?.subject).toBe(message.subject)
    expect(mail?.html).toContain('مرحبًا')
    expect(mail?.text).toContain('https://thiqa.example/answer/w/secret-token')
    expect(mail?.messageId).toBe(`<${OUTBOX}.${WORKSPACE}@thiqa.example>`)
    expect(mail?.from?.value).toEqual([{ name: 'ثقة', address: 'thiqa@thiqa.example' }])
    expect(mail?.replyTo?.text).toBe('omar@buyer.example')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('x-auto-response-suppress')).toBe('All')
    expect(mailbox.envelopes).toEqual([{ from: 'thiqa@thiqa.example', to: ['sara@supplier.example'] }])
  })

  it('delivers an invitation as it was worded', async () => {
    const words = await invitationEmail({
      language: 'ar',
      studyName: 'ثقة $& 2026',
      partnerNames: ['<script>alert(1)</script>'],
      closesAt: undefined,
      timeZone: 'UTC',
      link: 'https://thiqa.example/answer/w/t',
      contactEmail: 'omar@buyer.example',
      minutes: 3,
      promise: 'إجاباتك سرية.',
      organizationName: 'Horizon Works',
      choiceLink: 'https://thiqa.example/answer/w/t/mails',
    })
    expect(await transport.send({ ...message, ...words })).toEqual({ ok: true })
    const mail = mailbox.received[0]
    expect(mail?.subject).toBe(words.subject)
    expect(mail?.subject).toContain('ثقة $& 2026')
    expect(mail?.html).not.toContain('<script')
    expect(mail?.text?.trim()).toBe(words.text.trim())
  })

  it('uses one connection for mails sent one after the other', async () => {
    for (let index = 0; index < 5; index++) await transport.send({ ...message, to: `person${index}@supplier.example` })
    expect(mailbox.received).toHaveLength(5)
    expect(mailbox.connections).toBe(1)
  })

  it.each([
    ['a line break in the subject', { subject: 'Hello\r\nBcc: victim@example.org' }],
    ['a lone line feed in the subject', { subject: 'Hello\nBcc: victim@example.org' }],
    ['NUL in the subject', { subject: 'Hello\u0000' }],
    ['a line break in the sender', { from: 'Thiqa\r\nBcc: victim@example.org <thiqa@thiqa.example>' }],
    ['a line break in the recipient', { to: 'sara@supplier.example\r\nBcc: victim@example.org' }],
    ['a list of recipients', { to: 'sara@supplier.example, victim@example.org' }],
    ['a display name as recipient', { to: 'Boss <sara@supplier.example>' }],
    ['SMTP commands in the recipient', { to: 'sara@supplier.example>\r\nRCPT TO:<victim@example.org' }],
    ['no recipient', { to: '' }],
    ['a list in reply-to', { replyTo: 'omar@buyer.example, victim@example.org' }],
    ['an empty reply-to', { replyTo: '' }],
    ['a line break in the Message-ID', { messageId: '<a@b>\r\nBcc: victim@example.org' }],
    ['two Message-IDs', { messageId: '<a@b> <c@d>' }],
    ['a line break in the way out', { unsubscribeLink: 'https://a.example/\r\nBcc: victim@example.org' }],
    ['a second address in the way out', { unsubscribeLink: 'https://a.example/>,<mailto:victim@example.org' }],
    ['a list for bounces', { bounceTo: 'a@b.example, c@d.example' }],
  ])('refuses %s for good and sends nothing', async (_title, change) => {
    const outcome = await transport.send({ ...message, ...change })
    expect(outcome).toEqual({ ok: false, permanent: true, error: 'not a sendable message' })
    expect(mailbox.received).toHaveLength(0)
    expect(mailbox.connections).toBe(0)
  })

  it('tells a final refusal of the recipient from one that may pass', async () => {
    mailbox.options = { refuse: { 'gone@supplier.example': 550, 'full@supplier.example': 452 } }
    const gone = await transport.send({ ...message, to: 'gone@supplier.example' })
    const full = await transport.send({ ...message, to: 'full@supplier.example' })
    expect(gone).toMatchObject({ ok: false, permanent: true })
    expect(full).toMatchObject({ ok: false, permanent: false })
    expect(await transport.send(message), 'the next mail leaves').toEqual({ ok: true })
  })

  it('tells a final refusal of the text from one that may pass', async () => {
    mailbox.options = { refuseText: 554 }
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: true })
    mailbox.options = { refuseText: 451 }
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: false })
  })

  it('waits when the sender is refused, or a log-in is wanted: the set-up can be mended', async () => {
    mailbox.options = { refuseSender: 553 }
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: false })
    mailbox.options = { refuse: { [message.to]: 530 } }
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: false })
  })

  it('keeps addresses and links out of errors', async () => {
    mailbox.options = { refuse: { [message.to]: 550 } }
    const outcome = await transport.send(message)
    expect(outcome).toEqual({
      ok: false,
      permanent: true,
      error: 'mail server: EENVELOPE RCPT TO 550',
      goneCode: '550',
    })
  })

  it('tells an address that does not exist from a refusal that is about something else', async () => {
    for (const [text, goneCode] of [
      ['5.1.1 no such user', '5.1.1'],
      ['5.7.1 we do not like you', undefined],
      ['5.2.2 mailbox full', undefined],
    ] as const) {
      mailbox.options = { refuse: { [message.to]: 550 }, refusalText: text }
      const outcome = await transport.send(message)
      expect(outcome).toMatchObject({ ok: false, permanent: true })
      expect('goneCode' in outcome ? outcome.goneCode : undefined, text).toBe(goneCode)
    }
    mailbox.options = { refuseText: 554 }
    expect(await transport.send(message)).not.toHaveProperty('goneCode')
  })

  it('carries the way out in its head, for one click in the mail program, and marks itself as one of many', async () => {
    const unsubscribeLink = `https://thiqa.example/answer/${WORKSPACE}/${'t'.repeat(43)}/mails`
    expect(await transport.send({ ...message, unsubscribeLink })).toEqual({ ok: true })
    const lines = mailbox.received[0]?.headerLines.map(({ line }) => line) ?? []
    expect(lines).toContain(`List-Unsubscribe: <${unsubscribeLink}>`)
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(lines).toContain('Precedence: bulk')
  })

  it('lets bounces come back to an address of their own', async () => {
    await transport.send({ ...message, bounceTo: 'bounces+a.b@thiqa.example' })
    expect(mailbox.envelopes).toEqual([{ from: 'bounces+a.b@thiqa.example', to: ['sara@supplier.example'] }])
    expect(mailbox.received[0]?.from?.value[0]?.address).toBe('thiqa@thiqa.example')
  })

  it('answers, and does not throw, when no server is there', async () => {
    await mailbox.stop()
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: false })
  })

  it('is patient with a slow server', async () => {
    mailbox.options = { delay: 300 }
    expect(await transport.send(message)).toEqual({ ok: true })
  })

  it('answers after closing, too', async () => {
    await transport.close()
    expect(await transport.send(message)).toMatchObject({ ok: false, permanent: false })
  })
})

describe('a server that wants TLS and a log-in', () => {
  const user = { user: 'thiqa', pass: 'a secret of the tests' }

  it('gets the mail over STARTTLS after the log-in', async () => {
    const mailbox = new SmtpMailbox({ logIn: user })
    const address = new URL(await mailbox.start())
    const smtpUrl = `smtp://thiqa:${encodeURIComponent(user.pass)}@${address.host}?requireTLS=true&tls.rejectUnauthorized=false`
    const transport = openTransport({ smtpUrl, outboxDirectory: '/nowhere' })
    expect(await transport.send(message)).toEqual({ ok: true })
    expect(mailbox.sessions).toEqual([{ user: 'thiqa', isSecure: true }])
    await transport.close()
    await mailbox.stop()
  })

  it('keeps the mail waiting where the log-in is wrong, or its certificate is not trusted', async () => {
    const mailbox = new SmtpMailbox({ logIn: user })
    const address = new URL(await mailbox.start())
    for (const smtpUrl of [
      `smtp://thiqa:wrong@${address.host}?requireTLS=true&tls.rejectUnauthorized=false`,
      `smtp://thiqa:${encodeURIComponent(user.pass)}@${address.host}?requireTLS=true`,
    ]) {
      const transport = openTransport({ smtpUrl, outboxDirectory: '/nowhere' })
      const outcome = await transport.send(message)
      expect(outcome).toMatchObject({ ok: false, permanent: false })
      expect(JSON.stringify(outcome)).not.toContain('secret')
      await transport.close()
    }
    expect(mailbox.received).toEqual([])
    await mailbox.stop()
  })
})

describe('a server that stalls', () => {
  const limit = 400
  const attempt = async (smtpUrl: string) => {
    const transport = openTransport({ smtpUrl, outboxDirectory: '/nowhere', sendLimitMilliseconds: limit })
    const start = performance.now()
    const outcome = await transport.send(message)
    await transport.close()
    return { outcome, took: performance.now() - start }
  }

  it('is given up when it accepts the connection and says nothing', async () => {
    const silent = createServer((socket) => void socket.on('error', () => {}))
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { outcome, took } = await attempt(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`)
    expect(outcome).toMatchObject({ ok: false, permanent: false })
    expect(took).toBeLessThan(limit * 3)
    silent.close()
  })

  it('is given up when it hangs up in the middle of its answer', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.write('220 ready\r\n')
      socket.on('data', (bytes) => {
        if (bytes.toString().startsWith('EHLO')) socket.write('250 hello\r\n')
        else socket.end('25')
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { outcome } = await attempt(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(outcome).toMatchObject({ ok: false, permanent: false })
    server.close()
  })

  it('is given up when it takes the text and does not answer', async () => {
    const mailbox = new SmtpMailbox({ delay: 3000 })
    const { outcome, took } = await attempt(await mailbox.start())
    expect(outcome).toMatchObject({ ok: false, permanent: false })
    expect(took).toBeLessThan(limit * 3)
    await mailbox.stop()
  })
})

describe('writing to files', () => {
  let directory: string
  let transport: MailTransport

  beforeEach(async () => {
    directory = path.join(await mkdtemp(path.join(tmpdir(), 'thiqa-outbox-')), 'outbox')
    transport = openTransport({ outboxDirectory: directory })
  })
  afterEach(() => rm(path.dirname(directory), { recursive: true }))

  it('makes the folder and leaves one whole mail in it, readable by its owner only', async () => {
    expect(transport.kind).toBe('file')
    expect(await transport.send(message)).toEqual({ ok: true })
    expect(await readdir(directory)).toEqual([`${OUTBOX}.${WORKSPACE}.eml`])
    const mail = await simpleParser(await readFile(path.join(directory, `${OUTBOX}.${WORKSPACE}.eml`)))
    expect(mail.subject).toBe(message.subject)
    expect(mail.html).toContain('مرحبًا')
    expect(mail.text).toContain('secret-token')
  })

  it('leaves one file for one Message-ID, however often and however parallel it is sent', async () => {
    await Promise.all(Array.from({ length: 10 }, () => transport.send(message)))
    await transport.send({ ...message, subject: 'again' })
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('refuses header injection as SMTP does', async () => {
    expect(await transport.send({ ...message, subject: 'a\nBcc: b@c.example' })).toMatchObject({ permanent: true })
    expect(await transport.send({ ...message, messageId: '<../../escape@x>' })).toMatchObject({ permanent: true })
    await expect(readdir(directory)).rejects.toThrow()
  })

  it('answers with a passing failure that names no path when the folder cannot be written', async () => {
    await writeFile(directory, 'in the way')
    const outcome = await transport.send(message)
    expect(outcome).toMatchObject({ ok: false, permanent: false })
    expect(JSON.stringify(outcome)).not.toContain(directory)
  })
})
