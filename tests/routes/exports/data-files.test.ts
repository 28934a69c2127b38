import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { loader as codebookCsv } from '#app/routes/exports/codebook-csv'
import { loader as dataFile } from '#app/routes/exports/data-file'
import { loader as indicesJson } from '#app/routes/exports/indices-json'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const PURPOSE = encodeURIComponent('A thesis on trust and time.')

type Loader = typeof codebookCsv
const responsesCsv: Loader = ({ params, ...args }) =>
  dataFile({ ...args, params: { ...params, file: 'responses-wide.csv' } })
type Role = 'administrator' | 'manager' | 'researcher'

async function get(loader: Loader, workspaceId: string, studyId: string, role: Role = 'researcher') {
  const request = await signedInRequest(`/studies/x/file?purpose=${PURPOSE}`, { workspaceId, role })
  return catchResponse(loader(routeArguments(request, { studyId })))
}

const readCsv = async (response: Response) =>
  parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[]

describe('who may take which file', () => {
  test.each([
    ['responses.csv', responsesCsv, { administrator: 200, researcher: 200, manager: 403 }],
    ['codebook.csv', codebookCsv, { administrator: 200, researcher: 200, manager: 403 }],
    ['indices.json', indicesJson, { administrator: 200, researcher: 200, manager: 200 }],
  ] as const)('%s', async (_name, loader, expected) => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma)
    for (const [role, status] of Object.entries(expected)) {
      const response = await get(loader, workspaceId, study.id, role as Role)
      expect(response.status, role).toBe(status)
      await response.body?.cancel()
    }
  })

  test.each([responsesCsv, codebookCsv, indicesJson])('a stranger is sent to the sign-in page', async (loader) => {
    const { study } = await makePublishedStudy(t.prisma)
    const response = await catchResponse(loader(routeArguments(makeRequest('/x'), { studyId: study.id })))
    expect(response.headers.get('Location')).toMatch(/^\/sign-in/)
  })

  test.each([responsesCsv, codebookCsv, indicesJson])(
    'a study of another workspace, one that is not there and nonsense look alike',
    async (loader) => {
      const { study } = await makePublishedStudy(t.prisma)
      const { id: workspaceId } = await makeWorkspace(t.prisma)
      for (const studyId of [study.id, '01890000-0000-7000-8000-000000000000', '../etc'])
        expect((await get(loader, workspaceId, studyId)).status).toBe(404)
      expect(await t.prisma.auditEntry.count({ where: { objectKind: 'study', actorKind: 'member' } })).toBe(0)
    },
  )
})

describe('the answers', () => {
  test('come as a table that its codebook describes column by column', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 2 })
    const response = await get(responsesCsv, workspaceId, study.id)
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="responses-wide.csv"')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const rows = await readCsv(response)
    const codebook = await readCsv(await get(codebookCsv, workspaceId, study.id))
    expect(rows).toHaveLength(12)
    expect(Object.keys(rows[0] ?? {})).toEqual(codebook.map((row) => row.variable))
    expect(rows.every((row) => Number(row.score_trust).toFixed(6) === '80.000000')).toBe(true)
  })

  test('leave no way for a formula in the name of a study', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { name: '=HYPERLINK("http://evil")' })
    const [row] = await readCsv(await get(responsesCsv, workspaceId, study.id))
    expect(row?.study).toBe('\'=HYPERLINK("http://evil")')
  })

  test('are not taken without a record of who took them', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma)
    await (await get(responsesCsv, workspaceId, study.id)).text()
    expect(
      await t.prisma.auditEntry.findMany({ where: { workspaceId, objectKind: 'study', actorKind: 'member' } }),
    ).toMatchObject([
      {
        objectId: study.id,
        actorKind: 'member',
        actorId: expect.any(String),
      },
    ])
  })

  test('of a study before its first publication are a header only', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, { waves: 0 })
    const text = await (await get(responsesCsv, workspaceId, study.id)).text()
    expect(text.trim().split('\r\n')).toHaveLength(1)
  })
})

describe('the released indices', () => {
  test('come by wave, then relationship, and are cached by nobody', async () => {
    const { workspaceId, study } = await makePublishedStudy(t.prisma, {
      waves: 2,
      relationships: ['B', 'A'].map((code) => ({ code, buyer: [{}, {}, {}], supplier: [{}, {}] })),
    })
    const response = await get(indicesJson, workspaceId, study.id, 'manager')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const rows = (await response.json()) as Record<string, unknown>[]
    expect(rows.map((row) => [row.wave, row.relationship])).toEqual([
      [1, 'A'],
      [1, 'B'],
      [2, 'A'],
      [2, 'B'],
    ])
    expect(rows[0]).toMatchObject({
      respondents: { buyer: 3, supplier: 2 },
      buyer_trust: { n: 3, n_to: 4, mean: 80, sd: null, se: null },
      supplier_trust: null,
      trust_gap: null,
      withheld: expect.arrayContaining(['supplier_trust', 'trust_gap']),
    })
    expect(JSON.stringify(rows)).not.toContain('minimum')
    // the questionnaire does not ask both sides about it
    expect(rows[0]).not.toHaveProperty('voice_gap')
  })
})
