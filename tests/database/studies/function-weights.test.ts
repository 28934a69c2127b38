import { describe, expect, test } from 'vitest'
import { computeOverWaves } from '#app/disclosure/compute-over-waves.server'
import { computeWave } from '#app/disclosure/compute-wave.server'
import { planPublication } from '#app/disclosure/plan-publication.server'
import { fromReleaseStore, toStoredCells } from '#app/disclosure/release'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { createStudy } from '#app/studies/create-study.server'
import { studySchema } from '#app/studies/study-form'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const ATTRIBUTED = { audience: 'attributed', minimumGroupSize: 1 } as const

/** Trust 0, 50 and 100 on the buyer's side, by functions; 80 and 80 on the supplier's. */
const trust = (points: number) => ({
  ...{ trust_1: points, trust_2: points, trust_3: 8 - points, trust_4: points, trust_5: points },
})
const RELATIONSHIP = { buyer: [trust(1), trust(4), trust(7)], supplier: [{}, trust(4)] }
const FUNCTIONS = ['purchasing', 'quality', 'finance', 'quality', 'sales']
const functionOf = (place: number) => FUNCTIONS[place % FUNCTIONS.length] ?? ''
const FUNCTION_WEIGHTS = { quality: 2, finance: 0.5 }

type Where = Partial<{ scope: string; side: string; measure: string; function: string; waveId: string }>

async function readCell(workspaceId: string, index: string, where: Where) {
  const place = { scope: 'relationship', side: 'buyer', measure: 'level', function: '', ...where }
  const row = await db.prisma.releasedRow.findFirst({ where: { workspaceId, ...place } })
  const cell = row ? fromReleaseStore(row, [index])[0] : undefined
  if (row && cell?.status !== 'released') throw new Error('by company name everything is released')
  return cell?.status === 'released' ? cell : undefined
}

