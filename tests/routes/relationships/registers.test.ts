import { expect, test } from 'vitest'
import { deleteOldEntries } from '#app/evidence/registers/entries.server'
import { sampleFile } from '#app/evidence/registers/register'
import { findRegister, REGISTERS } from '#app/evidence/registers/registers'
import { action, loader } from '#app/routes/evidence/entries'
import { loader as overview } from '#app/routes/evidence/evidence'
import { loader as list } from '#app/routes/evidence/register'
import { loader as file } from '#app/routes/evidence/register-csv'
import { action as importFile } from '#app/routes/evidence/register-import'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const IDEA = {
  ...{ side: 'supplier', kind: 'design', text: 'Thinner sheet', beganOn: '2026-02-10', outcome: 'adopted' },
  ...{ endedOn: '2026-04-02', amount: '120000', currency: 'USD' },
}

/** A workspace in which all relationships and firms of the sample files are there, and its administrator. */
async function openDesk(member: Omit<Parameters<typeof signIn>[0], 'workspaceId'> = { role: 'administrator' }) {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const [najm, gulf] = [
    await makeOrganization(t.prisma, { workspaceId, code: 'NAJM' }),
    await makeOrganization(t.prisma, { workspaceId, code: 'GULFB' }),
  ]
  const steel = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-STEEL', buyerId: najm.id })
  const optix = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-OPTIX', buyerId: najm.id })
  await makeRelationship(t.prisma, { workspaceId, code: 'RAWABI-STEEL' })
  const cookie = await signIn({ workspaceId, ...member })
  const as = async (path: string, form?: Record<string, string>) =>
    signedInRequest(path, { cookie, ...(form && { form }) })
  const post = async (register: string, subjectId: string, form: Record<string, string>) =>
    action(routeArguments(await as('/x', form), { register, subjectId })).catch((thrown: Response) => thrown)
  const read = async (register: string, subjectId: string, search = '') =>
    loader(routeArguments(await as(`/x${search}`), { register, subjectId }))
  const upload = async (register: string, csv: string) =>
    importFile(routeArguments(await as('/x', { intent: 'import', csv }), { register })).catch(
      (thrown: Response) => thrown,
    )
  const download = async (register: string, search = '') =>
    (await catchResponse(file(routeArguments(await as(`/x${search}`), { register })))).text()
  const all = async (register: string, search = '') => list(routeArguments(await as(`/x${search}`), { register }))
  return { workspaceId, najm, gulf, steel, optix, as, post, read, upload, download, all }
}

test('an entry is recorded, changed, taken away and put back, and the log tells it', async () => {
  const { workspaceId, steel, post, read } = await openDesk()
  await post('ideas', steel.id, IDEA)
  const { id = '' } = (await read('ideas', steel.id)).list.rows[0] ?? {}
  expect((await read('ideas', steel.id, `?edit=${id}`)).edited).toEqual({ id, ...IDEA })
  await post('ideas', steel.id, { ...IDEA, id, amount: '90000.50' })
  const changed = await read('ideas', steel.id)
  expect(changed.list.rows.map(({ values }) => values.amount)).toEqual(['90000.5'])
  expect(changed.measures.findings).toEqual([{ word: 'one-way', values: { buyer: 0, supplier: 1 } }])
  // the same id in another register is another thing
  expect(await post('bonds', steel.id, { intent: 'delete', id })).toMatchObject({ status: 404 })
  expect(((await post('ideas', steel.id, { intent: 'delete', id })) as Response).headers.get('Location')).toContain(
    `deleted=${id}`,
  )
  expect((await read('ideas', steel.id)).list.total).toBe(0)
  // within a month nothing is gone for good
  expect(await deleteOldEntries(t.prisma, new Date())).toBe(0)
  await post('ideas', steel.id, { intent: 'restore', id })
  expect((await read('ideas', steel.id)).list.total).toBe(1)
  await post('ideas', steel.id, { intent: 'delete', id })
  expect(await deleteOldEntries(t.prisma, new Date(Date.now() + 31 * 86_400_000))).toBe(1)
  const entries = await t.prisma.auditEntry.findMany({
    where: { workspaceId, objectKind: 'evidence' },
    orderBy: { number: 'asc' },
  })
  expect(entries.map((entry) => entry.action.replace('evidence-', ''))).toEqual([
    'saved',
    'saved',
    'deleted',
    'restored',
    'deleted',
  ])
})

