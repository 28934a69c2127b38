import type { Db } from '#app/db/database.server'
import { type FunctionWeights, functionWeights } from '#app/studies/function-weights'
import { type HealthWeights, healthWeights } from '#app/studies/health-weights'

/** How much each part weighed in the relationship health that a wave published, and answers of each function in all values. */
export async function readWeights(
  db: Db,
  workspaceId: string,
  waveId: string,
): Promise<{ health: HealthWeights; functions: FunctionWeights }> {
  const kept = await db.wave.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    select: { healthWeights: true, functionWeights: true },
  })
  return { health: healthWeights(kept.healthWeights), functions: functionWeights(kept.functionWeights) }
}
