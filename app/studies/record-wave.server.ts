import type { Db } from '#app/db/database.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'

interface WaveKey {
  workspaceId: string
  studyId: string
  waveId: string
}

/** Writes down what became of a wave because its time had come; what members do is written down as their deed. */
export function recordWave(
  tx: Db,
  action: 'wave-opened' | 'wave-closed',
  { workspaceId, studyId, waveId }: WaveKey,
): Promise<void> {
  const event = { action, objectKind: 'wave', objectId: waveId, details: { study: studyId } } as const
  return recordEvent(tx, systemActor(workspaceId), event)
}