test('what is wrong comes back with what was typed', async () => {
  const { steel, post, read } = await openDesk()
  for (const [wrong, field] of [
    [{ text: ' ' }, 'text'],
    [{ kind: 'magic' }, 'kind'],
    [{ endedOn: '2026-02-09' }, 'endedOn'],
    [{ endedOn: '' }, 'endedOn'],
    [{ outcome: 'declined' }, 'amount'],
    [{ amount: '12,50,0' }, 'amount'],
    [{ currency: '' }, 'currency'],
  ] as const) {
    const answer = await post('ideas', steel.id, { ...IDEA, ...wrong })
    if (answer instanceof Response) throw new Error(`${field} was let through`)
    expect([answer.init?.status, Object.keys(answer.data.errors)]).toEqual([422, [field]])
    expect(answer.data.values).toMatchObject({ ...IDEA, ...wrong })
  }
  expect((await read('ideas', steel.id)).list.total).toBe(0)
})

test.each(REGISTERS.map(({ name }) => name))(
  '%s: the sample can be imported, the download imported again changes nothing, a changed column is taken over',
  async (name) => {
    const { upload, download, all } = await openDesk()
    const register = findRegister(name)
    if (!register) throw new Error('there is no such register')
    const [count, again] = [`imported=${register.sample.length}.0.0`, `imported=0.0.${register.sample.length}`]
    expect(((await upload(name, sampleFile(register))) as Response).headers.get('Location')).toContain(count)
    const taken = await download(name)
    expect(((await upload(name, taken)) as Response).headers.get('Location')).toContain(again)
    const changes: Record<string, [string, string]> = {
      ...{ ideas: ['120000', '130000'], bonds: ['2026-01-31', '2026-02-01'], costs: ['4160000', '4170000'] },
      ...{ operations: ['20.5', '20.75'], renewals: ['12.5', '13'], ratings: ['aa,2026', 'a,2026'] },
    }
    const [from, to] = changes[name] ?? ['', '']
    expect(((await upload(name, taken.replace(from, to))) as Response).headers.get('Location')).toContain(
      `imported=0.1.${register.sample.length - 1}`,
    )
    const { list: page, measured } = await all(name)
    expect(page.total).toBe(register.sample.length)
    const { columns = [], rows = [] } = measured?.measures ?? {}
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map(({ cells }) => cells.length))).toEqual(new Set([columns.length]))
  },
)

test('a list is narrowed by text and by choice, its file alike', async () => {
  const { upload, download, all } = await openDesk()
  const ideas = findRegister('ideas')
  if (ideas) await upload('ideas', sampleFile(ideas))
  const found = async (search: string) => (await all('ideas', search)).list.rows.map(({ code }) => code)
  expect(await found('?side=supplier')).toEqual(['NAJM-OPTIX', 'NAJM-STEEL'])
  expect(await found('?side=supplier&outcome=adopted')).toEqual(['NAJM-STEEL'])
  expect(await found('?q=optix')).toEqual(['NAJM-OPTIX'])
  expect(await found('?q=100%25')).toEqual([])
  expect(await found('?kind=nothing-of-it')).toHaveLength(3)
  expect((await download('ideas', '?outcome=open')).trim().split('\n')).toHaveLength(2)
})

