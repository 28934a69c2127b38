// Why values are withheld: for the auditor, who sees none.
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { loader as page } from '#app/routes/account/withheld'
import { loader as file } from '#app/routes/account/withheld-csv'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const people = (count: number) => Array.from({ length: count }, (_, place) => ({ trust_1: 1 + (place % 7) }))
const ask = async (workspaceId: string, search = '') =>
  routeArguments(await signedInRequest(`/audit/withheld${search}`, { workspaceId, role: 'auditor' }), {})
const readCsv = async (response: Response) =>
  parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[]

test('counts what is told and what is withheld for which reason, and lists each value that is withheld', async () => {
  const { workspaceId, study, waves } = await makePublishedStudy(t.prisma, {
    relationships: [
      { code: 'BOTH', buyer: people(4), supplier: people(3) },
      { code: 'ONE', buyer: people(4), supplier: people(2) },
    ],
  })
  const shown = await page(await ask(workspaceId))
  expect(shown.wave).toMatchObject({ number: 1, study: study.name, id: waves[0]?.id })
  const countOf = (decision: string, scope = 'relationship') =>
    shown.counts.find((one) => one.decision === decision && one.scope === scope)?.count ?? 0
  const rows = await readCsv(await file(await ask(workspaceId, `?wave=${waves[0]?.id}`)))
  for (const scope of ['relationship', 'portfolio', 'target-firm', 'rater-firm'])
    for (const reason of ['minimum', 'pair', 'complement'])
      expect(rows.filter((row) => row.scope === scope && row.reason === reason).length).toBe(countOf(reason, scope))
  expect(countOf('released')).toBeGreaterThan(5)
  const trust = rows.filter(
    ({ index, measure, scope }) => /^trust/.test(index ?? '') && measure === 'level' && scope === 'relationship',
  )
  expect(trust.map(({ place, side, index, reason }) => [place, side, index, reason])).toEqual([
    ['ONE', 'supplier', 'trust', 'minimum'],
    ['ONE', 'both', 'trust_gap', 'minimum'],
  ])
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'wave',
    'scope',
    'place',
    'side',
    'function',
    'measure',
    'index',
    'reason',
  ])
  const [taken] = await t.prisma.auditEntry.findMany({ where: { workspaceId, action: 'file-taken' } })
  expect(taken).toMatchObject({ objectKind: 'study', objectId: study.id, details: '{"file":"withheld.csv","wave":1}' })
})

test('shows the wave that was chosen, of the own workspace alone', async () => {
  const relationships = [{ buyer: people(3), supplier: people(3) }]
  const { workspaceId, waves } = await makePublishedStudy(t.prisma, { waves: 2, relationships })
  const other = await makePublishedStudy(t.prisma, { relationships })
  const numberOf = async (search: string) => (await page(await ask(workspaceId, search))).wave?.number
  expect(await numberOf('')).toBe(2)
  expect(await numberOf(`?wave=${waves[0]?.id}`)).toBe(1)
  for (const foreign of [other.waves[0]?.id, 'nonsense', '%00']) expect(await numberOf(`?wave=${foreign}`)).toBe(2)
})

test('says so before anything was published', async () => {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  expect(await page(await ask(workspaceId))).toMatchObject({ waves: [], wave: undefined, counts: [] })
  expect((await catchResponse(file(await ask(workspaceId)))).status).toBe(404)
})
