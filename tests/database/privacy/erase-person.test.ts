import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { readOutboxFile } from '#app/mail/outbox-files.server'
import { readAddress } from '#app/mail/suppressions.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { verifyAudit } from '#app/people/audit/verify-audit.server'
import { requestSignIn } from '#app/people/sign-in.server'
import { erasePerson } from '#app/privacy/erase-person.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeMember } from '#tests/factories/make-member'
import { makeParticipant } from '#tests/factories/make-participant'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeResponse } from '#tests/factories/make-response'
import { findInDatabase } from '#tests/setup/find-in-database'
import { signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const NAME = 'Zaynab Quartermain'
const EMAIL = 'zaynab.quartermain@rare-firm.test'
const TEXT = 'The blue forklift in hall nine is never there'
type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function parts() {
  const { secret, queue, env } = t.runtime
  return { prisma: t.prisma, queue, secret, publicUrl: env.publicUrl }
}

const erase = ({ workspaceId, participant }: { workspaceId: string; participant: { id: string } }, keepAway = true) =>
  erasePerson(parts(), {
    ...{ workspaceId, participantId: participant.id, keepAway },
    outboxDirectory: t.runtime.outboxDirectory,
  })

function deliver(workspaceId: string) {
  const { secret, transport, env } = t.runtime
  const { publicUrl, mailFrom } = env
  return deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, workspaceId)
}

/** Mails as files with a text in them, in any part, however it is encoded. */
async function filesWith(text: string): Promise<string[]> {
  const directory = t.runtime.outboxDirectory
  const names = await readdir(directory).catch(() => [])
  const found: string[] = []
  for (const name of names) {
    const raw = await readFile(path.join(directory, name), 'utf8')
    const html = (await readOutboxFile(directory, name))?.html ?? ''
    if (`${raw} ${html}`.includes(text)) found.push(name)
  }
  return found
}

/** Somebody of whom there are traces everywhere: answers, draft, mails, account, a colleague's suggestion, the log. */
async function makeTraces(values: Parameters<typeof makeAskedPerson>[1] = {}): Promise<Person> {
  const person = await makeAskedPerson(t.prisma, { partners: ['Delta Valves', 'Nile Castings'], ...values })
  const { workspaceId, invitationId, participant } = person
  const [first, second] = person.assignments
  if (!first || !second) throw new Error('two relationships are asked about')
  const where = { workspaceId_id: { workspaceId, id: participant.id } }
  await t.prisma.participant.update({ where, data: { name: NAME, email: EMAIL } })
  await t.prisma.outboxMessage.create({ data: { workspaceId, kind: 'invitation', invitationId } })
  await deliver(workspaceId)
  await makeResponse(t.prisma, { assignment: first, answers: makeAnswers({ comment: TEXT, comment_consent: 0 }) })
  const fields = { comment: `${TEXT} again` }
  await t.prisma.draft.create({ data: { workspaceId, id: second.id, fields, savedAt: new Date() } })
  const relationship = { workspaceId_id: { workspaceId, id: first.relationshipId } }
  await t.prisma.relationship.update({ where: relationship, data: { buyerOwnerId: participant.id } })
  await t.prisma.informant.create({
    data: { workspaceId, relationshipId: first.relationshipId, participantId: participant.id },
  })
  const colleague = await makeAskedPerson(t.prisma, { wave: { workspaceId, id: person.wave.id } })
  const suggestion = { colleagueName: NAME, colleagueEmail: EMAIL, proposedAt: new Date() }
  await t.prisma.handover.create({ data: { workspaceId, id: colleague.assignmentId, ...suggestion } })
  await t.prisma.mailSuppression.deleteMany({ where: { workspaceId } })
  await requestSignIn(t.runtime.auth, EMAIL)
  const event = { action: 'participant-saved', objectKind: 'participant', objectId: participant.id } as const
  await recordEvent(t.prisma, systemActor(workspaceId), event)
  return person
}

async function expectNoTrace(): Promise<void> {
  for (const text of [NAME, EMAIL, TEXT, 'Quartermain'])
    expect(await findInDatabase(t.database, text), text).toEqual([])
}

test('the search finds what stands anywhere, in text, JSON and bytes', async () => {
  await makeTraces()
  await signInAs(EMAIL)
  expect(await findInDatabase(t.database, EMAIL)).toEqual(
    expect.arrayContaining(['public.auth_user.email', 'public.handover.colleague_email', 'public.participant.email']),
  )
  expect(await findInDatabase(t.database, TEXT)).toEqual(['public.draft.fields', 'public.response.answers'])
  expect(await filesWith(EMAIL)).not.toEqual([])
})

test('while a wave runs: nothing of them is left in the database and in the folder of mails', async () => {
  const person = await makeTraces()
  await signInAs(EMAIL)
  const { workspaceId } = person
  await deliver(workspaceId)
  expect(await erase(person)).toEqual({ ok: true, language: 'en' })
  await expectNoTrace()
  expect(await filesWith(EMAIL)).toEqual([])
  expect(await filesWith(NAME)).toEqual([])
  // others are as they were, and the wave counts without them
  expect(await t.prisma.participant.count({ where: { workspaceId } })).toBe(1)
  expect(await t.prisma.handover.findFirst({ where: { workspaceId } })).toMatchObject({ colleagueName: '' })
  expect(await t.prisma.response.count({ where: { workspaceId } })).toBe(0)
  const entry = await t.prisma.auditEntry.findFirstOrThrow({ where: { workspaceId, action: 'person-erased' } })
  expect(entry).toMatchObject({ actorKind: 'system', actorId: '', address: '', details: '{}' })
  expect((await verifyAudit(t.prisma, workspaceId)).broken).toBeUndefined()
})

