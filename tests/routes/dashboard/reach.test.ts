// What a manager sees of released results: the relationships in their reach, and nothing that tells of the others.
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { loader as groups } from '#app/routes/dashboard/groups'
import { loader as groupsCsv } from '#app/routes/dashboard/groups-csv'
import { loader as home } from '#app/routes/dashboard/home'
import { loader as portfolio } from '#app/routes/dashboard/portfolio'
import { loader as portfolioCsv } from '#app/routes/dashboard/portfolio-csv'
import { loader as relationship } from '#app/routes/dashboard/relationship'
import { loader as transactionalTime } from '#app/routes/dashboard/transactional-time'
import { loader as indicesJson } from '#app/routes/exports/indices-json'
import { loader as studies } from '#app/routes/studies/studies'
import type { Audience } from '#app/studies/promise'
import { makeParticipant } from '#tests/factories/make-participant'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeRelationship } from '#tests/factories/make-relationship'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const SIX = Array.from({ length: 6 }, () => ({}))

async function makeWorld(audience: Audience = 'shared') {
  const made = await makePublishedStudy(t.prisma, {
    audience,
    relationships: ['A', 'B', 'C', 'D'].map((code, place) => ({
      ...{ code, category: place < 2 ? 'Castings' : 'Freight', buyer: SIX, supplier: SIX },
    })),
  })
  const [a, b] = made.relationships
  if (!a || !b) throw new Error('the study has relationships')
  return { ...made, a, b, params: { studyId: made.study.id, relationshipId: a.id } }
}

type Who = Parameters<typeof signIn>[0]

async function see({ params, workspaceId }: Awaited<ReturnType<typeof makeWorld>>, who: Omit<Who, 'workspaceId'>) {
  const cookie = await signIn({ workspaceId, role: 'manager', ...who })
  const ask = async () => routeArguments(await signedInRequest('/x', { cookie }), params)
  const page = await portfolio(await ask())
  const time = await transactionalTime(await ask())
  const pools = await groups(await ask())
  const csv = parse(await (await portfolioCsv(await ask())).text(), { bom: true, columns: true }) as {
    relationship: string
  }[]
  const groupFile = parse(await (await groupsCsv(await ask())).text(), { bom: true, columns: true }) as object[]
  const json = (await (await indicesJson(await ask())).json()) as { relationship: string }[]
  if (pools.wave === undefined) throw new Error('the study is published')
  expect(groupFile.length > 0).toBe(pools.sides.rows.length > 0)
  return {
    portfolio: page.wave === undefined ? [] : page.rows.map(({ code }) => code),
    file: [...new Set(csv.map((row) => row.relationship))].sort(),
    json: [...new Set(json.map((row) => row.relationship))].sort(),
    times: time.wave === undefined ? 0 : time.rows.length,
    pools: [...new Set(pools.sides.rows.map(({ scope }) => scope))].sort(),
  }
}

test('somebody who runs the surveys sees all of them', async () => {
  const world = await makeWorld()
  const all = ['A', 'B', 'C', 'D']
  expect(await see(world, {})).toEqual({
    ...{ portfolio: all, file: all, json: all, times: 8 },
    pools: ['category', 'portfolio', 'rater-firm', 'target-firm'],
  })
})

test.each([
  [
    'a single relationship',
    (w: Awaited<ReturnType<typeof makeWorld>>) => ({ scope: [{ relationshipId: w.a.id }] }),
    ['A'],
    [],
  ],
  ['a category', () => ({ scope: [{ category: 'Castings' }] }), ['A', 'B'], ['category']],
  [
    'a firm',
    (w: Awaited<ReturnType<typeof makeWorld>>) => ({ scope: [{ organizationId: w.a.buyerId }] }),
    ['A'],
    ['rater-firm', 'target-firm'],
  ],
  [
    'the own firm',
    (w: Awaited<ReturnType<typeof makeWorld>>) => ({ organizationId: w.b.supplierId }),
    ['B'],
    ['rater-firm', 'target-firm'],
  ],
] as const)('%s is all that a manager of it sees, on pages and in files', async (_what, who, codes, pools) => {
  const world = await makeWorld()
  const seen = await see(world, who(world) as Omit<Who, 'workspaceId'>)
  expect(seen).toEqual({ portfolio: codes, file: codes, json: codes, times: 2 * codes.length, pools })
})

