import { expect, test } from 'vitest'
import { action, loader } from '#app/routes/respond/overview'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest, type RequestOptions } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const db = useRuntime()
type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function argumentsFor({ workspaceId, token }: Person, options: RequestOptions = {}, search = '') {
  return routeArguments(makeRequest(`/answer/${workspaceId}/${token}${search}`, options), { workspaceId, token })
}

test('the link shows who asks, what is promised and every relationship with its state', async () => {
  const person = await makeAskedPerson(db.prisma, { partners: ['Delta Valves', 'شركة النور'] })
  expect(await loader(argumentsFor(person))).toMatchObject({
    language: 'en',
    study: { contactEmail: 'contact@thiqa.test' },
    promise: expect.arrayContaining([expect.stringContaining('at least 3 people of a side')]),
    relationships: [
      {
        partnerName: 'Delta Valves',
        state: 'open',
        path: `/answer/${person.workspaceId}/${person.token}/${person.assignmentId}`,
      },
      { partnerName: 'شركة النور', state: 'open' },
    ],
  })
})

test('opening it changes nothing, however often and whoever opens it', async () => {
  const person = await makeAskedPerson(db.prisma)
  const rows = async () => ({
    invitations: await db.prisma.invitation.findMany(),
    assignments: await db.prisma.assignment.findMany(),
    drafts: await db.prisma.draft.count(),
    responses: await db.prisma.response.count(),
    mails: await db.prisma.outboxMessage.count(),
  })
  const before = await rows()
  for (const method of ['GET', 'HEAD']) await loader(argumentsFor(person, { method }, '?submitted&saved&intent=submit'))
  expect(await rows()).toEqual(before)
})

test('the language is changed by a button only', async () => {
  const person = await makeAskedPerson(db.prisma)
  const response = await catchResponse(action(argumentsFor(person, { form: { intent: 'language:ar' } })))
  expect([response.status, response.headers.get('location')]).toEqual([
    302,
    `/answer/${person.workspaceId}/${person.token}`,
  ])
  expect(await loader(argumentsFor(person, { headers: { 'Accept-Language': 'en' } }))).toMatchObject({ language: 'ar' })
  for (const intent of ['language:xx', 'submit', 'save', ''])
    expect((await catchResponse(action(argumentsFor(person, { form: { intent } })))).status).toBe(400)
})

test('unknown links are a 404, ended ones a 410 with a contact', async () => {
  const person = await makeAskedPerson(db.prisma)
  expect(await loader(argumentsFor({ ...person, token: 'wrong' }))).toMatchObject({
    init: { status: 404 },
    data: { refused: { reason: 'unknown', contact: undefined } },
  })
  await db.prisma.wave.updateMany({ data: { state: 'closing', closedAt: new Date() } })
  expect(await loader(argumentsFor(person))).toMatchObject({
    init: { status: 410 },
    data: { refused: { reason: 'closed', contact: { contactName: 'Sara Contact' } } },
  })
  expect(await action(argumentsFor(person, { form: { intent: 'language:ar' } }))).toMatchObject({
    init: { status: 410 },
  })
  expect((await db.prisma.invitation.findFirstOrThrow()).language).toBe('en')
})
