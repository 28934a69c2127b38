import type { Db } from '#app/db/database.server'
import { type Actor, may, seesEverything } from './may'

/** What of a workspace somebody sees of results; undefined for everything. */
export interface Within {
  relationshipIds: readonly string[] | undefined
  /** studies that ask or asked about at least one of these relationships */
  studyIds: ReadonlySet<string> | undefined
}

export const EVERYTHING: Within = { relationshipIds: undefined, studyIds: undefined }

/** Looks up what lies in the reach of a manager; `may` decides on each relationship. */
export async function findReach(db: Db, workspaceId: string, actor: Actor): Promise<Within> {
  if (seesEverything(actor)) return EVERYTHING
  const all = await db.relationship.findMany({
    where: { workspaceId },
    select: { id: true, buyerId: true, supplierId: true, category: true, studies: { select: { studyId: true } } },
  })
  const own = all.filter((one) => may(actor, 'see-results', { kind: 'relationship', ...one }))
  const relationshipIds = own.map(({ id }) => id)
  // a relationship that was taken out of a study keeps the results of its waves
  const published = await db.wave.findMany({
    where: { workspaceId, participation: { some: { workspaceId, relationshipId: { in: relationshipIds } } } },
    select: { studyId: true },
    distinct: ['studyId'],
  })
  const asking = own.flatMap(({ studies }) => studies)
  return { relationshipIds, studyIds: new Set([...asking, ...published].map(({ studyId }) => studyId)) }
}
