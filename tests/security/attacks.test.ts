// Carries out the attacks of attacks.ts against the whole application: the built pages behind all that stands before them.
import { expect, inject, test } from 'vitest'
import type { KeyRight } from '#app/people/access-key-form'
import { ROLES, type Role } from '#app/people/may'
import { makeKey } from '#tests/factories/make-key'
import { makeMember } from '#tests/factories/make-member'
import { makeReportLink } from '#tests/factories/make-report-link'
import { makeOpenWave, makeWorld, markWorld, type World } from '#tests/factories/make-world'
import { signIn } from '#tests/setup/signed-in-request'
import { type Reply, useApplication } from '#tests/setup/test-application'
import { useRuntime } from '#tests/setup/test-runtime'
import { ATTACKS, type Battlefield } from './attacks'

const PUBLIC_URL = 'https://thiqa.test'
const MARK = 'Foreignquincunx'
const t = useRuntime({ env: { PUBLIC_URL, METRICS_TOKEN: 'metrics-token-of-this-test' } })
const application = useApplication(PUBLIC_URL)

const FILE = {
  ...{ file: 'indices.csv', purpose: 'A thesis on trust.', language: 'en', createdAt: new Date() },
  ...{ bytes: 1, sha256: new Uint8Array(32), expiresAt: new Date(Date.now() + 86_400_000) },
}

async function makeBattlefield(): Promise<Battlefield> {
  const { prisma } = t
  const own = await makeWorld(prisma)
  const foreign = await makeWorld(prisma)
  const [me, other] = await makeOpenWave(prisma, own)
  const [foreignAsked] = await makeOpenWave(prisma, foreign)
  const keyOf = async ({ workspaceId }: World, rights: KeyRight[]) =>
    (await makeKey(prisma, { workspaceId, role: 'owner' }, { rights })).token
  const foreignKey = await keyOf(foreign, ['see-results', 'take-data'])
  await markWorld(prisma, foreign, MARK)
  const cookies = {} as Record<Role, string>
  for (const role of ROLES) cookies[role] = await signIn({ workspaceId: own.workspaceId, role })
  await prisma.organization.update({
    where: { workspaceId_id: { workspaceId: own.workspaceId, id: own.organizationId } },
    data: { name: '=HYPERLINK("https://evil.example")' },
  })
  const key = await keyOf(own, ['see-results'])
  const owner = { workspaceId: own.workspaceId, role: 'owner' as const }
  const { token: dataKey, memberId } = await makeKey(prisma, owner, { rights: ['take-data'] })
  const { memberId: colleague } = await makeKey(prisma, owner)
  const stranger = await makeMember(prisma, { workspaceId: foreign.workspaceId, role: 'owner' })
  const fileOf = async ({ workspaceId, studyId }: World, memberId: string, state: string) =>
    (await prisma.dataExport.create({ data: { ...FILE, workspaceId, studyId, memberId, state } })).id
  const files = {
    own: await fileOf(own, memberId, 'ready'),
    expired: await fileOf(own, memberId, 'expired'),
    foreign: await fileOf(foreign, stranger.id, 'ready'),
    colleagues: await fileOf(own, colleague, 'ready'),
  }
  const linkOf = (values: Omit<Parameters<typeof makeReportLink>[1], 'workspaceId' | 'studyId'> = {}, of = own) =>
    makeReportLink(prisma, {
      ...{ workspaceId: of.workspaceId, studyId: of.studyId, relationshipId: of.relationshipId },
      ...values,
    })
  const removed = await linkOf()
  await prisma.member.delete({ where: { workspaceId_id: { workspaceId: own.workspaceId, id: removed.memberId } } })
  const reports = {
    own: (await linkOf()).path,
    expired: (await linkOf({ madeAt: new Date(Date.now() - 8 * 86_400_000) })).path,
    revoked: (await linkOf({ revokedAt: new Date() })).path,
    outOfReach: (await linkOf({ scope: [] })).path,
    removed: removed.path,
    foreignId: (await linkOf({}, foreign)).id,
  }
  return {
    prisma,
    own,
    foreign,
    mark: MARK,
    cookies,
    me,
    other,
    foreignAsked,
    key,
    foreignKey,
    dataKey,
    files,
    reports,
    publicUrl: PUBLIC_URL,
  }
}

// the same requests reach both databases: once is enough
const isEmbedded = !inject('postgresqlServer')

test.runIf(isEmbedded)(
  'every attack is refused, and what is honest is not',
  async () => {
    const field = await makeBattlefield()
    const failures: string[] = []
    for (const attack of ATTACKS) {
      const { name, as, honestAs = as, sent, status, never, holds, sameAs, keeps, honest } = attack
      const fail = (what: string) => failures.push(`${name}: ${what}`)
      const send = (what: ReturnType<typeof sent>, role: Role | undefined) =>
        typeof what === 'string'
          ? application.sendBytes(what)
          : application.send({ ...what, headers: { ...(role && { Cookie: field.cookies[role] }), ...what.headers } })
      const before = JSON.stringify(await keeps?.(field))
      const reply = await send(sent(field), as)
      if (![status].flat().includes(reply.status)) fail(`${reply.status} instead of ${status}`)
      const unwanted = never?.(field)
      if (unwanted && reply.text.search(unwanted instanceof RegExp ? unwanted : escapeRegExp(unwanted)) >= 0)
        fail(`${unwanted} stands in the answer`)
      if (holds && (await holds(reply, field)) !== true) fail(`it does not hold: ${JSON.stringify(reply.headers)}`)
      if (sameAs && comparable(await send(sameAs(field), as)) !== comparable(reply)) fail('the answer tells')
      if (JSON.stringify(await keeps?.(field)) !== before) fail('it changed something')
      if (!honest) continue
      const asked = honest(field)
      const answered = await send(asked, honestAs)
      if (answered.status >= 400 || (answered.headers.location ?? '').startsWith('/sign-in'))
        fail(`the honest request got ${answered.status}`)
      if (keeps && asked.form && JSON.stringify(await keeps(field)) === before)
        fail('the honest request changed nothing')
    }
    expect(failures).toEqual([])
  },
  300_000,
)

function escapeRegExp(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}

/** What an answer says, without what differs between any two. */
function comparable({ status, headers, text }: Reply): string {
  const words = text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    .replace(/nonce="[^"]*"/g, '')
    .replace(/[\w.-]+@firm\.test/g, '')
  return JSON.stringify([status, headers.location, words])
}
