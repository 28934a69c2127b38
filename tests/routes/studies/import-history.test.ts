// The page of an earlier study: reading a workbook, choosing columns, the dry run, the import; and what is refused.
import { beforeEach, describe, expect, test } from 'vitest'
import { action } from '#app/routes/studies/import-history'
import { makeWorkbook } from '#tests/factories/make-workbook'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
let workspaceId: string
let cookie: string
beforeEach(async () => {
  workspaceId = (await makeWorkspace(t.prisma)).id
  cookie = await signIn({ workspaceId, role: 'administrator' })
})

const ROWS = [
  ['wave', 'relationship', 'side', 'respondent', 'function', 'trust_1', 'trust_2', 'trust_3'],
  [1, 'R1', 'buyer', 'ann', 'purchasing', 5, 6, 2],
  [1, 'R1', 'supplier', 'bo', 'sales', 4, 4, 4],
]
const FIRMS = 'code,buyer,supplier,category\nR1,ACME,BOLT,Steel\n'

async function post(fields: Record<string, string | File>) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const request = makeRequest('/studies/import', { method: 'POST', body, headers: { Cookie: cookie } })
  try {
    const told = await action(routeArguments(request, {}))
    return { status: told.init?.status ?? 200, location: undefined, told: told.data }
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return { status: thrown.status, location: thrown.headers.get('Location'), told: undefined }
  }
}

const file = (content: BlobPart, name: string) => new File([content], name)
const settings = {
  ...{ name: 'Earlier', audience: 'shared', minimumGroupSize: '3', retentionMonths: '120' },
  ...{ contactName: 'Sara', contactEmail: 'sara@thiqa.test', firstDay: '2024-03-31', monthsBetween: '3' },
  functionDefault: 'management',
}

describe('the page of an earlier study', () => {
  test('reads a workbook, proposes columns, says what would come of it, and does it', async () => {
    const workbook = await makeWorkbook({ Answers: ROWS })
    const read = await post({
      ...{ intent: 'read', instrument: 'relationship-core@1' },
      ...{ answers: file(new Uint8Array(workbook), 'a.xlsx'), relationships: file(FIRMS, 'r.csv') },
    })
    expect(read.status).toBe(200)
    const { values = {}, tables } = read.told ?? {}
    expect(values).toMatchObject({ column_wave: 'wave', 'item.trust_1': 'trust_1' })
    const { answersCsv = '', relationshipsCsv = '' } = tables ?? {}
    const chosen = Object.fromEntries(
      Object.entries(values).filter((one): one is [string, string] => typeof one[1] === 'string'),
    )
    const form = { ...chosen, answersCsv, relationshipsCsv, ...settings }
    const checked = await post({ ...form, intent: 'check' })
    expect(checked.told).toMatchObject({
      counts: { waves: 1, responses: 2, people: 2, relationships: 1, organizations: 2 },
    })
    expect(await t.prisma.study.count({ where: { workspaceId } })).toBe(0)
    const done = await post({ ...form, intent: 'import' })
    const study = await t.prisma.study.findFirstOrThrow({ where: { workspaceId }, include: { waves: true } })
    expect([done.status, done.location]).toEqual([302, `/studies/${study.id}`])
    expect(study.waves).toMatchObject([{ number: 1, isImported: true, state: 'closed' }])
    const log = { workspaceId, action: 'study-imported', objectId: study.id }
    expect(await t.prisma.auditEntry.count({ where: log })).toBe(1)
    expect(await t.prisma.relationship.findFirst({ where: { workspaceId } })).toMatchObject({ category: 'Steel' })
    // the same name again: what was chosen is kept
    const again = await post({ ...form, intent: 'import' })
    expect(again).toMatchObject({ status: 422, told: { errors: { name: ['studies.error.name-taken'] } } })
    expect(again.told?.values).toMatchObject({ firstDay: '2024-03-31', 'item.trust_2': 'trust_2' })
  })

  test('refuses what is no table, what is not said, and what does not fit', async () => {
    const csv = ROWS.map((row) => row.join(',')).join('\n')
    const base = { instrument: 'relationship-core@1', answersCsv: csv, relationshipsCsv: FIRMS }
    expect(await post({ ...base, intent: 'nothing' })).toMatchObject({ status: 400 })
    expect((await post({ intent: 'read', instrument: 'relationship-core@1' })).told?.refusal).toBe(
      'history.error.no-table',
    )
    const broken = file(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'a.xlsx')
    expect((await post({ ...base, intent: 'read', answers: broken })).told?.refusal).toBe(
      'history.error.workbook-unreadable',
    )
    expect((await post({ ...base, intent: 'read', instrument: 'none@1' })).told?.refusal).toBe(
      'studies.error.unknown-instrument',
    )
    const empty = await post({ ...base, intent: 'check', column_item: 'wave' })
    expect(empty.status).toBe(422)
    expect(Object.keys(empty.told?.errors ?? {})).toEqual(
      expect.arrayContaining(['column_wave', 'column_relationship', 'items', 'name', 'firstDay', 'contactEmail']),
    )
    const columns = { column_wave: 'wave', column_relationship: 'relationship', column_side: 'side' }
    const form = { ...base, ...columns, column_respondent: 'respondent', 'item.trust_1': 'trust_1', ...settings }
    const future = await post({ ...form, intent: 'check', firstDay: '2090-01-01' })
    expect(future.told?.problems).toMatchObject([{ code: 'history.problem.future', values: { wave: '1' } }])
    const old = await post({ ...form, intent: 'import', firstDay: '1999-01-01' })
    expect(old).toMatchObject({
      status: 422,
      told: { problemCount: 1, problems: [{ code: 'history.problem.too-old' }] },
    })
    const wrong = await post({ ...form, intent: 'import', answersCsv: `${csv}\n1,R9,buyer,x,sales,5,5,5` })
    expect(wrong.told?.problems).toMatchObject([{ line: 4, code: 'history.problem.unknown-relationship', found: 'R9' }])
    expect(await t.prisma.study.count({ where: { workspaceId } })).toBe(0)
  })
})
