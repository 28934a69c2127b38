import { describe, expect, test } from 'vitest'
import { action as organization } from '#app/routes/relationships/organization'
import { loader as organizations } from '#app/routes/relationships/organizations'
import { action as participant, loader as participantPage } from '#app/routes/relationships/participant'
import { action as relationship, loader as relationshipPage } from '#app/routes/relationships/relationship'
import { loader as relationships } from '#app/routes/relationships/relationships'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import type { RequestOptions } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()

type Action = typeof organization | typeof participant | typeof relationship
type Fields = NonNullable<RequestOptions['form']>
interface Reply {
  status: number
  location?: string | null
  errors?: Record<string, string[]>
  values?: Record<string, unknown>
  refusal?: string
}

const PARAMETER = new Map<unknown, string>([
  [organization, 'organizationId'],
  [participant, 'participantId'],
  [relationship, 'relationshipId'],
])

async function post(workspaceId: string, action: Action, id: string, form: Fields): Promise<Reply> {
  const request = await signedInRequest('/x', { workspaceId, form })
  try {
    const { data, init } = await action(routeArguments(request, { [PARAMETER.get(action) ?? '']: id }))
    return { status: init?.status ?? 200, ...(data as object) }
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return { status: thrown.status, location: thrown.headers.get('Location') }
  }
}

async function makeFirms() {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const buyer = await makeOrganization(t.prisma, { workspaceId, code: 'NAJM' })
  const supplier = await makeOrganization(t.prisma, { workspaceId, code: 'STEEL' })
  return { workspaceId, buyer, supplier }
}

const relationshipForm = (buyer: { id: string }, supplier: { id: string }): Record<string, string> => ({
  intent: 'save',
  code: '',
  buyerId: buyer.id,
  supplierId: supplier.id,
  category: 'Steel',
  annualSpend: '٤٢٠٠٠٠٠',
  currency: 'sar',
  startedOn: '2018-03-01',
  renewalOn: '',
})

describe('a new record', () => {
  test('of an organization is saved, and leads back to the list', async () => {
    const { workspaceId } = await makeFirms()
    const form = { intent: 'save', code: 'EAST', name: ' نجمة الشرق ' }
    expect(await post(workspaceId, organization, 'new', form)).toMatchObject({
      status: 302,
      location: '/organizations',
    })
    expect(await t.prisma.organization.findFirst({ where: { workspaceId, code: 'EAST' } })).toMatchObject({
      name: 'نجمة الشرق',
    })
  })

  test('that is wrong comes back with what was typed and the reasons', async () => {
    const { workspaceId } = await makeFirms()
    const typed = { intent: 'save', code: 'NAJM', name: 'Second' }
    expect(await post(workspaceId, organization, 'new', typed)).toMatchObject({
      status: 422,
      values: { code: 'NAJM', name: 'Second' },
      errors: { code: ['relationships.error.code-taken'] },
    })
    expect(await post(workspaceId, organization, 'new', { intent: 'save', code: '', name: 'x' })).toMatchObject({
      status: 422,
      values: { name: 'x' },
      errors: { code: ['relationships.error.required'] },
    })
  })

  test('of a relationship leads to its page, where its people can be named', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    const reply = await post(workspaceId, relationship, 'new', relationshipForm(buyer, supplier))
    const saved = await t.prisma.relationship.findFirstOrThrow({ where: { workspaceId } })
    expect(reply).toMatchObject({ status: 302, location: `/relationships/${saved.id}` })
    expect(saved).toMatchObject({ code: 'NAJM-STEEL', currency: 'SAR', renewalOn: null })
    expect(saved.annualSpend?.toString()).toBe('4200000')
  })

  test('of a relationship of a firm with itself is refused', async () => {
    const { workspaceId, buyer } = await makeFirms()
    expect(await post(workspaceId, relationship, 'new', relationshipForm(buyer, buyer))).toMatchObject({
      status: 422,
      errors: { supplierId: ['relationships.error.same-firm'] },
    })
  })

  test('cannot name what belongs to another workspace', async () => {
    const [own, foreign] = [await makeFirms(), await makeFirms()]
    const reply = await post(own.workspaceId, relationship, 'new', relationshipForm(own.buyer, foreign.supplier))
    expect(reply).toMatchObject({ status: 422, errors: { supplierId: ['relationships.error.unknown-organization'] } })
    const person = { intent: 'save', name: 'S', email: 's@x.example', language: 'ar', function: 'sales' }
    const lost = await post(own.workspaceId, participant, 'new', { ...person, organizationId: foreign.buyer.id })
    expect(lost).toMatchObject({
      status: 422,
      errors: { organizationId: ['relationships.error.unknown-organization'] },
    })
  })

  test('takes nothing that the form does not have', async () => {
    const [own, foreign] = [await makeFirms(), await makeFirms()]
    const form = { intent: 'save', code: 'X', name: 'X', workspaceId: foreign.workspaceId, id: own.buyer.id }
    expect((await post(own.workspaceId, organization, 'new', form)).status).toBe(302)
    const found = await t.prisma.organization.findFirstOrThrow({ where: { code: 'X' } })
    expect([found.workspaceId, found.id === own.buyer.id]).toEqual([own.workspaceId, false])
  })
})

