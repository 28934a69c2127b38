import { describe, expect, test } from 'vitest'
import type { RelationshipForm } from '#app/relationships/forms'
import { deleteOrganization, listOrganizations, saveOrganization } from '#app/relationships/organizations.server'
import { deleteParticipant, listParticipants, saveParticipant } from '#app/relationships/participants.server'
import { deleteRelationship, findRelationship, listRelationships } from '#app/relationships/relationships.server'
import { saveRelationship } from '#app/relationships/save-relationship.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

/** A buyer and a supplier with a person each, and a form that joins the firms. */
async function makeFirms() {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const buyer = await makeOrganization(db.prisma, { workspaceId, code: 'NAJM', name: 'نجم للسيارات' })
  const supplier = await makeOrganization(db.prisma, { workspaceId, code: 'STEEL', name: 'Steel Works' })
  const buying = await makeParticipant(db.prisma, { workspaceId, organizationId: buyer.id })
  const selling = await makeParticipant(db.prisma, { workspaceId, organizationId: supplier.id })
  const form: RelationshipForm = {
    code: '',
    buyerId: buyer.id,
    supplierId: supplier.id,
    category: 'Steel',
    annualSpend: '1250.50',
    currency: 'SAR',
    startedOn: null,
    renewalOn: new Date('2027-03-01T00:00:00Z'),
    buyerOwnerId: buying.id,
    supplierOwnerId: null,
    informants: [buying.id, selling.id],
  }
  const save = (change: Partial<RelationshipForm> = {}, id?: string) =>
    saveRelationship(db.prisma, workspaceId, id, { ...form, ...change })
  return { workspaceId, buyer, supplier, buying, selling, form, save }
}

describe('a relationship', () => {
  test('without a code gets one made of those of its firms, and keeps it', async () => {
    const { workspaceId, save } = await makeFirms()
    const [first, second] = [await save(), await save()]
    if (!first.ok || !second.ok) throw new Error('not saved')
    const codeOf = async (id: string) => (await findRelationship(db.prisma, workspaceId, id))?.code
    expect([await codeOf(first.id), await codeOf(second.id)]).toEqual(['NAJM-STEEL', 'NAJM-STEEL-2'])
    expect(await save({ category: 'Brass' }, second.id)).toEqual({ ok: true, id: second.id })
    expect(await findRelationship(db.prisma, workspaceId, second.id)).toMatchObject({
      code: 'NAJM-STEEL-2',
      category: 'Brass',
      annualSpend: '1250.5',
      renewalOn: '2027-03-01',
    })
    expect(await save({ code: 'NAJM-STEEL' }, second.id)).toEqual({ ok: false, field: 'code', reason: 'code-taken' })
  })

  test('asks those who are ticked, and nobody else', async () => {
    const { workspaceId, buying, selling, save } = await makeFirms()
    const saved = await save()
    if (!saved.ok) throw new Error('not saved')
    const asked = async () => (await findRelationship(db.prisma, workspaceId, saved.id))?.informants.toSorted()
    expect(await asked()).toEqual([buying.id, selling.id].toSorted())
    await save({ informants: [selling.id, selling.id] }, saved.id)
    expect(await asked()).toEqual([selling.id])
    await save({ informants: [] }, saved.id)
    expect(await asked()).toEqual([])
  })

  test('has owners and people of its own firms only, and firms of its own workspace', async () => {
    const { buying, selling, supplier, save } = await makeFirms()
    const foreign = await makeFirms()
    const wrong = (field: string, reason: string) => ({ ok: false, field, reason })
    expect(await save({ buyerOwnerId: selling.id })).toEqual(wrong('buyerOwnerId', 'not-of-this-firm'))
    expect(await save({ supplierOwnerId: buying.id })).toEqual(wrong('supplierOwnerId', 'not-of-this-firm'))
    expect(await save({ informants: [foreign.buying.id] })).toEqual(wrong('informants', 'not-of-this-firm'))
    expect(await save({ buyerOwnerId: foreign.buying.id })).toEqual(wrong('buyerOwnerId', 'not-of-this-firm'))
    expect(await save({ buyerId: foreign.buyer.id })).toEqual(wrong('buyerId', 'unknown-organization'))
    expect(await save({ supplierId: foreign.supplier.id })).toEqual(wrong('supplierId', 'unknown-organization'))
    expect(await db.prisma.relationship.count({ where: { supplierId: supplier.id } })).toBe(0)
  })

  test('in a study keeps its firms, whose consent it carries, and cannot be deleted', async () => {
    const { workspaceId, supplier, save } = await makeFirms()
    const saved = await save()
    if (!saved.ok) throw new Error('not saved')
    const other = await makeOrganization(db.prisma, { workspaceId })
    await makeStudy(db.prisma, { workspaceId, relationshipIds: [saved.id] })
    const move = { buyerId: other.id, buyerOwnerId: null, informants: [] }
    expect(await save(move, saved.id)).toEqual({ ok: false, field: 'buyerId', reason: 'firms-are-fixed' })
    expect(await deleteRelationship(db.prisma, workspaceId, saved.id)).toEqual({ ok: false })
    expect(await deleteOrganization(db.prisma, workspaceId, supplier.id)).toEqual({ ok: false })
  })

  test('outside of studies can be moved and deleted', async () => {
    const { workspaceId, save } = await makeFirms()
    const saved = await save()
    if (!saved.ok) throw new Error('not saved')
    const other = await makeOrganization(db.prisma, { workspaceId })
    expect(await save({ buyerId: other.id, buyerOwnerId: null, informants: [] }, saved.id)).toMatchObject({ ok: true })
    expect(await deleteRelationship(db.prisma, workspaceId, saved.id)).toEqual({ ok: true })
  })

  test('that two people add at once with the same code is added once', async () => {
    const { save } = await makeFirms()
    const results = await Promise.all([save({ code: 'SAME' }), save({ code: 'SAME' })])
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  })
})

