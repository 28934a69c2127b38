// Passkeys against a device in software, which also answers as none should. Journeys do the same in a browser.
import { expect, test } from 'vitest'
import { action as signIn, loader as startSignIn } from '#app/routes/account/passkey-sign-in'
import { action as add, loader as start } from '#app/routes/account/passkeys'
import { makeMember } from '#tests/factories/make-member'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { cookieOf, signInAs } from '#tests/setup/signed-in-request'
import { SoftPasskey } from '#tests/setup/soft-passkey'
import { useRuntime } from '#tests/setup/test-runtime'
import { TEST_ADDRESS } from '#tests/setup/test-settings'

const t = useRuntime()
const origin = TEST_ADDRESS
const device = () => new SoftPasskey(new URL(origin).hostname)

async function makePerson() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const member = await makeMember(t.prisma, { workspaceId, role: 'owner' })
  return { ...member, workspaceId, cookie: await signInAs(member.email) }
}

/** What the device needs, and what the browser then sends along. */
async function begin(cookie?: string) {
  const headers: Record<string, string> = cookie ? { Cookie: cookie } : {}
  const response = cookie ? await start(routeArguments(makeRequest('/x', { headers }))) : await startSignIn()
  const options = (await response.json()) as { challenge: string; userVerification?: string }
  return { ...options, cookie: [cookie, cookieOf(response.headers)].filter(Boolean).join('; ') }
}

async function send(handle: typeof add | typeof signIn, cookie: string, form: Record<string, string>) {
  const headers = { Cookie: cookie, 'x-client-address': '192.0.2.7' }
  const response = await catchResponse(handle(routeArguments(makeRequest('/x', { form, headers }))))
  return { status: response.status, location: response.headers.get('Location'), cookie: cookieOf(response.headers) }
}

async function addTo(cookie: string, key: SoftPasskey) {
  const begun = await begin(cookie)
  const answer = key.register({ challenge: begun.challenge, origin })
  return send(add, begun.cookie, { answer, name: 'Phone' })
}

test('a passkey is added and signs in; both are in the log, and nothing that opens anything is stored', async () => {
  const { cookie, userId, workspaceId } = await makePerson()
  const key = device()
  expect(await addTo(cookie, key)).toMatchObject({ status: 200 })
  expect(await t.prisma.passkey.findMany()).toMatchObject([{ userId, name: 'Phone', credentialID: key.id }])
  const begun = await begin()
  expect(begun.userVerification).toBe('required')
  const answer = key.authenticate({ challenge: begun.challenge, origin })
  const done = await send(signIn, begun.cookie, { answer })
  expect(done).toMatchObject({ status: 302, location: '/' })
  expect(done.cookie).toContain('session_token')
  const entries = await t.prisma.auditEntry.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } })
  expect(entries.map(({ action, details }) => `${action} ${details}`)).toEqual([
    'passkey-added {}',
    'signed-in {"method":"passkey"}',
  ])
})

test('a device that did not ask who is there counts neither when it is added nor when it signs in', async () => {
  const { cookie } = await makePerson()
  const first = await begin(cookie)
  const refused = device().register({ challenge: first.challenge, origin, isVerified: false })
  expect(await send(add, first.cookie, { answer: refused })).toMatchObject({ status: 422 })
  expect(await t.prisma.passkey.count()).toBe(0)
  const key = device()
  await addTo(cookie, key)
  const begun = await begin()
  const answer = key.authenticate({ challenge: begun.challenge, origin, isVerified: false })
  const sessions = await t.prisma.session.count()
  expect(await send(signIn, begun.cookie, { answer })).toMatchObject({ status: 422, location: null })
  expect(await t.prisma.session.count()).toBe(sessions)
})

test('an answer to another page, another browser or another question is refused, and each question is answered once', async () => {
  const { cookie } = await makePerson()
  const key = device()
  await addTo(cookie, key)
  const [begun, other] = [await begin(), await begin()]
  const right = key.authenticate({ challenge: begun.challenge, origin })
  expect(await send(signIn, '', { answer: right })).toMatchObject({ status: 422 })
  expect(await send(signIn, other.cookie, { answer: right })).toMatchObject({ status: 422 })
  const elsewhere = key.authenticate({ challenge: begun.challenge, origin: 'https://thiqa.test.evil' })
  expect(await send(signIn, begun.cookie, { answer: elsewhere })).toMatchObject({ status: 422 })
  // the wrong answer has used the question up
  expect(await send(signIn, begun.cookie, { answer: right })).toMatchObject({ status: 422 })
  const forged = await begin()
  const unknown = device().authenticate({ challenge: forged.challenge, origin })
  expect(await send(signIn, forged.cookie, { answer: unknown })).toMatchObject({ status: 422 })
  const last = await begin()
  const answer = key.authenticate({ challenge: last.challenge, origin })
  expect(await send(signIn, last.cookie, { answer })).toMatchObject({ status: 302 })
  expect(await send(signIn, last.cookie, { answer })).toMatchObject({ status: 422 })
})

test('a question that was put to one person is not answered for another', async () => {
  const [one, other] = [await makePerson(), await makePerson()]
  const begun = await begin(one.cookie)
  const answer = device().register({ challenge: begun.challenge, origin })
  const challengeCookie = begun.cookie.split('; ').filter((part) => !one.cookie.includes(part))
  const status = await send(add, [other.cookie, ...challengeCookie].join('; '), { answer })
  expect(status).toMatchObject({ status: 422 })
  expect(await t.prisma.passkey.count()).toBe(0)
})

test('adding needs a sign-in of late, and rubbish gets a clear answer', async () => {
  const { cookie, userId } = await makePerson()
  for (const answer of ['', '{', '[]', '{"id":1}', JSON.stringify({ id: 'x', response: 1 }), 'x'.repeat(30_000)]) {
    expect(await send(add, cookie, { answer })).toMatchObject({ status: 400 })
    expect(await send(signIn, '', { answer })).toMatchObject({ status: 400 })
  }
  const empty = JSON.stringify({ id: 'x', response: {} })
  expect(await send(signIn, (await begin()).cookie, { answer: empty })).toMatchObject({ status: 422 })
  expect(await send(add, (await begin(cookie)).cookie, { answer: empty })).toMatchObject({ status: 422 })
  await t.prisma.session.updateMany({ where: { userId }, data: { createdAt: new Date(Date.now() - 3_600_000) } })
  const late = catchResponse(start(routeArguments(makeRequest('/x', { headers: { Cookie: cookie } }))))
  expect((await late).status).toBe(403)
  expect(await send(add, cookie, { answer: empty })).toMatchObject({ status: 403 })
})

test('too many tries from one address are refused, whoever’s passkey it is', async () => {
  const empty = JSON.stringify({ id: 'x', response: {} })
  const statuses = []
  for (let number = 0; number <= 100; number += 1) statuses.push((await send(signIn, '', { answer: empty })).status)
  expect([statuses[0], statuses[99], statuses[100]]).toEqual([422, 422, 429])
})