describe('what answers of functions weigh', () => {
  test('is set with the study, and kept by its waves', async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const form = {
      ...{ name: 'Steel', instrument: 'relationship-core@1', audience: 'attributed', minimumGroupSize: '3' },
      ...{ contactName: 'Sara', contactEmail: 'sara@thiqa.test', function_weight_quality: '2' },
    }
    const created = await createStudy(db.prisma, workspaceId, studySchema.parse(form))
    if (!created.ok) throw new Error(created.reason)
    const where = { workspaceId_id: { workspaceId, id: created.studyId } }
    expect((await db.prisma.study.findUniqueOrThrow({ where })).functionWeights).toEqual({ quality: 2 })
    const wave = await makeWave(db.prisma, { workspaceId, studyId: created.studyId })
    await expect(
      db.prisma.wave.update({
        where: { workspaceId_id: { workspaceId, id: wave.id } },
        data: { functionWeights: { quality: 3 } },
      }),
    ).rejects.toThrow('the weights of functions stay')
  })

  test('is nothing that the database takes of a confidential study, nor beyond the limits', async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    for (const audience of ['shared', 'own-side', 'pooled'] as const)
      await expect(makeStudy(db.prisma, { workspaceId, audience, functionWeights: { quality: 2 } })).rejects.toThrow()
    for (const functionWeights of [{ quality: 3.1 }, { quality: 0.2 }, { quality: 'much' }, { quality: [2] }, [2]])
      await expect(makeStudy(db.prisma, { workspaceId, ...ATTRIBUTED, functionWeights })).rejects.toThrow()
    const shared = await makeStudy(db.prisma, { workspaceId })
    await expect(
      makeWave(db.prisma, { workspaceId, studyId: shared.id, functionWeights: { quality: 2 } }),
    ).rejects.toThrow()
  })

  test('decides every value of a relationship and of all together, with the effective number of people', async () => {
    const { workspaceId } = await makePublishedStudy(db.prisma, {
      ...{ audience: 'attributed', functionWeights: FUNCTION_WEIGHTS, functionOf, relationships: [RELATIONSHIP] },
    })
    const buyers = summarizeWeightedSample([
      { value: 0, weight: 1 },
      { value: 50, weight: 2 },
      { value: 100, weight: 0.5 },
    ])
    const suppliers = summarizeWeightedSample([
      { value: 80, weight: 2 },
      { value: 50, weight: 1 },
    ])
    if (!buyers || !suppliers) throw new Error('both are defined')
    for (const scope of ['relationship', 'portfolio', 'target-firm', 'unflagged']) {
      const cell = await readCell(workspaceId, 'trust', { scope })
      expect(cell?.n, scope).toBe(3)
      for (const name of ['mean', 'sd', 'se', 'low', 'high', 'effectiveN'] as const)
        expect(cell?.[name], `${scope} ${name}`).toBeCloseTo(buyers[name] ?? Number.NaN, 8)
    }
    const gap = welchInterval(buyers, suppliers)
    for (const scope of ['relationship', 'portfolio']) {
      const cell = await readCell(workspaceId, 'trust_gap', { scope, side: 'both' })
      expect(cell?.mean, scope).toBeCloseTo(gap.difference, 8)
      expect(cell?.low, scope).toBeCloseTo(gap.low ?? Number.NaN, 8)
    }
    // one function alone weighs alike
    expect(await readCell(workspaceId, 'trust', { function: 'quality' })).toMatchObject({ n: 1, mean: 50 })
    expect((await readCell(workspaceId, 'trust', { measure: 'matched' }))?.mean).toBeCloseTo(buyers.mean, 8)
  })

  test('leaves no rounding behind where all say the same', async () => {
    const same = trust(4)
    const { workspaceId } = await makePublishedStudy(db.prisma, {
      ...{ audience: 'attributed', functionWeights: { quality: 0.7, sales: 2.9 }, functionOf, waves: 2 },
      relationships: Array.from({ length: 3 }, () => ({
        buyer: [same, same, same],
        supplier: [same, { ...same, trust_1: 5 }],
      })),
    })
    for (const scope of ['relationship', 'portfolio', 'target-firm'])
      expect(await readCell(workspaceId, 'trust', { scope }), scope).toMatchObject({ mean: 50, sd: 0, se: 0 })
  })

  test('decides changes and values over several waves, and is computed again the same', async () => {
    const { workspaceId, waves } = await makePublishedStudy(db.prisma, {
      ...{ audience: 'attributed', functionWeights: FUNCTION_WEIGHTS, functionOf, relationships: [RELATIONSHIP] },
      waves: 2,
    })
    const waveId = waves[1]?.id ?? ''
    const panel = await readCell(workspaceId, 'trust', { waveId, measure: 'panel-change' })
    expect(panel).toMatchObject({ n: 3, mean: 0 })
    expect(panel?.effectiveN).toBeCloseTo(3.5 ** 2 / 5.25, 8)
    const level = await readCell(workspaceId, 'trust', { waveId })
    const rolled = await readCell(workspaceId, 'trust', { waveId, measure: 'roll-up' })
    expect(rolled?.mean).toBeCloseTo(level?.mean ?? Number.NaN, 8)
    const plan = await planPublication(db.prisma, { workspaceId, waveId })
    expect(plan.functionWeights).toEqual(FUNCTION_WEIGHTS)
    let compared = 0
    const compare = async (cells: Parameters<typeof toStoredCells>[0]) => {
      for (const cell of cells) {
        const { scope, scopeKey, side, measure, function: name } = cell
        const row = await db.prisma.releasedRow.findFirstOrThrow({
          where: { workspaceId, waveId, scope, scopeKey, side, measure, function: name },
        })
        expect((row.cells as object)[cell.index as never]).toEqual(
          JSON.parse(JSON.stringify(toStoredCells([cell])[cell.index])),
        )
        compared += 1
      }
    }
    for await (const { cells } of computeWave(db.prisma, plan)) await compare(cells)
    for await (const cells of computeOverWaves(db.prisma, plan)) await compare(cells)
    expect(compared).toBeGreaterThan(100)
  })

  test('differs from wave to wave in no comparison', async () => {
    const earlierOf = async (functionWeights: object) => {
      const { workspaceId, study } = await makePublishedStudy(db.prisma, {
        ...{ audience: 'attributed', functionWeights: FUNCTION_WEIGHTS, functionOf, relationships: [RELATIONSHIP] },
      })
      const next = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2, functionWeights })
      return (await planPublication(db.prisma, { workspaceId, waveId: next.id })).earlier.length
    }
    expect(await earlierOf({ ...FUNCTION_WEIGHTS, quality: 3 })).toBe(0)
    expect(await earlierOf({})).toBe(0)
    expect(await earlierOf({ ...FUNCTION_WEIGHTS, sales: 1 })).toBe(1)
  })
})
