import type { Db } from '#app/db/database.server'
import { fromMeasurementStore, type ReleasedMeasurement } from './release-measurement'

/** How well a wave measured, as it was published: by construct, then side, then language. Empty for waves of before it was computed. */
export async function readMeasurement(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): Promise<ReleasedMeasurement[]> {
  const rows = await db.measurement.findMany({
    where: { workspaceId, waveId },
    orderBy: [{ construct: 'asc' }, { side: 'asc' }, { language: 'asc' }],
  })
  return fromMeasurementStore(rows)
}
