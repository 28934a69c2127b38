import type { Db } from '#app/db/database.server'
import { type HealthWeights, healthWeights } from '#app/studies/health-weights'

/** How much each part weighed in the relationship health that a wave published. */
export async function readHealthWeights(db: Db, workspaceId: string, waveId: string): Promise<HealthWeights> {
  const { healthWeights: kept } = await db.wave.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    select: { healthWeights: true },
  })
  return healthWeights(kept)
}
