// How accounts are entered: links, passwords, the second factor; sessions that end; attempts that are counted.
import { describe, expect, test } from 'vitest'
import { unseal } from '#app/mail/seal.server'
import { action as accountAction, loader as accountLoader } from '#app/routes/account/account'
import { action as secondFactorAction } from '#app/routes/account/second-factor'
import { action as signInAction } from '#app/routes/account/sign-in'
import { action as confirmAction } from '#app/routes/account/sign-in-confirm'
import { loader as loadHome } from '#app/routes/dashboard/home'
import { loader as loadOwnSurveys } from '#app/routes/respond/own-surveys'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeMember } from '#tests/factories/make-member'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { cookieOf, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'
import { totpCode } from '#tests/setup/totp-code'

const t = useRuntime()
const PASSWORD = 'violet-anvil-98-drizzle'

type Action = (args: ReturnType<typeof routeArguments>) => Promise<unknown>
interface Answer {
  status: number
  location?: string | null
  cookie: string
  data?: {
    error?: string
    refusal?: string
    values?: Record<string, unknown>
    errors?: Record<string, string[]>
    started?: { uri: string; recoveryCodes: string[] }
  }
}

async function post(action: Action, form: Record<string, string>, cookie = ''): Promise<Answer> {
  const request = makeRequest('/x', { form, headers: { Cookie: cookie, 'x-client-address': '192.0.2.7' } })
  try {
    const answer = (await action(routeArguments(request))) as {
      data: Answer['data']
      init?: { status?: number } | null
    }
    return { status: answer.init?.status ?? 200, cookie: '', ...(answer.data && { data: answer.data }) }
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return { status: thrown.status, location: thrown.headers.get('Location'), cookie: cookieOf(thrown.headers) }
  }
}

async function makePerson() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const member = await makeMember(t.prisma, { workspaceId, role: 'researcher', name: 'Layla Haddad' })
  return { ...member, workspaceId, cookie: await signInAs(member.email) }
}

const isIn = async (cookie: string) => {
  const answer = loadHome(routeArguments(makeRequest('/', { headers: { Cookie: cookie } })))
  return answer.then(
    () => true,
    () => false,
  )
}

/** The token of the newest sign-in mail that waits. */
async function mailedToken(workspaceId: string): Promise<string> {
  const mail = await t.prisma.outboxMessage.findFirstOrThrow({
    where: { workspaceId, kind: 'sign-in' },
    orderBy: { createdAt: 'desc' },
  })
  const { link } = unseal(t.runtime.secret, mail.sealed ?? new Uint8Array()) as { link: string }
  return new URL(link).searchParams.get('token') ?? ''
}

async function switchOn(cookie: string) {
  const started = await post(accountAction, { intent: 'start-second-factor' }, cookie)
  const { uri = '', recoveryCodes = [] } = started.data?.started ?? {}
  const on = await post(accountAction, { intent: 'finish-second-factor', code: totpCode(uri, new Date()) }, cookie)
  return { uri, recoveryCodes, cookie: on.cookie, status: on.status }
}

