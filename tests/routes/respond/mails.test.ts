import { expect, test } from 'vitest'
import { action, loader } from '#app/routes/respond/mails'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeRequest, type RequestOptions } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function argumentsFor({ workspaceId, token }: Person, options: RequestOptions = {}) {
  return routeArguments(makeRequest(`/answer/${workspaceId}/${token}/mails`, options), { workspaceId, token })
}
const choiceOf = async (person: Person) => ((await loader(argumentsFor(person))) as { choice?: string }).choice
const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }

test('the page shows the choice, and opening it changes nothing', async () => {
  const person = await makeAskedPerson(t.prisma, { language: 'ar' })
  for (const method of ['GET', 'HEAD'])
    expect(await loader(argumentsFor(person, { method }))).toMatchObject({
      ...{ language: 'ar', choice: 'all', email: person.participant.email },
    })
  expect(await t.prisma.mailSuppression.count()).toBe(0)
})

test('one click of a mail program is enough: no cookie, no origin, no redirect; a second one is no harm', async () => {
  const person = await makeAskedPerson(t.prisma)
  const multipart = new FormData()
  multipart.set('List-Unsubscribe', 'One-Click')
  for (const options of [{ form: ONE_CLICK }, { body: multipart }] satisfies RequestOptions[])
    expect(await action(argumentsFor(person, options))).toEqual({ error: undefined })
  expect(await choiceOf(person)).toBe('unsubscribed')
})

test('each choice is kept and can be taken back; anything else is refused', async () => {
  const person = await makeAskedPerson(t.prisma)
  for (const choice of ['no-reminders', 'unsubscribed', 'all']) {
    const answer = (await action(argumentsFor(person, { form: { choice } }))) as Response
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      302,
      `/answer/${person.workspaceId}/${person.token}/mails?saved`,
    ])
    expect(await choiceOf(person)).toBe(choice)
  }
  for (const form of [{}, { choice: 'bounced' }, { 'List-Unsubscribe': 'maybe' }] as Record<string, string>[])
    expect(await action(argumentsFor(person, { form }))).toMatchObject({ init: { status: 422 } })
  expect(await choiceOf(person)).toBe('all')
})

test('works when the wave is over and when the link was taken back; a wrong link is a 404 and changes nothing', async () => {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId } = person
  await t.prisma.wave.updateMany({ where: { workspaceId }, data: { state: 'closed', closedAt: new Date() } })
  await action(argumentsFor(person, { form: ONE_CLICK }))
  expect(await choiceOf(person)).toBe('unsubscribed')
  await t.prisma.invitation.updateMany({ where: { workspaceId }, data: { revokedAt: new Date() } })
  await action(argumentsFor(person, { form: { choice: 'all' } }))
  expect(await choiceOf(person)).toBe('all')
  const forged = { ...person, token: 'x'.repeat(43) }
  expect(await action(argumentsFor(forged, { form: ONE_CLICK }))).toMatchObject({ init: { status: 404 } })
  expect(await loader(argumentsFor(forged))).toMatchObject({ init: { status: 404 } })
  expect(await t.prisma.mailSuppression.count()).toBe(0)
})
