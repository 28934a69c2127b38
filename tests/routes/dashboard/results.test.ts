import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { loader as groups } from '#app/routes/dashboard/groups'
import { loader as groupsCsv } from '#app/routes/dashboard/groups-csv'
import { loader as portfolio } from '#app/routes/dashboard/portfolio'
import { loader as portfolioCsv } from '#app/routes/dashboard/portfolio-csv'
import { loader as relationship } from '#app/routes/dashboard/relationship'
import { loader as relationshipCsv } from '#app/routes/dashboard/relationship-csv'
import { loader as transactionalTime } from '#app/routes/dashboard/transactional-time'
import { loader as transactionalTimeCsv } from '#app/routes/dashboard/transactional-time-csv'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

const LOADERS = {
  groups,
  groupsCsv,
  portfolio,
  portfolioCsv,
  relationship,
  relationshipCsv,
  transactionalTime,
  transactionalTimeCsv,
}
const CSV_LOADERS = { groupsCsv, portfolioCsv, relationshipCsv, transactionalTimeCsv }
const NOWHERE = '01890000-0000-7000-8000-000000000000'
const TWO_RELATIONSHIPS = [
  { code: 'A', category: 'Freight', buyer: [{}, {}, {}], supplier: [{ trust_1: 1 }, {}, {}] },
  { code: 'B', category: 'Castings', buyer: [{}, {}, null], supplier: [{}, {}, {}] },
]

const ask = (workspaceId: string, search = '') =>
  signedInRequest(`/studies/x/results${search}`, { workspaceId, role: 'manager' })
const readCsv = async (response: Response) =>
  parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[]

describe('every page and file of results', () => {
  test.each(Object.entries(LOADERS))('%s sends a stranger to the sign-in page', async (_name, loader) => {
    const response = await catchResponse(loader(routeArguments(makeRequest('/x'), { studyId: NOWHERE })))
    expect(response.headers.get('Location')).toMatch(/^\/sign-in/)
  })

  test.each(Object.entries(LOADERS))('%s does not know the studies of another workspace', async (_name, loader) => {
    const { study, relationships } = await makePublishedStudy(t.prisma)
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    for (const studyId of [study.id, NOWHERE, 'nonsense']) {
      const params = { studyId, relationshipId: relationships[0]?.id ?? '' }
      expect((await catchResponse(loader(routeArguments(await ask(workspaceId), params)))).status).toBe(404)
    }
  })

  test.each(Object.entries(CSV_LOADERS))('%s is cached by nobody', async (_name, loader) => {
    const { workspaceId, study, relationships } = await makePublishedStudy(t.prisma)
    const params = { studyId: study.id, relationshipId: relationships[0]?.id ?? '' }
    const response = await loader(routeArguments(await ask(workspaceId), params))
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    await response.body?.cancel()
  })
})

describe('the portfolio', () => {
  test('shows the newest published wave, or the one asked for', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 2 })
    await makeWave(t.prisma, { workspaceId, studyId: study.id, number: 3 })
    const params = { studyId: study.id }
    expect(await portfolio(routeArguments(await ask(workspaceId), params))).toMatchObject({ wave: 2 })
    expect(await portfolio(routeArguments(await ask(workspaceId, '?wave=1'), params))).toMatchObject({ wave: 1 })
    expect(await portfolio(routeArguments(await ask(workspaceId, '?wave=3'), params))).toMatchObject({ wave: 2 })
  })

  test('finds and orders on the server', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { relationships: TWO_RELATIONSHIPS })
    const codes = async (search: string) => {
      const page = await portfolio(routeArguments(await ask(workspaceId, search), { studyId: study.id }))
      return page.wave === undefined ? undefined : page.rows.map((row) => row.code)
    }
    expect(await codes('')).toEqual(['A', 'B'])
    expect(await codes('?order=desc')).toEqual(['B', 'A'])
    expect(await codes('?sort=category')).toEqual(['B', 'A'])
    expect(await codes('?q=freight')).toEqual(['A'])
    expect(await codes('?q=%00')).toEqual([])
  })

  test('gives no result of an open wave', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 0 })
    await makeWave(t.prisma, { workspaceId, studyId: study.id })
    const page = await portfolio(routeArguments(await ask(workspaceId), { studyId: study.id }))
    expect(page.wave).toBeUndefined()
    expect(Object.keys(page).sort()).toEqual(['study', 'wave'])
  })

  test('holds nothing of a withheld value in what reaches the browser', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, {
      relationships: [{ code: 'A', buyer: [{}, {}, {}], supplier: [{ trust_1: 1 }, {}] }],
    })
    const page = await portfolio(routeArguments(await ask(workspaceId), { studyId: study.id }))
    if (page.wave === undefined) throw new Error('the wave is published')
    expect(page.rows[0]).toMatchObject({ supplierTrust: { status: 'withheld' }, gap: { status: 'withheld' } })
    expect(Object.keys(page.rows[0]?.supplierTrust ?? {})).toEqual(['status'])
    expect(JSON.stringify(page)).not.toContain('minimum"')
  })

  test('as a file is what the screen shows', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { relationships: TWO_RELATIONSHIPS })
    const response = await portfolioCsv(routeArguments(await ask(workspaceId, '?q=castings'), { studyId: study.id }))
    const rows = await readCsv(response)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      relationship: 'B',
      invited: '6',
      answered: '5',
      buyer_trust: '',
      supplier_trust_n: '3',
      withheld: 'buyer_trust trust_gap buyer_unproductive',
    })
  })

  test('as a file before the first publication is a header only', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 0 })
    expect(await readCsv(await portfolioCsv(routeArguments(await ask(workspaceId), { studyId: study.id })))).toEqual([])
  })
})

