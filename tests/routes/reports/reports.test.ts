// Reports: the same numbers as on the pages, for whom they may be; links to them, which show no more than their maker may see.
import { describe, expect, test } from 'vitest'
import { refreshStandings } from '#app/dashboards/standings/refresh-standings.server'
import { loader as home } from '#app/routes/dashboard/home'
import { loader as relationshipPage } from '#app/routes/dashboard/relationship'
import { loader as portfolioReport } from '#app/routes/reports/portfolio-report'
import { loader as relationshipReport } from '#app/routes/reports/relationship-report'
import { loader as byLink } from '#app/routes/reports/report-by-link'
import { action, loader as links } from '#app/routes/reports/report-links'
import { openIntervention } from '#app/signals/interventions.server'
import { refreshSignals } from '#app/signals/refresh-signals.server'
import type { Audience } from '#app/studies/promise'
import { makeMember } from '#tests/factories/make-member'
import { makeOrganization } from '#tests/factories/make-organization'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeReportLink } from '#tests/factories/make-report-link'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const LOW = { trust_1: 1, trust_2: 1, trust_3: 1, trust_4: 1 }
/** What a browser says when somebody opens an address in it. */
const BROWSER = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ...{ 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
}

async function makeWorld(audience: Audience = 'shared', waves = 1) {
  const people = (answers: Record<string, number>) =>
    Array.from({ length: audience === 'shared' ? 3 : 5 }, () => answers)
  const made = await makePublishedStudy(t.prisma, {
    ...{ audience, waves },
    relationships: [
      { code: 'A', category: 'Castings', buyer: people(LOW), supplier: people({}) },
      { code: 'B', category: 'Freight', buyer: people({}), supplier: people({}) },
    ],
  })
  const { workspaceId, study, relationships } = made
  const [a, b] = relationships
  if (!a || !b) throw new Error('the study has relationships')
  await refreshStandings(t.prisma, workspaceId)
  await refreshSignals(t.prisma, { workspaceId, now: new Date() })
  return { ...made, a, b, studyId: study.id, params: { studyId: study.id, relationshipId: a.id } }
}
type World = Awaited<ReturnType<typeof makeWorld>>

/** What a link shows: its data, and with which status. */
async function open(
  { params }: { params: Record<string, string> },
  search = '',
  headers: Record<string, string> = BROWSER,
) {
  const answer = await byLink(routeArguments(makeRequest(`/report/x/y${search}`, { headers }), params))
  const isBare = !('data' in answer)
  return { status: isBare ? 200 : answer.init?.status, page: isBare ? answer : answer.data }
}
const reportOf = async (link: { params: Record<string, string> }) => {
  const { page } = await open(link)
  if (!('report' in page) || page.kind !== 'relationship') throw new Error('the link shows no relationship')
  return page.report
}

describe('a report', () => {
  test('of a relationship tells what its page tells, from the same cells', async () => {
    const { workspaceId, params } = await makeWorld('shared', 2)
    const ask = async () =>
      routeArguments(await signedInRequest('/x?people=9', { workspaceId, role: 'manager' }), params)
    const { report, mayShare } = await relationshipReport(await ask())
    const page = await relationshipPage(await ask())
    expect(mayShare).toBe(true)
    expect(report.figures).toEqual(page.figures)
    expect(report.figures.find(({ index }) => index === 'trust_gap')?.view).toMatchObject({ status: 'released' })
    expect(report.time).toEqual(page.time)
    expect(report.time.assumed.people).toBe(9)
    expect(report.trust.map(({ wave }) => wave)).toEqual([1, 2])
    for (const [at, { values }] of report.trust.entries())
      expect(values['buyer.trust']).toEqual(page.history[at]?.values['buyer.trust'])
    expect(report.recorded?.registers).toEqual(page.recorded?.registers)
    expect(report.withheldSides).toEqual([])
    expect(report.acting?.signals.rows.map(({ kind }) => kind)).toContain('no-owner')
  })

  test('of a portfolio tells what the start page tells, the worst first', async () => {
    const { workspaceId, studyId, a, b } = await makeWorld()
    const as = { workspaceId, role: 'manager' as const }
    const { report } = await portfolioReport(routeArguments(await signedInRequest('/x', as), { studyId }))
    const { standings, signals } = await home(routeArguments(await signedInRequest(`/?study=${studyId}`, as)))
    expect(report?.summary).toEqual(standings?.summary)
    expect(report?.relationships.rows.map(({ relationshipId }) => relationshipId)).toEqual([a.id, b.id])
    expect(report?.signals?.counts).toEqual(signals?.counts)
    expect(report?.since).toEqual(standings?.since)
  })

  test('for who takes data leaves out what is recorded, what warns, and names', async () => {
    const { workspaceId, studyId, params } = await makeWorld()
    const as = { workspaceId, role: 'researcher' as const }
    const { report, mayShare } = await relationshipReport(routeArguments(await signedInRequest('/x', as), params))
    expect([report.recorded, report.acting, report.showsNames, mayShare]).toEqual([undefined, undefined, false, false])
    const portfolio = await portfolioReport(routeArguments(await signedInRequest('/x', as), { studyId }))
    expect([portfolio.report?.signals, portfolio.report?.since]).toEqual([undefined, undefined])
  })
})