describe('a password', () => {
  test('is refused when it is short, leaked, or made of the account', async () => {
    const { cookie } = await makePerson()
    for (const [password, reason] of [
      ['elevenchars', 'short'],
      ['x'.repeat(201), 'long'],
      ['qwertyuiop12', 'guessable'],
      ['password12345678', 'guessable'],
      ['layla-haddad-1', 'guessable'],
    ] as const)
      expect(await post(accountAction, { intent: 'set-password', password }, cookie)).toMatchObject({
        status: 422,
        data: { error: `account.error.password-${reason}` },
      })
    expect(await t.prisma.account.count()).toBe(0)
  })

  test('signs in once it is set, and ends all other sessions', async () => {
    const { email, cookie, workspaceId, userId } = await makePerson()
    const elsewhere = await signInAs(email)
    expect(await post(accountAction, { intent: 'set-password', password: PASSWORD }, cookie)).toMatchObject({
      status: 302,
    })
    expect([await isIn(cookie), await isIn(elsewhere)]).toEqual([true, false])
    const { password } = await t.prisma.account.findFirstOrThrow({ where: { userId } })
    expect(password).not.toContain(PASSWORD)
    const signedIn = await post(signInAction, { intent: 'password', email, password: PASSWORD })
    expect(signedIn).toMatchObject({ status: 302, location: '/' })
    expect(await isIn(signedIn.cookie)).toBe(true)
    expect(await t.prisma.auditEntry.findFirst({ where: { workspaceId }, orderBy: { number: 'desc' } })).toMatchObject({
      ...{ action: 'signed-in', actorId: userId, address: '192.0.2.7', details: '{"method":"password"}' },
    })
  })

  test('that is wrong, and an address that nobody has, get the same answer without the password in it', async () => {
    const { email, cookie } = await makePerson()
    await post(accountAction, { intent: 'set-password', password: PASSWORD }, cookie)
    const wrong = await post(signInAction, { intent: 'password', email, password: 'wrong-anvil-98-drizzle' })
    const nobody = await post(signInAction, { intent: 'password', email: 'no@thiqa.test', password: 'wrong-anvil' })
    expect(wrong).toMatchObject({ status: 422, data: { errors: { password: ['account.sign-in.refused'] } } })
    expect({ ...nobody, data: { ...nobody.data, values: {} } }).toEqual({
      ...wrong,
      data: { ...wrong.data, values: {} },
    })
    expect(JSON.stringify([wrong, nobody])).not.toContain('anvil')
  })

  test('is tried ten times at most in a quarter of an hour, in whatever process', async () => {
    const { email, cookie } = await makePerson()
    await post(accountAction, { intent: 'set-password', password: PASSWORD }, cookie)
    for (let attempt = 1; attempt <= 10; attempt += 1)
      await post(signInAction, { intent: 'password', email, password: 'no' })
    const right = { intent: 'password', email, password: PASSWORD }
    expect(await post(signInAction, right)).toMatchObject({ status: 429 })
    expect(JSON.stringify(await t.prisma.attempt.findMany())).not.toContain(email)
    await t.prisma.attempt.updateMany({ data: { since: new Date(Date.now() - 16 * 60_000) } })
    expect(await post(signInAction, right)).toMatchObject({ status: 302 })
  })

  test('that is refused is in the log of the workspace, and the first lock-out of a window', async () => {
    const { email, userId, workspaceId } = await makePerson()
    for (let attempt = 1; attempt <= 13; attempt += 1)
      await post(signInAction, { intent: 'password', email, password: 'no' })
    await post(signInAction, { intent: 'password', email: 'no@thiqa.test', password: 'no' })
    const entries = await t.prisma.auditEntry.findMany({
      where: { action: 'sign-in-refused' },
      orderBy: { number: 'asc' },
    })
    expect(entries).toHaveLength(11)
    expect(entries[0]).toMatchObject({
      ...{ workspaceId, actorKind: 'system', objectId: userId, address: '192.0.2.7' },
      details: '{"method":"password","reason":"refused"}',
    })
    expect(entries[10]).toMatchObject({ details: '{"method":"password","reason":"too-often"}' })
  })

  test('can be removed again', async () => {
    const { email, cookie } = await makePerson()
    await post(accountAction, { intent: 'set-password', password: PASSWORD }, cookie)
    await post(accountAction, { intent: 'remove-password' }, cookie)
    expect(await post(signInAction, { intent: 'password', email, password: PASSWORD })).toMatchObject({ status: 422 })
  })
})