describe('a relationship', () => {
  test('shows all its published waves', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(t.prisma, { waves: 2 })
    const params = { studyId: study.id, relationshipId: relationships[0]?.id ?? '' }
    const page = await relationship(routeArguments(await ask(workspaceId), params))
    expect(page.history.map(({ wave }) => wave)).toEqual([1, 2])
    expect(page.history[0]?.values['buyer.dependence']).toMatchObject({ mean: 50, n: 3 })
    expect(page.relationship).toMatchObject({ buyerOwner: null, code: relationships[0]?.code })
    const trust = page.changes.rows.find((row) => row.side === 'buyer' && row.index === 'trust')
    expect(trust).toMatchObject({ isSamePeople: true, change: { mean: 0 }, trend: { status: 'withheld' } })
    expect(page.functions.rows).toMatchObject([])
    expect(page.comments).toEqual([])
  })

  test('that the study never asked about does not exist there', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma)
    const other = await makeRelationship(t.prisma, { workspaceId })
    for (const relationshipId of [other.id, NOWHERE, 'nonsense']) {
      const params = { studyId: study.id, relationshipId }
      expect((await catchResponse(relationship(routeArguments(await ask(workspaceId), params)))).status).toBe(404)
      expect((await catchResponse(relationshipCsv(routeArguments(await ask(workspaceId), params)))).status).toBe(404)
    }
  })

  test('as a file has every value of every wave, withheld ones with their reason', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(t.prisma, {
      waves: 2,
      relationships: [{ code: '=A', buyer: [{}, {}, {}], supplier: [{}] }],
    })
    const params = { studyId: study.id, relationshipId: relationships[0]?.id ?? '' }
    const rows = await readCsv(await relationshipCsv(routeArguments(await ask(workspaceId), params)))
    expect(rows.filter((row) => row.measure === 'level')).toHaveLength(70)
    const trust = rows.filter((row) => row.index === 'trust' && row.wave === '2' && row.measure === 'level')
    expect(trust).toMatchObject([
      { relationship: "'=A", side: 'buyer', status: 'released', n: '3', sd: '' },
      { side: 'supplier', status: 'withheld', n: '', mean: '' },
    ])
    const moved = rows.filter((row) => row.index === 'trust' && row.measure === 'panel-change')
    expect(moved).toMatchObject([{ side: 'buyer', wave: '2', mean: '0', n: '3', n_to: '4' }])
  })
})

describe('transactional time', () => {
  const params = (study: { id: string }) => ({ studyId: study.id })

  test('has every relationship by side, or every firm, of one wave or of all', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 2, relationships: TWO_RELATIONSHIPS })
    const read = async (search: string) => {
      const page = await transactionalTime(routeArguments(await ask(workspaceId, search), params(study)))
      if (page.wave === undefined) throw new Error('two waves are published')
      return page
    }
    expect(await read('')).toMatchObject({ wave: 2, measure: 'unproductive', view: 'relationships', withheld: 1 })
    expect((await read('')).rows).toHaveLength(4)
    expect((await read('?view=firms')).rows).toHaveLength(3)
    expect((await read('?side=buyer')).rows.map(({ side }) => side)).toEqual(['buyer', 'buyer'])
    const all = await read('?wave=all&measure=unproductive_strict')
    expect(all.wave).toBe('all')
    expect(all.rows.map((row) => row.unproductive)).toEqual([20, null, 20, 20])
  })

  test('as a file is what the screen shows', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { relationships: TWO_RELATIONSHIPS })
    const search = '?view=firms&measure=unproductive_strict&wave=all'
    const rows = await readCsv(
      await transactionalTimeCsv(routeArguments(await ask(workspaceId, search), params(study))),
    )
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ wave: 'all', measure: 'unproductive_strict', side: 'buyer', unproductive: '20' })
  })

  test('before the first publication is empty', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 0 })
    expect(await transactionalTime(routeArguments(await ask(workspaceId), params(study)))).toMatchObject({
      wave: undefined,
    })
    const response = await transactionalTimeCsv(routeArguments(await ask(workspaceId), params(study)))
    expect(await readCsv(response)).toEqual([])
  })
})