describe('an organization', () => {
  test('has a code of its own, also when two people add it at once', async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const save = (id?: string) => saveOrganization(db.prisma, workspaceId, id, { code: 'A', name: 'Firm' })
    const results = await Promise.all([save(), save()])
    expect(results).toContainEqual({ ok: false, field: 'code', reason: 'code-taken' })
    const saved = results.find((result) => result.ok)
    if (!saved?.ok) throw new Error('not saved')
    expect(await save(saved.id)).toEqual(saved)
  })

  test('can be deleted as long as nothing refers to it', async () => {
    const { workspaceId, buyer } = await makeFirms()
    const unused = await makeOrganization(db.prisma, { workspaceId })
    const { id: foreign } = await makeWorkspace(db.prisma)
    expect(await deleteOrganization(db.prisma, workspaceId, buyer.id)).toEqual({ ok: false })
    expect(await deleteOrganization(db.prisma, foreign, unused.id)).toEqual({ ok: false })
    expect(await deleteOrganization(db.prisma, workspaceId, unused.id)).toEqual({ ok: true })
  })
})

describe('a participant', () => {
  const form = { name: 'Sara', language: 'ar', function: 'quality', active: 'on' } as const

  test('can be set to "not asked any more" and back', async () => {
    const { workspaceId, buying, buyer } = await makeFirms()
    const { active: _, ...inactive } = { ...form, email: buying.email, organizationId: buyer.id }
    const read = () => db.prisma.participant.findFirstOrThrow({ where: { workspaceId, id: buying.id } })
    await saveParticipant(db.prisma, workspaceId, buying.id, inactive)
    expect(await read()).toMatchObject({ active: false, name: 'Sara', function: 'quality' })
    await saveParticipant(db.prisma, workspaceId, buying.id, { ...inactive, active: 'on' })
    expect(await read()).toMatchObject({ active: true })
  })

  test('has an address of its own and a firm of this workspace', async () => {
    const { workspaceId, buying, buyer } = await makeFirms()
    const foreign = await makeFirms()
    const taken = { ...form, email: buying.email, organizationId: buyer.id }
    expect(await saveParticipant(db.prisma, workspaceId, undefined, taken)).toMatchObject({ reason: 'email-taken' })
    const lost = { ...form, email: 'new@firm.test', organizationId: foreign.buyer.id }
    expect(await saveParticipant(db.prisma, workspaceId, undefined, lost)).toMatchObject({
      reason: 'unknown-organization',
    })
    const fresh = { ...taken, email: 'twice@firm.test' }
    const save = () => saveParticipant(db.prisma, workspaceId, undefined, fresh)
    expect((await Promise.all([save(), save()])).map(({ ok }) => ok).toSorted()).toEqual([false, true])
  })

  test('who speaks for a firm stays there; others may move', async () => {
    const { workspaceId, buying, buyer, supplier, save } = await makeFirms()
    const move = { ...form, email: buying.email, organizationId: supplier.id }
    expect(await saveParticipant(db.prisma, workspaceId, buying.id, move)).toMatchObject({ ok: true })
    await saveParticipant(db.prisma, workspaceId, buying.id, { ...move, organizationId: buyer.id })
    await save()
    expect(await saveParticipant(db.prisma, workspaceId, buying.id, move)).toMatchObject({ reason: 'answers-for-firm' })
  })

  test('who was asked or is accountable cannot be deleted', async () => {
    const { workspaceId, buying, selling, save } = await makeFirms()
    await save()
    const asked = await makeAskedPerson(db.prisma)
    expect(await deleteParticipant(db.prisma, workspaceId, buying.id)).toEqual({ ok: false })
    expect(await deleteParticipant(db.prisma, asked.workspaceId, asked.participant.id)).toEqual({ ok: false })
    expect(await deleteParticipant(db.prisma, asked.workspaceId, selling.id)).toEqual({ ok: false })
    expect(await deleteParticipant(db.prisma, workspaceId, selling.id)).toEqual({ ok: true })
  })
})