test('where nothing but pools is shown, a manager of one firm sees those over many and their own', async () => {
  const world = await makeWorld('pooled')
  const seen = await see(world, { organizationId: world.a.supplierId })
  expect(seen.pools).toEqual(['category', 'portfolio', 'rater-firm', 'target-firm'])
  expect(seen.portfolio).toEqual(['A'])
})

test('where only the own side is shown, each firm sees its own people’s view, and nobody else does', async () => {
  const world = await makeWorld('own-side')
  const seen = async (who: Omit<Who, 'workspaceId'>) => {
    const cookie = await signIn({ workspaceId: world.workspaceId, role: 'manager', ...who })
    const ask = async () => routeArguments(await signedInRequest('/x', { cookie }), world.params)
    const page = await portfolio(await ask())
    const { history } = await relationship(await ask())
    const row = page.wave === undefined ? undefined : page.rows.find(({ code }) => code === 'A')
    const told = history.flatMap(({ values }) =>
      Object.entries(values).flatMap(([place, cell]) => (cell.status === 'released' ? [place.split('.')[0]] : [])),
    )
    return {
      buyer: row?.buyerTrust,
      supplier: row?.supplierTrust,
      gap: row?.gap.status,
      sides: new Set(told),
    }
  }
  const withheld = { status: 'withheld' }
  const buyer = await seen({ organizationId: world.a.buyerId })
  expect(buyer).toMatchObject({ buyer: { status: 'released', n: 5, nTo: 9 }, supplier: withheld, gap: 'withheld' })
  expect([...buyer.sides]).toEqual(['buyer'])
  const supplier = await seen({ organizationId: world.a.supplierId })
  expect(supplier).toMatchObject({ buyer: withheld, supplier: { status: 'released' }, gap: 'withheld' })
  for (const who of [{ role: 'owner' }, { role: 'researcher' }, {}] as const)
    expect(await seen(who)).toMatchObject({ buyer: withheld, supplier: withheld, sides: new Set() })
})

test('another relationship of the study does not exist for them, and neither does a study without theirs', async () => {
  const world = await makeWorld()
  const { workspaceId } = world
  const own = await makeRelationship(t.prisma, { workspaceId })
  const cookieOfB = await signIn({ workspaceId, role: 'manager', scope: [{ relationshipId: world.b.id }] })
  const request = await signedInRequest('/x', { cookie: cookieOfB })
  expect((await catchResponse(relationship(routeArguments(request, world.params)))).status).toBe(404)
  const asked = [world.a, world.b].map(({ id }) => ({ workspaceId, studyId: world.study.id, relationshipId: id }))
  await t.prisma.studyRelationship.createMany({ data: asked })
  const listOfB = await studies(routeArguments(await signedInRequest('/x', { cookie: cookieOfB })))
  expect(listOfB.studies.map((study) => study.relationships)).toEqual([1])
  const cookie = await signIn({ workspaceId, role: 'manager', scope: [{ relationshipId: own.id }] })
  const ask = async (params = {}) => routeArguments(await signedInRequest('/x', { cookie }), params)
  expect((await catchResponse(portfolio(await ask(world.params)))).status).toBe(404)
  expect((await studies(await ask())).studies).toEqual([])
  expect((await home(await ask())).studies).toEqual([])
})

test('a researcher sees no names of owners, a manager does', async () => {
  const world = await makeWorld()
  const { workspaceId, a } = world
  const { id: buyerOwnerId } = await makeParticipant(t.prisma, { workspaceId, organizationId: a.buyerId, name: 'Huda' })
  await t.prisma.relationship.update({ where: { workspaceId_id: { workspaceId, id: a.id } }, data: { buyerOwnerId } })
  const ask = async (role: 'researcher' | 'manager') =>
    relationship(routeArguments(await signedInRequest('/x', { workspaceId, role }), world.params))
  expect((await ask('manager')).relationship.buyerOwner).toBe('Huda')
  expect(JSON.stringify(await ask('researcher'))).not.toContain('Huda')
})
