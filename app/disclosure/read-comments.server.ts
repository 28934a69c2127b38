import type { Db } from '#app/db/database.server'
import type { Side } from '#app/trust/scored-response'

/** What one side said in its own words, as it was released: nobody knows who said which. */
export interface ReleasedComments {
  waveId: string
  side: Side
  item: string
  texts: string[]
}

/** Comments on a relationship in some waves; ids are random, and so is their order. */
export async function readComments(
  db: Db,
  { workspaceId, relationshipId, waveIds }: { workspaceId: string; relationshipId: string; waveIds: string[] },
): Promise<ReleasedComments[]> {
  const rows = await db.releasedComment.findMany({
    where: { workspaceId, relationshipId, waveId: { in: waveIds } },
    orderBy: [{ side: 'asc' }, { item: 'asc' }, { id: 'asc' }],
  })
  const groups = new Map<string, ReleasedComments>()
  for (const { waveId, item, text, ...row } of rows) {
    const side = row.side as Side
    const group = groups.get(`${waveId} ${side} ${item}`) ?? { waveId, side, item, texts: [] }
    groups.set(`${waveId} ${side} ${item}`, group)
    group.texts.push(text)
  }
  return [...groups.values()]
}
