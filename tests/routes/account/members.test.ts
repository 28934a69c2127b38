// Members: who invites, changes and removes whom; a workspace never stays without an owner.
import { describe, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { listOutboxFiles } from '#app/mail/outbox-files.server'
import { changeMember, inviteMember, removeMember } from '#app/people/members.server'
import { resetSecondFactorOf } from '#app/people/reset-second-factor.server'
import { action, loader } from '#app/routes/account/member'
import { loader as loadList } from '#app/routes/account/members'
import { loader as loadHome } from '#app/routes/dashboard/home'
import { makeMember } from '#tests/factories/make-member'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const RIGHTS = { role: 'manager', seesAll: 'all', organizationId: '' }

async function makeWorld() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const owner = await makeMember(t.prisma, { workspaceId, role: 'owner' })
  return { workspaceId, owner, cookie: await signInAs(owner.email) }
}

async function post(cookie: string, memberId: string, form: Record<string, string | string[]>) {
  const request = await signedInRequest(`/members/${memberId}`, { cookie, form })
  try {
    const answer = (await action(routeArguments(request, { memberId }))) as {
      data: { errors?: Record<string, string[]>; values?: Record<string, unknown>; refusal?: string }
      init: { status: number }
    }
    return { status: answer.init.status, ...answer.data }
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, location: thrown.headers.get('Location') }
    throw thrown
  }
}

async function mailsSent(workspaceId: string) {
  const { transport, secret, env, outboxDirectory } = t.runtime
  await deliverOutbox(
    { prisma: t.prisma, transport, secret, publicUrl: env.publicUrl, mailFrom: env.mailFrom },
    workspaceId,
  )
  return listOutboxFiles(outboxDirectory, 10)
}

describe('inviting', () => {
  test('somebody gets a mail without a key, signs in by their address, and has joined', async () => {
    const { workspaceId, owner, cookie } = await makeWorld()
    const sent = await post(cookie, 'new', { ...RIGHTS, name: 'Layla', email: 'Layla@Thiqa.test ' })
    expect(sent).toMatchObject({ status: 302, location: '/members' })
    const [mail] = await mailsSent(workspaceId)
    expect(mail).toMatchObject({ to: 'layla@thiqa.test' })
    expect(mail?.subject).toContain('invited')
    const joinedAt = () => t.prisma.member.findFirst({ where: { workspaceId, invitedBy: owner.userId } })
    expect((await joinedAt())?.joinedAt).toBeNull()
    const own = await signInAs('layla@thiqa.test')
    const home = await loadHome(routeArguments(makeRequest('/', { headers: { Cookie: own } })))
    expect(home.mayRun).toBe(false)
    expect((await joinedAt())?.joinedAt).not.toBeNull()
  })

  test('is refused for a member, for nothing to see, and without a name; what was typed stays', async () => {
    const { owner, cookie } = await makeWorld()
    const again = await post(cookie, 'new', { ...RIGHTS, name: 'Me', email: owner.email })
    expect(again).toMatchObject({ status: 422, errors: { email: ['members.error.already-member'] } })
    const blind = await post(cookie, 'new', { ...RIGHTS, seesAll: 'named', name: 'Omar', email: 'omar@thiqa.test' })
    expect(blind).toMatchObject({ status: 422, errors: { seesAll: ['members.error.nothing-named'] } })
    expect(blind).toMatchObject({ values: { name: 'Omar', email: 'omar@thiqa.test' } })
    expect(await post(cookie, 'new', { ...RIGHTS, name: ' ', email: 'x' })).toMatchObject({
      errors: { name: ['account.error.required'], email: ['account.error.email'] },
    })
  })

  test('names no firm of another workspace', async () => {
    const { cookie } = await makeWorld()
    const other = await makeOrganization(t.prisma, { workspaceId: (await makeWorkspace(t.prisma)).id })
    for (const form of [{ organizationId: other.id }, { seesAll: 'named', 'organizations[]': [other.id] }]) {
      const refused = await post(cookie, 'new', { ...RIGHTS, ...form, name: 'Omar', email: 'omar@thiqa.test' })
      expect(refused).toMatchObject({ status: 422, errors: { organizationId: ['members.error.unknown-thing'] } })
    }
    expect(await t.prisma.user.count({ where: { email: 'omar@thiqa.test' } })).toBe(0)
  })

  test('is not done twice by a mail that waits while its reason goes', async () => {
    const { workspaceId, cookie } = await makeWorld()
    await post(cookie, 'new', { ...RIGHTS, name: 'Layla', email: 'layla@thiqa.test' })
    const invited = await t.prisma.member.findFirstOrThrow({ where: { workspaceId, joinedAt: null } })
    expect(await post(cookie, invited.id, { intent: 'delete' })).toMatchObject({ status: 302 })
    expect(await mailsSent(workspaceId)).toEqual([])
  })

  test('lapses after two weeks, and can be sent again', async () => {
    const { workspaceId, cookie } = await makeWorld()
    const invitedAt = new Date(Date.now() - 15 * 24 * 60 * 60 * 1000)
    const late = await makeMember(t.prisma, { workspaceId, role: 'auditor', joinedAt: null, invitedAt })
    const list = await loadList(routeArguments(await signedInRequest('/members', { cookie })))
    expect(list.members.find(({ id }) => id === late.id)?.state).toBe('lapsed')
    expect(await post(cookie, late.id, { intent: 'invite-again' })).toMatchObject({ status: 302 })
    expect((await mailsSent(workspaceId)).map(({ to }) => to)).toEqual([late.email])
    await signInAs(late.email)
    expect(await post(cookie, late.id, { intent: 'invite-again' })).toMatchObject({ status: 409 })
  })
})