describe('the second factor', () => {
  test('is on only once a code was shown', async () => {
    const { cookie, email, workspaceId } = await makePerson()
    await post(accountAction, { intent: 'start-second-factor' }, cookie)
    expect(await post(accountAction, { intent: 'finish-second-factor', code: '000000' }, cookie)).toMatchObject({
      status: 422,
    })
    await post(signInAction, { email })
    expect(await post(confirmAction, { token: await mailedToken(workspaceId) })).toMatchObject({ location: '/' })
  })

  test('is asked for after a link, and a link alone opens nothing', async () => {
    const { email, userId, workspaceId, cookie } = await makePerson()
    const { uri, status, cookie: own } = await switchOn(cookie)
    expect([status, await isIn(own), await isIn(cookie)]).toEqual([302, true, false])
    await post(signInAction, { email })
    const half = await post(confirmAction, { token: await mailedToken(workspaceId) })
    expect(half).toMatchObject({ status: 302, location: '/sign-in/second-factor' })
    expect(await isIn(half.cookie)).toBe(false)
    expect(await post(secondFactorAction, { code: '123456' }, half.cookie)).toMatchObject({ status: 422 })
    expect(await t.prisma.auditEntry.findMany({ where: { workspaceId, action: 'sign-in-refused' } })).toMatchObject([
      { objectId: userId, address: '192.0.2.7', details: '{"method":"second-factor","reason":"refused"}' },
    ])
    const right = { code: totpCode(uri, new Date()) }
    expect(await post(secondFactorAction, right)).toMatchObject({ status: 422 })
    const whole = await post(secondFactorAction, right, half.cookie)
    expect(whole).toMatchObject({ status: 302, location: '/' })
    expect(await isIn(whole.cookie)).toBe(true)
    expect(await post(secondFactorAction, right, half.cookie)).toMatchObject({ status: 422 })
  })

  test('comes before an invitation is accepted', async () => {
    const { email, userId, cookie } = await makePerson()
    const { uri } = await switchOn(cookie)
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const values = { workspaceId, userId, role: 'researcher', joinedAt: null, invitedAt: new Date() }
    const { id } = await t.prisma.member.create({ data: values })
    const joinedAt = async () => (await t.prisma.member.findFirstOrThrow({ where: { workspaceId, id } })).joinedAt
    await post(signInAction, { email })
    const mail = await t.prisma.outboxMessage.findFirstOrThrow({ where: { kind: 'sign-in' } })
    const half = await post(confirmAction, { token: await mailedToken(mail.workspaceId) })
    expect(half).toMatchObject({ location: '/sign-in/second-factor' })
    expect(await joinedAt()).toBeNull()
    await post(secondFactorAction, { code: totpCode(uri, new Date()) }, half.cookie)
    expect(await joinedAt()).not.toBeNull()
    expect(await t.prisma.auditEntry.findMany({ where: { workspaceId } })).toMatchObject([
      { action: 'member-joined', objectId: id, actorId: userId, address: '192.0.2.7' },
    ])
  })

  test('is asked for after a password; a recovery code stands in for the phone, once', async () => {
    const { email, cookie } = await makePerson()
    await post(accountAction, { intent: 'set-password', password: PASSWORD }, cookie)
    const started = await post(accountAction, { intent: 'start-second-factor', password: PASSWORD }, cookie)
    const { uri = '', recoveryCodes: [code = ''] = [] } = started.data?.started ?? {}
    await post(accountAction, { intent: 'finish-second-factor', code: totpCode(uri, new Date()) }, cookie)
    for (const status of [302, 422]) {
      const half = await post(signInAction, { intent: 'password', email, password: PASSWORD })
      expect(half.location).toBe('/sign-in/second-factor')
      expect(await post(secondFactorAction, { code }, half.cookie)).toMatchObject({ status })
    }
  })

  test('allows five guesses for one first step', async () => {
    const { email, workspaceId, cookie } = await makePerson()
    const { uri } = await switchOn(cookie)
    await post(signInAction, { email })
    const half = await post(confirmAction, { token: await mailedToken(workspaceId) })
    for (let guess = 1; guess <= 5; guess += 1) await post(secondFactorAction, { code: `00000${guess}` }, half.cookie)
    const right = { code: totpCode(uri, new Date()) }
    expect((await post(secondFactorAction, right, half.cookie)).status).toBe(422)
  })

  test('is switched off by its owner, and secrets are not stored as they are', async () => {
    const { email, workspaceId, cookie } = await makePerson()
    const { uri, recoveryCodes, cookie: own } = await switchOn(cookie)
    const stored = JSON.stringify(await t.prisma.twoFactor.findMany())
    expect(stored).not.toContain(new URL(uri).searchParams.get('secret'))
    expect(stored).not.toContain(recoveryCodes[0])
    expect(await post(accountAction, { intent: 'stop-second-factor' }, own)).toMatchObject({ status: 302 })
    await post(signInAction, { email })
    expect(await post(confirmAction, { token: await mailedToken(workspaceId) })).toMatchObject({ location: '/' })
  })
})

