import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { loader as page } from '#app/routes/dashboard/measurement'
import { loader as measurementCsv } from '#app/routes/dashboard/measurement-csv'
import { loader as script } from '#app/routes/dashboard/measurement-script'
import { loader as estimatesCsv } from '#app/routes/dashboard/relation-estimates-csv'
import { loader as relationsCsv } from '#app/routes/dashboard/relations-csv'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const LOADERS = { page, measurementCsv, script, relationsCsv, estimatesCsv }
const NOWHERE = '01890000-0000-7000-8000-000000000000'
const BUYERS = Array.from({ length: 22 }, (_, person) => ({ trust_1: 1 + (person % 7), trust_2: 1 + (person % 5) }))

const publish = (languageOf?: (place: number) => string) =>
  makePublishedStudy(t.prisma, {
    relationships: [{ code: 'A', buyer: BUYERS, supplier: [{}, {}, {}] }],
    ...(languageOf && { languageOf }),
  })
const ask = (workspaceId: string, search = '', role: 'researcher' | 'manager' = 'researcher') =>
  signedInRequest(`/studies/x/measurement${search}`, { workspaceId, role })
const readCsv = async (response: Response) =>
  parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[]

describe('the measurement page and its files', () => {
  test.each(Object.entries(LOADERS))('%s are for those who may take data', async (_name, loader) => {
    const { workspaceId, study } = await publish()
    const params = { studyId: study.id }
    expect((await catchResponse(loader(routeArguments(makeRequest('/x'), params)))).headers.get('Location')).toMatch(
      /^\/sign-in/,
    )
    const manager = await ask(workspaceId, '', 'manager')
    expect((await catchResponse(loader(routeArguments(manager, params)))).status).toBe(403)
    const { id: stranger } = await makeWorkspace(t.prisma)
    for (const studyId of [study.id, NOWHERE, 'nonsense'])
      expect((await catchResponse(loader(routeArguments(await ask(stranger), { studyId })))).status).toBe(404)
  })

  test.each([
    '?wave=99&side=nobody&language=xx&construct=nothing&view=none',
    '?wave=%00&side=&language=%F0%9F%92%A9&construct=__proto__',
    '?wave=1e9&view[]=both&language=ar&language=en',
  ])('an address that nobody meant shows the page (%s)', async (search) => {
    const { workspaceId, study } = await publish()
    const shown = await page(routeArguments(await ask(workspaceId, search), { studyId: study.id }))
    expect(shown).toMatchObject({ wave: 1, side: 'buyer', view: 'both', chosen: 'trust' })
  })
})

describe('the page', () => {
  const open = async (made: Awaited<ReturnType<typeof publish>>, search: string) =>
    page(routeArguments(await ask(made.workspaceId, search), { studyId: made.study.id }))

  test('shows the scales of one side, and withholds those behind which few people stand', async () => {
    const made = await publish()
    expect(await open(made, '')).toMatchObject({
      languages: ['ar', 'en'],
      scales: [
        { construct: 'trust', told: { n: 22, values: { complete: 22 } } },
        { construct: 'dependence', told: { n: 22 } },
      ],
      answering: 'withheld',
    })
    expect(await open(made, '?side=supplier')).toMatchObject({
      scales: [{ told: 'withheld' }, { told: 'withheld' }],
      answering: 'withheld',
    })
  })

  test('withholds a language whose rest is a few people', async () => {
    const made = await publish((place) => (place < 20 ? 'en' : 'ar'))
    expect(await open(made, '?language=en')).toMatchObject({ language: 'en', scales: [{ told: 'withheld' }, {}] })
    expect(await open(made, '')).toMatchObject({ scales: [{ told: { n: 22 } }, {}] })
  })

  test('says what is not asked, and that there are too few points', async () => {
    const shown = await open(await publish(), '')
    expect(shown).toMatchObject({
      relations: {
        notAsked: ['continuity', 'uncertainty', 'contract_reliance', 'resource_sharing'],
        uncertainty: { ok: false, reason: 'few', n: 0 },
        time: { n: 1 },
      },
    })
  })

  test('is there before anything was published', async () => {
    const { id: workspaceId } = await makeWorkspace(t.prisma)
    const study = await makeStudy(t.prisma, { workspaceId })
    const parameters = { studyId: study.id }
    expect(await page(routeArguments(await ask(workspaceId), parameters))).toMatchObject({ wave: undefined })
    expect((await catchResponse(script(routeArguments(await ask(workspaceId), parameters)))).status).toBe(404)
    for (const file of [relationsCsv, estimatesCsv])
      expect(await readCsv(await file(routeArguments(await ask(workspaceId), parameters)))).toEqual([])
  })
})

describe('the files', () => {
  test('carry every row, and no number of a withheld one', async () => {
    const { workspaceId, study } = await publish()
    const rows = await readCsv(await measurementCsv(routeArguments(await ask(workspaceId), { studyId: study.id })))
    const trust = rows.find(
      ({ construct, side, language, row }) => `${construct} ${side} ${language} ${row}` === 'trust buyer  scale',
    )
    expect(trust).toMatchObject({ wave: '1', status: 'released', people: '22', responses: '22' })
    expect(trust?.alpha).toMatch(/^-?\d(\.\d{1,2})?$/)
    expect(rows.filter(({ row, item }) => row === 'item' && item === 'trust_3')).toHaveLength(2)
    const withheld = rows.filter(({ status }) => status === 'withheld')
    expect(withheld.length).toBeGreaterThan(0)
    const places = ['wave', 'row', 'construct', 'side', 'language', 'status']
    for (const row of withheld)
      expect(Object.entries(row).filter(([name, value]) => value !== '' && !places.includes(name))).toEqual([])
  })

  test('give the points of the chosen view, and a script', async () => {
    const { workspaceId, study } = await publish()
    const params = { studyId: study.id }
    const points = await readCsv(await relationsCsv(routeArguments(await ask(workspaceId, '?view=buyer'), params)))
    expect(points).toMatchObject([{ wave: '1', view: 'buyer', relationship: 'A', unproductive: '30', uncertainty: '' }])
    const response = await script(routeArguments(await ask(workspaceId, '?view=buyer'), params))
    expect(response.headers.get('Content-Disposition')).toContain('measurement.R')
    expect(await response.text()).toContain('view: buyer')
  })
})
