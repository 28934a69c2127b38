import { expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { listOutboxFiles, readOutboxFile } from '#app/mail/outbox-files.server'
import { queueSignInMail } from '#app/mail/queue-sign-in-mail.server'
import { saveParticipant } from '#app/relationships/participants.server'
import { action as confirm, loader as confirmPage } from '#app/routes/respond/confirm-address'
import { action, loader } from '#app/routes/respond/link-data'
import { loader as takeFile } from '#app/routes/respond/link-data-file'
import { loader as myData } from '#app/routes/respond/my-data'
import { loader as takeMyFile } from '#app/routes/respond/my-data-file'
import { loader as ownSurveys } from '#app/routes/respond/own-surveys'
import { hashPromise } from '#app/studies/hash-promise.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest, type RequestOptions } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
type Person = Awaited<ReturnType<typeof makeAskedPerson>>
const TEXT = 'They answer the phone at night'

function argumentsFor({ workspaceId, token }: Person, options: RequestOptions = {}, file = '') {
  const params = { workspaceId, token, ...(file && { file }) }
  return routeArguments(makeRequest(`/answer/${workspaceId}/${token}/data`, options), params)
}

/** Who has answered, after reading a promise. */
async function makeAnswered(): Promise<Person> {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, wave, assignment } = person
  const text = 'Nobody sees who said what.'
  const promise = { workspaceId, waveId: wave.id, language: 'en', text, hash: hashPromise(text) }
  const { id } = await t.prisma.promiseText.create({ data: promise })
  const response = await makeResponse(t.prisma, { assignment, answers: makeAnswers({ comment: TEXT }) })
  await t.prisma.response.delete({ where: { workspaceId_id: { workspaceId, id: response.id } } })
  const { answers, scores, paradata, flags } = response
  const json = { answers: answers ?? {}, scores: scores ?? {}, paradata: paradata ?? {}, flags: flags ?? [] }
  await t.prisma.response.create({ data: { ...response, ...json, promiseTextId: id } })
  return person
}

async function readPage(person: Person) {
  const page = await loader(argumentsFor(person))
  if (!('parts' in page)) throw new Error('the page was refused')
  return page
}

async function deliver(workspaceId: string) {
  const { secret, transport, env, outboxDirectory } = t.runtime
  const { publicUrl, mailFrom } = env
  await deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, workspaceId)
  return listOutboxFiles(outboxDirectory, 10)
}

async function linkIn(name: string): Promise<string> {
  const html = (await readOutboxFile(t.runtime.outboxDirectory, name))?.html ?? ''
  return /token=([\w-]+)/.exec(html)?.[1] ?? ''
}

test('the page shows everything: contact, relationship, round, answers in words, the promise with its version', async () => {
  const person = await makeAnswered()
  const page = await readPage(person)
  const lines = page.parts.flatMap(({ lines, groups }) => [...lines, ...groups.flatMap((group) => group.lines)])
  const told = (label: string) => lines.filter((line) => line.label === label).map(({ value }) => value)
  expect(told('E-mail address')).toEqual([person.participant.email])
  expect(told('Function')).toEqual(['Quality'])
  expect(told('Negotiating prices')).toEqual(['10%'])
  const hash = Buffer.from(hashPromise('Nobody sees who said what.')).toString('hex')
  expect(told('Agreed to the promise')).toEqual([`English, ${hash.slice(0, 12)}`])
  expect(told('In these words')).toEqual(['Nobody sees who said what.'])
  expect(told('SHA-256')).toEqual([hash])
})

test('the files say the same: JSON as it is stored, CSV to read; another name is no file', async () => {
  const person = await makeAnswered()
  const json = await (await takeFile(argumentsFor(person, {}, 'my-data.json'))).json()
  expect(json).toMatchObject({
    person: { email: person.participant.email, name: person.participant.name },
    rounds: [{ questionnaires: [{ partner: 'Delta Valves', response: { answers: { comment: TEXT, trust_1: 6 } } }] }],
  })
  const csv = await (await takeFile(argumentsFor(person, {}, 'my-data.csv'))).text()
  expect(csv).toContain('Negotiating prices,10%')
  expect(csv).toContain(person.participant.email)
  for (const file of ['my-data.xml', '..', 'my-data.json/x'])
    expect((await takeFile(argumentsFor(person, {}, file))).status).toBe(404)
  const forged = { ...person, token: 'x'.repeat(43) }
  expect((await catchResponse(takeFile(argumentsFor(forged, {}, 'my-data.json')))).status).toBe(404)
})

