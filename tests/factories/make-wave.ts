import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'

type WaveValues = Partial<Prisma.WaveUncheckedCreateInput> & { workspaceId: string; studyId: string }

/** The study's first wave, unless told otherwise: open for longer than any test, with the promise of the study. */
export async function makeWave(db: Db, values: WaveValues) {
  const { workspaceId, studyId } = values
  const study = await db.study.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: studyId } } })
  return db.wave.create({
    data: {
      number: 1,
      state: 'open',
      audience: study.audience,
      minimumGroupSize: study.minimumGroupSize,
      healthWeights: study.healthWeights ?? {},
      functionWeights: study.functionWeights ?? {},
      instrumentName: study.instrumentName,
      instrumentVersion: study.instrumentVersion,
      openedAt: new Date('2026-01-01T08:00:00Z'),
      closesAt: new Date('2100-01-01T08:00:00Z'),
      ...values,
    },
  })
}