describe('owners', () => {
  test('change hands only when it is confirmed, and only by an owner', async () => {
    const { workspaceId, cookie } = await makeWorld()
    const form = { role: 'owner', name: 'Layla', email: 'layla@thiqa.test' }
    expect(await post(cookie, 'new', form)).toMatchObject({ errors: { isSure: ['members.error.not-sure'] } })
    const administrator = await makeMember(t.prisma, { workspaceId })
    const own = await signInAs(administrator.email)
    expect(await post(own, 'new', { ...form, isSure: 'on' })).toMatchObject({
      errors: { role: ['members.error.not-yours'] },
    })
    expect(await post(own, administrator.id, { role: 'owner', isSure: 'on' })).toMatchObject({ status: 422 })
    expect(await post(cookie, administrator.id, { role: 'owner' })).toMatchObject({ status: 422 })
    expect(await post(cookie, administrator.id, { role: 'owner', isSure: 'on' })).toMatchObject({ status: 302 })
  })

  test('are not even shown to be changed by an administrator', async () => {
    const { workspaceId, owner } = await makeWorld()
    const own = await signInAs((await makeMember(t.prisma, { workspaceId })).email)
    const request = await signedInRequest('/x', { cookie: own })
    expect((await catchResponse(loader(routeArguments(request, { memberId: owner.id })))).status).toBe(404)
    expect(await post(own, owner.id, { intent: 'delete' })).toMatchObject({ status: 404 })
  })

  test('decide by the role that they have when it happens, not by the one they came with', async () => {
    const { workspaceId, owner } = await makeWorld()
    const { id, userId } = await makeMember(t.prisma, { workspaceId, role: 'owner' })
    const actor = { workspaceId, kind: 'member', id: userId, address: '' } as const
    const by = { workspaceId, userId, role: 'owner', actor }
    await t.prisma.member.update({ where: { workspaceId_id: { workspaceId, id } }, data: { role: 'administrator' } })
    const form = { ...{ organizationId: null, seesAll: 'named' as const }, organizations: [], relationships: [] }
    const change = { ...form, categories: [], role: 'auditor' as const, isSure: 'on' as const }
    expect(await changeMember(t.prisma, by, owner.id, change)).toMatchObject({ reason: 'not-yours' })
    expect(await removeMember(t.prisma, by, owner.id)).toMatchObject({ reason: 'not-yours' })
    const { prisma, queue, secret } = { ...t.runtime, prisma: t.prisma }
    const invited = { ...change, role: 'owner' as const, name: 'Omar', email: 'omar@thiqa.test' }
    expect(await inviteMember({ prisma, queue, secret }, by, invited, new Date())).toMatchObject({
      reason: 'not-yours',
    })
    await t.prisma.member.delete({ where: { workspaceId_id: { workspaceId, id } } })
    expect(await removeMember(t.prisma, by, owner.id)).toMatchObject({ reason: 'not-yours' })
    expect(await removeMember(t.prisma, { ...by, userId: owner.userId }, id)).toMatchObject({ reason: 'gone' })
  })

  test('cannot all leave: the last one who has signed in stays', async () => {
    const { workspaceId, owner, cookie } = await makeWorld()
    await makeMember(t.prisma, { workspaceId, role: 'owner', joinedAt: null, invitedAt: new Date() })
    expect(await post(cookie, owner.id, { intent: 'delete' })).toMatchObject({
      status: 409,
      refusal: 'members.error.last-owner',
    })
    const step = { role: 'researcher', isSure: 'on' }
    expect(await post(cookie, owner.id, step)).toMatchObject({ errors: { role: ['members.error.last-owner'] } })
    await makeMember(t.prisma, { workspaceId, role: 'owner' })
    expect(await post(cookie, owner.id, { intent: 'delete' })).toMatchObject({ status: 302, location: '/sign-in' })
  })

  test('are kept by the database too, also against two who leave at once', async () => {
    const { workspaceId, owner } = await makeWorld()
    const key = (id: string) => ({ workspaceId_id: { workspaceId, id } })
    await expect(t.prisma.member.delete({ where: key(owner.id) })).rejects.toThrow('at least one owner')
    await expect(t.prisma.member.update({ where: key(owner.id), data: { role: 'auditor' } })).rejects.toThrow()
    const second = await makeMember(t.prisma, { workspaceId, role: 'owner' })
    const both = [owner, second].map(({ id }) => t.prisma.member.delete({ where: key(id) }))
    const ends = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(ends.sort()).toEqual(['fulfilled', 'rejected'])
    await t.prisma.workspace.delete({ where: { id: workspaceId } })
  })
})

