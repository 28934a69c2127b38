import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'

/** Ids of the relationships that the codes of a file name, by code, as far as they are within reach. */
export async function relationshipIds(
  db: Db,
  { workspaceId, within }: { workspaceId: string; within: Within },
  codes: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const batch of inBatches(codes, 2000)) {
    const rows = await db.relationship.findMany({
      where: { workspaceId, code: { in: batch }, AND: within === EVERYTHING ? [] : [within.relationships] },
      select: { id: true, code: true },
    })
    for (const { id, code } of rows) found.set(code, id)
  }
  return found
}
