import type { Db } from '#app/db/database.server'
import type { Within } from '#app/people/find-reach.server'

export interface StudySummary {
  id: string
  name: string
  audience: string
  minimumGroupSize: number
  /** as many of them as are within reach */
  relationships: number
  /** the newest wave, if one was opened */
  wave: { id: string; number: number; state: string; closesAt: Date } | undefined
  /** number of the newest published wave, if there is one */
  publishedWave: number | undefined
}

/** Studies by name: those that ask or asked about something within reach. */
export async function listStudies(db: Db, workspaceId: string, within: Within): Promise<StudySummary[]> {
  const studies = await db.study.findMany({
    where: { workspaceId, AND: [within.studies] },
    orderBy: { name: 'asc' },
    include: {
      _count: { select: { relationships: { where: { workspaceId, relationship: within.relationships } } } },
      waves: {
        orderBy: [{ openedAt: 'desc' }, { number: 'desc' }],
        select: { id: true, number: true, state: true, closesAt: true },
      },
    },
  })
  return studies.map((study) => ({
    id: study.id,
    name: study.name,
    audience: study.audience,
    minimumGroupSize: study.minimumGroupSize,
    relationships: study._count.relationships,
    wave: study.waves[0],
    publishedWave: study.waves.find((wave) => wave.state === 'published')?.number,
  }))
}