test('a removed member is signed out everywhere at once', async () => {
  const { workspaceId, cookie } = await makeWorld()
  const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
  const own = await signInAs(member.email)
  await post(cookie, member.id, { intent: 'delete' })
  expect(await t.prisma.session.count({ where: { userId: member.userId } })).toBe(0)
  const request = makeRequest('/', { headers: { Cookie: own } })
  expect((await catchResponse(loadHome(routeArguments(request)))).status).toBe(302)
})

test('a scope and a firm go with the role of a manager', async () => {
  const { workspaceId, cookie } = await makeWorld()
  const firm = await makeOrganization(t.prisma, { workspaceId })
  const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
  const scope = () => t.prisma.memberScope.count({ where: { workspaceId, memberId: member.id } })
  const stored = () => t.prisma.member.findFirstOrThrow({ where: { workspaceId, id: member.id } })
  const form = { role: 'manager', seesAll: 'named', organizationId: firm.id, 'organizations[]': [firm.id] }
  await post(cookie, member.id, { ...form, 'categories[]': ['steel', 'steel'] })
  expect(await scope()).toBe(2)
  expect(await stored()).toMatchObject({ role: 'manager', organizationId: firm.id, seesAll: false })
  await post(cookie, member.id, { ...form, role: 'auditor' })
  expect(await scope()).toBe(0)
  expect(await stored()).toMatchObject({ role: 'auditor', organizationId: null })
})

