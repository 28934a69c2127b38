import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { loader as dataPage } from '#app/routes/exports/data'
import { loader as dataFile } from '#app/routes/exports/data-file'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const PURPOSE = 'A thesis on trust and time.'
const SIX = Array.from({ length: 6 }, () => ({}))

async function makeWorld() {
  const made = await makePublishedStudy(t.prisma, { relationships: [{ buyer: SIX, supplier: SIX }] })
  const { workspaceId, study } = made
  const ask = async (file: string, query: Record<string, string> = {}) =>
    catchResponse(
      dataFile(
        routeArguments(
          await signedInRequest(
            `/studies/${study.id}/data/${file}?${new URLSearchParams({ purpose: PURPOSE, ...query })}`,
            {
              ...{ workspaceId, role: 'researcher' },
              headers: { Accept: 'text/html' },
            },
          ),
          {
            studyId: study.id,
            file,
          },
        ),
      ),
    )
  return { ...made, ask }
}

test('the page says what there is, in how many rows, and what was changed', async () => {
  const { workspaceId, study } = await makeWorld()
  const request = await signedInRequest('/x?language=ar', { workspaceId, role: 'researcher' })
  expect(await dataPage(routeArguments(request, { studyId: study.id }))).toMatchObject({
    ...{ waves: 1, language: 'ar', k: 5, generalised: { category: 0, function: 0, side: 0 } },
    tables: [
      { shape: 'wide', rows: 12 },
      { shape: 'long', rows: 240 },
      { shape: 'indices', rows: expect.any(Number) },
      { shape: 'evidence', rows: 0 },
      { shape: 'paradata', rows: 12 },
    ],
  })
})

test('every format comes as a file, and each download is written down', async () => {
  const { ask, workspaceId } = await makeWorld()
  const begins: Record<string, string> = {
    sav: '$FL2',
    dta: '<stata_dta>',
    xlsx: 'PK',
    parquet: 'PAR1',
    jsonl: '{',
    R: '#',
  }
  for (const name of ['responses-wide', 'responses-long', 'indices', 'evidence', 'paradata'])
    for (const [ending, start] of Object.entries(begins)) {
      const response = await ask(`${name}.${ending}`, { language: 'ar' })
      expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename="${name}.${ending}"`)
      expect(
        Buffer.from(await response.arrayBuffer())
          .toString('latin1')
          .slice(0, start.length),
        // nobody promised anything here: a file of lines is empty
      ).toBe(name === 'evidence' && ending === 'jsonl' ? '' : start)
    }
  for (const [name, start] of [
    ['bundle.zip', 'PK'],
    ['codebook.xml', '<?xml'],
    ['datapackage.json', '{'],
  ] as const)
    expect((await (await ask(name)).text()).slice(0, start.length)).toBe(start)
  const rows = parse(await (await ask('responses-long.csv')).text(), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  expect(rows).toHaveLength(240)
  expect(rows.find(({ variable }) => variable === 'trust_1')).toMatchObject({ side: expect.any(String), value: '6' })
  expect(await t.prisma.auditEntry.count({ where: { workspaceId, action: 'file-taken' } })).toBe(34)
})

test('no file of answers is taken without saying what for; what was typed comes back to the page', async () => {
  const { ask, workspaceId, study } = await makeWorld()
  for (const purpose of ['', 'thesis', `${PURPOSE}\u202e`]) {
    const refused = await ask('responses-wide.csv', { purpose })
    expect(refused.status).toBe(303)
    const back = new URL(refused.headers.get('Location') ?? '', 'http://thiqa.test')
    expect([back.pathname, back.searchParams.get('purpose')]).toEqual([`/studies/${study.id}/data`, purpose])
    const request = await signedInRequest(`${back.pathname}${back.search}`, { workspaceId, role: 'researcher' })
    expect(await dataPage(routeArguments(request, { studyId: study.id }))).toMatchObject({ purpose, isRefused: true })
  }
  expect(await t.prisma.dataExport.count({ where: { workspaceId } })).toBe(0)
  expect((await ask('codebook.xml', { purpose: '' })).status).toBe(200)
  await (await ask('responses-wide.csv')).text()
  expect(await t.prisma.dataExport.findMany({ where: { workspaceId } })).toMatchObject([
    { file: 'responses-wide.csv', purpose: PURPOSE, state: 'taken', studyId: study.id },
  ])
})

test('what is no file of ours is not there', async () => {
  const { ask } = await makeWorld()
  for (const file of [
    'responses-wide',
    'responses-wide.exe',
    '..',
    '../../etc/passwd',
    'responses-wide.csv/',
    'RESPONSES-WIDE.CSV',
    '',
  ])
    expect((await ask(file)).status, file).toBe(404)
})