test('a correction is kept, and wrong ones are refused with what was typed', async () => {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, participant } = person
  const form = { intent: 'correct', name: ' Sara Haddad ', language: 'ar', timeZone: 'Asia/Riyadh' }
  const saved = await catchResponse(action(argumentsFor(person, { form })))
  expect(saved.headers.get('Location')).toMatch(/\/data\?corrected$/)
  const where = { workspaceId_id: { workspaceId, id: participant.id } }
  expect(await t.prisma.participant.findUnique({ where })).toMatchObject({
    ...{ name: 'Sara Haddad', language: 'ar', timeZone: 'Asia/Riyadh', email: participant.email },
  })
  expect((await readPage(person)).language).toBe('ar')
  expect(await t.prisma.auditEntry.findFirst({ where: { workspaceId, action: 'person-corrected' } })).toMatchObject({
    ...{ actorKind: 'system', objectId: participant.id, address: '', details: '{}' },
  })
  for (const [field, value] of [
    ['name', ''],
    ['language', 'xx'],
    ['timeZone', 'Mars/Olympus'],
  ] as const)
    expect(await action(argumentsFor(person, { form: { ...form, [field]: value } }))).toMatchObject({
      ...{ data: { values: { [field]: value }, errors: { [field]: [expect.any(String)] } }, init: { status: 422 } },
    })
  expect((await catchResponse(action(argumentsFor(person, { form: { intent: 'x' } })))).status).toBe(400)
})

test('another address counts once its owner has opened the link there; the old one is told', async () => {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, participant } = person
  const to = 'sara.new@firm.test'
  const asked = await catchResponse(action(argumentsFor(person, { form: { intent: 'change-address', email: to } })))
  expect(asked.headers.get('Location')).toMatch(/\?address-asked$/)
  const emailOf = async () => (await t.prisma.participant.findFirstOrThrow({ where: { workspaceId } })).email
  expect(await emailOf()).toBe(participant.email)
  const [mail] = await deliver(workspaceId)
  expect(mail?.to).toBe(to)
  const token = await linkIn(mail?.name ?? '')
  const page = (value: string) => confirmPage(routeArguments(makeRequest(`/confirm-address?token=${value}`)))
  const press = (value: string) => confirm(routeArguments(makeRequest('/confirm-address', { form: { token: value } })))
  expect(page(token).email).toBe(to)
  expect(await emailOf()).toBe(participant.email)
  expect(await press(`${token.slice(0, -4)}AAAA`)).toMatchObject({ init: { status: 410 } })
  expect(await press(token)).toEqual({ state: 'done', email: to })
  expect(await emailOf()).toBe(to)
  expect(await press(token)).toMatchObject({ init: { status: 410 } })
  const mails = await deliver(workspaceId)
  expect(mails.map((one) => one.to).sort()).toEqual([participant.email, to].sort())
  // the link of the survey is still theirs
  expect((await readPage(person)).person.email).toBe(to)
})

test('an address of somebody who is asked already is not taken over, and few are asked for', async () => {
  const person = await makeAskedPerson(t.prisma)
  const other = await makeAskedPerson(t.prisma, { wave: { ...person.wave, workspaceId: person.workspaceId } })
  const ask = (email: string) => action(argumentsFor(person, { form: { intent: 'change-address', email } }))
  await catchResponse(ask(other.participant.email))
  const [mail] = await deliver(person.workspaceId)
  const token = await linkIn(mail?.name ?? '')
  expect(await confirm(routeArguments(makeRequest('/x', { form: { token } })))).toMatchObject({ init: { status: 409 } })
  expect(await ask('nobody')).toMatchObject({ init: { status: 422 } })
  expect(await ask(person.participant.email)).toMatchObject({ init: { status: 422 } })
  await catchResponse(ask('one@firm.test'))
  await catchResponse(ask('two@firm.test'))
  expect(await ask('three@firm.test')).toMatchObject({ init: { status: 429 } })
})

