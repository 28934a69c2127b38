import { describe, expect, test } from 'vitest'
import { fromReleaseStore } from '#app/disclosure/release'
import { createStudy } from '#app/studies/create-study.server'
import { HEALTH_PARTS, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { studySchema, weightField } from '#app/studies/study-form'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const FORM = {
  ...{ name: 'Steel', instrument: 'relationship-core@1', audience: 'shared', minimumGroupSize: '3' },
  ...{ contactName: 'Sara', contactEmail: 'sara@thiqa.test' },
}

describe('the weights of relationship health', () => {
  test('are the usual ones unless a study has its own', async () => {
    const { id: workspaceId } = await makeWorkspace(db.prisma)
    const saved = async (form: object) => {
      const created = await createStudy(db.prisma, workspaceId, studySchema.parse({ ...FORM, ...form }))
      if (!created.ok) throw new Error(created.reason)
      const where = { workspaceId_id: { workspaceId, id: created.studyId } }
      return (await db.prisma.study.findUniqueOrThrow({ where })).healthWeights
    }
    expect(await saved({})).toEqual(USUAL_HEALTH_WEIGHTS)
    const own = { name: 'Freight', weight_trust: '40', weight_voice: '0' }
    expect(await saved(own)).toEqual({ ...USUAL_HEALTH_WEIGHTS, trust: 40, voice: 0 })
  })

  test('make 100 together, in whole percent', () => {
    expect(studySchema.safeParse({ ...FORM, weight_trust: '40' }).error?.issues).toMatchObject([
      { path: ['weight_trust'], message: 'studies.error.weights' },
    ])
    for (const broken of ['-1', '101', '30.5', 'x'])
      expect(studySchema.safeParse({ ...FORM, weight_trust: broken }).success).toBe(false)
    expect(HEALTH_PARTS.map(weightField)).toContain('weight_promise_keeping')
  })

  test('stay with a wave as they were when it opened', async () => {
    const { workspaceId, study } = await makePublishedStudy(db.prisma)
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await expect(db.prisma.wave.update({ where, data: { healthWeights: { trust: 100 } } })).rejects.toThrow('weights')
  })

  test('decide over which waves health moves: of others it is another composite', async () => {
    const none = Object.fromEntries(HEALTH_PARTS.map((part) => [part, 0]))
    const [trustAlone, both] = [
      { ...none, trust: 100 },
      { ...none, trust: 70, unproductive: 30 },
    ]
    const movesOf = async (healthWeightsOf: object[]) => {
      const study = await makePublishedStudy(db.prisma, {
        ...{ audience: 'attributed', healthWeightsOf, waves: healthWeightsOf.length },
      })
      const where = { workspaceId: study.workspaceId, waveId: study.waves.at(-1)?.id ?? '', side: 'buyer' }
      const rows = await db.prisma.releasedRow.findMany({ where: { ...where, measure: { in: ['trend', 'change'] } } })
      return rows
        .flatMap((row) => fromReleaseStore(row))
        .filter(({ index }) => index === 'health' || index === 'trust')
        .map(({ index, scope, measure }) => `${scope} ${measure} ${index}`)
        .sort()
    }
    const same = await movesOf([both, both, both])
    expect(same).toContain('portfolio change health')
    expect(same).toContain('portfolio trend health')
    expect(same).toContain('relationship trend health')
    const last = await movesOf([trustAlone, both, both])
    expect(last).toContain('portfolio change health')
    expect(last.filter((move) => move.includes('trend health'))).toEqual([])
    const first = await movesOf([both, both, trustAlone])
    expect(first.filter((move) => move.includes('health'))).toEqual([])
    expect(first).toContain('relationship trend trust')
    expect(first).toContain('portfolio change trust')
  })

  test('decide what health is', async () => {
    const healthOf = async (healthWeights: object) => {
      const { workspaceId, waves } = await makePublishedStudy(db.prisma, { healthWeights })
      const row = { workspaceId, waveId: waves[0]?.id ?? '', scope: 'relationship', side: 'buyer', measure: 'level' }
      const stored = await db.prisma.releasedRow.findFirstOrThrow({ where: row })
      const [health] = fromReleaseStore(stored, ['health'])
      return health?.status === 'released' ? health.mean : undefined
    }
    // trust is 80, productive time 70; the usual weights of both are less than 60 %, so there is no health
    expect(await healthOf({})).toBeUndefined()
    const none = Object.fromEntries(HEALTH_PARTS.map((part) => [part, 0]))
    expect(await healthOf({ ...none, trust: 70, unproductive: 30 })).toBe(77)
    expect(await healthOf({ ...none, trust: 100 })).toBe(80)
  })
})
