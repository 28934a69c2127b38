import { expect, test } from 'vitest'
import { PROMISE_SAMPLE } from '#app/evidence/promises/promise-file'
import { findOpenPromises } from '#app/evidence/promises/promises.server'
import { readEvents } from '#app/evidence/read-events.server'
import { loader as list } from '#app/routes/evidence/promises'
import { loader as file } from '#app/routes/evidence/promises-csv'
import { action as importFile } from '#app/routes/evidence/promises-import'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

async function openDesk() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const steel = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-STEEL' })
  const optix = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-OPTIX' })
  const scope = [{ relationshipId: steel.id }, { relationshipId: optix.id }]
  const cookie = await signIn({ workspaceId, role: 'manager', scope })
  const send = async (csv: string, intent = 'import') => {
    const request = await signedInRequest('/evidence/promises/import', { cookie, form: { intent, csv } })
    return importFile(routeArguments(request)).catch((thrown: Response) => thrown)
  }
  /** new, changed and unchanged lines */
  const upload = async (csv: string) => {
    const reply = await send(csv)
    if (!(reply instanceof Response)) throw new Error(`refused: ${JSON.stringify(reply)}`)
    return reply.headers.get('Location')?.split('=').at(-1)
  }
  const open = async (search = '') =>
    list(routeArguments(await signedInRequest(`/evidence/promises${search}`, { cookie })))
  const download = async () =>
    (
      await catchResponse(file(routeArguments(await signedInRequest('/evidence/promises/entries.csv', { cookie }))))
    ).text()
  return { workspaceId, steel, optix, send, upload, open, download }
}

test('promises come from a file, after a look at what it would do; what was downloaded changes nothing', async () => {
  const { workspaceId, send, upload, open, download } = await openDesk()
  expect(await send(PROMISE_SAMPLE, 'preview')).toMatchObject({ data: { summary: { counts: { new: 3 } } } })
  expect((await open()).list.total).toBe(0)
  expect(await upload(PROMISE_SAMPLE)).toBe('3.0.0')
  expect(await upload(await download())).toBe('0.0.3')
  const { list: shown, counts } = await open('?q=lens')
  expect(shown.rows).toMatchObject([
    { text: 'Second source for the lens by summer', outcome: 'not_kept', madeBy: 'supplier' },
  ])
  expect(counts).toEqual({ outcomes: { not_kept: 1 }, overdue: 0 })
  const kept = await t.prisma.madePromise.findFirstOrThrow({ where: { workspaceId, outcome: 'kept' } })
  expect(kept.settledAt).toEqual(new Date('2026-03-30T00:00:00Z'))
  const written = await t.prisma.auditEntry.findMany({
    where: { workspaceId, objectId: 'promises' },
    orderBy: { number: 'asc' },
  })
  expect(written.map(({ action }) => action)).toEqual(['list-imported', 'file-taken', 'list-imported'])
})

test('a recorded promise is settled on the day of the import: a questionnaire under way goes on asking about it', async () => {
  const { workspaceId, optix, upload } = await openDesk()
  const head = 'relationship,made_by,promise,made_function,keep_function,made_on'
  const line = 'NAJM-OPTIX,supplier,A new lens,sales,engineering,2026-01-10'
  expect(await upload(`${head}\n${line}\n`)).toBe('1.0.0')
  const opened = new Date()
  expect(await upload(`${head},outcome,settled_on\n${line},kept,2026-01-20\n`)).toBe('0.1.0')
  const asked = { workspaceId, relationshipId: optix.id, side: 'buyer', at: opened } as const
  expect(await findOpenPromises(t.prisma, asked)).toMatchObject([{ text: 'A new lens' }])
  // a column that the file does not have stays as it is
  expect(await upload(`${head},due_on\n${line},2026-05-01\n`)).toBe('0.1.0')
  expect(await t.prisma.madePromise.findMany({ where: { workspaceId } })).toMatchObject([
    { outcome: 'kept', dueOn: new Date('2026-05-01T00:00:00Z') },
  ])
})

test.each([
  ['NAJM-STEEL,seller,A,sales,sales,2026-01-10,,,', 'made_by'],
  ['NAJM-STEEL,buyer,A,sales,sales,2026-01-10,2026-01-01,,', 'due_on'],
  ['NAJM-STEEL,buyer,A,sales,sales,2026-01-10,,open,2026-02-01', 'settled_on'],
  ['NAJM-STEEL,buyer,A,sales,sales,2026-01-10,,kept,2026-01-01', 'settled_on'],
  ['NAJM-STEEL,buyer,A,sales,sales,2026-01-10,,broken,', 'outcome'],
  ['ELSEWHERE,buyer,A,sales,sales,2026-01-10,,,', 'relationship'],
])('the whole file is refused for a line like %s', async (line, column) => {
  const { workspaceId, send } = await openDesk()
  const csv = `${PROMISE_SAMPLE}${line}\n`
  expect(await send(csv)).toMatchObject({
    init: { status: 422 },
    data: { summary: { problems: [{ line: 5, column }] } },
  })
  expect(await t.prisma.madePromise.count({ where: { workspaceId } })).toBe(0)
})

test('what happened between two firms is counted whole, also beyond what a page has room for', async () => {
  const { workspaceId, steel } = await openDesk()
  const key = { workspaceId, relationshipId: steel.id }
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const now = day('2026-06-01')
  const contact = { ...key, kind: 'contact', side: 'buyer', function: 'sales', text: 'Talk' }
  const days = Array.from({ length: 250 }, (_, number) => new Date(day('2025-09-01').getTime() + number * 86_400_000))
  await t.prisma.recordedContact.createMany({ data: days.map((happenedOn) => ({ ...contact, happenedOn })) })
  const idea = { ...key, register: 'ideas', side: 'buyer', kind: 'product', outcome: 'adopted', text: 'Idea' }
  await t.prisma.evidenceEntry.createMany({
    data: days.map((beganOn) => ({ ...idea, beganOn, endedOn: beganOn })),
  })
  const promise = { ...key, madeBy: 'buyer', madeFunction: 'sales', keepFunction: 'sales', madeOn: day('2026-01-01') }
  await t.prisma.madePromise.createMany({
    data: [
      { ...promise, text: 'late', dueOn: day('2026-05-31') },
      { ...promise, text: 'not yet', dueOn: day('2026-06-01') },
      { ...promise, text: 'settled', outcome: 'kept', settledAt: day('2026-03-01') },
      { ...promise, text: 'to come', madeOn: day('2026-06-02') },
    ],
  })
  const { events, total } = await readEvents(t.prisma, { ...key, until: now })
  expect(events).toHaveLength(200)
  expect(total).toBe(250 + 2 * 250 + 5)
})