test('a last mail says so; its address waits encrypted and goes with it', async () => {
  const person = await makeTraces({ language: 'ar' })
  const { workspaceId } = person
  await t.prisma.participant.updateMany({ where: { workspaceId, email: EMAIL }, data: { language: 'ar' } })
  await erase(person)
  expect(await filesWith('Quartermain')).toEqual([])
  expect(await deliver(workspaceId)).toMatchObject({ sent: 1 })
  // the file stands for the mailbox of the person themselves, where there is no mail server
  const [file = '', ...others] = await filesWith(EMAIL)
  expect(others).toEqual([])
  expect((await readOutboxFile(t.runtime.outboxDirectory, file))?.html).toContain('lang="ar"')
  await expectNoTrace()
})

test('is written to no more, though nothing but a keyed hash of the address stays; or nothing at all', async () => {
  const person = await makeTraces()
  const { workspaceId } = person
  await erase(person, true)
  const where = { secret: t.runtime.secret, workspaceId }
  expect((await readAddress(t.prisma, where, EMAIL)).choice).toBe('unsubscribed')
  const again = await makeTraces()
  await erase(again, false)
  expect(await t.prisma.mailSuppression.count({ where: { workspaceId: again.workspaceId } })).toBe(0)
})

test('after publication: what was published stays, what it was computed from goes', async () => {
  const { workspaceId, waves } = await makePublishedStudy(t.prisma, {
    relationships: [{ buyer: [{}, {}, { comment: TEXT, comment_consent: 0 }], supplier: [{}, {}, {}] }],
  })
  const rows = () => t.prisma.releasedRow.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
  const before = await rows()
  expect(before.length).toBeGreaterThan(0)
  const response = await t.prisma.response.findFirstOrThrow({
    where: { workspaceId, answers: { path: ['comment'], equals: TEXT } },
    include: { assignment: { include: { invitation: true } } },
  })
  const { participantId } = response.assignment.invitation
  const data = { name: NAME, email: EMAIL }
  await t.prisma.participant.update({ where: { workspaceId_id: { workspaceId, id: participantId } }, data })
  expect(await erase({ workspaceId, participant: { id: participantId } })).toMatchObject({ ok: true })
  await expectNoTrace()
  expect(await rows()).toEqual(before)
  expect(await t.prisma.response.count({ where: { workspaceId } })).toBe(5)
  expect(await t.prisma.participation.findMany({ where: { workspaceId, waveId: waves[0]?.id ?? '' } })).toMatchObject([
    { invited: 3, answered: 3 },
    { invited: 3, answered: 3 },
  ])
})

test('a publication that runs counts them: the person is asked to come again', async () => {
  const person = await makeTraces()
  const { workspaceId, wave } = person
  const where = { workspaceId_id: { workspaceId, id: wave.id } }
  const later = new Date(Date.now() + 60_000)
  await t.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date(), publishingUntil: later } })
  expect(await erase(person)).toEqual({ ok: false, reason: 'publishing' })
  expect(await t.prisma.response.count({ where: { workspaceId } })).toBe(1)
  await t.prisma.wave.update({ where, data: { publishingUntil: null } })
  expect(await erase(person)).toMatchObject({ ok: true })
  expect(await publishWave(t.prisma, { workspaceId, waveId: wave.id, now: new Date() })).toMatchObject({ ok: true })
})

test('somebody of several workspaces is erased in one, and keeps the account for the other', async () => {
  const person = await makeTraces()
  const other = await makeAskedPerson(t.prisma)
  await t.prisma.participant.update({
    where: { workspaceId_id: { workspaceId: other.workspaceId, id: other.participant.id } },
    data: { name: NAME, email: EMAIL },
  })
  await signInAs(EMAIL)
  await erase(person)
  expect(await t.prisma.participant.count({ where: { workspaceId: other.workspaceId, email: EMAIL } })).toBe(1)
  expect(await t.prisma.user.count({ where: { email: EMAIL } })).toBe(1)
  await erase(other)
  await expectNoTrace()
})

test('a member’s account stays: it belongs to their work with the workspace', async () => {
  const { workspaceId, organizationId } = await makeAskedPerson(t.prisma)
  const { email, name } = await makeMember(t.prisma, { workspaceId, name: NAME, email: EMAIL })
  const participant = await makeParticipant(t.prisma, { workspaceId, organizationId, email, name })
  await erase({ workspaceId, participant })
  expect(await findInDatabase(t.database, EMAIL)).toEqual(['public.auth_user.email'])
})

test('twice is once', async () => {
  const person = await makeTraces()
  await erase(person)
  expect(await erase(person)).toEqual({ ok: false, reason: 'gone' })
})
