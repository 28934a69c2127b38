import { expect, test } from 'vitest'
import { CONTACT_SAMPLE } from '#app/evidence/contacts/contact-form'
import { deleteOldContacts } from '#app/evidence/contacts/contacts.server'
import { loader as register } from '#app/routes/relationships/contacts'
import { loader as file } from '#app/routes/relationships/contacts-csv'
import { action as importFile } from '#app/routes/relationships/contacts-import'
import { action, loader } from '#app/routes/relationships/relationship-contacts'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signIn } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const ENTRY = {
  ...{ kind: 'complaint', side: 'buyer', function: 'quality', text: 'Rust on three coils' },
  ...{ happenedOn: '2026-02-03', resolvedOn: '' },
}

async function openDesk() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const relationship = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-STEEL' })
  const cookie = await signIn({ workspaceId, role: 'manager', scope: [{ relationshipId: relationship.id }] })
  const params = { relationshipId: relationship.id }
  const path = `/relationships/${relationship.id}/contacts`
  const post = async (form: Record<string, string>) => {
    const request = await signedInRequest(path, { cookie, form })
    return action(routeArguments(request, params)).catch((thrown: Response) => thrown)
  }
  const read = async (search = '') =>
    loader(routeArguments(await signedInRequest(`${path}${search}`, { cookie }), params))
  const upload = async (csv: string) => {
    const request = await signedInRequest('/contacts/import', { cookie, form: { intent: 'import', csv } })
    return importFile(routeArguments(request)).catch((thrown: Response) => thrown)
  }
  const download = async () =>
    (await catchResponse(file(routeArguments(await signedInRequest('/contacts.csv', { cookie }))))).text()
  return { workspaceId, relationship, cookie, post, read, upload, download }
}

test('an entry is recorded, changed, settled, taken away and put back, and the log tells it', async () => {
  const { workspaceId, post, read } = await openDesk()
  await post(ENTRY)
  const { id = '' } = (await read()).list.rows[0] ?? {}
  expect((await read(`?edit=${id}`)).edited).toEqual({ id, ...ENTRY })
  await post({ ...ENTRY, id, text: 'Rust on four coils' })
  await post({ intent: 'resolve', id })
  const changed = await read()
  expect(changed.list.rows).toMatchObject([{ text: 'Rust on four coils', resolvedOn: expect.any(Date) }])
  expect(changed.measures.buyer).toMatchObject({ raised: 1, resolved: 1, otherFunctions: { percent: 100 } })
  expect(((await post({ intent: 'delete', id })) as Response).headers.get('Location')).toContain(`deleted=${id}`)
  expect((await read()).list.total).toBe(0)
  // within a month nothing is gone for good
  expect(await deleteOldContacts(t.prisma, new Date())).toBe(0)
  await post({ intent: 'restore', id })
  expect((await read()).list.total).toBe(1)
  await post({ intent: 'delete', id })
  expect(await deleteOldContacts(t.prisma, new Date(Date.now() + 31 * 86_400_000))).toBe(1)
  const entries = await t.prisma.auditEntry.findMany({
    where: { workspaceId, objectKind: 'contact' },
    orderBy: { number: 'asc' },
  })
  expect(entries.map((entry) => entry.action.replace('contact-', ''))).toEqual([
    'saved',
    'saved',
    'resolved',
    'deleted',
    'restored',
    'deleted',
  ])
})

test('what is wrong comes back with what was typed', async () => {
  const { post, read } = await openDesk()
  for (const [wrong, field] of [
    [{ text: ' ' }, 'text'],
    [{ kind: 'rumour' }, 'kind'],
    [{ resolvedOn: '2026-02-02' }, 'resolvedOn'],
    [{ kind: 'contact', resolvedOn: '2026-02-05' }, 'resolvedOn'],
  ] as const) {
    const answer = await post({ ...ENTRY, ...wrong })
    if (answer instanceof Response) throw new Error(`${field} was let through`)
    expect([answer.init?.status, Object.keys(answer.data.errors)]).toEqual([422, [field]])
    expect(answer.data.values).toMatchObject({ ...ENTRY, ...wrong })
  }
  expect((await read()).list.total).toBe(0)
})

test('what was downloaded can be imported; a second time it changes nothing, a day of settling is taken over', async () => {
  const { relationship, cookie, upload, download } = await openDesk()
  const csv = CONTACT_SAMPLE.split('\n')
    .filter((line) => !line.startsWith('NAJM-OPTIX'))
    .join('\n')
  expect(((await upload(csv)) as Response).headers.get('Location')).toContain('imported=2.0.0')
  const taken = await download()
  expect(((await upload(taken)) as Response).headers.get('Location')).toContain('imported=0.0.2')
  expect(((await upload(taken.replace('2026-02-20', '2026-02-21'))) as Response).headers.get('Location')).toContain(
    'imported=0.1.1',
  )
  const list = await register(routeArguments(await signedInRequest('/contacts', { cookie })))
  expect(list.list.rows.map(({ relationshipId, kind }) => [relationshipId, kind])).toEqual([
    [relationship.id, 'contact'],
    [relationship.id, 'complaint'],
  ])
})

test('a manager reaches the entries of their relationships alone', async () => {
  const { workspaceId, cookie, upload } = await openDesk()
  const other = await makeRelationship(t.prisma, { workspaceId, code: 'NAJM-OPTIX' })
  const refused = await upload(CONTACT_SAMPLE)
  if (refused instanceof Response) throw new Error('a relationship out of reach was imported')
  expect(refused.data.summary.problems).toMatchObject([{ line: 4, column: 'relationship', found: 'NAJM-OPTIX' }])
  await t.prisma.recordedContact.create({
    data: {
      ...{ workspaceId, relationshipId: other.id, kind: 'contact', side: 'buyer', function: 'sales', text: 'Call' },
      happenedOn: new Date('2026-01-01'),
    },
  })
  const list = await register(routeArguments(await signedInRequest('/contacts', { cookie })))
  expect(list.list.total).toBe(0)
})
