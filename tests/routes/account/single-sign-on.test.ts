// Signing in at an OpenID Connect provider: a real one, on loopback.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth } from '#app/people/auth.server'
import { loader as signIn } from '#app/routes/account/sign-in'
import { loader as start } from '#app/routes/account/single-sign-on'
import { loader as callback } from '#app/routes/account/single-sign-on-callback'
import { loader as loadHome } from '#app/routes/dashboard/home'
import { makeMember } from '#tests/factories/make-member'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { type Person, startIdentityProvider } from '#tests/setup/identity-provider'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { cookieOf } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

type Provider = Awaited<ReturnType<typeof startIdentityProvider>>

const t = useRuntime()
let provider: Provider

beforeAll(async () => {
  provider = await startIdentityProvider()
})
afterAll(() => provider.stop())
beforeEach(() => connectTo(provider))

function connectTo(provider: Provider) {
  const { env, database, secret } = t.runtime
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = provider.env
  env.singleSignOn = { issuer, clientId, clientSecret, name: 'Firm login' }
  t.runtime.auth = createAuth({
    ...{ prisma: database.prisma, secret, publicUrl: env.publicUrl, singleSignOn: env.singleSignOn },
    deliver: async () => {},
  })
}

async function begin() {
  const response = await catchResponse(start(routeArguments(makeRequest('/sign-in/single'))))
  return { url: response.headers.get('Location') ?? '', cookie: cookieOf(response.headers) }
}

async function comeBack(address: string, cookie: string) {
  const request = makeRequest(address, { headers: { Cookie: cookie, 'x-client-address': '192.0.2.8' } })
  const response = await catchResponse(callback(routeArguments(request)))
  return { location: response.headers.get('Location'), cookie: cookieOf(response.headers) }
}

async function signInAt(who: Person, at = provider) {
  const { url, cookie } = await begin()
  return comeBack(await at.visit(url, who), cookie)
}

const isIn = (cookie: string) =>
  loadHome(routeArguments(makeRequest('/', { headers: { Cookie: cookie } }))).then(
    () => true,
    () => false,
  )

describe('single sign-on', () => {
  test('lets a member in by a verified address, accepts their invitation, and keeps no token', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const values = { workspaceId, role: 'researcher', joinedAt: null, invitedAt: new Date() } as const
    const { email, userId, name } = await makeMember(t.prisma, values)
    for (const round of [1, 2]) {
      const back = await signInAt({ sub: 'person-1', email, isVerified: true })
      expect(back.location, `round ${round}`).toBe('/')
      expect(await isIn(back.cookie)).toBe(true)
    }
    expect(await t.prisma.member.findFirst({ where: { workspaceId, userId } })).toMatchObject({
      joinedAt: expect.any(Date),
    })
    expect(await t.prisma.user.findUnique({ where: { id: userId } })).toMatchObject({ name })
    expect(await t.prisma.account.findMany()).toMatchObject([
      { accountId: 'person-1', accessToken: null, refreshToken: null, idToken: null },
    ])
    expect(await t.prisma.auditEntry.findFirst({ where: { workspaceId, action: 'signed-in' } })).toMatchObject({
      ...{ action: 'signed-in', address: '192.0.2.8', details: '{"method":"single-sign-on"}' },
    })
  })

  test('lets nobody in whose address is not verified, or who is no member', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const { email } = await makeMember(t.prisma, { workspaceId })
    for (const who of [
      { sub: 'person-2', email, isVerified: false },
      { sub: 'person-3', email: 'stranger@thiqa.test', isVerified: true },
    ])
      expect(await signInAt(who)).toMatchObject({ location: '/sign-in?refused' })
    expect(await t.prisma.account.count()).toBe(0)
    expect(await t.prisma.session.count()).toBe(0)
    expect(await t.prisma.user.count()).toBe(1)
  })

  test('with another provider does not know people by the ids of the first one', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const { email, userId } = await makeMember(t.prisma, { workspaceId })
    expect(await signInAt({ sub: '1', email, isVerified: true })).toMatchObject({ location: '/' })
    const other = await startIdentityProvider()
    try {
      connectTo(other)
      for (const who of [
        { sub: '1', email: 'stranger@thiqa.test', isVerified: true },
        { sub: '1', email, isVerified: false },
      ])
        expect(await signInAt(who, other)).toMatchObject({ location: '/sign-in?refused' })
      expect(await t.prisma.session.count()).toBe(1)
      expect(await signInAt({ sub: 'other', email, isVerified: true }, other)).toMatchObject({ location: '/' })
      expect(await t.prisma.account.count({ where: { userId } })).toBe(2)
    } finally {
      await other.stop()
    }
  })

  test('takes an answer only in the browser that asked, once, and unchanged', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const { email } = await makeMember(t.prisma, { workspaceId })
    const who = { sub: 'person-4', email, isVerified: true }
    const { url, cookie } = await begin()
    const address = await provider.visit(url, who)
    const other = await begin()
    expect(await comeBack(address, '')).toMatchObject({ location: '/sign-in?refused' })
    expect(await comeBack(address, other.cookie)).toMatchObject({ location: '/sign-in?refused' })
    const changed = new URL(await provider.visit((await begin()).url, who))
    changed.searchParams.set('code', 'made-up')
    expect(await comeBack(changed.href, cookie)).toMatchObject({ location: '/sign-in?refused' })
    expect(await comeBack('/sign-in/single/callback', cookie)).toMatchObject({ location: '/sign-in?refused' })
    expect(await comeBack('/sign-in/single/callback?error=access_denied&state=x', cookie)).toMatchObject({
      location: '/sign-in?refused',
    })
    const whole = await begin()
    const right = await provider.visit(whole.url, who)
    expect(await comeBack(right, whole.cookie)).toMatchObject({ location: '/' })
    expect(await comeBack(right, whole.cookie)).toMatchObject({ location: '/sign-in?refused' })
  })

  test('is offered where it is set up, and does not exist elsewhere', async () => {
    const page = async () => (await signIn(routeArguments(makeRequest('/sign-in')))).data.singleSignOn
    expect(await page()).toBe('Firm login')
    t.runtime.env.singleSignOn = undefined
    expect(await page()).toBeUndefined()
    for (const loader of [start, callback])
      expect((await catchResponse(loader(routeArguments(makeRequest('/x'))))).status).toBe(404)
  })
})
