import { describe, expect, test } from 'vitest'
import { IMPORT_KINDS, type ImportKind } from '#app/http/paths'
import { IMPORT_SAMPLES } from '#app/relationships/import-samples'
import { planImport } from '#app/relationships/plan-import.server'
import { runImport } from '#app/relationships/run-import.server'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function makeTarget() {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const run = (kind: ImportKind, text: string) => runImport(db.prisma, (tx) => planImport(tx, workspaceId, kind, text))
  /** new, changed and unchanged lines, or the problems */
  const outcome = async (kind: ImportKind, text: string) => {
    const { ok, plan } = await run(kind, text)
    if (!ok) return plan.problems.map(({ line, column, code }) => [line, column, code.replace('imports.problem.', '')])
    return (['new', 'changed', 'unchanged'] as const).map(
      (state) => plan.lines.filter((line) => line.state === state).length,
    )
  }
  const importSamples = async () => {
    for (const kind of IMPORT_KINDS)
      expect(await outcome(kind, IMPORT_SAMPLES[kind])).toMatchObject([expect.anything(), 0, 0])
  }
  const findRelationship = (code: string) =>
    db.prisma.relationship.findUniqueOrThrow({
      where: { workspaceId_code: { workspaceId, code } },
      include: {
        buyer: true,
        supplier: true,
        buyerOwner: true,
        supplierOwner: true,
        informants: { include: { participant: true }, orderBy: { participant: { email: 'asc' } } },
      },
    })
  return { workspaceId, run, outcome, importSamples, findRelationship }
}

/** Everything that imports write, with ids and times: equal only if nothing was written at all. */
async function readAll(workspaceId: string) {
  const order = { orderBy: { id: 'asc' } } as const
  return {
    organizations: await db.prisma.organization.findMany({ where: { workspaceId }, ...order }),
    participants: await db.prisma.participant.findMany({ where: { workspaceId }, ...order }),
    relationships: await db.prisma.relationship.findMany({ where: { workspaceId }, ...order }),
    informants: await db.prisma.informant.findMany({ where: { workspaceId }, ...order }),
  }
}