/** Makes a link as its form does. */
async function post(
  world: World,
  as: Parameters<typeof signedInRequest>[1],
  form: Record<string, string>,
  subject?: string,
) {
  const search = subject ?? `?study=${world.studyId}&relationship=${world.a.id}`
  return action(routeArguments(await signedInRequest(`/report-links${search}`, { ...as, form })))
}
const FORM = { intent: 'make', note: 'Board meeting', days: '7', language: 'ar' }

describe('a link to a report', () => {
  test('is told once, stored as a hash, opens in its language without a sign-in, and each opening is in the log', async () => {
    const world = await makeWorld()
    const { workspaceId, a } = world
    const member = await makeMember(t.prisma, { workspaceId, role: 'manager' })
    const cookie = await signInAs(member.email)
    const made = await post(world, { cookie }, FORM)
    const link = 'link' in made.data ? made.data.link : ''
    const token = /\/report\/[0-9a-f-]{36}\/([\w-]{43})$/.exec(link)?.[1] ?? ''
    const stored = await t.prisma.reportLink.findFirstOrThrow({ where: { workspaceId } })
    expect(Buffer.from(stored.tokenHash)).toHaveLength(32)
    expect(JSON.stringify(stored)).not.toContain(token)
    const opened = { params: { workspaceId, token } }
    const { status, page } = await open(opened)
    expect([status, page.language, page.title]).toEqual([200, 'ar', expect.stringContaining(' – ')])
    expect((await open(opened, '?language=en')).page.language).toBe('en')
    // a scanner of mails is written down, and not counted
    await open(opened, '', {})
    const list = await links(routeArguments(await signedInRequest('/report-links', { cookie })))
    expect(list.links.rows).toMatchObject([
      { state: 'open', openedCount: 2, note: 'Board meeting', makerName: member.name },
    ])
    expect(list.links.rows[0]?.lastOpenedAt).toBeInstanceOf(Date)
    expect(JSON.stringify(list)).not.toContain(token)
    const log = await t.prisma.auditEntry.findMany({
      where: { workspaceId, objectKind: 'report-link' },
      orderBy: { number: 'asc' },
    })
    expect(log.map(({ action: deed, actorKind }) => `${actorKind} ${deed}`)).toEqual([
      'member report-shared',
      ...Array(3).fill('link report-opened'),
    ])
    expect(log[1]).toMatchObject({ actorId: stored.id, objectId: stored.id })
    expect(JSON.parse(log[1]?.details ?? '')).toEqual({ study: world.studyId, relationship: a.id })
  })

  test('tells no names of people', async () => {
    const { workspaceId, studyId, a } = await makeWorld()
    const { id: signalId } = await t.prisma.signal.findFirstOrThrow({ where: { workspaceId, relationshipId: a.id } })
    const participant = await t.prisma.participant.findFirstOrThrow({
      where: { workspaceId, organizationId: a.buyerId },
    })
    await t.prisma.participant.update({
      where: { workspaceId_id: { workspaceId, id: participant.id } },
      data: { name: 'Quincunx Owner' },
    })
    await t.prisma.relationship.update({
      where: { workspaceId_id: { workspaceId, id: a.id } },
      data: { buyerOwnerId: participant.id },
    })
    const form = { text: 'Call them', responsible: 'Quincunx Actor', dueOn: new Date('2030-01-01') }
    await openIntervention(t.prisma, { workspaceId, signalId, relationshipId: a.id }, form)
    const report = await reportOf(await makeReportLink(t.prisma, { workspaceId, studyId, relationshipId: a.id }))
    expect(report.acting?.interventions.rows).toMatchObject([{ text: 'Call them', responsible: '' }])
    expect(JSON.stringify(report)).not.toContain('Quincunx')
    const signedIn = await signedInRequest('/x', { workspaceId, role: 'manager' })
    const own = await relationshipReport(routeArguments(signedIn, { studyId, relationshipId: a.id }))
    expect(JSON.stringify(own.report)).toContain('Quincunx Actor')
    expect(own.report.relationship.buyerOwner).toBe('Quincunx Owner')
  })

  test('shows nothing that the firm of its maker alone is shown', async () => {
    const { workspaceId, studyId, a } = await makeWorld('own-side')
    const trustOf = (report: { trust: { values: Record<string, { status: string }> }[] }) =>
      report.trust.map(({ values }) => values['buyer.trust']?.status)
    const maker = { workspaceId, role: 'manager' as const, organizationId: a.buyerId }
    const params = { studyId, relationshipId: a.id }
    const { report } = await relationshipReport(routeArguments(await signedInRequest('/x', maker), params))
    expect(trustOf(report)).toEqual(['released'])
    const shown = await reportOf(await makeReportLink(t.prisma, { ...maker, studyId, relationshipId: a.id }))
    expect(trustOf(shown)).toEqual(['withheld'])
  })

  test('ends with its time, by its maker, and with what its maker may', async () => {
    const { workspaceId, studyId, a, b } = await makeWorld()
    const elsewhere = await makeOrganization(t.prisma, { workspaceId })
    const make = (values: Partial<Parameters<typeof makeReportLink>[1]> = {}) =>
      makeReportLink(t.prisma, { workspaceId, studyId, relationshipId: a.id, ...values })
    const refusalOf = async (link: { params: Record<string, string> }) => {
      const { status, page } = await open(link)
      return [status, 'refused' in page ? page.refused : undefined, 'report' in page]
    }
    const day = 86_400_000
    expect((await open(await make({ madeAt: new Date(Date.now() - 7 * day + 60_000) }))).status).toBe(200)
    expect(await refusalOf(await make({ madeAt: new Date(Date.now() - 7 * day) }))).toEqual([410, 'expired', false])
    expect(await refusalOf(await make({ revokedAt: new Date() }))).toEqual([410, 'revoked', false])
    expect(await refusalOf(await make({ scope: [{ organizationId: elsewhere.id }] }))).toEqual([410, 'no-right', false])
    expect(await refusalOf(await make({ scope: [{ relationshipId: b.id }] }))).toEqual([410, 'no-right', false])
    expect(await refusalOf(await make({ role: 'researcher' }))).toEqual([410, 'no-right', false])
    const removed = await make()
    await t.prisma.member.delete({ where: { workspaceId_id: { workspaceId, id: removed.memberId } } })
    expect(await refusalOf(removed)).toEqual([404, 'unknown', false])
    const demoted = await make()
    expect((await open(demoted)).status).toBe(200)
    await t.prisma.member.updateMany({
      where: { workspaceId, id: demoted.memberId },
      data: { role: 'auditor', seesAll: false },
    })
    expect(await refusalOf(demoted)).toEqual([410, 'no-right', false])
    for (const params of [
      { ...demoted.params, token: 'A'.repeat(43) },
      { ...demoted.params, workspaceId: elsewhere.id },
      { ...demoted.params, workspaceId: 'x' },
      { ...demoted.params, token: demoted.token.slice(1) },
    ])
      expect(await refusalOf({ params })).toEqual([404, 'unknown', false])
    expect(await t.prisma.auditEntry.count({ where: { workspaceId, action: 'report-opened' } })).toBe(2)
  })

  test('to a portfolio shows the relationships in its maker’s reach as it is when it is opened', async () => {
    const { workspaceId, studyId, a, b } = await makeWorld()
    const link = await makeReportLink(t.prisma, { workspaceId, studyId, scope: [{ relationshipId: b.id }] })
    const shown = async () => {
      const { page } = await open(link)
      return 'report' in page && page.kind === 'portfolio'
        ? page.report.relationships.rows.map(({ relationshipId }) => relationshipId)
        : undefined
    }
    expect(await shown()).toEqual([b.id])
    await t.prisma.memberScope.create({ data: { workspaceId, memberId: link.memberId, relationshipId: a.id } })
    expect(await shown()).toEqual([a.id, b.id])
  })

  test('is made by those who may, to what they see, with all that is asked', async () => {
    const world = await makeWorld()
    const { workspaceId, a, b, studyId } = world
    for (const role of ['researcher', 'auditor'] as const)
      expect((await catchResponse(post(world, { workspaceId, role }, FORM))).status).toBe(403)
    const manager = { workspaceId, role: 'manager' as const, scope: [{ relationshipId: b.id }] }
    expect((await catchResponse(post(world, manager, FORM))).status).toBe(404)
    expect((await catchResponse(post(world, manager, FORM, '?study=x'))).status).toBe(404)
    expect((await catchResponse(post(world, manager, FORM, ''))).status).toBe(400)
    for (const wrong of [{ note: ' ' }, { note: 'x'.repeat(201) }, { days: '2' }, { days: 'x' }, { language: 'xx' }]) {
      const made = await post(world, manager, { ...FORM, ...wrong }, `?study=${studyId}&relationship=${b.id}`)
      expect(made.init?.status).toBe(422)
      expect(made.data).toMatchObject({
        values: wrong,
        errors: { [Object.keys(wrong)[0] ?? '']: [expect.any(String)] },
      })
    }
    expect(await t.prisma.reportLink.count()).toBe(0)
    const asked = await signedInRequest(`/report-links?study=${studyId}&relationship=${a.id}`, { workspaceId })
    expect((await links(routeArguments(asked))).subject).toMatchObject({ studyId, relationshipId: a.id })
  })

  test('is listed and revoked by its maker and by who sets up the workspace, and by nobody else', async () => {
    const world = await makeWorld()
    const { workspaceId, studyId } = world
    const { id } = await makeReportLink(t.prisma, { workspaceId, studyId })
    const expired = await makeReportLink(t.prisma, { workspaceId, studyId, madeAt: new Date('2026-01-01T00:00:00Z') })
    const revoke = (as: Parameters<typeof signedInRequest>[1], which = id) =>
      catchResponse(post(world, as, { intent: 'revoke', id: which }, ''))
    const colleague = { workspaceId, role: 'manager' as const }
    const list = async (as: Parameters<typeof signedInRequest>[1]) =>
      (await links(routeArguments(await signedInRequest('/report-links', as)))).links.rows.map(({ state }) => state)
    expect(await list(colleague)).toEqual([])
    expect(await list({ workspaceId })).toEqual(['open', 'expired'])
    expect((await revoke(colleague)).status).toBe(404)
    expect((await revoke({ workspaceId }, expired.id)).status).toBe(404)
    expect((await revoke({ workspaceId }, 'x')).status).toBe(404)
    expect((await revoke({ workspaceId })).headers.get('Location')).toBe('/report-links')
    expect(await list({ workspaceId })).toEqual(['revoked', 'expired'])
    expect(
      await t.prisma.auditEntry.count({ where: { workspaceId, action: 'report-link-revoked', objectId: id } }),
    ).toBe(1)
  })
})