describe('the page of a relationship', () => {
  test('keeps the people who were ticked when something else is refused', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    const found = await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
    const { id } = await makeParticipant(t.prisma, { workspaceId, organizationId: buyer.id })
    const form = { ...relationshipForm(buyer, supplier), currency: 'riyal', 'informants[]': [id] }
    expect(await post(workspaceId, relationship, found.id, form)).toMatchObject({
      status: 422,
      values: { informants: [id], currency: 'riyal' },
      errors: { currency: ['relationships.error.currency'] },
    })
  })

  test('saves the owners and the people who are asked', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    const found = await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
    const ids: string[] = []
    for (const organizationId of [buyer.id, buyer.id, supplier.id])
      ids.push((await makeParticipant(t.prisma, { workspaceId, organizationId })).id)
    const [first = '', , last = ''] = ids
    const form = { ...relationshipForm(buyer, supplier), buyerOwnerId: first, supplierOwnerId: last }
    expect((await post(workspaceId, relationship, found.id, { ...form, 'informants[]': [first, last] })).status).toBe(
      302,
    )
    const request = await signedInRequest('/x', { workspaceId })
    const page = await relationshipPage(routeArguments(request, { relationshipId: found.id }))
    expect(page.relationship).toMatchObject({ code: found.code, buyerOwnerId: first, supplierOwnerId: last })
    expect(page.relationship?.informants.toSorted()).toEqual([first, last].toSorted())
    expect(page.people.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    // that somebody else answers for a side is written down, and who it is not
    const changed = { ...form, buyerOwnerId: ids[1] ?? '', supplierOwnerId: '', 'informants[]': [first, last] }
    await post(workspaceId, relationship, found.id, changed)
    await post(workspaceId, relationship, found.id, changed)
    const changes = await t.prisma.evidenceEntry.findMany({ where: { workspaceId, register: 'owners' } })
    expect(changes.map(({ side, kind }) => `${side} ${kind}`).sort()).toEqual([
      'buyer handed-over',
      'buyer named',
      'supplier left',
      'supplier named',
    ])
    expect(JSON.stringify(changes)).not.toContain(first)
  })

  test('that is refused for a field keeps who was ticked', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    const { id } = await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
    const people = [crypto.randomUUID(), crypto.randomUUID()]
    const form = { ...relationshipForm(buyer, supplier), annualSpend: 'much', 'informants[]': people }
    expect(await post(workspaceId, relationship, id, form)).toMatchObject({
      status: 422,
      values: { informants: people },
    })
  })
})