describe('sessions', () => {
  test('are listed, and end when their owner says so; nobody else can', async () => {
    const { email, cookie } = await makePerson()
    const elsewhere = await signInAs(email)
    const stranger = await makePerson()
    const read = () => accountLoader(routeArguments(makeRequest('/account', { headers: { Cookie: cookie } })))
    const { sessions } = await read()
    expect(sessions.map(({ isOwn }) => isOwn).sort()).toEqual([false, true])
    const id = sessions.find(({ isOwn }) => !isOwn)?.id ?? ''
    expect(await post(accountAction, { intent: 'end-session', id }, stranger.cookie)).toMatchObject({ status: 404 })
    expect(await isIn(elsewhere)).toBe(true)
    expect(await post(accountAction, { intent: 'end-session', id }, cookie)).toMatchObject({ status: 302 })
    expect([await isIn(elsewhere), await isIn(cookie), await isIn(stranger.cookie)]).toEqual([false, true, true])
    expect((await read()).sessions).toHaveLength(1)
  })

  test('that are not fresh change no way in, but may be ended', async () => {
    const { userId, cookie } = await makePerson()
    await t.prisma.session.updateMany({ where: { userId }, data: { createdAt: new Date(Date.now() - 31 * 60_000) } })
    for (const intent of ['set-password', 'remove-password', 'start-second-factor', 'stop-second-factor'])
      expect(await post(accountAction, { intent, password: PASSWORD }, cookie)).toMatchObject({ status: 403 })
    expect(await post(accountAction, { intent: 'end-other-sessions' }, cookie)).toMatchObject({ status: 302 })
  })

  test('never tell their secret', async () => {
    const { cookie } = await makePerson()
    const page = await accountLoader(routeArguments(makeRequest('/account', { headers: { Cookie: cookie } })))
    const [{ token } = { token: 'none' }] = await t.prisma.session.findMany()
    expect(JSON.stringify(page)).not.toContain(token)
  })
})

test('a mailbox gets five links in a quarter of an hour, and the answer does not tell', async () => {
  const { email, workspaceId } = await makePerson()
  const answers = []
  for (let attempt = 1; attempt <= 7; attempt += 1) answers.push(await post(signInAction, { email }))
  answers.push(await post(signInAction, { email: 'nobody@thiqa.test' }))
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(
    new Set(['302 /sign-in?sent']),
  )
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, kind: 'sign-in' } })).toBe(5)
})

describe('somebody who is asked', () => {
  const ownSurveys = (cookie: string) =>
    loadOwnSurveys(routeArguments(makeRequest('/my-surveys', { headers: { Cookie: cookie } })))

  test('signs in by their address, finds their own links, and gets into nothing else', async () => {
    const person = await makeAskedPerson(t.prisma, { partners: ['Delta Valves', 'Gulf Cables'] })
    await makeAskedPerson(t.prisma)
    const { email } = person.participant
    await post(signInAction, { email })
    const signedIn = await post(confirmAction, { token: await mailedToken(person.workspaceId) })
    expect(signedIn).toMatchObject({ status: 302, location: '/' })
    const home = await catchResponse(
      loadHome(routeArguments(makeRequest('/', { headers: { Cookie: signedIn.cookie } }))),
    )
    expect(home.headers.get('Location')).toBe('/my-surveys')
    const { surveys } = await ownSurveys(signedIn.cookie)
    expect(surveys).toMatchObject([{ workspaceId: person.workspaceId, token: person.token, asked: 2, answered: 0 }])
  })

  test('finds no survey once their link was revoked or the wave is closed, and signs in still; not once they are unknown', async () => {
    const { participant, workspaceId, invitationId } = await makeAskedPerson(t.prisma)
    await post(signInAction, { email: participant.email })
    const { cookie } = await post(confirmAction, { token: await mailedToken(workspaceId) })
    const where = { workspaceId_id: { workspaceId, id: invitationId } }
    await t.prisma.invitation.update({ where, data: { revokedAt: new Date() } })
    expect((await ownSurveys(cookie)).surveys).toEqual([])
    const mails = () => t.prisma.outboxMessage.count({ where: { workspaceId, kind: 'sign-in' } })
    // to see what is stored about them
    await post(signInAction, { email: participant.email })
    expect(await mails()).toBe(2)
    await t.prisma.participant.update({
      where: { workspaceId_id: { workspaceId, id: participant.id } },
      data: { email: 'another@firm.test' },
    })
    await post(signInAction, { email: participant.email })
    expect(await mails()).toBe(2)
  })

  test('sees their surveys without a session as little as anybody', async () => {
    const response = await catchResponse(ownSurveys(''))
    expect(response.headers.get('Location')).toMatch(/^\/sign-in/)
  })
})

test('no address of a stranger becomes an account', async () => {
  await post(signInAction, { email: 'nobody@thiqa.test' })
  await post(signInAction, { intent: 'password', email: 'nobody@thiqa.test', password: PASSWORD })
  expect(await t.prisma.user.count()).toBe(0)
  const response = await catchResponse(accountLoader(routeArguments(makeRequest('/account'))))
  expect(response.headers.get('Location')).toMatch(/^\/sign-in/)
})
