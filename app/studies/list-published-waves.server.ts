import type { Db } from '#app/db/database.server'

export interface ListedWave {
  id: string
  number: number
  studyId: string
  study: string
  publishedAt: Date
}

/** The published waves of all studies of a workspace, the newest first. */
export async function listPublishedWaves(db: Db, workspaceId: string): Promise<ListedWave[]> {
  const waves = await db.wave.findMany({
    where: { workspaceId, state: 'published' },
    select: { id: true, number: true, studyId: true, publishedAt: true, study: { select: { name: true } } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
  })
  return waves.map(({ study, publishedAt, ...wave }) => ({
    ...{ ...wave, study: study.name, publishedAt: publishedAt ?? new Date(0) },
  }))
}

/** The wave whose id an address names (`?wave=`), else the newest; undefined before the first publication. */
export function choosePublishedWave(waves: readonly ListedWave[], url: string): ListedWave | undefined {
  const asked = new URL(url).searchParams.get('wave')
  return waves.find(({ id }) => id === asked) ?? waves[0]
}