describe('deleting', () => {
  test('what others refer to is refused in the page, and nothing is lost', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    const owner = await makeParticipant(t.prisma, { workspaceId, organizationId: buyer.id })
    const { id } = await makeRelationship(t.prisma, {
      workspaceId,
      buyerId: buyer.id,
      supplierId: supplier.id,
      buyerOwnerId: owner.id,
    })
    await makeStudy(t.prisma, { workspaceId, relationshipIds: [id] })
    for (const [action, used] of [
      [organization, buyer.id],
      [organization, supplier.id],
      [participant, owner.id],
      [relationship, id],
    ] as const)
      expect(await post(workspaceId, action, used, { intent: 'delete' })).toEqual({
        status: 409,
        refusal: 'relationships.error.in-use',
      })
    expect(await t.prisma.relationship.count({ where: { workspaceId } })).toBe(1)
  })

  test('what nothing refers to leads back to the list; a second time there is nothing', async () => {
    const { workspaceId, buyer } = await makeFirms()
    const person = await makeParticipant(t.prisma, { workspaceId, organizationId: buyer.id })
    const form = { intent: 'delete' }
    expect(await post(workspaceId, participant, person.id, form)).toMatchObject({ location: '/participants' })
    expect(await post(workspaceId, participant, person.id, form)).toMatchObject({ status: 404 })
    expect(await post(workspaceId, organization, buyer.id, form)).toMatchObject({ location: '/organizations' })
  })

  test.each([organization, participant, relationship])(
    'a record that is not there yet does nothing',
    async (action) => {
      const { workspaceId } = await makeFirms()
      expect((await post(workspaceId, action, 'new', { intent: 'delete' })).status).toBe(409)
    },
  )
})

describe('records of another workspace, of nobody and of nonsense', () => {
  test('look alike: they are not there, and stay as they are', async () => {
    const [own, foreign] = [await makeFirms(), await makeFirms()]
    const person = await makeParticipant(t.prisma, {
      workspaceId: foreign.workspaceId,
      organizationId: foreign.buyer.id,
    })
    const pair = await makeRelationship(t.prisma, {
      workspaceId: foreign.workspaceId,
      buyerId: foreign.buyer.id,
      supplierId: foreign.supplier.id,
    })
    const nowhere = ['01890000-0000-7000-8000-000000000000', '../etc', '', '__proto__', 'NEW']
    for (const intent of ['save', 'delete'])
      for (const [action, id] of [
        [organization, foreign.buyer.id],
        [participant, person.id],
        [relationship, pair.id],
        ...nowhere.map((id) => [organization, id] as const),
      ] as const)
        expect((await post(own.workspaceId, action, id, { intent, code: 'X', name: 'X' })).status).toBe(404)
    expect(await t.prisma.organization.count({ where: { workspaceId: foreign.workspaceId } })).toBe(2)
    const request = await signedInRequest('/x', { workspaceId: own.workspaceId })
    const page = participantPage(routeArguments(request, { participantId: person.id }))
    expect((await catchResponse(page)).status).toBe(404)
  })
})

describe('lists', () => {
  test('read search and page from the address, whatever stands there', async () => {
    const { workspaceId } = await makeFirms()
    const open = async (query: string) =>
      organizations(routeArguments(await signedInRequest(`/organizations${query}`, { workspaceId })))
    expect((await open('?q=naj')).list.rows).toMatchObject([{ code: 'NAJM', participants: 0, relationships: 0 }])
    for (const query of ['?page=99', '?page=-1', '?page=1e99', '?q=%00', '?q=%25&page=%00', `?q=${'a'.repeat(9000)}`])
      expect((await open(query)).list.page).toBe(1)
  })

  test('of relationships tell those for which nobody is accountable', async () => {
    const { workspaceId, buyer, supplier } = await makeFirms()
    await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
    const request = await signedInRequest('/relationships', { workspaceId })
    const { list } = await relationships(routeArguments(request))
    expect(list.rows).toMatchObject([{ buyerOwner: null, supplierOwner: null, informants: 0 }])
  })
})
