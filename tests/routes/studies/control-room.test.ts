import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loader as overviewLoader } from '#app/routes/respond/overview'
import { action, loader } from '#app/routes/studies/control-room'
import { action as mailAction, loader as mailLoader } from '#app/routes/studies/outgoing-mail'
import { loader as fileLoader } from '#app/routes/studies/participation-csv'
import { action as linkAction, loader as linkLoader } from '#app/routes/studies/personal-links'
import { action as elseAction, loader as elseLoader } from '#app/routes/studies/who-else'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { loggedLines } from '#tests/setup/expect-console-error'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

let person: Awaited<ReturnType<typeof makeAskedPerson>>
let params: { studyId: string; waveId: string }
let cookie = ''
beforeEach(async () => {
  person = await makeAskedPerson(t.prisma)
  const { workspaceId, wave } = person
  const { studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  params = { studyId, waveId: wave.id }
  cookie = await signIn({ workspaceId, role: 'administrator' })
})

interface Ask {
  form?: Record<string, string>
  more?: Record<string, string>
}

const ask = async (path = '/x', { form, more = {} }: Ask = {}) =>
  routeArguments(await signedInRequest(path, { cookie, ...(form && { form }) }), { ...params, ...more })
const events = () =>
  t.prisma.auditEntry.findMany({ where: { workspaceId: person.workspaceId }, orderBy: { number: 'asc' } })
const eventsOf = async (action: string) => (await events()).filter((one) => one.action === action)
/** What an action gives back without a redirect. */
async function answered(answer: unknown) {
  const { data, init } = (await answer) as {
    data: Record<string, string>
    init: { status?: number; headers?: Record<string, string> } | null
  }
  return { ...data, status: init?.status ?? 200, headers: init?.headers ?? {} }
}

describe('the control room', () => {
  test('tells how far people are, and of one person alone no more than that they are asked', async () => {
    const page = (await loader(await ask())) as Awaited<ReturnType<typeof loader>>
    expect(page.total).toMatchObject({ people: 1, questionnaires: 1 })
    expect(page.rows).toMatchObject([
      { side: 'supplier', people: 0, missingPeople: 3 },
      { side: 'buyer', people: 1, progress: undefined, needed: undefined, missingPeople: 2 },
    ])
    expect(page.preview).toMatchObject({ people: 1, isLater: false })
  })

  test('reminds, writes down how many and not who, and says so', async () => {
    const response = await catchResponse(action(await ask('/x', { form: { intent: 'remind' } })))
    expect(response.headers.get('location')).toBe(`/studies/${params.studyId}/waves/${params.waveId}?reminded=1`)
    const [event] = await eventsOf('wave-reminded')
    expect(event).toMatchObject({ objectKind: 'wave', objectId: params.waveId, details: '{"people":1}' })
    expect(await answered(action(await ask('/x', { form: { intent: 'remind' } })))).toMatchObject({
      error: 'control.error.nobody-to-remind',
      status: 409,
    })
    expect(await eventsOf('wave-reminded')).toHaveLength(1)
  })

  test('gives its table as a file, without what is not told, and writes that down', async () => {
    const response = (await fileLoader(await ask('/x?sort=code'))) as Response
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const [head = '', first = ''] = (await response.text()).split('\r\n')
    expect(head).toContain('relationship,buyer,supplier,side,invited,delivered')
    expect(first).toMatch(/,buyer,1,0,0,0,,,,,,2,0$/)
    expect(await eventsOf('file-taken')).toHaveLength(1)
  })

  test('is not there for a wave of another study or workspace', async () => {
    const other = await makeAskedPerson(t.prisma)
    for (const handler of [loader, fileLoader, linkLoader])
      expect(
        (await catchResponse(Promise.resolve(handler(await ask('/x', { more: { waveId: other.wave.id } }))))).status,
      ).toBe(404)
  })
})

describe('a personal link', () => {
  const show = async () => ask('/x', { form: { intent: 'show', invitationId: person.invitationId } })

  test('is shown once it is asked for, is kept by nobody, and stands in no log', async () => {
    const shown = await answered(linkAction(await show()))
    expect(shown).toMatchObject({
      link: `http://thiqa.test/answer/${person.workspaceId}/${person.token}`,
      name: person.participant.name,
      headers: { 'Cache-Control': 'no-store' },
    })
    const [event] = await eventsOf('link-asked')
    expect(event).toMatchObject({ objectKind: 'participant', objectId: person.participant.id })
    expect(JSON.stringify(await events())).not.toContain(person.token)
    expect(loggedLines().join('')).not.toContain(person.token)
    const { data: page, init } = (await linkLoader(await ask())) as unknown as {
      data: object
      init: { headers: Record<string, string> }
    }
    expect(JSON.stringify(page)).not.toContain(person.token)
    expect(init.headers).toEqual({ 'Cache-Control': 'no-store' })
  })

  test('was handed over: its person reads so before the first answer', async () => {
    const { workspaceId, token } = person
    const open = async () =>
      (await overviewLoader(
        routeArguments(makeRequest(`/answer/${workspaceId}/${token}`), { workspaceId, token }),
      )) as {
        linkShownAt: Date | null
      }
    expect((await open()).linkShownAt).toBeNull()
    await linkAction(await show())
    expect((await open()).linkShownAt).toBeInstanceOf(Date)
  })

  test('is refused once a browser has opened it, and the log holds the same entry', async () => {
    const { workspaceId, token } = person
    const headers = {
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    }
    const request = makeRequest(`/answer/${workspaceId}/${token}`, { headers })
    await overviewLoader(routeArguments(request, { workspaceId, token }))
    expect(await answered(linkAction(await show()))).toMatchObject({ error: 'control.error.opened', status: 409 })
    expect(await eventsOf('link-asked')).toMatchObject([{ objectId: person.participant.id }])
    expect((await loader(await ask())).total.progress?.opened).toBe(1)
  })

  test('needs a sign-in of late', async () => {
    await t.prisma.session.updateMany({ data: { createdAt: new Date(Date.now() - 31 * 60_000) } })
    expect(await answered(linkAction(await show()))).toMatchObject({ error: 'control.error.not-fresh', status: 403 })
    expect(await eventsOf('link-asked')).toEqual([])
  })

  test('of nobody is asked for with a clear refusal', async () => {
    const form = { intent: 'show', invitationId: person.workspaceId }
    expect(await answered(linkAction(await ask('/x', { form })))).toMatchObject({
      error: 'control.error.unknown-person',
      status: 409,
    })
    expect(await answered(linkAction(await ask('/x', { form: { intent: 'show' } })))).toMatchObject({ status: 422 })
  })
})

describe('who else could be asked', () => {
  const more = () => ({ relationshipId: person.assignment.relationshipId })

  test('is asked at once, and written down with relationship and side', async () => {
    const { workspaceId, organizationId } = person
    const colleague = await makeParticipant(t.prisma, { workspaceId, organizationId })
    await t.prisma.studyRelationship.create({
      data: {
        ...{ workspaceId, studyId: params.studyId, ...more() },
        ...{
          buyerOptInAt: new Date('2025-01-01'),
          buyerOptInBy: 'x',
          supplierOptInAt: new Date('2025-01-01'),
          supplierOptInBy: 'x',
        },
      },
    })
    expect(await elseLoader(await ask('/x', { more: more() }))).toMatchObject({
      whoElse: { people: [{ id: colleague.id }] },
      people: 1,
      unanswered: undefined,
      mayAsk: true,
    })
    const form = { intent: 'ask-also', 'people[]': colleague.id }
    const response = await catchResponse(elseAction(await ask('/x', { form, more: more() })))
    expect(response.headers.get('location')).toContain('?side=buyer&asked=1')
    expect(JSON.parse((await eventsOf('study-changed'))[0]?.details ?? '{}')).toMatchObject({
      ...{ intent: 'ask-also', side: 'buyer', added: 1, relationship: person.assignment.relationshipId },
    })
  })

  test('is nobody without a tick, and nobody once the wave is over', async () => {
    const none = { intent: 'ask-also' }
    expect(await answered(elseAction(await ask('/x', { form: none, more: more() })))).toMatchObject({
      error: 'control.error.nobody-chosen',
      status: 422,
    })
    await t.prisma.wave.updateMany({
      where: { workspaceId: person.workspaceId },
      data: { state: 'closed', closedAt: new Date() },
    })
    const form = { ...none, 'people[]': person.participant.id }
    expect(await answered(elseAction(await ask('/x', { form, more: more() })))).toMatchObject({ status: 409 })
  })
})

describe('the page of outgoing mail', () => {
  let id = ''
  beforeEach(async () => {
    const { workspaceId, invitationId } = person
    const mail = await t.prisma.outboxMessage.create({
      data: {
        ...{ workspaceId, invitationId, kind: 'invitation', attempts: 6, lastError: 'mail server: ETIMEDOUT' },
        nextAttemptAt: new Date(Date.now() + 3_600_000),
      },
    })
    id = mail.id
  })
  afterEach(() => t.database.executeSql('DELETE FROM pgboss.job'))

  test('tells what failed and what waits, of this workspace alone', async () => {
    const other = await makeWorkspace(t.prisma)
    await t.runtime.queue.enqueue(t.prisma, 'deliver-mail', { workspaceId: other.id })
    await t.runtime.queue.enqueue(t.prisma, 'advance-study', {
      workspaceId: person.workspaceId,
      studyId: params.studyId,
    })
    const page = await mailLoader(await ask())
    expect(page.failing.rows).toMatchObject([{ id, error: 'mail server: ETIMEDOUT', attempts: 6, mayRetry: true }])
    expect(page.depth).toMatchObject({ later: 1, retrying: 1 })
    expect(page.jobs.filter(({ waiting }) => waiting > 0)).toMatchObject([
      { name: 'advance-study', waiting: 1, nextAt: expect.any(Date) },
    ])
    expect(page.jobs).toContainEqual(expect.objectContaining({ name: 'deliver-mail', waiting: 0, oldestAt: undefined }))
    expect(page.nextMoment).toEqual(new Date('2100-01-01T08:00:00Z'))
    expect(JSON.stringify(page)).not.toContain(person.participant.email)
  })

  test.each([
    ['retry', 'mail-retried'],
    ['give-up', 'mail-given-up'],
  ])('takes “%s”, and writes it down', async (intent, action) => {
    const response = await catchResponse(mailAction(await ask('/x', { form: { intent, id } })))
    expect(response.headers.get('location')).toBe(`/mails?done=${intent}`)
    expect(await eventsOf(action)).toMatchObject([{ objectKind: 'mail', objectId: id }])
    const again = await answered(mailAction(await ask('/x', { form: { intent, id } })))
    expect(again).toMatchObject({ status: 409 })
    expect(await eventsOf(action)).toHaveLength(1)
  })

  test('refuses what is no decision, and mails of others', async () => {
    expect(await answered(mailAction(await ask('/x', { form: { intent: 'burn', id } })))).toMatchObject({ status: 422 })
    cookie = await signIn({ workspaceId: (await makeWorkspace(t.prisma)).id, role: 'owner' })
    expect(await answered(mailAction(await ask('/x', { form: { intent: 'retry', id } })))).toMatchObject({
      error: 'control.error.not-failing',
      status: 409,
    })
  })
})