describe('a list', () => {
  test('has fifty rows on a page, and a page that does not exist is the last one', async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const codes = Array.from({ length: 120 }, (_, number) => `C${String(number).padStart(3, '0')}`)
    await db.prisma.organization.createMany({
      data: codes.map((code) => ({ workspaceId, code, name: `Firm ${code}` })),
    })
    const first = await listOrganizations(db.prisma, workspaceId, '', 1)
    expect([first.rows.length, first.rows[0]?.code, first.total]).toEqual([50, 'C000', 120])
    const last = await listOrganizations(db.prisma, workspaceId, '', 99)
    expect([last.rows.length, last.rows[0]?.code, last.page]).toEqual([20, 'C100', 3])
    expect((await listOrganizations(db.prisma, workspaceId, 'firm c11', 1)).total).toBe(10)
  })

  test('finds what was typed, also signs that stand for anything in a search of the database', async () => {
    const { workspaceId } = await makeFirms()
    await makeOrganization(db.prisma, { workspaceId, code: '100_A', name: '100% Steel \\ Co' })
    for (const search of ['%', '_', '\\', '0% s', '100_'])
      expect((await listOrganizations(db.prisma, workspaceId, search, 1)).rows.map(({ code }) => code)).toEqual([
        '100_A',
      ])
    expect((await listOrganizations(db.prisma, workspaceId, 'للسيا', 1)).rows.map(({ code }) => code)).toEqual(['NAJM'])
    expect((await listOrganizations(db.prisma, workspaceId, "'; DROP TABLE organization; --", 1)).total).toBe(0)
  })

  test('shows its own workspace only', async () => {
    const { workspaceId, save } = await makeFirms()
    await save()
    await makeRelationship(db.prisma, { workspaceId: (await makeFirms()).workspaceId })
    expect((await listRelationships(db.prisma, workspaceId, '', 1)).total).toBe(1)
    expect((await listParticipants(db.prisma, workspaceId, '', 1)).total).toBe(2)
    expect((await listOrganizations(db.prisma, workspaceId, '', 1)).total).toBe(2)
  })

  test('of relationships names the owners, or that there is none, and is found by either firm', async () => {
    const { workspaceId, buying, save } = await makeFirms()
    await save()
    const { rows } = await listRelationships(db.prisma, workspaceId, '', 1)
    expect(rows).toMatchObject([{ code: 'NAJM-STEEL', buyerOwner: buying.name, supplierOwner: null, informants: 2 }])
    for (const search of ['نجم', 'steel w', 'najm-'])
      expect((await listRelationships(db.prisma, workspaceId, search, 1)).total).toBe(1)
  })
})
