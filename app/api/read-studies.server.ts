import type { z } from 'zod'
import type { Db } from '#app/db/database.server'
import type { Within } from '#app/people/find-reach.server'
import { functionWeights } from '#app/studies/function-weights'
import type { studySchema, waveSchema } from './schemas'

type StudyAnswer = z.input<typeof studySchema>
type WaveAnswer = z.input<typeof waveSchema>

interface StudyKey {
  workspaceId: string
  /** what of the workspace the reader sees */
  within: Within
}

const weightsOf = (study: { functionWeights: unknown }) => functionWeights(study.functionWeights)

/** Studies in the order in which they were made; one more than asked for shows that there are others. */
export async function readStudies(
  db: Db,
  { workspaceId, within, after, limit, id }: StudyKey & { after?: string; limit: number; id?: string },
): Promise<StudyAnswer[]> {
  const studies = await db.study.findMany({
    where: { workspaceId, ...(id && { id }), AND: [within.studies, after ? { id: { gt: after } } : {}] },
    orderBy: { id: 'asc' },
    take: limit + 1,
    include: {
      _count: {
        select: {
          relationships: { where: { workspaceId, relationship: within.relationships } },
          waves: { where: { workspaceId, state: 'published', isTrial: false } },
        },
      },
    },
  })
  return studies.map(({ _count, ...study }) => ({
    ...{ id: study.id, name: study.name, audience: study.audience as StudyAnswer['audience'] },
    minimum_group_size: study.minimumGroupSize,
    ...(Object.keys(weightsOf(study)).length > 0 && { function_weights: weightsOf(study) }),
    instrument: { name: study.instrumentName, version: study.instrumentVersion },
    ...{ relationships: _count.relationships, published_waves: _count.waves },
    created_at: study.createdAt.toISOString(),
  }))
}

/** Waves of a study that count, the first one first; one more than asked for shows that there are others. */
export async function readWaves(
  db: Db,
  { workspaceId, studyId, after, limit }: { workspaceId: string; studyId: string; after: number; limit: number },
): Promise<WaveAnswer[]> {
  const waves = await db.wave.findMany({
    where: { workspaceId, studyId, isTrial: false, number: { gt: after } },
    orderBy: { number: 'asc' },
    take: limit + 1,
  })
  return waves.map((wave) => ({
    ...{ id: wave.id, number: wave.number },
    kind: wave.kind as WaveAnswer['kind'],
    state: wave.state as WaveAnswer['state'],
    instrument: { name: wave.instrumentName, version: wave.instrumentVersion },
    is_imported: wave.isImported,
    ...{ opened_at: wave.openedAt.toISOString(), closes_at: wave.closesAt.toISOString() },
    published_at: wave.publishedAt?.toISOString() ?? null,
  }))
}
