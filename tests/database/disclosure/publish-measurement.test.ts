import { describe, expect, test } from 'vitest'
import { planPublication } from '#app/disclosure/plan-publication.server'
import { computeMeasurement } from '#app/disclosure/publish-measurement.server'
import { readMeasurement } from '#app/disclosure/read-measurement.server'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWave } from '#tests/factories/make-wave'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
/** Buyers who differ, so that there is something to measure. */
const people = (count: number) =>
  Array.from({ length: count }, (_, person) => ({
    trust_1: 1 + (person % 7),
    trust_2: 1 + ((person + 1) % 7),
    trust_3: 7 - (person % 7),
    trust_4: 1 + (person % 6),
  }))

interface Publication {
  audience?: 'shared' | 'pooled' | 'attributed'
  buyers: number
  languageOf?: (place: number) => string
}

async function publish({ audience = 'shared', buyers, languageOf }: Publication) {
  const made = await makePublishedStudy(db.prisma, {
    ...{ audience, relationships: [{ buyer: people(buyers), supplier: [] }] },
    ...(languageOf && { languageOf }),
  })
  const { workspaceId, waves } = made
  const key = { workspaceId, waveId: waves[0]?.id ?? '' }
  return { ...made, ...key, rows: await readMeasurement(db.prisma, key) }
}

const rowOf = ({ rows }: Awaited<ReturnType<typeof publish>>, language = '', construct = 'trust', side = 'buyer') =>
  rows.find((row) => row.construct === construct && row.side === side && row.language === language)

describe('how well a wave measured', () => {
  test('is told from twenty people on, and from ten where answers are seen by company', async () => {
    const enough = rowOf(await publish({ buyers: 20 }))
    expect(enough).toMatchObject({ status: 'released', n: 20, values: { complete: 20, relationships: 1 } })
    expect(rowOf(await publish({ buyers: 19 }))).toMatchObject({ status: 'withheld', reason: 'minimum' })
    expect(rowOf(await publish({ buyers: 10, audience: 'attributed' }))).toMatchObject({ status: 'released', n: 10 })
    expect(rowOf(await publish({ buyers: 9, audience: 'attributed' }))).toMatchObject({ status: 'withheld' })
  })

  test('has the same rows whoever answered', async () => {
    const placesOf = ({ rows }: Awaited<ReturnType<typeof publish>>) =>
      rows.map(({ construct, side, language }) => `${construct} ${side} ${language}`)
    const [some, nobody] = [await publish({ buyers: 21 }), await publish({ buyers: 0 })]
    expect(placesOf(some)).toEqual(placesOf(nobody))
    // trust, dependence and the responses themselves; two sides; all, Arabic, English
    expect(some.rows).toHaveLength(3 * 2 * 3)
    expect(nobody.rows.every((row) => row.status === 'withheld')).toBe(true)
  })

  test('is told by language where the people of all other languages are enough, too', async () => {
    const few = await publish({ buyers: 24, languageOf: (place) => (place < 21 ? 'en' : 'ar') })
    expect(rowOf(few)).toMatchObject({ status: 'released' })
    expect(rowOf(few, 'en')).toMatchObject({ status: 'withheld', reason: 'complement' })
    expect(rowOf(few, 'ar')).toMatchObject({ status: 'withheld', reason: 'minimum' })
    const enough = await publish({ buyers: 41, languageOf: (place) => (place < 21 ? 'en' : 'ar') })
    expect(rowOf(enough, 'en')).toMatchObject({ status: 'released', n: 21 })
    expect(rowOf(enough, 'ar')).toMatchObject({ status: 'released', n: 20 })
    // signs are counted over the whole wave: less one side's they would be the other's
    expect(rowOf(enough, '', '')).toMatchObject({ status: 'withheld' })
    const named = await publish({ buyers: 12, audience: 'attributed' })
    expect(rowOf(named, '', '')).toMatchObject({ status: 'released', values: { responses: 12, flags: { fast: 0 } } })
  })

  test('tells means of items only where answers are seen by company', async () => {
    const meanFor = async (audience: 'shared' | 'attributed') => {
      const row = rowOf(await publish({ buyers: 20, audience }))
      if (row?.status !== 'released' || row.kind !== 'scale') throw new Error('trust is withheld')
      expect(row.values).toMatchObject({ complete: 20, coefficients: { alpha: expect.any(Number) } })
      return row.values.items[0]?.mean
    }
    expect(await meanFor('shared')).toBeNull()
    expect(await meanFor('attributed')).toBeGreaterThan(1)
  })

  test('shows no spread over fewer than ten relationships', async () => {
    expect(rowOf(await publish({ buyers: 20 }))).toMatchObject({ values: { agreement: { uniform: null } } })
  })

  test('is computed again to the last digit, whatever languages the questions are worded in today', async () => {
    const { workspaceId, waveId, rows } = await publish({ buyers: 22, audience: 'attributed' })
    const plan = await planPublication(db.prisma, { workspaceId, waveId })
    const { instrument, texts } = plan.template
    const english = texts.get('en')
    if (!english) throw new Error('the questions are worded in English')
    const more = { instrument, texts: new Map([...texts, ['fr', english] as const]) }
    const again = await computeMeasurement(db.prisma, { ...plan, template: more })
    const inOrder = (some: typeof rows) =>
      some
        .map(({ construct, side, language, ...row }) => ({ place: `${construct} ${side} ${language}`, ...row }))
        .sort((one, other) => (one.place < other.place ? -1 : 1))
    // undefined and absent are the same to the database
    expect(JSON.parse(JSON.stringify(inOrder(again)))).toEqual(JSON.parse(JSON.stringify(inOrder(rows))))
  })
})

describe('the database', () => {
  const forged = (workspaceId: string, waveId: string) => ({
    ...{ workspaceId, waveId, construct: 'forged', side: 'buyer', language: '', methodVersion: 1 },
    ...{ status: 'released', n: 20, values: { alpha: 1 } },
  })

  test('takes measurements from the publication of a wave alone, and with enough people behind them', async () => {
    const { workspaceId, study, waveId } = await publish({ buyers: 3 })
    const into = (id: string) => db.prisma.measurement.create({ data: forged(workspaceId, id) })
    await expect(into(waveId)).rejects.toThrow('publication of a wave')
    const open = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    await expect(into(open.id)).rejects.toThrow('publication of a wave')
    await db.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: open.id } },
      data: { state: 'closing', closedAt: new Date() },
    })
    await expect(into(open.id)).rejects.toThrow('publication of a wave')
    const whileClosing = (data: object) =>
      db.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('thiqa.publishing', ${open.id}, true)`
        await tx.measurement.create({ data: { ...forged(workspaceId, open.id), ...data } })
      })
    await expect(whileClosing({ n: 19 })).rejects.toThrow('breaks the promise')
    for (const broken of [{ n: null }, { status: 'withheld', reason: 'minimum' }, { reason: 'minimum' }])
      await expect(whileClosing(broken)).rejects.toThrow('measurement_status_check')
    await whileClosing({})
  })

  test('neither changes nor loses what was published', async () => {
    const { workspaceId, waveId } = await publish({ buyers: 3 })
    const where = { workspaceId, waveId }
    await expect(db.prisma.measurement.updateMany({ where, data: { n: 1 } })).rejects.toThrow('never changed')
    await expect(db.prisma.measurement.deleteMany({ where })).rejects.toThrow('stays')
  })
})