test('a manager reaches the entries of their relationships alone, and of a firm that they work for its figures alone', async () => {
  const desk = await openDesk()
  const { workspaceId, steel, optix, najm, gulf } = desk
  for (const name of ['ideas', 'operations']) {
    const register = findRegister(name)
    if (register) await desk.upload(name, sampleFile(register))
  }
  const manager = async (values: Omit<Parameters<typeof signIn>[0], 'workspaceId' | 'role'>) => {
    const cookie = await signIn({ workspaceId, role: 'manager', ...values })
    const ask = async (form?: Record<string, string>) => signedInRequest('/x', { cookie, ...(form && { form }) })
    return {
      ideas: async () => (await list(routeArguments(await ask(), { register: 'ideas' }))).list.total,
      firms: async () =>
        (await list(routeArguments(await ask(), { register: 'operations' }))).list.rows.map(({ code }) => code),
      open: async (register: string, subjectId: string) =>
        loader(routeArguments(await ask(), { register, subjectId })).then(
          () => 200,
          (thrown: Response) => thrown.status,
        ),
      upload: async (csv: string) =>
        importFile(routeArguments(await ask({ intent: 'import', csv }), { register: 'ideas' })).catch(
          (thrown: Response) => thrown,
        ),
      counts: async () => (await overview(routeArguments(await ask()))).registers.map(({ entries }) => entries),
    }
  }
  const ofOptix = await manager({ scope: [{ relationshipId: optix.id }] })
  expect([await ofOptix.ideas(), await ofOptix.open('ideas', steel.id)]).toEqual([1, 404])
  expect(await ofOptix.firms()).toEqual(['NAJM', 'NAJM'])
  expect([await ofOptix.open('operations', najm.id), await ofOptix.open('operations', gulf.id)]).toEqual([200, 404])
  expect(await ofOptix.counts()).toEqual([0, 1, 0, 0, 2, 0, 0])
  const ideas = findRegister('ideas')
  const refused = await ofOptix.upload(ideas ? sampleFile(ideas) : '')
  if (refused instanceof Response) throw new Error('a relationship out of reach was imported')
  expect(refused.data.summary.problems).toMatchObject([
    { line: 2, column: 'relationship', found: 'NAJM-STEEL' },
    { line: 3, column: 'relationship', found: 'NAJM-STEEL' },
  ])
  // whoever works for the supplier sees the relationship, and not how many people the buyer employs
  const ofSupplier = await manager({ organizationId: optix.supplierId, seesAll: true })
  expect([await ofSupplier.ideas(), await ofSupplier.firms()]).toEqual([1, []])
  expect(await ofSupplier.open('operations', najm.id)).toBe(404)
  expect(await ofSupplier.open('no-register', optix.id)).toBe(404)
})

test('the database itself refuses an entry that its register does not have', async () => {
  const { workspaceId, steel, najm } = await openDesk()
  const idea = {
    ...{ workspaceId, register: 'ideas', relationshipId: steel.id, side: 'buyer', kind: 'cost', outcome: 'open' },
    ...{ text: 'Returnable boxes', beganOn: new Date('2026-01-01') },
  }
  const operations = {
    ...{ workspaceId, register: 'operations', organizationId: najm.id, beganOn: new Date('2025-01-01') },
    ...{ endedOn: new Date('2025-12-31'), amount: '10', currency: 'USD', headCount: '2' },
  }
  const wrong = [
    ...[
      { ...idea, register: 'rumours' },
      { ...idea, relationshipId: null },
      { ...idea, outcome: 'adopted' },
    ],
    ...[
      { ...idea, amount: '5', currency: 'USD' },
      { ...idea, headCount: '5' },
      { ...idea, side: 'both' },
    ],
    ...[
      { ...operations, headCount: null },
      { ...operations, currency: null },
      { ...operations, endedOn: null },
    ],
  ]
  for (const data of wrong)
    await expect(t.prisma.evidenceEntry.create({ data }), JSON.stringify(data)).rejects.toThrow()
  await t.prisma.evidenceEntry.create({ data: idea })
  await t.prisma.evidenceEntry.create({ data: operations })
})

test('the list of a long register does not wait for its measures, which take in what the list is narrowed to', async () => {
  const { workspaceId, steel, optix, all } = await openDesk()
  const idea = {
    workspaceId,
    register: 'ideas',
    kind: 'design',
    outcome: 'open',
    beganOn: new Date('2026-01-10T00:00:00Z'),
  }
  await t.prisma.evidenceEntry.createMany({
    data: Array.from({ length: 2001 }, (_, number) => ({
      ...{ ...idea, text: `Idea 100% ${number}`, side: number < 3 ? 'buyer' : 'supplier' },
      relationshipId: number < 2 ? steel.id : optix.id,
    })),
  })
  const offered = ({ measured }: Awaited<ReturnType<typeof all>>) =>
    measured?.measures.rows.map(({ cells: [count] }) => (count?.is === 'number' ? count.value : undefined))
  const page = await all('ideas')
  expect([page.list.total, page.measured]).toEqual([2001, undefined])
  expect(offered(await all('ideas', '?measures='))).toEqual([3, 1998])
  expect(offered(await all('ideas', '?side=buyer'))).toEqual([3, 0])
  expect(offered(await all('ideas', '?q=najm-steel'))).toEqual([2, 0])
  // 2, 20–29, 200–299 and 2000
  expect(offered(await all('ideas', '?q=100%25%202'))).toEqual([1, 111])
})
