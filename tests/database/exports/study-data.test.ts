import { describe, expect, test } from 'vitest'
import { Prisma } from '#app/db/generated/client'
import { codebookRows } from '#app/exports/codebook-rows'
import type { CsvRow } from '#app/exports/csv-row'
import type { Dataset, Value } from '#app/exports/dataset'
import { openStudyData } from '#app/exports/study-data.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeResponse } from '#tests/factories/make-response'
import { makeWave } from '#tests/factories/make-wave'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function readAll(workspaceId: string, studyId: string) {
  const file = await openStudyData(db.prisma, workspaceId, studyId)
  if (!file) throw new Error('there is no such study')
  const read = async ({ variables, pages }: Dataset) => {
    const all: CsvRow[] = []
    for await (const page of pages())
      for (const row of page) all.push(Object.fromEntries(variables.map(({ name }, place) => [name, row[place]])))
    return all
  }
  const [wide, answers] = [await file.wide(), await file.long()]
  const rows = await read(wide)
  expect(rows).toHaveLength(wide.rowCount)
  const { changes } = file
  const told = { ...changes }
  const long = await read(answers)
  expect(long).toHaveLength(answers.rowCount)
  for (const [table, read] of [
    [wide, rows],
    [answers, long],
  ] as const) {
    const widths = await table.textWidths?.()
    for (const { name, type, width = widths?.get(name) } of table.variables) {
      if (type !== 'text') continue
      const longest = Math.max(0, ...read.map((row) => Buffer.byteLength(String(row[name] ?? ''))))
      expect(longest, name).toBeLessThanOrEqual(width ?? 0)
    }
    for (const width of widths?.values() ?? []) expect(width % 64).toBe(0)
  }
  const columns = wide.variables.map(({ name }) => name)
  return { ...file, columns, rows, long, codebook: codebookRows(wide), changes: told }
}

describe('the tables beside the answers', () => {
  const read = async (table: Dataset) => {
    const all: Record<string, Value>[] = []
    for await (const page of table.pages())
      for (const row of page) {
        expect(row).toHaveLength(table.variables.length)
        all.push(Object.fromEntries(table.variables.map(({ name }, place) => [name, row[place] ?? null])))
      }
    expect(all).toHaveLength(table.rowCount)
    return all
  }

  test('hold the released values and no others, under the codes of the answers', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma, {
      waves: 2,
      relationships: [
        { buyer: [{}, {}, {}], supplier: [{}, {}] },
        { buyer: [{}, {}, {}, {}], supplier: [{}, {}, {}] },
      ],
    })
    const data = await openStudyData(db.prisma, workspaceId, study.id)
    if (!data) throw new Error('there is no such study')
    const indices = await read(await data.indices())
    const codes = new Set((await read(await data.wide())).map((row) => row.relationship_id))
    expect(new Set(indices.map((row) => row.relationship_id))).toEqual(codes)
    const trust = indices.filter((row) => row.index === 'trust' && row.measure === 'level' && row.wave === 2)
    expect(trust.map(({ side, status, n, mean }) => [side, status, n, mean]).sort()).toEqual([
      ['buyer', 'released', 3, 80],
      ['buyer', 'released', 3, 80],
      ['supplier', 'released', 3, 80],
      ['supplier', 'withheld', null, null],
    ])
    const stored = await db.prisma.releasedRow.findMany({ where: { workspaceId, scope: 'relationship', function: '' } })
    expect(indices).toHaveLength(stored.reduce((sum, { cells }) => sum + Object.keys(cells as object).length, 0))
    expect(indices.every((row) => row.status === 'released' || row.mean === null)).toBe(true)
    // what lies outside of the reach of a reader is not there
    const id = relationships[0]?.id ?? ''
    const only = { relationships: { id }, studies: {}, sql: Prisma.sql`r.id = ${id}::uuid` }
    const near = await openStudyData(db.prisma, workspaceId, study.id, only)
    expect(new Set((await read((await near?.indices()) as Dataset)).map((row) => row.relationship_id)).size).toBe(1)
  })

  test('tell of promises without their words, and of pages with devices that five people share', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma, {
      relationships: [{ buyer: [{}, null, null, null], supplier: [null, null] }],
    })
    const relationshipId = relationships[0]?.id ?? ''
    await db.prisma.madePromise.create({
      data: {
        ...{ workspaceId, relationshipId, madeBy: 'supplier', text: 'Karim sends drawings', madeFunction: 'sales' },
        ...{ keepFunction: 'quality', madeOn: new Date('2026-02-27'), dueOn: new Date('2026-03-09'), outcome: 'kept' },
        settledAt: new Date('2026-03-10T13:00:00Z'),
      },
    })
    const free = await db.prisma.assignment.findMany({ where: { workspaceId, response: null }, orderBy: { id: 'asc' } })
    for (const [place, assignment] of free.entries())
      await makeResponse(db.prisma, {
        assignment,
        paradata: { device: 'desktop', returns: 1, seconds: { trust_1: 40 + place, time: 9 } },
      })
    const data = await openStudyData(db.prisma, workspaceId, study.id)
    if (!data) throw new Error('there is no such study')
    const [promise, ...others] = await read(await data.evidence())
    expect(others).toEqual([])
    expect(promise).toMatchObject({
      ...{ made_by: 'supplier', made_function: 'sales', keep_function: 'quality', made_month: '2026-02' },
      ...{ days_until_due: 10, outcome: 'kept', days_until_settled: 11 },
    })
    expect(JSON.stringify(promise)).not.toMatch(/Karim|drawings/)
    const pages = await read(await data.paradata())
    expect(pages).toHaveLength(11)
    expect(pages.filter((row) => row.device === null)).toMatchObject([{ page: null, seconds: null }])
    expect(pages.filter((row) => row.device === 'desktop' && row.page === 'time')).toHaveLength(5)
    expect(new Set(pages.map((row) => row.response_id)).size).toBe(6)
  })
})