describe('a second factor that was lost', () => {
  const reset = { intent: 'reset-second-factor' }
  /** As after the set-up of an authenticator; what its secret is does not matter to who has lost it. */
  async function switchOn(userId: string) {
    await t.prisma.user.update({ where: { id: userId }, data: { twoFactorEnabled: true } })
    await t.prisma.twoFactor.create({ data: { userId, secret: 'x', backupCodes: 'x' } })
  }
  const hasFactor = async (userId: string) =>
    (await t.prisma.user.findUniqueOrThrow({ where: { id: userId } })).twoFactorEnabled === true

  test('is taken off by an owner: sessions end, the member gets a mail, the log tells it', async () => {
    const { workspaceId, owner, cookie } = await makeWorld()
    const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
    await signInAs(member.email)
    await switchOn(member.userId)
    expect(await post(cookie, member.id, reset)).toMatchObject({ status: 302, location: '/members' })
    expect([await hasFactor(member.userId), await t.prisma.twoFactor.count()]).toEqual([false, 0])
    expect(await t.prisma.session.count({ where: { userId: member.userId } })).toBe(0)
    expect(await mailsSent(workspaceId)).toMatchObject([
      { to: member.email, subject: expect.stringContaining('second') },
    ])
    const entry = await t.prisma.auditEntry.findFirstOrThrow({ where: { workspaceId, action: 'two-factor-reset' } })
    expect(entry).toMatchObject({ actorId: owner.userId, objectKind: 'member', objectId: member.id })
    expect(await post(cookie, member.id, reset)).toMatchObject({ status: 409 })
  })

  test('is not taken off by others, of oneself, of who works elsewhere too, or by a stale sign-in', async () => {
    const { workspaceId, owner, cookie } = await makeWorld()
    const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
    await switchOn(member.userId)
    const administrator = await makeMember(t.prisma, { workspaceId, role: 'administrator' })
    expect(await post(await signInAs(administrator.email), member.id, reset)).toMatchObject({
      ...{ status: 409, refusal: 'members.error.not-yours' },
    })
    expect(await post(cookie, owner.id, reset)).toMatchObject({ refusal: 'members.error.yourself' })
    const old = new Date(Date.now() - 3_600_000)
    await t.prisma.session.updateMany({ where: { userId: owner.userId }, data: { createdAt: old } })
    expect(await post(cookie, member.id, reset)).toMatchObject({ status: 403, refusal: 'account.own.not-fresh' })
    const { id: elsewhere } = await makeWorkspace(t.prisma)
    await t.prisma.member.create({ data: { workspaceId: elsewhere, userId: member.userId, role: 'owner' } })
    const fresh = await signInAs(owner.email)
    expect(await post(fresh, member.id, reset)).toMatchObject({ refusal: 'members.error.elsewhere' })
    expect(await hasFactor(member.userId)).toBe(true)
  })

  test('of the only owner is taken off by whoever runs the server; every workspace’s log tells it', async () => {
    const { workspaceId, owner } = await makeWorld()
    const { id: other } = await makeWorkspace(t.prisma)
    await t.prisma.member.create({
      data: { workspaceId: other, userId: owner.userId, role: 'owner', joinedAt: new Date() },
    })
    const { secret, env } = t.runtime
    const run = (email: string) => resetSecondFactorOf({ prisma: t.prisma, secret, publicUrl: env.publicUrl }, email)
    expect(await run('nobody@thiqa.test')).toEqual({ ok: false, reason: 'unknown' })
    expect(await run(owner.email)).toEqual({ ok: false, reason: 'no-second-factor' })
    await switchOn(owner.userId)
    expect(await run(owner.email)).toEqual({ ok: true, workspaces: 2 })
    expect(await hasFactor(owner.userId)).toBe(false)
    const entries = await t.prisma.auditEntry.findMany({ where: { action: 'two-factor-reset' } })
    expect(entries.map((entry) => [entry.workspaceId, entry.actorKind]).sort()).toEqual(
      [
        [workspaceId, 'system'],
        [other, 'system'],
      ].sort(),
    )
    expect(await mailsSent(workspaceId)).toMatchObject([{ to: owner.email }])
  })
})
