// Keys for programs: they may what their member may, no more than they were made for, until they lapse.
import { describe, expect, test } from 'vitest'
import { action, loader } from '#app/routes/account/keys'
import { loader as home } from '#app/routes/dashboard/home'
import { loader as codebookCsv } from '#app/routes/exports/codebook-csv'
import { loader as indicesJson } from '#app/routes/exports/indices-json'
import { action as studyAction } from '#app/routes/studies/study'
import { makeMember } from '#tests/factories/make-member'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

async function makeWorld(rights = ['see-results']) {
  const { workspaceId, study } = await makePublishedStudy(t.prisma)
  const member = await makeMember(t.prisma, { workspaceId, role: 'researcher' })
  const cookie = await signInAs(member.email)
  const form = { intent: 'make', name: 'R on my laptop', days: '30', 'rights[]': rights }
  const made = await action(routeArguments(await signedInRequest('/account/keys', { cookie, form })))
  const token = 'token' in made.data ? made.data.token : ''
  const params = { studyId: study.id }
  const ask = (load: (args: ReturnType<typeof routeArguments>) => Promise<unknown>, key = token) =>
    statusOf(load, routeArguments(makeRequest('/x', { headers: { Authorization: `Bearer ${key}` } }), params))
  return { workspaceId, study, member, cookie, token, ask }
}

async function statusOf(
  load: (args: ReturnType<typeof routeArguments>) => Promise<unknown>,
  args: ReturnType<typeof routeArguments>,
): Promise<number> {
  try {
    const answer = await load(args)
    if (!(answer instanceof Response)) return 200
    await answer.body?.cancel()
    return answer.status
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status
    throw thrown
  }
}

describe('a key', () => {
  test('opens what it was made for, and nothing else of what its member may', async () => {
    const { ask, study, token } = await makeWorld()
    expect([await ask(indicesJson), await ask(codebookCsv), await ask(home)]).toEqual([200, 403, 403])
    const headers = { Authorization: `Bearer ${token}` }
    const change = makeRequest('/x', { headers, form: { intent: 'add-all' } })
    expect(await statusOf(studyAction, routeArguments(change, { studyId: study.id }))).toBe(403)
    const both = await makeWorld(['see-results', 'take-data'])
    expect([await both.ask(indicesJson), await both.ask(codebookCsv)]).toEqual([200, 200])
  })

  test('is told once, stored as a hash, and its use is shown and written down', async () => {
    const { ask, token, cookie, workspaceId, member } = await makeWorld()
    const stored = await t.prisma.accessKey.findFirstOrThrow({ where: { workspaceId } })
    expect(JSON.stringify(stored)).not.toContain(token.slice(-43))
    const list = async () => (await loader(routeArguments(await signedInRequest('/x', { cookie })))).keys
    expect(await list()).toMatchObject([{ name: 'R on my laptop', lastUsedAt: null, rights: ['see-results'] }])
    await ask(indicesJson)
    expect((await list())[0]?.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(await list())).not.toContain('tokenHash')
    const looks = await t.prisma.auditEntry.findMany({ where: { workspaceId, actorKind: 'key' } })
    expect(looks).toMatchObject([{ actorId: member.userId, objectKind: 'study' }])
    expect(looks.map(({ details }) => JSON.parse(details).key)).toEqual([stored.id])
  })

  test.each([
    ['lapsed', { expiresAt: new Date('2026-01-02T00:00:00Z'), createdAt: new Date('2026-01-01T00:00:00Z') }],
    ['was revoked', { revokedAt: new Date() }],
  ])('that %s opens nothing', async (_how, changed) => {
    const { ask, workspaceId } = await makeWorld()
    await t.prisma.accessKey.updateMany({ where: { workspaceId }, data: changed })
    expect(await ask(indicesJson)).toBe(401)
  })

  test('is revoked by its owner alone', async () => {
    const { ask, cookie, workspaceId } = await makeWorld()
    const { id } = await t.prisma.accessKey.findFirstOrThrow({ where: { workspaceId } })
    const form = { intent: 'revoke', id }
    const other = await signedInRequest('/x', { workspaceId, role: 'owner', form })
    expect((await catchResponse(action(routeArguments(other)))).status).toBe(404)
    expect(await ask(indicesJson)).toBe(200)
    const own = await signedInRequest('/x', { cookie, form })
    expect((await catchResponse(action(routeArguments(own)))).status).toBe(302)
    expect(await ask(indicesJson)).toBe(401)
  })

  test('goes with its member, and follows their role', async () => {
    const { ask, member, workspaceId } = await makeWorld()
    const where = { workspaceId_id: { workspaceId, id: member.id } }
    await t.prisma.member.update({ where, data: { role: 'auditor' } })
    expect(await ask(indicesJson)).toBe(403)
    await t.prisma.member.delete({ where })
    expect(await ask(indicesJson)).toBe(401)
  })

  test('of one workspace is none of another, and a wrong one is none at all', async () => {
    const { ask, token } = await makeWorld()
    const other = await makeWorkspace(t.prisma)
    const [digits, secret] = [token.slice(6, 38), token.slice(-43)]
    for (const key of [
      `thiqa_${other.id.replaceAll('-', '')}_${secret}`,
      `thiqa_${digits}_${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
      ...['x', 'thiqa__', `thiqa_${digits}_`, `${token} `.repeat(2), 'undefined'],
    ])
      expect(await ask(indicesJson, key), key).toBe(401)
  })

  test('takes a fresh sign-in, a name, a right and one of the terms', async () => {
    const { cookie, member } = await makeWorld()
    const make = async (form: Record<string, string | string[]>) => {
      const answer = await action(routeArguments(await signedInRequest('/x', { cookie, form })))
      return { status: answer.init?.status ?? 200, fields: Object.keys(answer.data.errors) }
    }
    const right = { name: 'R', days: '30', 'rights[]': ['see-results'] }
    expect(await make({ ...right, days: '9999' })).toEqual({ status: 422, fields: ['days'] })
    expect(await make({ ...right, 'rights[]': ['manage-members'] })).toEqual({ status: 422, fields: ['rights'] })
    expect(await make({ name: ' ', days: '30' })).toEqual({ status: 422, fields: ['name', 'rights'] })
    const createdAt = new Date(Date.now() - 31 * 60_000)
    await t.prisma.session.updateMany({ where: { userId: member.userId }, data: { createdAt } })
    expect(await make(right)).toMatchObject({ status: 403 })
  })
})