describe('the research file', () => {
  test('has one row for each response, with answers, scores and codes of what is missing', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [
        {
          category: 'Castings',
          buyer: [{ trust_2: { missing: 'cannot_say' }, trust_4: { missing: 'skipped' } }, null, {}, {}, {}, {}],
          supplier: [{}],
        },
        { category: 'Castings', buyer: [{}], supplier: [{}, {}, {}, {}] },
      ],
    })
    const { rows, long, changes } = await readAll(workspaceId, study.id)
    expect(rows).toHaveLength(11)
    expect(changes).toEqual({
      k: 5,
      generalised: { category: 0, function: 0, side: 0 },
      textsHeldBack: 0,
      namesRemoved: 0,
    })
    const row = rows.find(({ trust_2 }) => trust_2 === -98)
    const own = long.filter(({ response_id }) => response_id === row?.response_id)
    expect(own).toHaveLength(20)
    expect(own.find(({ variable }) => variable === 'trust_4')).toMatchObject({ side: 'buyer', value: -99, text: null })
    expect(row).toMatchObject({
      ...{ study: study.name, side: 'buyer', category: 'Castings' },
      wave: 1,
      function: 'purchasing',
      language: 'en',
      instrument: 'relationship-core',
      instrument_version: 1,
      trust_1: 6,
      trust_2: -98,
      trust_4: -99,
      time_price: 10,
      score_trust: expect.closeTo(77.78, 2),
      score_unproductive: 30,
      score_time_price: 10,
    })
  })

  test('says of no time together that there was none, which is not the same as a skipped question', async () => {
    const none = { missing: 'no_contact' as const }
    const shares = { time_price: none, time_contract: none, time_blame: none, time_expediting: none }
    const rest = { time_inspection: none, time_design: none, time_quality: none, time_planning: none, time_ideas: none }
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [{ buyer: [{ time_hours: 0, ...shares, ...rest, time_other: none }], supplier: [] }],
    })
    const { rows } = await readAll(workspaceId, study.id)
    expect(rows[0]).toMatchObject({ time_hours: 0, time_price: -96, score_unproductive: null, score_time_hours: 0 })
  })

  test('fills exactly the columns that its codebook describes, in the same order', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma)
    const { columns, codebook, rows } = await readAll(workspaceId, study.id)
    expect(codebook.map((row) => row.variable)).toEqual(columns)
    for (const row of rows) expect(Object.keys(row).sort()).toEqual([...columns].sort())
  })

  test('knows a person again in the next wave, and two relationships of a firm by the firm', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma, { waves: 2 })
    const { rows } = await readAll(workspaceId, study.id)
    expect(rows).toHaveLength(12)
    expect(new Set(rows.map((row) => row.response_id)).size).toBe(12)
    expect(new Set(rows.map((row) => row.respondent_id)).size).toBe(6)
    expect(new Set(rows.map((row) => row.relationship_id)).size).toBe(relationships.length)
    const [buyer, supplier] = ['buyer', 'supplier'].map((side) => rows.find((row) => row.side === side))
    expect(buyer?.rater_organization_id).toBe(supplier?.partner_organization_id)
    expect(buyer?.partner_organization_id).toBe(supplier?.rater_organization_id)
  })

  test('holds no id, name, address or time of anybody', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma)
    const text = JSON.stringify((await readAll(workspaceId, study.id)).rows)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(text).not.toMatch(/@|Participant|Organization|\d{4}-\d{2}-\d{2}/)
    for (const { code } of relationships) expect(text).not.toContain(`"${code}"`)
  })

  test('holds texts back that fewer than five people of a side allowed, and takes the rest clean', async () => {
    const allow = (text: string) => ({ comment_change: text, comment_change_consent: 1 })
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [
        {
          buyer: [
            allow('One\u202e'),
            ...['Two', 'Three', 'Four', 'Five'].map(allow),
            { comment_change: 'Kept', comment_change_consent: 0 },
          ],
          supplier: ['Six', 'Seven', 'Eight', 'Nine'].map(allow),
        },
        { buyer: [allow('Ten'), {}, {}], supplier: [{}, {}, {}] },
      ],
    })
    await db.prisma.study.updateMany({ where: { workspaceId }, data: { instrumentName: 'relationship-pulse' } })
    const { rows, codebook } = await readAll(workspaceId, study.id)
    const texts = rows.map((row) => row.comment_change).filter((text) => text !== null)
    expect(texts.sort()).toEqual(['Five', 'Four', 'One', 'Three', 'Two'])
    expect(codebook.find((row) => row.variable === 'comment_change')?.note_en).toContain('at least five people')
  })

  test('names the signs of careless answering that a response carries', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [{ buyer: [{}, {}, {}, {}, {}, null], supplier: [] }],
    })
    const assignment = await db.prisma.assignment.findFirstOrThrow({ where: { workspaceId, response: null } })
    await makeResponse(db.prisma, { assignment, flags: ['fast', 'long_string'] })
    const { rows, codebook } = await readAll(workspaceId, study.id)
    expect(rows.map((row) => row.quality_flags ?? '').sort()).toEqual(['', '', '', '', '', 'fast long_string'])
    expect(codebook.find((row) => row.variable === 'quality_flags')?.value_labels_en).toContain('fast = ')
  })

  test('tells less of those with whom too few share side, function and category', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [
        { category: 'Castings', buyer: [{}, {}, {}, {}, {}], supplier: [{}, {}, {}, {}, {}] },
        { category: 'Freight', buyer: [{}, {}], supplier: [{}, {}, {}, {}, {}] },
      ],
    })
    const { rows, changes } = await readAll(workspaceId, study.id)
    const kinds = new Set(rows.map(({ side, function: name, category }) => `${side} ${name} ${category}`))
    expect([...kinds].sort()).toEqual([
      'buyer purchasing null',
      'supplier purchasing Castings',
      'supplier purchasing Freight',
    ])
    expect(changes.generalised).toEqual({ category: 2, function: 0, side: 0 })
  })

  test('takes the names of people and firms out of texts, and counts them', async () => {
    const allow = (text: string) => ({ comment_change: text, comment_change_consent: 1 })
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma, {
      relationships: [
        { buyer: ['One', 'Two', 'Three', 'Four', 'Ask Zubaida of Qasr, zub@qasr.example'].map(allow), supplier: [] },
      ],
    })
    await db.prisma.study.updateMany({ where: { workspaceId }, data: { instrumentName: 'relationship-pulse' } })
    const where = { workspaceId_id: { workspaceId, id: relationships[0]?.supplierId ?? '' } }
    await db.prisma.organization.update({ where, data: { name: 'Qasr Steel' } })
    await db.prisma.participant.updateMany({ where: { workspaceId }, data: { name: 'Zubaida Karim' } })
    const { rows, long, changes } = await readAll(workspaceId, study.id)
    expect(rows.map((row) => row.comment_change)).toContain('Ask […] of […], […]')
    expect(long.map((row) => row.text)).toContain('Ask […] of […], […]')
    expect(changes.namesRemoved).toBe(3)
  })

  test('has an order within a relationship that is the order of codes, not of people', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [{ buyer: Array.from({ length: 8 }, () => ({})), supplier: [{}, {}, {}] }],
    })
    const ids = (await readAll(workspaceId, study.id)).rows.map((row) => String(row.response_id))
    expect(ids).toEqual([...ids].sort())
  })

  test('has an order of relationships that is the order of codes, not that in which they were entered', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      waves: 2,
      relationships: Array.from({ length: 6 }, () => ({ buyer: [{}, {}], supplier: [{}] })),
    })
    const { rows } = await readAll(workspaceId, study.id)
    for (const wave of [1, 2]) {
      const codes = rows.filter((row) => row.wave === wave).map((row) => String(row.relationship_id))
      expect(codes).toHaveLength(18)
      expect(codes).toEqual([...codes].sort())
    }
  })

  test('does not count a text without words', async () => {
    const texts = ['One', 'Two', 'Three', 'Four', ' ']
    const { workspaceId, study } = await makePublishedStudy(db.prisma, {
      relationships: [
        { buyer: texts.map((text) => ({ comment_change: text, comment_change_consent: 1 })), supplier: [] },
      ],
    })
    await db.prisma.study.updateMany({ where: { workspaceId }, data: { instrumentName: 'relationship-pulse' } })
    const { rows } = await readAll(workspaceId, study.id)
    expect(rows.map((row) => row.comment_change)).toEqual([null, null, null, null, null])
  })

  test('has nothing of a wave that is not published', async () => {
    const { workspaceId, study, relationships } = await makePublishedStudy(db.prisma)
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    const person = await makeAskedPerson(db.prisma, { wave })
    const assignment = await db.prisma.assignment.findFirstOrThrow({ where: { id: person.assignmentId } })
    await makeResponse(db.prisma, { assignment })
    const { rows } = await readAll(workspaceId, study.id)
    expect(rows.map((row) => row.wave)).toEqual(Array.from({ length: 6 }, () => 1))
    expect(relationships).toHaveLength(1)
  })

  test('of another workspace’s study does not exist', async () => {
    const { study } = await makePublishedStudy(db.prisma)
    const other = await makePublishedStudy(db.prisma)
    expect(await openStudyData(db.prisma, other.workspaceId, study.id)).toBeUndefined()
  })
})