describe('an import', () => {
  test('of the samples, one after the other, gives relationships with owners and people who are asked', async () => {
    const { workspaceId, importSamples, findRelationship } = await makeTarget()
    await importSamples()
    const found = await findRelationship('NAJM-STEEL')
    expect(found).toMatchObject({
      workspaceId,
      buyer: { name: 'نجم للسيارات' },
      supplier: { code: 'STEEL' },
      category: 'Steel sheet',
      currency: 'SAR',
      startedOn: new Date('2018-03-01T00:00:00Z'),
      renewalOn: new Date('2027-03-01T00:00:00Z'),
      buyerOwner: { email: 'sara@najm.example' },
      supplierOwner: { email: 'fahad@steel.example' },
    })
    expect(found.annualSpend?.toString()).toBe('4200000')
    expect(found.informants.map(({ participant }) => participant.email)).toEqual([
      'fahad@steel.example',
      'omar@najm.example',
      'sara@najm.example',
    ])
    expect(await findRelationship('OPTIX-STEEL')).toMatchObject({ renewalOn: null, supplierOwner: null })
  })

  test.each(IMPORT_KINDS)('of the same %s twice changes nothing, however the file is written', async (kind) => {
    const { workspaceId, importSamples, outcome } = await makeTarget()
    await importSamples()
    const before = await readAll(workspaceId)
    const lines = IMPORT_SAMPLES[kind].trim().split('\n')
    const windows = `\ufeff${[lines[0]?.toUpperCase(), ...lines.slice(1).reverse()].join('\r\n')}\r\n`
    for (const text of [IMPORT_SAMPLES[kind], windows])
      expect(await outcome(kind, text)).toEqual([0, 0, lines.length - 1])
    expect(await readAll(workspaceId)).toEqual(before)
  })

  test('changes what differs, and nothing else', async () => {
    const { workspaceId, importSamples, outcome, findRelationship } = await makeTarget()
    await importSamples()
    const before = await readAll(workspaceId)
    expect(await outcome('organizations', 'code,name\nNAJM,نجم\nSTEEL,Al Faisal Steel Works\n')).toEqual([0, 1, 1])
    expect(
      await outcome(
        'participants',
        'email,name,organization,language,function\nsara@najm.example,Sara,NAJM,en,management\n',
      ),
    ).toEqual([0, 1, 0])
    expect(
      await outcome(
        'relationships',
        IMPORT_SAMPLES.relationships
          .replace('4200000,SAR,2018-03-01', '99.95,USD,')
          .replace('sara@najm.example;omar@najm.example;fahad', 'omar@najm.example;fahad'),
      ),
    ).toEqual([0, 1, 2])
    const found = await findRelationship('NAJM-STEEL')
    expect(found).toMatchObject({
      currency: 'USD',
      startedOn: null,
      renewalOn: new Date('2027-03-01T00:00:00Z'),
      buyer: { name: 'نجم' },
      buyerOwner: { name: 'Sara', language: 'en', function: 'management' },
    })
    expect(found.annualSpend?.toString()).toBe('99.95')
    expect(found.informants).toHaveLength(2)
    const after = await readAll(workspaceId)
    expect(after.organizations.filter(({ code }) => code !== 'NAJM')).toEqual(
      before.organizations.filter(({ code }) => code !== 'NAJM'),
    )
    expect(after.relationships.filter(({ code }) => code !== 'NAJM-STEEL')).toEqual(
      before.relationships.filter(({ code }) => code !== 'NAJM-STEEL'),
    )
  })

  test('leaves alone what the file has no column for, and empties what it has an empty field for', async () => {
    const { workspaceId, importSamples, outcome, findRelationship } = await makeTarget()
    await importSamples()
    const before = await readAll(workspaceId)
    expect(await outcome('relationships', 'code,buyer,supplier\nNAJM-STEEL,NAJM,STEEL\n')).toEqual([0, 0, 1])
    expect(await readAll(workspaceId)).toEqual(before)
    const text = 'code,buyer,supplier,category,buyer_owner\nNAJM-STEEL,NAJM,STEEL,,\n'
    expect(await outcome('relationships', text)).toEqual([0, 1, 0])
    const found = await findRelationship('NAJM-STEEL')
    expect(found).toMatchObject({
      category: '',
      buyerOwner: null,
      supplierOwner: { email: 'fahad@steel.example' },
      currency: 'SAR',
    })
    expect(found.informants).toHaveLength(3)
    const changes = await db.prisma.evidenceEntry.findMany({ where: { workspaceId, register: 'owners' } })
    expect(changes.map(({ side, kind, relationshipId }) => [side, kind, relationshipId])).toEqual([
      ['buyer', 'left', found.id],
    ])
  })

  test('writes nothing at all where a single line is wrong', async () => {
    const { workspaceId, importSamples, outcome } = await makeTarget()
    await importSamples()
    const before = await readAll(workspaceId)
    expect(await outcome('organizations', 'code,name\nNEW,New\nNAJM,Changed\n!,Wrong\n')).toEqual([
      [4, 'code', 'relationships.error.code'],
    ])
    expect(await readAll(workspaceId)).toEqual(before)
  })

  test('of people of a firm that is not known, or that is another than theirs, is refused', async () => {
    const { importSamples, outcome } = await makeTarget()
    await importSamples()
    const text =
      'email,name,organization,language,function\nnew@x.example,New,NOWHERE,en,sales\nsara@najm.example,Sara,STEEL,ar,sales\n'
    expect(await outcome('participants', text)).toEqual([
      [2, 'organization', 'unknown-organization'],
      [3, 'organization', 'other-organization'],
    ])
  })

  test('of relationships tells of every firm and person that is not known or not of that side', async () => {
    const { importSamples, outcome } = await makeTarget()
    await importSamples()
    const text = [
      'code,buyer,supplier,buyer_owner,supplier_owner,participants',
      'R1,NAJM,NOWHERE,,,',
      'R2,NAJM,NAJM,,,',
      'R3,NAJM,STEEL,fahad@steel.example,nobody@x.example,lena@optix.example;omar@najm.example;ghost@x.example',
    ].join('\n')
    expect(await outcome('relationships', text)).toEqual([
      [2, 'supplier', 'unknown-organization'],
      [3, 'supplier', 'same-firm'],
      [4, 'buyer_owner', 'other-firm'],
      [4, 'supplier_owner', 'unknown-participant'],
      [4, 'participants', 'other-firm'],
      [4, 'participants', 'unknown-participant'],
    ])
  })

  test('moves a relationship to another firm only as long as no study asks about it', async () => {
    const { workspaceId, importSamples, outcome, findRelationship } = await makeTarget()
    await importSamples()
    expect(await outcome('relationships', 'code,buyer,supplier\nNAJM-STEEL,NAJM,OPTIX\n')).toEqual([
      [2, 'buyer', 'people-of-firms'],
    ])
    const people = 'code,buyer,supplier,buyer_owner,supplier_owner,participants\n'
    expect(await outcome('relationships', `${people}NAJM-STEEL,NAJM,OPTIX,,,lena@optix.example\n`)).toEqual([0, 1, 0])
    const { id, supplier } = await findRelationship('NAJM-STEEL')
    expect(supplier.code).toBe('OPTIX')
    await makeStudy(db.prisma, { workspaceId, relationshipIds: [id] })
    expect(await outcome('relationships', `${people}NAJM-STEEL,NAJM,STEEL,,,\n`)).toEqual([
      [2, 'buyer', 'firms-are-fixed'],
    ])
  })

  test('finds nothing of another workspace, and may use the same codes and addresses there', async () => {
    const [own, other] = [await makeTarget(), await makeTarget()]
    await other.importSamples()
    const before = await readAll(other.workspaceId)
    expect(await own.outcome('participants', IMPORT_SAMPLES.participants)).toHaveLength(4)
    expect(await own.outcome('relationships', 'code,buyer,supplier\nNAJM-STEEL,NAJM,STEEL\n')).toEqual([
      [2, 'buyer', 'unknown-organization'],
      [2, 'supplier', 'unknown-organization'],
    ])
    await own.importSamples()
    expect(await own.outcome('organizations', 'code,name\nNAJM,Changed\n')).toEqual([0, 1, 0])
    expect(await readAll(other.workspaceId)).toEqual(before)
  })

  test('of the same file by two people at once is done once', async () => {
    const { workspaceId, run } = await makeTarget()
    const text = `code,name\n${Array.from({ length: 300 }, (_, number) => `C${number},Firm ${number}`).join('\n')}\n`
    const results = await Promise.all([run('organizations', text), run('organizations', text)])
    expect(results.map(({ ok }) => ok)).toEqual([true, true])
    expect(await db.prisma.organization.count({ where: { workspaceId } })).toBe(300)
  })

  test('that is only looked at writes nothing', async () => {
    const { workspaceId } = await makeTarget()
    const plan = await planImport(db.prisma, workspaceId, 'organizations', IMPORT_SAMPLES.organizations)
    expect(plan.lines.map(({ state }) => state)).toEqual(['new', 'new', 'new'])
    expect(await db.prisma.organization.count({ where: { workspaceId } })).toBe(0)
  })

  test('of 5,000 people and 2,000 relationships is done: new, changed and again', async () => {
    const { outcome } = await makeTarget()
    const range = (length: number) => Array.from({ length }, (_, number) => number)
    const organizations = `code,name\n${range(500)
      .map((n) => `C${n},Firm ${n}`)
      .join('\n')}\n`
    const people = (name: string) =>
      `email,name,organization,language,function\n${range(5000)
        .map((n) => `p${n}@firm.example,${name} ${n},C${n % 500},ar,sales`)
        .join('\n')}\n`
    const relationships = (category: string) =>
      `code,buyer,supplier,category,annual_spend,currency,buyer_owner,participants\n${range(2000)
        .map((n) => {
          const [buyer, supplier] = [n % 500, (n * 7 + 1 + Math.floor(n / 500)) % 500]
          const asked = [0, 1, 2].flatMap((k) => [buyer + 500 * k, supplier + 500 * k]).map((p) => `p${p}@firm.example`)
          return `R${n},C${buyer},C${supplier === buyer ? (supplier + 1) % 500 : supplier},${category},${n}.5,SAR,p${buyer}@firm.example,${buyer === supplier ? '' : asked.join(';')}`
        })
        .join('\n')}\n`
    expect(await outcome('organizations', organizations)).toEqual([500, 0, 0])
    expect(await outcome('participants', people('Person'))).toEqual([5000, 0, 0])
    expect(await outcome('relationships', relationships('Steel'))).toEqual([2000, 0, 0])
    expect(await outcome('participants', people('Name'))).toEqual([0, 5000, 0])
    expect(await outcome('relationships', relationships('Brass'))).toEqual([0, 2000, 0])
    expect(await outcome('participants', people('Name'))).toEqual([0, 0, 5000])
    expect(await outcome('relationships', relationships('Brass'))).toEqual([0, 0, 2000])
  }, 300_000)
})
