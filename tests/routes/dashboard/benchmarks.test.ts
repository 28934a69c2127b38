import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { poolBenchmarks } from '#app/disclosure/benchmarks/pool-benchmarks.server'
import { action as share, loader as sharing } from '#app/routes/account/share-benchmarks'
import { loader as benchmarks } from '#app/routes/dashboard/benchmarks'
import { loader as benchmarksCsv } from '#app/routes/dashboard/benchmarks-csv'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const NOW = new Date('2026-04-02T08:00:00Z')

/** Trust grows from one relationship to the next. */
const relationships = (count: number) =>
  Array.from({ length: count }, (_, number) => {
    const people = [1, 2, 3].map(() => ({ trust_1: 1 + number, trust_2: 1 + number, trust_4: 1 + number }))
    return { code: `R${number}`, buyer: people, supplier: people }
  })

const ask = (workspaceId: string, path: string, body?: Record<string, string>) =>
  signedInRequest(path, {
    ...{ workspaceId, role: 'administrator' },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  } as never)

async function makeSharing(count = 3, more: object = {}) {
  const { id: workspaceId } = await makeWorkspace(t.prisma, { benchmarksSince: new Date('2025-12-01T00:00:00Z') })
  return makePublishedStudy(t.prisma, {
    workspaceId,
    relationships: relationships(count),
    isBenchmarked: true,
    ...more,
  })
}

test('an administrator lets figures into pools and takes it back; both are written down', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const read = async () => sharing(routeArguments(await ask(workspaceId, '/settings/benchmarks'), {}))
  expect(await read()).toEqual({ benchmarksSince: null })
  for (const intent of ['start', 'stop', 'else']) {
    const request = await ask(workspaceId, '/settings/benchmarks', { intent })
    expect((await catchResponse(share(routeArguments(request, {})))).status).toBe(intent === 'else' ? 400 : 302)
    expect(await read()).toEqual({ benchmarksSince: intent === 'start' ? expect.any(Date) : null })
  }
  const written = await t.prisma.auditEntry.findMany({ where: { workspaceId, action: { startsWith: 'benchmarks' } } })
  expect(written.map(({ action }) => action).sort()).toEqual(['benchmarks-shared', 'benchmarks-stopped'])
})

test('own relationships are compared, without others for whom the workspace does not share', async () => {
  const {
    workspaceId,
    study,
    relationships: made,
  } = await makePublishedStudy(t.prisma, { relationships: relationships(5) })
  const params = { studyId: study.id }
  const page = await benchmarks(routeArguments(await ask(workspaceId, '/x?measure=buyer.trust'), params))
  expect(page.found).toMatchObject({ measure: 'buyer.trust', total: 5, shares: false, isOfOne: false })
  expect(page.found?.rows.map(({ relationship, percentile }) => [relationship.code, percentile])).toEqual(
    [10, 30, 50, 70, 90].map((percentile, number) => [`R${number}`, percentile]),
  )
  const one = await benchmarks(routeArguments(await ask(workspaceId, `/x?relationship=${made[4]?.id}`), params))
  expect(one.found?.rows.map(({ place }) => place)).toEqual(one.found?.measures)
  expect(one.found?.rows[0]).toMatchObject({ place: 'buyer.trust', standing: 'highest' })
  const nobody = benchmarks(routeArguments(await ask(workspaceId, `/x?relationship=${study.id}`), params))
  expect((await catchResponse(nobody)).status).toBe(404)
  const file = await benchmarksCsv(routeArguments(await ask(workspaceId, '/x?measure=buyer.trust'), params))
  const rows = parse(await file.text(), { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map(({ relationship, compared }) => `${relationship} ${compared}`)).toEqual(
    [0, 1, 2, 3, 4].map((number) => `R${number} 5`),
  )
})

test('six workspaces that share make figures of a quarter, once; who shares no more is shown none', async () => {
  const made = []
  for (let number = 0; number < 5; number++) made.push(await makeSharing())
  // neither too few relationships, nor people who were not told, nor a workspace that took it back
  await makeSharing(2)
  await makeSharing(3, { isBenchmarked: false })
  const gone = await makeSharing()
  await t.prisma.workspace.update({ where: { id: gone.workspaceId }, data: { benchmarksSince: null } })
  expect(await poolBenchmarks(t.prisma, NOW)).toBe(0)
  made.push(await makeSharing())
  const told = await poolBenchmarks(t.prisma, NOW)
  expect(told).toBeGreaterThan(0)
  expect(await poolBenchmarks(t.prisma, NOW)).toBe(0)
  // in the next quarter the same answers make the same figures, and one workspace more makes none
  expect(await poolBenchmarks(t.prisma, new Date('2026-07-02T08:00:00Z'))).toBe(told)
  await makeSharing()
  expect(await poolBenchmarks(t.prisma, new Date('2026-10-02T08:00:00Z'))).toBe(0)
  const figures = await t.prisma.benchmarkFigure.findMany()
  const workspaces = await t.prisma.workspace.findMany()
  for (const { id } of workspaces) expect(JSON.stringify(figures)).not.toContain(id)

  const [{ workspaceId, study } = gone] = made
  const url = '/x?measure=buyer.trust'
  const page = await benchmarks(routeArguments(await ask(workspaceId, url), { studyId: study.id }))
  expect(page.found?.shares).toBe(true)
  expect(page.found?.rows[0]).toMatchObject({ others: { quarter: '2026-Q3' }, amongOthers: 'lowest' })
  const without = await benchmarks(routeArguments(await ask(gone.workspaceId, url), { studyId: gone.study.id }))
  expect(without.found?.rows.map(({ others }) => others)).toEqual([null, null, null])
})

test('the database refuses figures of fewer workspaces, exact ones, and waves whose people were not told', async () => {
  const figure = { quarter: '2026-Q1', index: 'trust', side: 'buyer', low: 40, median: 50, high: 60 }
  const marks = ['a', 'b', 'c', 'd', 'e', 'f']
  const write = (more: object) => t.prisma.benchmarkFigure.create({ data: { ...figure, marks, ...more } })
  await expect(write({ marks: marks.slice(1) })).rejects.toThrow(/benchmark_figure_enough/)
  await expect(write({ median: 51 })).rejects.toThrow(/benchmark_figure_told_roughly/)
  await expect(write({ high: 45 })).rejects.toThrow(/benchmark_figure_told_roughly/)
  await write({})
  const { workspaceId, waves } = await makePublishedStudy(t.prisma)
  const later = t.prisma.wave.updateMany({
    where: { workspaceId, id: waves[0]?.id ?? '' },
    data: { isBenchmarked: true },
  })
  await expect(later).rejects.toThrow(/were not told/)
})