test('erasing takes the own address, typed, and leaves nothing behind the link', async () => {
  const person = await makeAnswered()
  const erase = (ownEmail: string) =>
    action(argumentsFor(person, { form: { intent: 'erase', ownEmail, keepAway: 'on' } }))
  for (const wrong of ['', 'x', 'somebody@else.test'])
    expect(await erase(wrong)).toMatchObject({ init: { status: 422 } })
  expect(await t.prisma.response.count({ where: { workspaceId: person.workspaceId } })).toBe(1)
  const erased = await catchResponse(erase(` ${person.participant.email.toUpperCase()} `))
  expect(erased.headers.get('Location')).toBe('/erased?language=en')
  expect(await loader(argumentsFor(person))).toMatchObject({ init: { status: 404 } })
})

test('a link works when its wave is over, and not when it was taken back', async () => {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId } = person
  await t.prisma.wave.updateMany({ where: { workspaceId }, data: { state: 'closed', closedAt: new Date() } })
  expect((await readPage(person)).person.email).toBe(person.participant.email)
  await t.prisma.invitation.updateMany({ where: { workspaceId }, data: { revokedAt: new Date() } })
  expect(await loader(argumentsFor(person))).toMatchObject({ init: { status: 410 } })
})

test('who has signed in sees the same of every workspace that knows the address, and of no other', async () => {
  const person = await makeAnswered()
  const other = await makeAskedPerson(t.prisma)
  const stranger = await makeAskedPerson(t.prisma)
  const email = person.participant.email
  await t.prisma.participant.update({
    where: { workspaceId_id: { workspaceId: other.workspaceId, id: other.participant.id } },
    data: { email, active: false },
  })
  // also long after the wave
  await t.prisma.wave.updateMany({
    where: { workspaceId: person.workspaceId },
    data: { state: 'closed', closedAt: new Date() },
  })
  const { queue, secret, env } = t.runtime
  await queueSignInMail({ prisma: t.prisma, queue, secret, publicUrl: env.publicUrl }, email, 'token')
  const cookie = await signInAs(email)
  const request = (path: string) => makeRequest(path, { headers: { Cookie: cookie } })
  const { knowing } = await ownSurveys(routeArguments(request('/my-surveys')))
  expect(knowing.map(({ workspaceId }) => workspaceId).sort()).toEqual([person.workspaceId, other.workspaceId].sort())
  for (const { workspaceId } of [person, other]) {
    const page = await myData(routeArguments(request('/x'), { workspaceId }))
    expect(page.person.email).toBe(email)
    const file = await takeMyFile(routeArguments(request('/x'), { workspaceId, file: 'my-data.json' }))
    expect(await file.json()).toMatchObject({ person: { email }, account: { isMember: false, sessions: [{}] } })
  }
  for (const workspaceId of [stranger.workspaceId, 'x'])
    expect((await catchResponse(myData(routeArguments(request('/x'), { workspaceId })))).status).toBe(404)
  const nobody = routeArguments(makeRequest('/x'), { workspaceId: person.workspaceId })
  expect((await catchResponse(myData(nobody))).status).toBe(302)
})

test('whoever changes somebody’s address does not read by it what they answered; a person who moves by themselves does', async () => {
  const person = await makeAnswered()
  const { workspaceId, participant, organizationId } = person
  const shown = async () => {
    const lines = (await readPage(person)).parts.flatMap(({ groups }) => groups.flatMap((group) => group.lines))
    return lines.map(({ label }) => label)
  }
  expect(await shown()).toContain('Negotiating prices')
  const own = {
    name: participant.name,
    organizationId,
    language: 'en',
    function: 'quality' as const,
    active: 'on' as const,
  }
  await saveParticipant(t.prisma, workspaceId, participant.id, { ...own, email: participant.email })
  expect(await shown()).toContain('Negotiating prices')
  await saveParticipant(t.prisma, workspaceId, participant.id, { ...own, email: 'administrator@firm.test' })
  expect(await shown()).toEqual(['Not shown'])
  const file = await takeFile(argumentsFor(person, {}, 'my-data.json'))
  expect(await file.text()).not.toContain(TEXT)
})
