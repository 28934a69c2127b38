import type { Db } from '#app/db/database.server'
import { type Rhythm, rhythmSchema } from './rhythm'

export interface StudyKey {
  workspaceId: string
  studyId: string
}

export interface StudyRhythm {
  /** whether waves come by themselves; one that rests still says how long waves are and when people are reminded */
  active: boolean
  rhythm: Rhythm
  savedAt: Date
  plannedAt: Date
}

/** @returns undefined for a study whose waves are opened by hand alone */
export async function findRhythm(db: Db, { workspaceId, studyId }: StudyKey): Promise<StudyRhythm | undefined> {
  const row = await db.studyRhythm.findUnique({ where: { workspaceId_id: { workspaceId, id: studyId } } })
  if (!row) return undefined
  const { active, savedAt, plannedAt } = row
  return { active, savedAt, plannedAt, rhythm: rhythmSchema.parse(row.settings) }
}

/** The time zone by which a study's waves are told: that of its rhythm, else that of its workspace. */
export async function findStudyZone(db: Db, { workspaceId, studyId }: StudyKey): Promise<string> {
  const found = await findRhythm(db, { workspaceId, studyId })
  if (found) return found.rhythm.timeZone
  return findWorkspaceZone(db, workspaceId)
}

export async function findWorkspaceZone(db: Db, workspaceId: string): Promise<string> {
  const where = { id: workspaceId }
  return (await db.workspace.findUniqueOrThrow({ where, select: { timeZone: true } })).timeZone
}
