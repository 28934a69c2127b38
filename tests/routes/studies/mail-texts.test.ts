import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { action, loader } from '#app/routes/studies/mail-texts'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeMember } from '#tests/factories/make-member'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const mailbox = new SmtpMailbox()
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await mailbox.start()
})
afterAll(() => mailbox.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl })

let person: Awaited<ReturnType<typeof makeAskedPerson>>
let studyId = ''
let cookie = ''
let email = ''
beforeEach(async () => {
  mailbox.received.length = 0
  person = await makeAskedPerson(t.prisma, { language: 'ar' })
  const { workspaceId, wave } = person
  ;({ studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } }))
  ;({ email } = await makeMember(t.prisma, { workspaceId: person.workspaceId, name: 'Huda' }))
  cookie = await signInAs(email)
})

interface Told {
  values?: Record<string, string>
  errors?: Record<string, string[]>
  unknown?: string[]
  refusal?: string
  isTried?: boolean
  mail?: { subject: string; html: string; text: string }
}
const NONE = { kind: 'invitation', language: 'ar', subject: '', opening: '', closing: '' }
async function send(form: Record<string, string>) {
  const request = await signedInRequest('/x', { cookie, method: 'POST', form: { ...NONE, ...form } })
  const answer = await action(routeArguments(request, { studyId }))
  const { data, init } = answer as unknown as { data: Told; init?: { status?: number } }
  return { status: init?.status ?? 200, ...data }
}
const read = async (query = '') =>
  loader(routeArguments(await signedInRequest(`/studies/x/mails${query}`, { cookie }), { studyId }))
const stored = () => t.prisma.studyMailText.findMany({ where: { workspaceId: person.workspaceId } })
async function deliver() {
  const { transport, secret, env } = t.runtime
  const { publicUrl, mailFrom } = env
  return deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, person.workspaceId)
}
const plain = (text: string | undefined) => (text ?? '').replace(/[\u2066-\u2069]/g, '')

describe('words of a study’s own', () => {
  const OWN = { subject: '{study}: رأيك مهم', opening: 'تحية {person}،\n\nنسألك عن {partners}.', closing: 'للأسئلة:' }

  test('are saved, leave with the next mail of an open wave in their language, and are taken back', async () => {
    const { workspaceId, invitationId } = person
    expect((await catchResponse(send({ intent: 'save', ...OWN }))).headers.get('Location')).toContain('saved')
    expect(await stored()).toMatchObject([{ kind: 'invitation', language: 'ar', ...OWN }])
    const page = await read('?kind=invitation&language=ar')
    expect(page).toMatchObject({ stored: OWN, isOwn: true, adapted: ['invitation ar'] })
    await t.prisma.outboxMessage.create({ data: { workspaceId, kind: 'invitation', invitationId } })
    expect(await deliver()).toMatchObject({ sent: 1 })
    const [mail] = mailbox.received
    expect(plain(mail?.subject)).toMatch(/: رأيك مهم$/)
    expect(plain(mail?.text)).toContain('نسألك عن Delta Valves.')
    expect(mail?.text).toContain(`/answer/${workspaceId}/`)
    expect((await catchResponse(send({ intent: 'reset' }))).status).toBe(302)
    expect(await stored()).toEqual([])
    const entries = await t.prisma.auditEntry.findMany({ where: { workspaceId, action: 'study-changed' } })
    expect(entries.map(({ details }) => JSON.parse(details).intent)).toEqual(['set-mail-text', 'reset-mail-text'])
  })

  test('of another language or kind leave a mail alone', async () => {
    const { workspaceId, invitationId } = person
    await catchResponse(send({ intent: 'save', ...OWN, language: 'en' }))
    await catchResponse(send({ intent: 'save', ...OWN, kind: 'reminder' }))
    await t.prisma.outboxMessage.create({ data: { workspaceId, kind: 'invitation', invitationId } })
    await deliver()
    expect(plain(mailbox.received[0]?.subject)).not.toContain('رأيك مهم')
  })

  test('that are all empty are the usual ones', async () => {
    await catchResponse(send({ intent: 'save', ...OWN }))
    await catchResponse(send({ intent: 'save' }))
    expect(await stored()).toEqual([])
  })

  test('with what means nothing are refused, and what was typed stays', async () => {
    const refused = await send({ intent: 'save', opening: 'Dear {name}' })
    expect(refused).toMatchObject({
      ...{ status: 422, unknown: ['{name}'], values: { opening: 'Dear {name}' } },
      errors: { opening: ['studies.mail-words.error.placeholder'] },
    })
    expect(await send({ intent: 'save', subject: 'x\r\nBcc: y@example.com' })).toMatchObject({ status: 422 })
    expect(await send({ intent: 'save', kind: 'sign-in' })).toMatchObject({ status: 400 })
    expect(await stored()).toEqual([])
  })
})

test('a preview shows what is typed, and stores nothing', async () => {
  const { mail } = await send({ intent: 'preview', opening: '<script>alert(1)</script> {person}', language: 'en' })
  expect(mail?.html).toContain('&lt;script&gt;alert(1)')
  expect(mail?.html).toContain('<bdi>Huda</bdi>')
  expect(plain(mail?.text)).toContain('<script>alert(1)</script> Huda')
  expect(await stored()).toEqual([])
  for (const kind of ['invitation', 'reminder', 'last-call', 'thank-you'])
    for (const language of ['en', 'ar', 'fr'])
      expect((await read(`?kind=${kind}&language=${language}`)).mail?.subject).toBeTruthy()
})

test('a test mail goes to whoever asks for it alone, says what it is, and not without end', async () => {
  const tried = { intent: 'try', subject: 'Own words', language: 'en' }
  expect(await send(tried)).toMatchObject({ status: 200, isTried: true })
  expect(await deliver()).toMatchObject({ sent: 1 })
  const [mail] = mailbox.received
  expect(plain(mail?.subject)).toBe('[Test] Own words')
  expect(JSON.stringify(mail?.to)).toContain(email)
  expect(mail?.text).not.toContain('/answer/')
  const statuses: number[] = []
  for (let sent = 0; sent < 10; sent++) statuses.push((await send(tried)).status)
  expect(statuses).toEqual([...Array(9).fill(200), 429])
  expect(await stored()).toEqual([])
})
